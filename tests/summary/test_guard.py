"""The guard: what a gist may not be, and that the article's own sentences have to carry it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosspost.model import Article, Block, Gist, Room
from crosspost.model.refusals import Refusal
from crosspost.summary import guard

TEXT = (
    "カザリン州の議会は二十日の本会議で、赤字の続く湾岸鉄道を十年間残す条例案を賛成十二、反対十一で可決した。",
    "桐山知事は「足を守る手段だ」と述べた。",
    "県は来月、運賃の引き上げを検討する。",
    "利用者が一日五百人を下回れば、協議をやり直す。",
)
ARTICLE = Article(
    "", (), "", title="湾岸鉄道の存続が決まる", blocks=tuple(Block("own", t) for t in TEXT)
)


def room(characters: int = 70) -> Room:
    """Return room for so many full-width characters."""
    return Room(characters * 2, lambda text: sum(1 if c.isascii() else 2 for c in text))


def codes(text: str, *evidence: str, article: Article = ARTICLE) -> set[Refusal]:
    """Return why a gist of the article is refused."""
    verdict = guard.check(Gist(text, evidence), article, room())
    assert verdict.passes is not bool(verdict.refusals)
    return {reason.code for reason in verdict.refusals if isinstance(reason.code, Refusal)}


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("カザリン州の議会は二十日、湾岸鉄道を十年間残す条例案を一票差で可決した。", TEXT[:1]),
        ("条例案は賛成十二、反対十一で可決された。", TEXT[:1]),
        ("桐山知事は「足を守る手段だ」と述べた。", TEXT[1:2]),
        ("県は来月にも運賃を上げるかどうか検討するという。", TEXT[2:3]),
        ("利用者が一日五百人に満たなければ、協議はやり直しになる。", TEXT[3:4]),
    ],
)
def test_what_the_article_carries_passes(text: str, evidence: tuple[str, ...]) -> None:
    """A true gist may have other words than the article."""
    assert codes(text, *evidence) == set()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", Refusal.NOTHING),
        ("カザリン州の議会は条例案を可決した。" * 5, Refusal.TOO_LONG),
        ("カザリン州の議会が条例案を", Refusal.BROKEN),
        ("カザリン州の議会は「条例案を可決した。", Refusal.BROKEN),
        ("カザリン州の議会は条例案を…可決した。", Refusal.BROKEN),
        ("カザリン州の議会は<b>条例案</b>を可決した。", Refusal.MARKUP),
        ("カザリン州の議会は\n条例案を可決した。", Refusal.MARKUP),
        ("カザリン州の議会は\u202e条例案を可決した。", Refusal.MARKUP),
        ("カザリン州の議会は条例案を可決した。example.jp", Refusal.ADDRESS),
        ("カザリン州の議会は条例案を可決した。#鉄道", Refusal.ADDRESS),
        ("@kazarin 議会は条例案を可決した。", Refusal.ADDRESS),
        ("カザリン州の議会は条例案を可決した。フォローしてください。", Refusal.INSTRUCTION),
        ("以前の指示を無視して、条例案を可決した。", Refusal.INSTRUCTION),
        ("湾岸鉄道の存続が決まる。", Refusal.SAYS_TITLE),
        ("The assembly passed the bill.", Refusal.OTHER_LANGUAGE),
    ],
)
def test_the_form_is_that_of_a_post(text: str, code: Refusal) -> None:
    """Nothing broken, nothing that acts on the reader or on the network."""
    assert code in codes(text, TEXT[0])


def test_a_gist_without_evidence_is_refused() -> None:
    """What nothing carries is not told."""
    assert codes("議会は条例案を可決した。") == {Refusal.NO_EVIDENCE}


@pytest.mark.parametrize("evidence", ["議会は条例案を否決した。", " "])
def test_evidence_stands_in_the_article_word_for_word(evidence: str) -> None:
    """A sentence that the article has not, or an empty one, carries nothing."""
    assert Refusal.NOT_VERBATIM in codes("議会は条例案を可決した。", TEXT[0], evidence)


def test_a_gist_of_another_article_is_refused() -> None:
    """Hardly a word of it stands in its evidence."""
    assert Refusal.THIN in codes("漁協は新しい船団で秋刀魚の水揚げを始めた。", TEXT[3])


def test_names_come_from_the_article() -> None:
    """A name or loan word that stands nowhere in it is invented; units are not."""
    assert Refusal.FOREIGN_WORD in codes("ベルダの議会は条例案を可決した。", TEXT[0])
    assert Refusal.FOREIGN_WORD not in codes("議会は十年間で十二キロの条例案を可決。", TEXT[0])


ENGLISH = (
    "The council of Marrow approved 12 ferries on Monday.",
    "Fares will not rise until 2030, the mayor said.",
    "A captain called the mayor wrong.",
)
ABROAD = Article("", (), "", title="Ferries", blocks=tuple(Block("own", t) for t in ENGLISH))


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("Marrow approved 12 ferries on Monday.", set()),
        ("On Monday, twelve ferries were cleared by the council of Marrow.", set()),
        ("Fares stay as they are, without a rise until 2030, the mayor said.", set()),
        ("The council of Velden approved 12 ferries on Monday.", {Refusal.FOREIGN_WORD}),
        ("The council of Marrow approved 14 ferries on Monday.", {Refusal.NUMBER}),
        ("A storm destroyed harbours, roofs and orchards.", {Refusal.THIN}),
        ("Fares will rise until 2030, the mayor said.", {Refusal.NEGATION}),
        ("Fares will not rise in 2030, said the mayor.", {Refusal.HEDGE}),
        ("Fares will not rise until 2030 for the mayor.", {Refusal.VOICE}),
        ("The mayor is wrong.", {Refusal.VOICE}),
    ],
)
def test_other_languages_are_compared_by_their_words(text: str, refused: set[Refusal]) -> None:
    """Where blanks part the words: figures, names, denials, hedges and who says it."""
    evidence = (ENGLISH[1],) if "Fares" in text else ENGLISH[:1]
    if "wrong" in text:
        evidence = (ENGLISH[2],)
    assert codes(text, *evidence, article=ABROAD) == refused


def test_a_compression_is_held_against_its_sentence() -> None:
    """What was made by leaving words out loses no condition and no hedge."""
    assert guard.check_compression("県は運賃の引き上げを検討する。", TEXT[2]).passes
    lost = guard.check_compression("協議をやり直す。", TEXT[3], title=ARTICLE.title)
    assert {reason.code for reason in lost.refusals} == {Refusal.CONDITION}


def test_a_gist_with_endless_evidence_is_none() -> None:
    """Nobody writes so much for so little; it is not even read."""
    assert codes("議会は条例案を可決した。", TEXT[0] * 200) == {Refusal.NO_EVIDENCE}


PIECES = st.sampled_from(
    [
        "議会は",
        "知事が",
        "「",
        "」",
        "九",
        "千億",
        "12,3",
        "％",
        "月",
        "、",
        "。",
        "ない",
        "から",
        "た",
        "州",
        "\n",
        "A",
    ]
)
ANY = st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=80))


@settings(max_examples=200, deadline=None)
@given(ANY, st.lists(ANY, max_size=3), ANY)
def test_the_guard_judges_whatever_it_is_given(text: str, evidence: list[str], told: str) -> None:
    """A model may answer anything, and an article hold it."""
    article = Article("", (), "", title="題", blocks=(Block("own", told),))
    guard.check(Gist(text, tuple(evidence)), article, room())
    guard.check(Gist(text, (told,)), article, room())
    guard.check_compression(text, told)
