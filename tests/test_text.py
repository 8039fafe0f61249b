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
    ],
)
def test_what_is_invisible_goes_and_emoji_stay_whole(text: str, expected: str) -> None:
    """Control, direction, private and stray format characters are nobody's words."""
    assert clean(text) == expected


def test_one_line_has_no_line_break() -> None:
    """A title is one line, whatever the feed made of it."""
    assert one_line(" 海峡の\n 通航料\r\n") == "海峡の 通航料"


@given(st.text())
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
