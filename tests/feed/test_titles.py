"""Titles as people read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosspost.feed.titles import plain


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("風見町の灯台", "風見町の灯台"),
        ("a < b と c > d の差", "a < b と c > d の差"),
        ("a<b と c>d の差", "a<b と c>d の差"),
        ("A&#038;B", "A&B"),
        ("A &amp;amp; B", "A & B"),
        ("&amp;amp;amp;", "&amp;"),
        ("<b>速報</b>　地震", "速報　地震"),
        ("&lt;em class='x'&gt;速報&lt;/em&gt;", "速報"),
        ('<a href="https://blog.example/">灯台</a>', "灯台"),
        ("一行<br/>二行", "一行 二行"),
        ('絵<img src="x.png" alt=""/>文字', "絵文字"),
        ("<ruby>灯台<rp>(</rp><rt>とうだい</rt><rp>)</rp></ruby>", "灯台"),
        ("<b> と <strong> の違い", "<b> と <strong> の違い"),
        ("Vec<T> と Box<T> の話", "Vec<T> と Box<T> の話"),
        ("安全<script>alert(1)</script>第一", "安全第一"),
        ("前<!-- 内緒 -->後", "前後"),
        ("改\n行\u202eと\u200b制御", "改 行と制御"),
        ("", ""),
    ],
)
def test_a_title_is_plain_text(title: str, shown: str) -> None:
    """Markup and references go, comparisons and talk about markup stay."""
    assert plain(title) == shown


@given(st.text(alphabet="<>/ab& ;lt=\"'!-", max_size=80))
def test_a_title_is_one_trimmed_line(title: str) -> None:
    """Whatever stands in it, a title has no line breaks and no blank ends."""
    shown = plain(title)
    assert shown == shown.strip()
    assert "\n" not in shown
