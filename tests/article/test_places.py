# ruff: noqa: E501 — a table keeps each case on one line
"""Which pictures of a page are the article's: in its text, above it, or shown to networks."""

import json
from dataclasses import replace

import pytest

from crosspost.article.page import pictures_of_site, read_alone, read_page
from crosspost.article.pictures import has_shared, without_shared
from crosspost.article.reading import read_entry
from crosspost.article.rest import read_rest, shows_no_picture
from crosspost.model import Article, Document, Entry, Thumbnail

SITE = "https://kaizu.example.jp"
URL = f"{SITE}/2026/11/28/peruna/"
TEXT = "南洋連邦とアルトリアの両政府は二十三日、ペルナ島の基地を来年春に返還することで合意した。"
P = f"<p>{TEXT}</p>"
BODY = f"<div class='entry-content'>{P}</div>"
CARD = "<a href='/old/'><img class='wp-post-image' src='/old.jpg' alt='古い記事'></a>"
ARTICLE = Article("f", ("wp:67",), URL, "ペルナ島の返還")


def page(body: str, head: str = "") -> bytes:
    """Return a page."""
    return f"<html lang=ja><head>{head}</head><body class=single>{body}</body></html>".encode()


def names(body: str, head: str = "") -> list[str]:
    """Return the names of the files that the page shows of its article."""
    found = read_page(page(body, head), ARTICLE).thumbnails
    return [t.url.rpartition("/")[2] for t in found]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (f"<figure class='wp-block-post-featured-image'><img src='/top.jpg'></figure>{BODY}", ["top.jpg"]),
        (f"<article><figure class='eye-catch'><img class='wp-post-image' src='/top.jpg'></figure>{BODY}</article>", ["top.jpg"]),
        (f"<article><a href='{URL}'><picture><img class='wp-post-image' src='/top.jpg'></picture></a>{BODY}</article>", ["top.jpg"]),
        (f"<div class='p-articleThumb'><img src='/top.jpg'></div>{BODY}", ["top.jpg"]),
        (f"<header class='gh-article-header'><figure class='gh-article-image'><img src='/top.jpg'></figure></header>{BODY}", ["top.jpg"]),
        (f"<div class='eye-catch-wrap display-none'><figure class='eye-catch'><img src='/theme-default.jpg'></figure></div>{BODY}", []),
        # another article's: below, linked, in lists, cards and navigation
        (f"<div class='slide'><div class='post-thumbnail'><img src='/old.jpg'></div><h3><a href='/old/'>古い記事</a></h3></div>{BODY}", []),
        (f"<div class='pickup'><a href='/old/'><div class='post-thumbnail'><img src='/old.jpg'></div>古い記事</a></div>{BODY}", []),
        (f"<div class='entry-header'><h1>題</h1><div class='post-thumbnail'><img src='/top.jpg'></div><a href='/category/'>島</a></div>{BODY}", ["top.jpg"]),
        (f"{BODY}<div class='post-thumbnail'><img src='/old.jpg'></div>", []),
        (f"<div class='post-thumbnail'>{CARD}</div>{BODY}", []),
        (f"<ul><li><div class='post-thumbnail'><img src='/old.jpg'></div></li></ul>{BODY}", []),
        (f"<nav class='post-navigation'><img class='wp-post-image' src='/old.jpg'></nav>{BODY}", []),
        (f"<aside><img class='wp-post-image' src='/old.jpg'></aside>{BODY}", []),
        (f"<main><h1>題</h1>{BODY}<div class='wp-block-query'><ul><li>{CARD}</li></ul></div></main>", []),
        (f"<main>{P}<section><h2>もっと読む</h2><div><img class='wp-post-image' src='/old.jpg'><h3><a href='/old/'>古い記事</a></h3></div></section></main>", []),
        (f"<main>{P}<div class='wp-block-query'><ul><li>{CARD}</li></ul></div></main>", []),
        (f"<section class='related'><div class='post-content'><img src='/old.jpg'>{P}{P}</div></section>{BODY}", []),
    ],
)  # fmt: skip
def test_the_picture_above_the_text_is_the_article_s(body: str, shown: list[str]) -> None:
    """As themes and services show it; what stands elsewhere is another article's."""
    assert names(body) == shown


