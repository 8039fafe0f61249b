"""Safe shortening, and the cut at last."""

import pytest

from crosspost.model import Room
from crosspost.phrases import is_balanced
from crosspost.summary import _shorten


def room(characters: int) -> Room:
    """Room for so many full-width characters."""
    return Room(characters * 2, lambda text: sum(1 if c.isascii() else 2 for c in text))


ASIDES = [
    pytest.param("鳴瀬町（人口三千人）は反対した。", "鳴瀬町は反対した。", id="aside"),
    pytest.param("港(北浜県)が開く。", "港が開く。", id="narrow brackets in Japanese"),
    pytest.param("The suite (by count) ran.", "The suite ran.", id="English aside"),
    pytest.param("Call f(x) twice.", "Call f(x) twice.", id="brackets that belong to a word"),
    pytest.param("費用（未定）を負う。", "費用（未定）を負う。", id="qualifies"),
    pytest.param("全県（北浜を除く）で行う。", "全県（北浜を除く）で行う。", id="exception"),
    pytest.param("It is free (not for firms).", "It is free (not for firms).", id="negation"),
    pytest.param(
        "長は「今（朝）だ」と言う。", "長は「今（朝）だ」と言う。", id="within a quotation"
    ),
    pytest.param("（続く）", "（続く）", id="nothing but an aside"),
]


@pytest.mark.parametrize(("sentence", "short"), ASIDES)
def test_an_aside_goes_unless_it_qualifies(sentence: str, short: str) -> None:
    """Brackets are dropped; those with a condition, a negation or an estimate stay."""
    assert _shorten.forms(sentence)[-1] == short


@pytest.mark.parametrize("word", ["しかし、", "だが、", "また、", "そのため、", "一方で、"])
def test_a_leading_conjunction_goes_where_nothing_precedes(word: str) -> None:
    """A conjunction would dangle without the sentence before it."""
    assert _shorten.forms(f"{word}県は黙った。") == ["県は黙った。"]
    assert _shorten.forms(f"{word}県は黙った。", follows=True) == [f"{word}県は黙った。"]


@pytest.mark.parametrize("word", ["第二に、", "しかし", "だが"])
def test_a_place_in_an_order_goes_where_nothing_precedes(word: str) -> None:
    """「第二に」 without the first, and 「しかし」 without a comma, would dangle as well."""
    assert _shorten.forms(f"{word}県は黙った。") == ["県は黙った。"]


def test_an_answer_stands_without_what_it_answers() -> None:
    """「これに対し」 dangles; as the object of what follows it stays."""
    assert _shorten.forms("これに対して県は黙った。") == ["県は黙った。"]
    assert _shorten.forms("これに対し抗議した。") == ["これに対し抗議した。"]


@pytest.mark.parametrize("word", ["ただし、", "もっとも、", "もし", "確かに、"])
def test_a_reservation_stays(word: str) -> None:
    """What restricts a statement is never dropped."""
    assert _shorten.forms(f"{word}県は黙った。") == [f"{word}県は黙った。"]


@pytest.mark.parametrize(
    ("sentence", "plain"),
    [
        ("市は交付金※1を受けた。", "市は交付金を受けた。"),
        ("市は交付金（注2）を受けた。", "市は交付金を受けた。"),
        ("費用は倍になった（図1参照）。", "費用は倍になった。"),
        ("費用は倍になった（県の試算を参照のこと）。", "費用は倍になった。"),
        ("費用は倍になった（表2）。", "費用は倍になった。"),
        ("費用は倍になった（後述）。", "費用は倍になった。"),
        ("The cost doubled (see Fig. 1).", "The cost doubled."),
        ("The town paid for it.[3]", "The town paid for it."),
        ("市は※12月から始める。", "市は※12月から始める。"),
        ("県は受注10件を公表した。", "県は受注10件を公表した。"),
        ("The item[3].title is short.", "The item[3].title is short."),
    ],
)
def test_a_reference_to_a_note_goes(sentence: str, plain: str) -> None:
    """The note stands below the article, not in the post."""
    assert _shorten.forms(sentence)[0] == plain


def test_addresses_go() -> None:
    """An address would be linked, and billed, by the network."""
    assert _shorten.forms("資料は https://example.jp/a?b=1 にある。") == ["資料はにある。"]


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("「港", "港"),
        ("港」", "港"),
        ("「港（」", "「港」"),
        ("「港）」", "「港」"),
        ("「港」", "「港」"),
        ("Great day :)", "Great day :"),
        ("港\nの　朝 ", "港 の　朝"),
    ],
)
def test_brackets_without_a_partner_go(text: str, mended: str) -> None:
    """What is shown is on one line and balanced, even where the article is not."""
    assert _shorten.mend(text) == mended
    assert is_balanced(mended)


CUTS = [
    pytest.param(
        "市議会は条例案を一票差で可決したが、県は負担の額を最後まで示さず議論は続く。",
        30,
        "市議会は条例案を一票差で可決したが…",
        id="at a clause end",
    ),
    pytest.param(
        "国道には両派の検問所が十七か所あり、一台のトラックが抜けるのに五日と半日かかる。",
        30,
        "国道には両派の検問所が十七か所あり…",
        id="at the end of a state",
    ),
    pytest.param(
        "赤字の続く潮見湾岸鉄道の存続のための条例案を、沿線の三町の議会に諮る方針だ。",
        26,
        "赤字の続く潮見湾岸鉄道の存続のための条例案を…",
        id="at a pause",
    ),
    pytest.param(
        "赤字の続く潮見湾岸鉄道の存続のための条例案を沿線の三町の議会に諮る方針だ。",
        17,
        "赤字の続く潮見湾岸鉄道の存続の…",
        id="at a phrase end",
    ),
    pytest.param("赤字の続く潮見湾岸鉄道。", 8, "", id="no room for a meaning"),
    pytest.param(
        "The quick brown fox jumps over the dog.", 14, "The quick brown fox jumps…", id="words"
    ),
    pytest.param(
        "県は「線路を残すことが目的では決してない」と述べた。",
        16,
        "県は「線路を残すことが…」",
        id="a quotation is closed",
    ),
]


@pytest.mark.parametrize(("sentence", "characters", "cut"), CUTS)
def test_the_last_resort_ends_where_a_reader_may_stop(
    sentence: str, characters: int, cut: str
) -> None:
    """A cut ends at a clause, else a pause, else a phrase, with … ; else there is none."""
    assert _shorten.cut(sentence, room(characters)) == cut
