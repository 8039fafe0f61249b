# ruff: noqa: E501 — a table keeps each case on one line
"""An article's own page."""

import pytest

from crosspost.article.decoding import decode
from crosspost.article.page import is_article, needs_more, read_alone, read_page, rest_link
from crosspost.article.reading import read_entry
from crosspost.model import Article, Block, Document, Entry, Thumbnail

A = "北浜県の県議会は二十日、港の再整備に充てる補正予算案を賛成多数で可決した。"
B = "総事業費は当初の二百十億円から三百十億円へと膨らみ、着工は来年の秋になる見通しだ。"
URL = "https://blog.example.jp/port/"
HEAD = """
<meta property="og:title" content="港の再整備に補正予算 | 北浜の窓"><meta property="og:site_name" content="北浜の窓">
<meta property="og:type" content="article"><meta property="og:image" content="/og.jpg">
<meta property="article:published_time" content="2026-11-20T18:00:00+09:00"><meta name="author" content="森野">
<link rel="canonical" href="https://www.blog.example.jp/port/"><link rel="shortlink" href="https://blog.example.jp/?p=31">
"""
BODY = f"""<header><h1>北浜の窓</h1></header><main><article><h1>港の再整備に補正予算</h1><time datetime="2026-11-20T18:00">
</time><div class="entry-content"><p>{A}</p><figure><img src="/a.jpg"><figcaption>岸壁=北浜新報</figcaption></figure><p>{B}</p>
</div></article></main><aside><p>関係のない話。</p></aside>"""


def _page(body: str = BODY, head: str = HEAD, *, attributes: str = "") -> bytes:
    return f"<html lang=ja><head>{head}</head><body {attributes}>{body}</body></html>".encode()


def test_a_page_alone_is_an_article() -> None:
    """Headline without the site's name, date, names, text and pictures."""
    article = read_alone(_page(), URL, feed="preview")
    assert article.title == "港の再整備に補正予算"
    assert article.feed_title == "北浜の窓"
    assert article.author == "森野"
    assert article.language == "ja"
    assert str(article.published) == "2026-11-20 09:00:00+00:00"
    assert article.url == "https://www.blog.example.jp/port/"
    assert article.aliases == ("wp:31", "g:blog.example.jp?p=31", "l:blog.example.jp/port")
    assert article.text == f"{A}\n{B}"
    assert [(t.caption, t.source) for t in article.thumbnails] == [("岸壁", "figure"), ("", "og")]


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>港の予算 - 北浜の窓</title>", "", "港の予算 - 北浜の窓"),
        (
            "<title>北浜の窓 » 港の予算</title><meta property=og:site_name content=北浜の窓>",
            "",
            "港の予算",
        ),
        ("<title>北浜の窓</title><meta property=og:site_name content=北浜の窓>", "", "北浜の窓"),
        ("", "<h1>港の予算</h1>", "港の予算"),
        (
            "<title>港の予算（暫定投稿）｜窓</title>",
            "<h1>窓</h1><h1>港の予算（暫定投稿）</h1>",
            "窓",
        ),
        ("", "", ""),
    ],
)
def test_the_headline_is_found(head: str, body: str, title: str) -> None:
    """The page's h1 where the head confirms it, else the head without the site's name."""
    assert read_alone(_page(body, head), URL, feed="f").title == title


@pytest.mark.parametrize(
    ("head", "body", "date"),
    [
        ("", "<time class='entry-date published' datetime='2026-11-03T09:00:00Z'></time>", "2026-11-03 09:00:00+00:00"),
        ("", "<time datetime='2026-11-03'></time>", "None"),
        ("", "<time datetime='gestern'></time>", "None"),
        ('<script>{"datePublished": "2026-11-03T09:00:00+09:00"}</script>', "", "2026-11-03 00:00:00+00:00"),
        ("", "", "None"),
    ],
)  # fmt: skip
def test_the_date_is_found_when_it_has_a_zone(head: str, body: str, date: str) -> None:
    """A date without a zone is not guessed."""
    assert str(read_alone(_page(body, head), URL, feed="f").published) == date


def test_a_page_without_names_is_known_by_its_address() -> None:
    """Only the link is left."""
    assert read_alone(_page(head=""), URL, feed="f").aliases == ("l:blog.example.jp/port",)


def test_a_page_completes_an_article_that_was_cut() -> None:
    """Text and pictures come from the page; the feed's own stay where they are whole."""
    cut = Article("f", ("l:x",), URL, "題", blocks=(Block("own", f"{A[:20]}…"),))
    full = read_page(_page(), cut)
    assert full.text == f"{A}\n{B}"
    assert full.fingerprint == cut.fingerprint
    assert full.thumbnails[0].credit == "北浜新報"
    assert not needs_more(full)
    whole = Article("f", ("l:x",), URL, "題", blocks=(Block("own", "休みます。"),))
    assert read_page(_page(), whole).text == "休みます。"