def test_its_caption_comes_along() -> None:
    """Also where only the image bears the class."""
    figure = "<figure><img class='wp-post-image' src='/top.jpg'><figcaption>基地=Wikipedia</figcaption></figure>"
    (found,) = read_page(page(figure + BODY), ARTICLE).thumbnails
    assert (found.caption, found.credit) == ("基地", "Wikipedia")


def test_what_is_told_comes_first_wherever_it_stands() -> None:
    """A captioned picture of the text before the theme's, that before an uncaptioned one."""
    top = "<figure class='eye-catch'><img src='/top.jpg'><figcaption>会談</figcaption></figure>"
    plain = f"<div class='entry-content'>{P}<img src='/a.jpg'></div>"
    told = f"<div class='entry-content'>{P}<figure><img src='/a.jpg'><figcaption>基地</figcaption></figure></div>"
    assert names(top + plain, "<meta property=og:image content=/og.jpg>") == [
        "top.jpg",
        "a.jpg",
        "og.jpg",
    ]
    assert names(top + told) == ["a.jpg", "top.jpg"]


def test_the_text_is_not_that_of_another_article_s_card() -> None:
    """Though only the card bears a name that other themes give to the text, and says more."""
    card = f"<div class='related-posts'><article><div class='post-content'><img src='/old.jpg'>{'<p>別の記事の抜粋である。</p>' * 9}</div></article></div>"
    found = read_page(page(f"<article><h1>題</h1>{P}</article>{card}"), ARTICLE)
    assert (found.text, found.thumbnails) == (TEXT, ())


def test_a_text_that_is_only_a_picture_is_the_article() -> None:
    """What the theme writes around it is not."""
    frame = "<p>Written by</p><p>in</p><p>この欄はどの記事の下にも出る、サイトの主による長い紹介の文である。</p>"
    body = f"<main><h1>題</h1>{frame}<div class='entry-content'><figure><img src='/a.jpg'></figure></div></main>"
    found = read_page(page(body), ARTICLE)
    assert found.text == ""
    assert [t.url for t in found.thumbnails] == [f"{SITE}/a.jpg"]


def test_a_picture_for_networks_that_is_an_icon_is_none() -> None:
    """Its sides are declared beside it."""
    side = "<meta property=og:image:width content={0}><meta property=og:image:height content={0}>"
    image = "<meta property=og:image content=/og.jpg>"
    assert names(BODY, image + side.format(96)) == []
    assert names(BODY, image + side.format("1200")) == ["og.jpg"]
    assert names(BODY, image + side.format("big")) == ["og.jpg"]


@pytest.mark.parametrize(
    ("head", "body", "shown"),
    [
        ("<meta property=og:image content=/up/site-logo.png>", BODY, []),
        ("<meta property=og:image content=/up/cropped-icon-512x512.png>", BODY, []),
        ("<link rel=apple-touch-icon href=/up/brand-180x180.png><meta property=og:image content=/up/brand.png>", BODY, []),
        ("<meta property=og:image content=/up/brand.png>", f"<a href=/><img class=custom-logo src=/up/brand.png></a>{BODY}", []),
        ("<meta property=og:image content=/wp-content/themes/t/screenshot.jpg>", BODY, []),
        ("<meta property=og:image content=/wp-content/themes/t/s.jpg><meta name=twitter:image content=/up/a.jpg>", BODY, ["a.jpg"]),
    ],
    ids=["logo", "icon", "icon of the page", "logo of the page", "theme", "the next"],
)  # fmt: skip
def test_the_site_s_badge_is_no_picture_of_the_article(
    head: str, body: str, shown: list[str]
) -> None:
    """By its name, or because the same page shows it as its badge."""
    assert names(body, head) == shown


def test_a_blog_that_says_that_there_is_no_picture_is_believed() -> None:
    """WordPress: no featured picture and none in the text; its page's are the theme's."""
    head = "<meta property=og:image content=/og.jpg>"
    found = read_page(
        page(f"<figure class='eye-catch'><img src='/top.jpg'></figure>{BODY}", head),
        ARTICLE,
        pictured=False,
    )
    assert found.thumbnails == ()
    assert found.text == TEXT


