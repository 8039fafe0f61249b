"""JSON Feed 1.x (jsonfeed.org): feedparser 6 reads none of it."""

import html
import json
import re
from collections.abc import Mapping
from datetime import datetime, tzinfo

from crosspost import text
from crosspost.errors import FeedError
from crosspost.feed import decoding, links, refusals, titles
from crosspost.feed.dates import parse_date
from crosspost.feed.entries import MOST_CATEGORIES, string
from crosspost.feed.pictures import MOST_PICTURES, named
from crosspost.feed.scan import MOST_ENTRIES
from crosspost.model import Document, Entry, Image, Reason
from crosspost.model.failures import Fault

_VERSION = "https://jsonfeed.org/version/1"
_MOST_ALIKE = 200  #: objects of one name in one entry; further ones are passed over
_Said = Mapping[str, object]
_LONE = re.compile("[\ud800-\udfff]")  #: half of a character: no encoding can write it


def read(found: str, *, url: str, now: datetime, zone: tzinfo) -> Document:
    """Return the feed in the JSON text; FeedError when it is other JSON, or broken."""
    try:
        feed = json.loads(found)
    except (ValueError, RecursionError) as error:
        raise FeedError(Fault.BROKEN_JSON(detail=str(error))) from None
    items = feed.get("items")
    version = _string(feed.get("version")).replace("http://", "https://")
    if not version.startswith(_VERSION) or not isinstance(items, list):
        raise FeedError(_other(feed, found))
    if len(items) > MOST_ENTRIES:
        raise FeedError(Fault.MANY_ENTRIES(most=MOST_ENTRIES))
    said = _objects(feed, "items", most=MOST_ENTRIES)
    hubs = (links.resolve(_string(hub.get("url")), url) for hub in _objects(feed, "hubs"))
    return Document(
        kind="json11" if version.endswith("1.1") else "json10",
        title=titles.plain(_string(feed.get("title"))),
        entries=tuple(_entry(i, url=url, now=now, zone=zone) for i in said),
        home=links.resolve(_string(feed.get("home_page_url")), url),
        self_url=links.resolve(_string(feed.get("feed_url")), url),
        language=text.one_line(_string(feed.get("language")))[:35],
        hubs=tuple(hub for hub in hubs if hub),
        older=links.resolve(_string(feed.get("next_url")), url),
    )


def _string(value: object) -> str:
    """Return the stripped string without what JSON can escape and no record can keep."""
    return _LONE.sub("", string(value)).replace(decoding.BROKEN, decoding.LOST)


def _other(feed: _Said, found: str) -> Reason:
    message = text.one_line(_string(feed.get("message")))[:200]
    code = _string(feed.get("code"))
    if message or code:
        return Fault.IS_JSON_ERROR(error=code, message=message)
    return refusals.name(found)


def _objects(said: _Said, name: str, *, most: int = _MOST_ALIKE) -> list[_Said]:
    found = said.get(name)
    return [o for o in found[:most] if isinstance(o, dict)] if isinstance(found, list) else []


def _entry(said: _Said, *, url: str, now: datetime, zone: tzinfo) -> Entry:
    identity = said.get("id")
    plain = html.escape(_string(said.get("content_text")), quote=False)
    authors = [*_objects(said, "authors"), said.get("author")]
    author = next((a for a in authors if isinstance(a, dict)), {})
    address = _string(said.get("url")) or _string(said.get("external_url"))
    return Entry(
        id=str(identity) if isinstance(identity, int) else _string(identity),
        url=links.resolve(address, url),
        title=titles.plain(_string(said.get("title"))),
        content=_string(said.get("content_html")) or plain,
        description=html.escape(_string(said.get("summary")), quote=False),
        author=text.one_line(_string(author.get("name"))),
        categories=_categories(said.get("tags")),
        published=parse_date(_string(said.get("date_published")), zone=zone, now=now),
        updated=parse_date(_string(said.get("date_modified")), zone=zone, now=now),
        images=_images(said, url),
        linkless=not address,
        damaged=decoding.BROKEN in json.dumps(said, ensure_ascii=False),
    )


def _categories(tags: object) -> tuple[str, ...]:
    said = tags[:_MOST_ALIKE] if isinstance(tags, list) else []
    names = (titles.plain(tag) for tag in said if isinstance(tag, str))
    return tuple(dict.fromkeys(name for name in names if name))[:MOST_CATEGORIES]


def _images(said: _Said, url: str) -> tuple[Image, ...]:
    addresses = [(_string(said.get(name)), "image") for name in ("image", "banner_image")]
    addresses += [
        (_string(attached.get("url")), _string(attached.get("mime_type")))
        for attached in _objects(said, "attachments")
    ]
    found = (named(address, kind=kind, url=url) for address, kind in addresses)
    return tuple({image.url: image for image in found if image}.values())[:MOST_PICTURES]
