"""What X would act upon though nobody meant it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosspost.post.defuse import defuse
from crosspost.post.weight import urls


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@taro氏が投稿", "@ taro氏が投稿"),
        ("（＠taro）", "（＠ taro）"),
        (".@taro", ".@ taro"),
        ("RT@taro", "RT@ taro"),
        ("RT @taro: あ", "RT @ taro: あ"),
        ("info@example.jp", "info@example.jp"),
        ("cart@example.jp", "cart@example.jp"),
        ("3個 @ 100円", "3個 @ 100円"),
    ],
)
def test_a_mention_is_written_so_that_nobody_is_called(text: str, expected: str) -> None:
    """X refuses posts that call people unasked; a mail address stays one."""
    assert defuse(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("話題の #政治 を", "話題の # 政治 を"),
        ("「#MeToo」運動", "「# MeToo」運動"),
        ("＃1位", "＃ 1位"),
        ("#1", "#1"),
        ("C#入門", "C#入門"),
        ("今日は#政治", "今日は#政治"),
        ("#\ufe0f\u20e3", "#\ufe0f\u20e3"),
        ("Q&#38", "Q&#38"),
    ],
)
def test_a_hashtag_of_the_text_becomes_plain_words(text: str, expected: str) -> None:
    """Only what X would take for a hashtag is touched."""
    assert defuse(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$TSLA が上げ", "$TSLA が上げ"),
        ("$TSLA と $AAPL と $X", "$TSLA と ＄AAPL と ＄X"),
        ("$10 と US$20", "$10 と US$20"),
    ],
)
def test_one_cashtag_stays(text: str, expected: str) -> None:
    """X refuses a post with two; further ones get a full-width sign."""
    assert defuse(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected", "broken"),
    [
        ("出典：asahi.com", "出典：asahi．com", ("asahi.com",)),
        ("NHK.jpとX.com", "NHK．jpとX．com", ("NHK.jp", "X.com")),
        ("youtu.be/x.y", "youtu．be/x.y", ("youtu.be/x.y",)),
        ("https://www.cao.go.jp/a.html を参照", "www．cao．go．jp/a.html を参照",
         ("https://www.cao.go.jp/a.html",)),
        ("https://example.みんな/", "example．みんな/", ("https://example.みんな/",)),
        ("a.jp/?u=b.jp", "a．jp/?u=b．jp", ("a.jp/?u=b.jp", "b.jp")),
        ("あ" * 60 + "asahi.com", "あ" * 60 + "asahi．com", ("asahi.com",)),
        ("Node.jsとv1.2.3", "Node.jsとv1.2.3", ()),
        ("3.5兆円", "3.5兆円", ()),
    ],
)  # fmt: skip
def test_a_stray_link_is_written_so_that_x_does_not_bill_it(
    text: str, expected: str, broken: tuple[str, ...]
) -> None:
    """Full-width dots read the same, and each link that was broken is told."""
    assert defuse(text) == (expected, broken)


TRAPS = st.sampled_from(
    ["@", "＠", "@taro", "RT", "$TSLA", "$", "#", "＃政治", "#1", "a.jp", "https://x.jp/a", "info",
     "あ", "。", "「", " ", "\n", "_", "a", "1", "-", "/", ":", "(", "😀", "か\u3099", ".", "com",
     "t.co/a", "?u=", "&", "~"],
)  # fmt: skip


@given(st.lists(TRAPS, max_size=12).map("".join))
def test_defused_text_has_no_link_and_stays_as_it_is(text: str) -> None:
    """Nothing is left for X to link, and a second pass finds nothing more."""
    safe, _ = defuse(text)
    assert urls(safe) == []
    assert defuse(safe) == (safe, ())
