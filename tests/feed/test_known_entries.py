"""Entries that stand unchanged in the next document are not read again, and read the same."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crosspost.feed import listening
from crosspost.feed.parsing import parse
from crosspost.model import Document

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
URL = "https://blog.example.jp/feed/"
ARTICLES = sorted((Path(__file__).parent.parent / "articles").glob("*/feed.xml"))
MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/"'


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """Begin and end as after a start."""
    listening._kept.clear()
    yield
    listening._kept.clear()


def _rss(*items: str, root: str = "", head: str = "<title>海峡時報</title>") -> bytes:
    """Return an RSS feed of these items."""
    return (f'<rss version="2.0" {root}><channel>{head}{"".join(items)}</channel></rss>').encode()


def _item(number: int, more: str = "") -> str:
    return (
        f"<item><title>題{number}</title><link>https://blog.example.jp/{number}</link>"
        f"<guid>https://blog.example.jp/?p={number}</guid>{more}</item>"
    )


def _parse(body: bytes) -> Document:
    return parse(body, url=URL, now=NOW)


def _parse_first(body: bytes) -> Document:
    listening._kept.clear()
    return _parse(body)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda p: p.parent.name)
def test_a_second_reading_says_the_same(path: Path) -> None:
    """What is kept of a feed is what a first reading finds in it."""
    body = path.read_bytes()
    assert _parse(body) == _parse(body)


def test_a_new_entry_stands_in_its_place_among_the_known() -> None:
    """New ones at the top, in the middle and at the end; gone ones are gone."""
    _parse(_rss(_item(1), _item(2), _item(3)))
    body = _rss(_item(5), _item(3), "<item/>", _item(4), _item(1), _item(0))
    again = _parse(body)
    assert [e.title for e in again.entries] == ["題5", "題3", "", "題4", "題1", "題0"]
    assert again == _parse_first(body)


def test_a_changed_entry_is_read_again() -> None:
    """One character is enough."""
    _parse(_rss(_item(1, "<description>朝</description>")))
    again = _parse(_rss(_item(1, "<description>昼</description>")))
    assert again.entries[0].description == "昼"


def test_pictures_of_a_known_entry_stay() -> None:
    """The picture elements are taken out of known entries, too, and kept apart."""
    picture = '<media:content url="https://blog.example.jp/1.jpg" medium="image"/>'
    known = _item(1, picture)
    first = _parse(_rss(known, root=MEDIA))
    again = _parse(_rss(_item(2, picture), known, root=MEDIA))
    assert [len(e.images) for e in again.entries] == [1, 1]
    assert again.entries[1] == first.entries[0]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('xmlns:x="urn:x"', 'xmlns:x="http://purl.org/rss/1.0/modules/content/"'),
        ('xml:base="https://blog.example.jp/a/"', 'xml:base="https://blog.example.jp/b/"'),
    ],
    ids=["another namespace", "another base"],
)
def test_the_tags_around_an_entry_belong_to_it(before: str, after: str) -> None:
    """The same bytes mean something else where other tags are open."""
    spare = 'xmlns:x="urn:y"' if "xmlns" not in before else 'xmlns:x="urn:x"'
    item = _item(1, "<x:encoded>本文</x:encoded>")
    roots = [root if "xmlns" in root else f"{spare} {root}" for root in (before, after)]
    _parse(_rss(item, root=roots[0]))
    kept = set(listening._kept)
    second = _parse(_rss(item, root=roots[1]))
    assert set(listening._kept) - kept
    assert second == _parse_first(_rss(item, root=roots[1]))


def test_a_date_without_a_zone_follows_the_feed_of_today() -> None:
    """What the document says of itself counts for its known entries as well."""
    item = _item(1, "<pubDate>2026-11-25 09:00:00</pubDate>")
    _parse(_rss(item))
    japanese = _parse(_rss(item, head="<title>海峡</title><language>ja</language>"))
    assert japanese.entries[0].published == datetime(2026, 11, 25, tzinfo=UTC)


def test_what_is_kept_has_bounds() -> None:
    """So many entries of all feeds together, and none that is long."""
    _parse(_rss(*(_item(n) for n in range(100))))
    assert len(listening._kept) == listening._KEPT
    listening._kept.clear()
    _parse(_rss(_item(1, f"<description>{'長' * 30_000}</description>")))
    assert not listening._kept
