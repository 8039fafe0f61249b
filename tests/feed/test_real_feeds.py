"""Feeds and WordPress captures of others, where they are at hand; never part of this project."""

import csv
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crosspost.errors import FeedError
from crosspost.feed.parsing import parse
from crosspost.model import Document
from tests.words import english, raises_saying

SHARED = Path(
    os.environ.get("CROSSPOST_SHARED", Path(__file__).resolve().parents[2].parent / "shared")
)
FEEDS = SHARED / "feeds"
pytestmark = pytest.mark.skipif(not FEEDS.is_dir(), reason="the shared feeds are not here")
REFUSED = {"html", "unknown", "empty", "wxr"}


def read(path: Path) -> Document:
    """Parse one file as if it came from its blog."""
    now = datetime(2026, 11, 23, tzinfo=UTC)
    return parse(path.read_bytes(), url="https://blog.example/feed/", now=now)


def wordpress(name: str) -> Document:
    """Parse one capture of the main series."""
    return read(FEEDS / "wordpress-7.1" / "series-2" / name)


def test_each_real_feed_is_read_or_refused_by_name() -> None:
    """What is a feed gives the entries that its index counts; the rest is named."""
    with (FEEDS / "real" / "index.csv").open(encoding="utf-8") as index:
        rows = list(csv.DictReader(index))
    odd = []
    for row in rows:
        try:
            found = len(read(FEEDS / "real" / "files" / row["file"]).entries)
        except FeedError as error:
            broken = "cut off" in english(error) or "mojibake" in english(error)
            if not broken and row["kind"] not in REFUSED and "export" not in english(error):
                odd.append(f"{row['file']}: {error}")
            continue
        if found != int(row["entries"]) and row["kind"] != "jsonfeed":
            odd.append(f"{row['file']}: {found} instead of {row['entries']}")
    assert len(rows) > 50
    assert odd == ["danmactough-node-feedparser__test_feeds_illegally-nested.xml: 10 instead of 20"]


def test_captions_of_featured_pictures_are_found() -> None:
    """The caption of Media RSS is with its picture and not in the description."""
    entries = wordpress("46-caption-changed.xml").entries
    captions = [image.caption for entry in entries for image in entry.images]
    assert sum(bool(caption) for caption in captions) == 4
    assert not [e for e in entries if e.description in {c for c in captions if c}]


@pytest.mark.parametrize("name", ["40-php-warning.xml", "41-bom-crlf.xml"])
def test_junk_before_a_feed_changes_no_entry(name: str) -> None:
    """With a warning or blank lines in front the entries are those of the clean capture."""
    assert wordpress(name).entries == wordpress("42-normal-again.xml").entries


def test_a_capture_that_stops_midway_is_refused() -> None:
    """An answer that PHP left halfway changes nothing."""
    with raises_saying(FeedError, match="cut off"):
        wordpress("43-apache-fatal-midway.xml")
