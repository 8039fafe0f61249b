"""What goes beyond any feed is refused before it costs anything."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from crosspost.errors import FeedError
from tests.words import raises_saying

if TYPE_CHECKING:
    from tests.feed.conftest import Parse

Rss = Callable[..., str]
TITLE = "風見町の連絡船、冬の便を二往復に増やす"


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE rss [<!ENTITY a "' + "x" * 200 + '">]>',
        "<!DOCTYPE rss [" + " " * 30_000 + "]>",
    ],
    ids=["nested", "external", "long", "endless"],
)
def test_an_entity_bomb_is_refused(rss: Rss, parse_: "Parse", doctype: str) -> None:
    """Entities that refer to others, to files, or are long are not read at all."""
    with raises_saying(FeedError, match=r"entit|DOCTYPE"):
        parse_(rss("<title>&b;&a;</title>").replace("<rss", f"{doctype}<rss", 1))


def test_entities_that_would_swell_the_document_are_refused(rss: Rss, parse_: "Parse") -> None:
    """Many references to a short text are a bomb as well."""
    doctype = '<!DOCTYPE rss [<!ENTITY a "' + "x" * 90 + '">]>'
    with raises_saying(FeedError, match="bomb"):
        parse_(rss("&a;" * 20_000).replace("<rss", f"{doctype}<rss", 1))


@pytest.mark.parametrize(
    "body",
    [
        "<item><title>a</title></item>" * 3_001,
        "<item>" + "<category>a</category>" * 60_001 + "</item>",
        "<item>" + "<a>" * 300 + "</a>" * 300 + "</item>",
        "<item>" + "<media:content url='a.png'/>" * 501 + "</item>",
        "<item " + " ".join(f"a{n}='1'" for n in range(201)) + "/>",
        "<item><title>" + "あ" * 1_700_000 + "</title></item>",
    ],
    ids=["entries", "elements", "depth", "pictures", "attributes", "bytes"],
)
def test_what_goes_beyond_any_feed_is_refused(rss: Rss, parse_: "Parse", body: str) -> None:
    """Each bound ends the reading before anything slow begins."""
    with raises_saying(FeedError, match=r"more than|beyond any feed"):
        parse_(rss(channel=body))


def test_a_large_broken_document_is_not_mended(rss: Rss, parse_: "Parse") -> None:
    """Mending is for documents of an ordinary size; beyond it only clean ones pass."""
    with raises_saying(FeedError, match="not well-formed"):
        parse_(rss("<title>" + "& " * 100_001 + "</title>"))


def test_hostile_text_stays_text(rss: Rss, parse_: "Parse") -> None:
    """A title of a megabyte and unclosed comments without end cost no time to speak of."""
    item = f"<title>{'&lt;b&gt;' * 100_000}</title><description>{'&lt;!--' * 100_000}</description>"
    assert len(parse_(rss(item)).entries[0].title) <= 10_000


@pytest.mark.parametrize("junk", ["<?xml " * 50_000, "<!-- -" * 50_000, "<!DOCTYPE " * 50_000])
def test_junk_without_end_is_no_feed(parse_: "Parse", junk: str) -> None:
    """Beginnings repeated for ever are read once."""
    with pytest.raises(FeedError):
        parse_(junk)


@pytest.mark.parametrize("deep", ['{"a":', "["])
def test_json_nested_without_end_is_no_feed(parse_: "Parse", deep: str) -> None:
    """A recursion bomb is broken JSON."""
    with pytest.raises(FeedError):
        parse_('{"version":"https://jsonfeed.org/version/1","items":' + deep * 100_000)


def test_a_json_feed_has_its_bound_too(parse_: "Parse") -> None:
    """More entries than any blog lists are refused."""
    feed = {"version": "https://jsonfeed.org/version/1", "items": [{}] * 3_001}
    with raises_saying(FeedError, match="more than"):
        parse_(json.dumps(feed))
