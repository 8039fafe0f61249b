"""What makes a sentence worth telling."""

import pytest

from crosspost.summary import _relevance
from crosspost.summary._material import Sentence

TITLE = "北浜港の再整備、費用が百億円増える"
PLAIN = "県の港湾局は岸壁の費用が百億円増えると発表した。"


def quality(text: str) -> float:
    """Return the quality of one sentence under the title."""
    sentence = Sentence(text, 0, 0)
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


def test_what_the_title_says_is_worth_less() -> None:
    """The title's words count little, new words in full."""
    [old, new] = (Sentence(t, 0, 0) for t in ("北浜港の再整備。", "漁協は反対する。"))
    measure = _relevance.measure([old, new], TITLE)

    assert measure.gain(_relevance.units(old.text)) < measure.gain(_relevance.units(new.text))
    assert quality("北浜港の再整備の費用が百億円増える。") < quality(PLAIN)


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
