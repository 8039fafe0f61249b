"""Text from strangers, made fit to be shown."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosspost.text import clean, count, one_line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\r\nb\rc\u2028d\u0085e", "a\nb\nc\nd\ne"),
        ("  海峡  の \t 話  ", "海峡 の 話"),
        ("全角\u3000空白", "全角\u3000空白"),
        ("か\u3099", "が"),
        ("\u202e逆\u2066向き\u2069", "逆向き"),
        ("\ufeff見え\u200bない\u00ad字", "見えない字"),
        ("a\x00b\x1bc\x7f", "abc"),
        ("\ue000\ufffe\ufffc", ""),
        ("\ud800孤立", "孤立"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("👩🏽\u200d🚀", "👩🏽\u200d🚀"),
        ("❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥"),
        ("1\ufe0f\u20e3", "1\ufe0f\u20e3"),
        ("🏴\U000e0067\U000e0062\U000e007f", "🏴\U000e0067\U000e0062\U000e007f"),
        ("語\u200d語", "語語"),
        ("\u200d", ""),
        ("\u00a0", ""),
        ("\u3164", ""),
        ("港\u2800の\u034f話\u115f\u1160\uffa0\U0001d159", "港の話"),
        ("港\U000e0041\U000e0042\U000e007fの話\U000e0001", "港の話"),
        ("🏴\U000e0041\U000e0042\U000e0043\U000e007f", "🏴"),
        ("🏴" + "\U000e0062" * 7 + "\U000e007f", "🏴"),
        ("e" + "\u0301" * 9 + "港", "é\u0301\u0301港"),
        ("か" + "\u3099" * 9, "が\u3099\u3099"),
        ("ก" + "\u0e49" * 9, "ก" + "\u0e49" * 4),
        ("a" + "\u0301\u0e49" * 9, "á" + "\u0e49" * 4),
        ("ש\u05b8\u05c1\u0591", "ש\u05b8\u05c1\u0591"),
        ("語\ufe0f\ufe0f", "語"),
        ("葛\U000e0100城", "葛\U000e0100城"),
        ("葛\U000e0100\U000e0101", "葛\U000e0100"),
        ("a\U000e0100\ufe01", "a"),
        ("\u1820\u180b\u180b", "\u1820\u180b"),
        ("a\u180b", "a"),
        ("‼\ufe0fℹ\ufe0f〰\ufe0f", "‼\ufe0fℹ\ufe0f〰\ufe0f"),
        ("\ufe0f港", "港"),
        ("🙂\u200d↔\ufe0f", "🙂\u200d↔\ufe0f"),
        ("👨\u200d", "👨"),
        ("\u200d👨", "👨"),
        ("語\ufe0f\u200d👨", "語👨"),
        ("a\u200b\u0301", "á"),
        ("神社", "神社"),
        ("\u0301\u0301 \ufe0f", ""),
    ],
)
def test_what_is_invisible_goes_and_emoji_stay_whole(text: str, expected: str) -> None:
    """Control, direction, private and stray format characters are nobody's words."""
    assert clean(text) == expected


def test_one_line_has_no_line_break() -> None:
    """A title is one line, whatever the feed made of it."""
    assert one_line(" 海峡の\n 通航料\r\n") == "海峡の 通航料"


#: What the rules are about, and letters that it may stand beside.
ODD = "aé港葛か👩👨❤🔥🏽🏴🇯🇵1#\n \u200d\ufe0f\ufe0e\ufe01\u20e3\u0301\u0323\u3099\u0e49\u1820\u180b"
ODD += "\u200b\u034f\u2800\u3164\U000e0062\U000e0067\U000e007f\U000e0100\u202e"


@given(st.text() | st.text(ODD, max_size=12))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    """And the result is in NFC."""
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\n" not in one_line(text)


def test_one_is_not_many() -> None:
    """People read these lines."""
    assert [count(number, "entry", "entries") for number in (0, 1, 2)] == [
        "0 entries",
        "1 entry",
        "2 entries",
    ]