@pytest.mark.parametrize("more", ["続きをみる", "続きを読む", "続きを見る »", "Read more"])
def test_a_feed_that_leads_on_to_the_rest_is_cut(more: str) -> None:
    """As note's, which gives the first paragraphs without any mark but that link."""
    entry = Entry("1", URL, "題", "", f"<p>{A}</p><br/><a href='{URL}'>{more}</a>")
    cut = read_entry(entry, Document("rss20", "", (entry,)), feed="f", feed_url="")
    assert needs_more(cut)
    assert read_page(_page(), cut).text == f"{A}\n{B}"


def test_a_shorter_page_does_not_replace_the_text() -> None:
    """A page behind a wall shows less than the feed."""
    cut = Article("f", ("l:x",), URL, "題", blocks=(Block("own", f"{A}{B}…"),))
    page = _page(
        "<main><p>続きを読むには登録してください。会員の方はこちらから入れます。ご利用ください。</p></main>"
    )
    assert read_page(page, cut).text == f"{A}{B}…"


def test_the_featured_picture_of_the_theme_is_found() -> None:
    """WordPress's themes show it above the text; other articles' cards are not meant."""
    theme = "<figure class='wp-block-post-featured-image'><img src='/top.jpg'></figure>"
    page = _page(
        theme + f"<div class='entry-content'><p>{A}{B}</p></div>", "", attributes="class=single"
    )
    found = read_page(page, Article("f", ("l:x",), URL, "題"))
    assert [t.url for t in found.thumbnails] == ["https://blog.example.jp/top.jpg"]


def test_a_page_with_the_password_form_closes_the_article() -> None:
    """Also when the feed did not say so."""
    page = _page("<form class='post-password-form'></form>")
    article = Article("f", ("l:x",), URL, "題", thumbnails=(Thumbnail("https://a.example/a.jpg"),))
    assert read_page(page, article).protected
    assert read_alone(page, URL, feed="f").protected


@pytest.mark.parametrize(
    ("page", "single"),
    [
        (_page(), True),
        (_page(head="", attributes="class='single single-post'"), True),
        (_page(head='<script>{"@type": "BlogPosting"}</script>'), True),
        (_page(head='<script>{"@type": "Article"}</script>', attributes="class=home"), False),
        (_page(head='<meta property="og:type" content="website">'), False),
    ],
)
def test_a_page_says_whether_it_is_one_article(page: bytes, *, single: bool) -> None:
    """A blog's home is not to be taken for an article."""
    assert is_article(page) is single


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("港".encode(), "港"),
        (b"\xef\xbb\xbf" + "港".encode(), "港"),
        ('<meta charset="shift_jis">港町'.encode("cp932"), '<meta charset="shift_jis">港町'),
        ('<meta charset="nonsense">港町'.encode("cp932"), '<meta charset="nonsense">港町'),
        ("<p>港町の朝</p>".encode("euc_jp"), "<p>港町の朝</p>"),
        (b"\x81", "\ufffd"),
    ],
)
def test_a_page_is_decoded(body: bytes, said: str) -> None:
    """UTF-8, the declared encoding, the old Japanese ones, and never an exception."""
    assert decode(body) == said


def test_frames_hold_no_article() -> None:
    """A page without a body is read as empty."""
    assert read_alone(b"<frameset></frameset>", URL, feed="f").blocks == ()


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (HEAD, "港の再整備に補正予算"),
        ("<title>港の予算 - 北浜の窓</title>", "港の予算"),
        ("<title>北浜の窓</title>", ""),
        ("<title>– 北浜の窓</title>", ""),
        ("<title>北浜の窓</title><meta property=og:site_name content=北浜の窓>", ""),
        ("", ""),
    ],
)
def test_an_entry_that_says_nothing_takes_the_page_s_headline(head: str, title: str) -> None:
    """The blog's name alone is none."""
    article = Article("blog", ("l:x",), URL, "", feed_title="北浜の窓")
    body = BODY if head == HEAD else "<p>写真。</p>"
    assert read_page(_page(body, head), article).title == title


def test_a_page_that_says_nothing_has_no_text_from_its_frame() -> None:
    """The blog's motto, the date and the menu around an empty article are none of it."""
    frame = "<header>世界の政治を、地図の上で考える。港から見た国会と県議会と市議会の話。</header>"
    body = f"{frame}<main><div class='entry-content'><p>写真。</p></div></main>"
    article = Article("blog", ("l:x",), URL, "題")
    assert read_page(_page(body, ""), article).text == "写真。"
    unnamed = f"<div class='honbun'><p>{A}</p></div>"
    assert read_page(_page(unnamed, ""), article).text == A


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("/wp-json/wp/v2/posts/32", "https://blog.example.jp/wp-json/wp/v2/posts/32"),
        ("/?rest_route=/wp/v2/posts/32", "https://blog.example.jp/?rest_route=/wp/v2/posts/32"),
        ("/wp-json/wp/v2/pages/33", ""),
        ("/feed.json", ""),
        ("", ""),
    ],
)
def test_a_page_of_wordpress_names_its_rest_answer(href: str, address: str) -> None:
    """Among other alternates; a page's or a feed's is none."""
    head = (
        "<link rel=alternate type=application/rss+xml href='/feed/'>"
        f"<link rel=alternate type=application/json href='{href}'>"
    )
    assert rest_link(_page(head=head), URL) == address
    assert rest_link(b"", URL) == ""