@pytest.mark.parametrize(
    ("answer", "none"),
    [
        ({"id": 67, "featured_media": 0, "content": {"rendered": P}}, True),
        ({"id": 67, "featured_media": 0, "content": {"rendered": f"{P}<img class=emoji src=/e.png>"}}, True),
        ({"id": 67, "featured_media": 0, "content": {"rendered": f"{P}<img src=/a.jpg>"}}, False),
        ({"id": 67, "featured_media": 5, "content": {"rendered": P}}, False),
        ({"id": 67, "content": {"rendered": P}}, False),
        ({"id": 68, "featured_media": 0, "content": {"rendered": P}}, False),
    ],
    ids=["none", "an emoji", "in the text", "featured", "it does not say", "another post"],
)  # fmt: skip
def test_rest_says_whether_there_is_a_picture(answer: dict[str, object], *, none: bool) -> None:
    """What it does not say is not concluded."""
    assert shows_no_picture(json.dumps(answer).encode(), ARTICLE) is none


def test_what_a_home_page_shows_is_the_site_s() -> None:
    """Its picture for networks, its icons and its logo, in whatever size."""
    head = "<meta property=og:image content=/up/og-1200x630.png><link rel='shortcut icon' href=/up/i.png>"
    logo = "<header><a href=/><img class=custom-logo src=https://i0.wp.com/kaizu.example.jp/up/l.png?w=200></a></header>"
    list_of = "<header><img src=/up/slide.jpg></header><main><img src=/up/newest.jpg></main>"
    found = pictures_of_site(page(logo + list_of, head), f"{SITE}/")
    assert found == {"/up/og.png", "/up/i.png", "/up/l.png"}
    assert pictures_of_site(b"<frameset></frameset>", SITE) == frozenset()


def test_only_what_a_page_shares_can_be_the_site_s() -> None:
    """The same file in the article's own text stays."""
    own, shared = (
        Thumbnail(f"{SITE}/up/a.jpg", source="img"),
        Thumbnail(f"{SITE}/up/og.png", source="og"),
    )
    article = replace(ARTICLE, thumbnails=(own, shared))
    assert has_shared(article)
    assert not has_shared(replace(article, thumbnails=(own,)))
    assert without_shared(article).thumbnails == (own,)
    assert without_shared(article, {"/up/og.png", "/up/a.jpg"}).thumbnails == (own,)
    assert without_shared(article, {"/up/b.png"}) is article


FIGURE = (
    "<figure class='wp-block-image'><img src='/up/a-1024x683.jpg' srcset='/up/a-1024x683.jpg 1024w, /up/a.jpg 1600w' alt=''>"
    "<figcaption>返還される基地=Wikipedia</figcaption></figure>"
)
SECOND = "<figure><img src='/up/b.jpg'></figure>"


@pytest.mark.parametrize("html", [FIGURE + P, P + SECOND + FIGURE, P + SECOND, P])
def test_feed_rest_and_page_show_the_same_picture(html: str) -> None:
    """With the same words; the featured one where the text has none."""
    entry = Entry("1", URL, ARTICLE.title, html)
    feed = read_entry(entry, Document("rss20", "", (entry,)), feed="f", feed_url="")
    media = {"media_type": "image", "source_url": f"{SITE}/up/top.jpg", "caption": {"rendered": ""}}
    answer = {
        "id": 67,
        "featured_media": 9,
        "content": {"rendered": html},
        "_embedded": {"wp:featuredmedia": [media]},
    }
    body = json.dumps(answer).encode()
    rest = read_rest(body, ARTICLE)
    top = "<figure class='eye-catch'><img src='/up/top.jpg'></figure>"
    shown = page(f"<article>{top}<div class='entry-content'>{html}</div></article>")
    alone = read_page(shown, ARTICLE)
    completed = read_page(shown, read_rest(body, feed))
    found = [a.thumbnails[0] for a in (rest, alone, completed)]
    assert len({(t.url, t.caption, t.credit, t.alt) for t in found}) == 1
    assert read_alone(shown, URL, feed="f").thumbnails[0].url == found[0].url
    if feed.thumbnails:
        assert feed.thumbnails[0].url == found[0].url
