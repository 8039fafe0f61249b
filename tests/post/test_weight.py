"""The weight of a text on X, case by case and as laws."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosspost.post.weight import urls, weight

FAMILY = "👨\u200d👩\u200d👧\u200d👦"
PIRATES = "🏴\u200d☠\ufe0f"
ENGLAND = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("a", 1),
        ("é", 1),
        ("Ω", 1),
        ("Ж", 1),
        ("\u10ff", 1),
        ("\u1100", 2),
        ("—―“”‘’•", 7 + 1),
        ("\u200b\u200d", 2),
        ("\u200e", 2),
        ("あ", 2),
        ("漢", 2),
        ("ー", 2),
        ("ア", 2),
        ("ｱ", 2),
        ("、。「」・：", 12),
        ("…", 2),
        ("‥", 2),
        ("①", 2),
        ("㈱", 2),
        ("\u3000", 2),
        ("か\u3099", 2),
        ("e\u0301", 1),
        ("\n", 1),
        ("a\r\nb", 4),
        ("𠮷", 2),
        ("\ud800", 2),
    ],
)
def test_each_kind_of_character_has_its_weight(text: str, expected: int) -> None:
    """Four ranges weigh 1, everything else 2, after composition."""
    assert weight(text) == expected


@pytest.mark.parametrize(
    "emoji",
    ["😀", "☀", "☀\ufe0f", "❤\ufe0f", "🇯🇵", "1\ufe0f\u20e3", "1\u20e3", "#\ufe0f\u20e3", "👍🏽",
     FAMILY, PIRATES, ENGLAND, "🏳\ufe0f\u200d🌈", "👩🏽\u200d🚀", "©\ufe0f", "👁\ufe0f"],
)  # fmt: skip
def test_an_emoji_sequence_weighs_as_one_emoji(emoji: str) -> None:
    """Families, flags, keycaps, skin tones and tag flags are 2."""
    assert weight(emoji) == 2
    assert weight(f"前{emoji}後") == 6


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("🐦\u200d🔥", 2 + 1 + 2),
        ("❤\ufe0f\u200d🔥", 2 + 1 + 2),
        ("🇽🇽", 2 + 2),
        ("🐶🏽", 2 + 2),
        ("😀\u200d😀", 2 + 1 + 2),
        ("☀\ufe0e", 2 + 2),
        ("♾\ufe0f", 2 + 2),
        ("✨\ufe0f", 2 + 2),
        ("🔥\ufe0f", 2 + 2),
        ("あ\ufe0f", 2 + 2),
    ],
)
def test_a_sequence_that_x_may_not_know_weighs_as_its_parts(text: str, parts: int) -> None:
    """A sequence younger than X's table, or no sequence at all, is never under-counted."""
    assert weight(text) == parts


@pytest.mark.parametrize("sign", "⚡⭐❗☔⛄⚽🀄☀❤▶♻〽㊗")
def test_an_emoji_with_its_selector_weighs_two(sign: str) -> None:
    """Phones write U+FE0F behind an emoji, whether it needs one or not."""
    assert weight(f"{sign}\ufe0f速報") == 2 + 4


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://example.jp/a/very/long/path/that/goes/on/and/on?with=query#and-fragment", 23),
        ("example.jp", 23),
        ("記事https://example.jp/", 4 + 23),
        ("https://example.jp/記事", 23 + 4),
        ("これはexample.jpです", 6 + 23 + 4),
        ("a https://example.jp b asahi.com", 2 + 23 + 3 + 23),
        ("abchttps://example.jp", len("abchttps://example.jp")),
        ("Node.js", 7),
    ],
)
def test_a_link_weighs_23_whatever_its_length(text: str, expected: int) -> None:
    """With and without scheme; what X does not link weighs as text."""
    assert weight(text) == expected


def test_a_full_japanese_post_is_140_characters() -> None:
    """140 kana fill a post; a link and a line break leave 128."""
    assert weight("あ" * 140) == 280
    assert weight("あ" * 128 + "\nhttps://example.jp/2026/11/19/") == 280


PIECES = st.sampled_from(
    ["あ", "漢字", "。", "「", "」", " ", "\n", "a", "Z", "0", ".", "/", ":", "@", "-", "_", "(",
     ")", "é", "か", "\u3099", "😀", FAMILY, "🇯", "🇵", "👍", "🏽", "\u200d", "\ufe0f", "https://",
     "example.com", "asahi.com", "co.jp", "t.co/", "x", "?q=1", "日本.jp", "\ufeff", "\u200e"],
)  # fmt: skip
MIXED = st.lists(PIECES, max_size=12).map("".join)


def _reference(text: str) -> int:
    """Return the formula's lower bound: ranges, 23 a link, joined emoji as if always one."""
    text = unicodedata.normalize("NFC", text)
    for url in urls(text):
        text = text.replace(url, "u" * 23, 1)
    light = [*range(0x1100), *range(0x2000, 0x200E), *range(0x2010, 0x2020), *range(0x2032, 0x2038)]
    glue = sum(text.count(c) for c in "\u200d\ufe0f\u20e3🏽") + text.count("🇯🇵")
    family = text.count(FAMILY) * 3
    return sum(1 if ord(c) in light else 2 for c in text) - 2 * (glue + family)


@given(MIXED)
def test_the_weight_is_never_below_the_formula(text: str) -> None:
    """Only joined emoji may weigh less than the sum of their characters."""
    assert weight(text) >= _reference(text)


@given(MIXED)
def test_composition_does_not_change_the_weight(text: str) -> None:
    """A decomposed text weighs what its composed form does."""
    assert weight(unicodedata.normalize("NFD", text)) == weight(text)


@given(MIXED, MIXED)
def test_two_texts_on_two_lines_weigh_what_they_weigh_alone(one: str, other: str) -> None:
    """A line break ends every link and every sequence.

    The second is weighed behind a break as well: twitter-text takes an é that begins a text for the
    character before a domain, and one that begins a line for its first letter.
    """
    assert weight(f"{one} \n{other}") == weight(f"{one} ") + weight(f"\n{other}")


def test_an_accented_letter_begins_a_domain_but_not_at_the_very_start() -> None:
    """The quirk of the reference, both ways."""
    assert urls("éexample.com") == ["example.com"]
    assert urls("\néexample.com") == ["éexample.com"]


@given(st.text())
def test_any_text_has_a_weight(text: str) -> None:
    """At most 2 a character and 23 a link, and never an exception."""
    assert 0 <= weight(text) <= 2 * len(text) + 23 * len(urls(text))
