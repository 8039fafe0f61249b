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
        ("港の再開<br>で合意、島の議会<sup>1</sup>も", "港の再開 で合意、島の議会も"),
        ("&amp;amp;amp;lt;b&amp;amp;amp;gt;", "&lt;b&gt;"),
        ("&lt;br&gt;タグの使い方", "<br>タグの使い方"),
        ("&amp;lt;br&amp;gt;タグの使い方", "<br>タグの使い方"),
        ("<img> と <br> の違い", "<img> と <br> の違い"),
        ("<hr>の引き方", "<hr>の引き方"),
        ("How to use the <br> tag", "How to use the <br> tag"),
        ("協議は<del>十八日</del>二十日に", "協議は二十日に"),
        ("協議は<s>十八日</s><ins>二十日</ins>に", "協議は二十日に"),
        (
            "協議は<span style='text-decoration:line-through'>十八日</span>二十日に",
            "協議は二十日に",
        ),
        ("&amp;lt;b&amp;gt;速報&amp;lt;/b&amp;gt;", "速報"),
        ("二酸化炭素（CO<sub>2</sub>）、10<sup>6</sup>トン", "二酸化炭素（CO₂）、10⁶トン"),
        ("1<sup>st</sup> x<sub>n</sub>", "1st xn"),
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
