"""What makes a sentence worth telling."""

import pytest

from crosspost.summary import _relevance
from crosspost.summary._material import Sentence

TITLE = "北浜港の再整備、費用が百億円増える"
PLAIN = "県の港湾局は岸壁の費用が百億円増えると発表した。"


def quality(text: str, order: int = 0, *, added: bool = False) -> float:
    """Return the quality of one sentence under the title."""
    sentence = Sentence(text, order, 0, added=added)
    return _relevance.quality(sentence, _relevance.measure([sentence], TITLE))


@pytest.mark.parametrize(
    "lesser",
    [
        pytest.param("もちろん県の港湾局は岸壁の費用が百億円増えると発表した。", id="concession"),
        pytest.param("本稿では県の港湾局は岸壁の費用が百億円増えると発表した。", id="teaser"),
        pytest.param("県の港湾局は岸壁の費用が百億円増えると発表したのか。", id="question"),
        pytest.param("県の港湾局は岸壁の費用が百億円増えると発表した", id="no end"),
        pytest.param("岸壁の費用が百億円増えるのは誤りではない。", id="denial"),
        pytest.param("県の港湾局は「岸壁の費用が百億円増えると発表」した。", id="others' words"),
    ],
)
def test_a_statement_of_the_authors_is_worth_more(lesser: str) -> None:
    """Concessions, teasers, questions, labels and quotations tell less than statements."""
    assert quality(lesser) < quality(PLAIN)


def test_what_stands_first_is_worth_more() -> None:
    """News tells the most important first, and an announced addition is the news."""
    assert quality(PLAIN, 0) > quality(PLAIN, 1) > quality(PLAIN, 20) > 0
    assert quality(PLAIN, 20, added=True) > quality(PLAIN, 0)


def test_what_the_title_says_is_worth_less() -> None:
    """The title's words count little, new words in full."""
    [old, new] = (Sentence(t, 0, 0) for t in ("北浜港の再整備。", "漁協は反対する。"))
    measure = _relevance.measure([old, new], TITLE)

    assert measure.gain(_relevance.units(old.text)) < measure.gain(_relevance.units(new.text))
    assert quality("北浜港の再整備の費用が百億円増える。") < quality(PLAIN)


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("県の港湾局は岸壁の費用を示した。", 1.0),
        ("これは県の港湾局の費用である。", 0.2),
        ("県の港湾局はその費用を示した。", 0.2),
        ("県の港湾局は岸壁を直すと決め、その費用を示した。", 0.5),
        ("十一月に示した。", 0.75),
        ("もっとも、県の港湾局に余裕はない。", 0.0),
        ("ただし県の港湾局は黙っている。", 0.0),
        ("それでも港は開く。", 0.0),
        ("ただちに港は開く。", 1.0),
        ("与党からも九人が賛成した。", 0.3),
        ("隣の県でも案が示された。", 0.3),
        ("誰にも県の港湾局は示さない。", 1.0),
        ("あくまでも県の港湾局は示さない。", 1.0),
        ("The council voted.", 1.0),
        ("However, it did.", 0.2),
        ("同氏は港の再整備を止めると語った。", 0.0),
        ("He also promised a new quay.", 0.0),
        ("漁協が反対しているからである。", 0.0),
        ("県の結論を待つためだという。", 0.0),
        ("漁協が反対するのは、航路が狭くなるからである。", 1.0),
        ("これまで県は費用を示した。", 1.0),
    ],
)
def test_a_sentence_may_lean_on_the_one_before_it(text: str, alone: float) -> None:
    """Pointers and missing topics are worth less where the sentence before is not told."""
    assert _relevance.leaning(text) == alone


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("港湾局が", {"港湾", "湾局"}),
        ("港へ", {"港"}),
        ("クレーンを", {"クレーン"}),
        ("The harbour of 2026 was here", {"harbour", "2026", "here"}),
        ("порт", {"порт"}),
        ("はい、そうです。", set()),
    ],
)
def test_texts_are_compared_by_their_words(text: str, units: set[str]) -> None:
    """Kanji count by pairs, other scripts by words; kana and common words are grammar."""
    assert _relevance.units(text) == units


@pytest.mark.parametrize(
    ("before", "title", "alone"),
    [
        ("五十年前の最高裁の判決が唯一の先例だ。", "港の予算", 0.6),
        ("五十年前の最高裁の判決が唯一の先例だ。", "判決の行方", 1.0),
        ("最高裁は違憲と判断した。", "港の予算", 1.0),
    ],
)
def test_a_bare_topic_is_the_one_of_the_sentence_before(
    before: str, title: str, alone: float
) -> None:
    """「判決は…」 by itself would be taken for today's; a title that has the word names it."""
    known = _relevance.units(title)
    assert _relevance.leaning("判決は市の行いを違憲とした。", before, title=known) == alone
