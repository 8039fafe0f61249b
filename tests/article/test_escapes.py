"""Bodies that were escaped once too often are read at the depth where they make sense."""

from html import escape

import pytest

from crosspost.article.blocks import read_blocks
from crosspost.article.escapes import settle
from crosspost.article.markup import parse_body
from crosspost.article.reader import read_node
from crosspost.article.wording import plain

A = "灯台守の組合は三日、<b>無人化</b>の計画を延ばすことで折り合った。"
BODY = f'<p>{A}</p><h2>残る灯台</h2><p>六つ &amp; 七つ目。</p><figure><img src="/a.jpg"></figure>'
TEXTS = [
    "灯台守の組合は三日、無人化の計画を延ばすことで折り合った。",
    "残る灯台",
    "六つ & 七つ目。",
]


def _texts(html: str) -> list[str]:
    return [block.text for block in read_blocks(html)]


@pytest.mark.parametrize("depth", range(4))
def test_a_whole_body_is_read_at_its_depth(depth: int) -> None:
    """Escaped once, twice or thrice too often."""
    html = BODY
    for _ in range(depth):
        html = escape(html)
    assert _texts(html) == TEXTS


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        (f"<p>前の段落。</p>{escape(BODY)}", ["前の段落。", *TEXTS]),
        (f"<p>前の段落。</p>{escape(escape(BODY))}", ["前の段落。", *TEXTS]),
        (f"<p>{escape(BODY)}</p>", TEXTS),
        ("<p>計画は&lt;strong&gt;二年&lt;/strong&gt;延びた。</p>", ["計画は二年延びた。"]),
        ("<p>計画は延びた。&lt;br /&gt;六つが残る。</p>", ["計画は延びた。六つが残る。"]),
        ("<p>計画は延びた。&#60;br&#62;六つが残る。</p>", ["計画は延びた。六つが残る。"]),
        ("&lt;img src=&quot;a.jpg&quot;&gt;六つが残る。", ["六つが残る。"]),
        ("<![CDATA[<p>六つが残る。</p>]]>", ["六つが残る。"]),
        ("<p>六つ&amp;nbsp;&lt;b&gt;残る&lt;/b&gt;。</p>", ["六つ 残る。"]),
    ],
)
def test_a_part_is_read_at_its_own_depth(html: str, texts: list[str]) -> None:
    """A paragraph, a word or a line break that was escaped among others that were not."""
    assert _texts(html) == texts


@pytest.mark.parametrize(
    "html",
    [
        "<p>&lt;br&gt;タグの使い方を説明した。</p>",
        "<p>段落は&lt;p&gt;と&lt;/p&gt;で囲む。</p>",
        "<p>&lt;b&gt;太字&lt;/b&gt;と書くと太くなる。</p>",
        "<p>改行には&lt;br&gt;を使う。</p>",
        "<p>&lt;div&gt;要素と&lt;/div&gt;要素の違いを説明した。</p>",
        "<pre><code>&lt;p&gt;段落の文です。&lt;/p&gt;</code></pre>",
        "<p><code>&lt;b&gt;太い文字&lt;/b&gt;</code>が残る。</p><code>&lt;p&gt;閉じない文。&lt;/p&gt;",
        "<p>a &lt; b と c &gt; d の場合を考えた。</p>",
        "<p>二つの &amp;amp; を並べた。</p>",
        "<p>六つ &#8212; 七つが残る。</p></code>",
        "<p>&amp;amp;amp;amp;lt;p&amp;amp;amp;amp;gt;</p>",
    ],
)
def test_tags_that_an_article_is_about_stay_text(html: str) -> None:
    """A tutorial shows tags in code, alone, or names them as tags."""
    assert settle(html) == html


def test_code_stays_as_it_is_beside_a_body_that_does_not() -> None:
    """Only prose is read at another depth."""
    code = "<pre><code>&lt;p&gt;段落の文です。&lt;/p&gt;</code></pre>"
    assert settle(f"{escape('<p>六つが残る。</p>')}{code}") == f"<p>六つが残る。</p>{code}"


def test_a_real_tag_keeps_its_address_beside_a_body_that_was_escaped() -> None:
    """An ampersand of an address is no depth of the text, also inside of code."""
    link = '<a href="/?p=1&amp;lt=2">灯台</a>'
    code = f"<code>{link}</code>"
    told = f"{escape('<p>六つが残る。</p>')}{link}{code}"
    assert settle(told) == f"<p>六つが残る。</p>{link}{code}"


def test_a_caption_is_read_at_its_depth() -> None:
    """Short pieces are read alike."""
    assert plain("岬の&lt;em&gt;灯台&lt;/em&gt;=Wikipedia") == "岬の灯台=Wikipedia"


def test_depths_that_change_from_part_to_part_are_followed_three_times() -> None:
    """No body is unfolded without end."""
    html = ""
    for _ in range(5):
        html = f"<p>段落の文。</p>{escape(html)}"
    assert _texts(html)[:4] == ["段落の文。"] * 4


def test_a_page_whose_text_was_escaped_is_read_at_its_depth() -> None:
    """What a browser would show as tags is opened; a page about tags stays as it is."""
    for html, texts in [
        (f"<main>{escape(BODY)}</main>", TEXTS),
        ("<main><p>&lt;br&gt;タグを使う。</p></main>", ["<br>タグを使う。"]),
    ]:
        body = parse_body(html)
        assert body is not None
        assert [piece.text for piece in read_node(body) if piece.text] == texts
