"""What feedparser read of one entry, as the model's Entry."""

import html
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.etree.ElementTree import Element

from crosspost import text
from crosspost.feed import links, titles
from crosspost.feed.pictures import MOST_PICTURES, named, pictures
from crosspost.model import Entry, Image

Said = Mapping[str, Any]  #: feedparser ships no types
MOST_CATEGORIES = 50


@dataclass(frozen=True, slots=True)
class Setting:
    """What the entries of one document have in common."""

    url: str  #: of the feed, against which relative addresses are resolved
    read_date: Callable[[str], datetime | None]


def read_entry(said: Said, extras: Sequence[Element], setting: Setting) -> Entry:
    """Return the entry that feedparser read, with the pictures among its extras."""
    published, updated = _dates(said, setting)
    detail = said.get("author_detail") or {}
    return Entry(
        id=string(said.get("id")),
        url=_link(said, setting.url),
        title=titles.plain(string(said.get("title"))),
        content=_content(said),
        description=_as_html(said.get("summary_detail") or {}),
        author=text.one_line(string(detail.get("name")) or string(said.get("author"))),
        categories=_categories(said),
        published=published,
        updated=updated,
        images=(*pictures(extras, setting.url), *_attached(said, setting.url))[:MOST_PICTURES],
    )


def string(value: object) -> str:
    """Return the stripped string, "" for anything else."""
    return value.strip() if isinstance(value, str) else ""


def _link(said: Said, url: str) -> str:
    """Return where the article stands; an id serves only when it is an address itself."""
    alternates = [
        string(link.get("href"))
        for link in said.get("links", ())
        if link.get("rel", "alternate") == "alternate"
    ]
    for link in (string(said.get("feedburner_origlink")), *alternates):
        address = links.resolve(link, url)
        if address:
            return address
    identity = string(said.get("id"))
    is_address = identity.startswith(("http://", "https://"))
    is_path = identity.startswith(("/", "./", "../")) and said.get("guidislink")
    return links.resolve(identity, url) if is_address or is_path else ""


def _content(said: Said) -> str:
    """Return the first content that says something, HTML before plain text."""
    parts = sorted(said.get("content", ()), key=lambda part: part.get("type") == "text/plain")
    return next((found for found in map(_as_html, parts) if found), "")


def _as_html(detail: Said) -> str:
    """Return a text construct as HTML; feedparser copies content into `summary` without detail."""
    value = string(detail.get("value"))
    return html.escape(value, quote=False) if detail.get("type") == "text/plain" else value


def _categories(said: Said) -> tuple[str, ...]:
    names = (titles.plain(string(t.get("label") or t.get("term"))) for t in said.get("tags", ()))
    return tuple(dict.fromkeys(name for name in names if name))[:MOST_CATEGORIES]


def _dates(said: Said, setting: Setting) -> tuple[datetime | None, datetime | None]:
    """Return when the entry was published and changed.

    `get("updated")` would answer with the published date; a lone `updated` (dc:date, Atom without
    `published`) is the only date there is.
    """
    updated = setting.read_date(string(said["updated"])) if "updated" in said else None
    raw = string(said["published"]) if "published" in said else string(said.get("created"))
    return setting.read_date(raw) or updated, updated


def _attached(said: Said, url: str) -> tuple[Image, ...]:
    """Return the pictures among Atom's enclosure links."""
    found = (
        named(string(link.get("href")), kind=string(link.get("type")), url=url)
        for link in said.get("links", ())
        if link.get("rel") == "enclosure"
    )
    return tuple(image for image in found if image)
