"""Feeds that a web page names."""

import pytest

from crosspost.feed.discovery import find_feeds, is_html

URL = "https://blog.example/ferry/"


def link(kind: str, href: str, title: str = "") -> str:
    """Return a link as blogs write it."""
    return f'<link rel="alternate" type="{kind}" title="{title}" href="{href}">'


def page(*links: str) -> bytes:
    """Return a page with these in its head."""
    return f"<!doctype html><html><head>{''.join(links)}</head><body>港</body></html>".encode()


@pytest.mark.parametrize(
    ("links", "feeds"),
    [
        (
            [
                link("application/rss+xml", "/feed/", "潮見 &raquo; フィード"),
                link("application/rss+xml", "/comments/feed/", "潮見 &raquo; コメントフィード"),
                link("application/rss+xml", "/ferry/feed/", "船 へのコメント"),
                link("application/json", "/wp-json/wp/v2/posts/7", "JSON"),
                link("application/json+oembed", "/wp-json/oembed/1.0/embed?url=x"),
            ],
            ["https://blog.example/feed/"],
        ),
        (
            [
                link("application/feed+json", "/feed.json"),
                '<link rel="ALTERNATE home" type="application/atom+xml; q" href="atom.xml">',
                link("application/atom+xml", "atom.xml"),
            ],
            ["https://blog.example/ferry/atom.xml", "https://blog.example/feed.json"],
        ),
        (
            [
                '<base href="/en/">',
                link("text/xml", "rss"),
                '<link rel="alternate" hreflang="en" href="/en/">',
                '<link rel="stylesheet" href="a.css">',
            ],
            ["https://blog.example/en/rss"],
        ),
        (['<link rel="feed" href="/f">'], ["https://blog.example/f"]),
        (['<link rel="alternate" type="application/rss+xml" href="javascript:x">'], []),
        (['<link rel="alternate" type="application/rss+xml" href>'], []),
        (["<base href><link rel='alternate' type='text/xml' href='/x'>"], ["https://blog.example/x"]),
        ([], []),
    ],
)  # fmt: skip
def test_a_page_names_its_feeds(links: list[str], feeds: list[str]) -> None:
    """Feeds of articles in their order, JSON last; comments and APIs are passed over."""
    assert find_feeds(page(*links), url=URL) == tuple(feeds)


def test_a_page_of_rubbish_names_none() -> None:
    """Unclosed tags without end cost nothing and give nothing."""
    assert find_feeds(b"<div><a <link " * 50_000, url=URL) == ()


@pytest.mark.parametrize(
    ("body", "kind", "html"),
    [
        (page(), "text/html; charset=utf-8", True),
        (page(), "", True),
        (b"\n<!-- cache --><HTML lang=ja>", "", True),
        (b"<p>bare</p>", "text/html", True),
        (b"<?xml version='1.0'?><rss><channel/></rss>", "text/html", False),
        (b"\xef\xbb\xbf<feed xmlns='x'>", "text/html", False),
        (b'{"version":1}', "text/html", False),
        (b"<p>bare</p>", "text/plain", False),
    ],
)
def test_a_page_is_told_from_a_feed(body: bytes, kind: str, html: bool) -> None:  # noqa: FBT001
    """The content decides; the type only where the content says nothing."""
    assert is_html(body, kind) == html
