"""Invented feeds, and one call to parse them."""

from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from typing import Protocol

import pytest

from crosspost.feed.parsing import parse
from crosspost.model import Document

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
URL = "https://blog.example/feed/"
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:atom="http://www.w3.org/2005/Atom"'
    ' xmlns:media="http://search.yahoo.com/mrss/"'
    ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">\n<channel>'
    "<title>しおかぜ便り</title><link>https://blog.example/</link><language>ja</language>"
)
_ITEM = (
    "<title>風見町の連絡船、冬の便を二往復に増やす</title>"
    "<link>https://blog.example/ferry/</link>"
    '<guid isPermaLink="false">https://blog.example/?p=7</guid>'
    "<pubDate>Sun, 22 Nov 2026 21:51:00 +0000</pubDate>"
    "<description><![CDATA[<p>町は来月から連絡船を増便する。</p>]]></description>"
)


class Parse(Protocol):
    """Parses what a server sent."""

    def __call__(
        self, body: str | bytes, *, content_type: str = "", zone: tzinfo | None = None
    ) -> Document:
        """Return the document, or raise what the parser raises."""
        ...


@pytest.fixture
def rss() -> Callable[..., str]:
    """Return the maker of RSS 2.0 documents: each argument is the inside of an item."""

    def make(*items: str, channel: str = "") -> str:
        inside = "".join(f"<item>{item}</item>\n" for item in items or (_ITEM,))
        return f"{_HEAD}{channel}{inside}</channel></rss>\n"

    return make


@pytest.fixture
def parse_() -> Parse:
    """Return a call that parses as of a fixed moment."""

    def run(body: str | bytes, *, content_type: str = "", zone: tzinfo | None = None) -> Document:
        data = body.encode() if isinstance(body, str) else body
        return parse(data, url=URL, content_type=content_type, now=NOW, zone=zone)

    return run
