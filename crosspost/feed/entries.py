"""What feedparser read of one entry, as the model's Entry."""

import html
import re
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
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_DATA = re.compile(r"[/+](?:json|xml|rss|atom)\b")  #: what programs read; readers see its source


@dataclass(frozen=True, slots=True)
class Setting:
    """What the entries of one document have in common."""

    url: str  #: of the feed, against which relative addresses are resolved
    read_date: Callable[[str], datetime | None]
    language: str = ""


def read_entry(said: Said, extras: Sequence[Element], setting: Setting) -> Entry:
    """Return the entry that feedparser read, with the pictures among its extras."""
    published, updated = _dates(said, setting)
    detail = said.get("author_detail") or {}
    address = _link(said, setting)
    return Entry(
        id=string(said.get("id")),
        url=address,
        title=titles.plain(string(said.get("title"))),
        content=_content(said),
        description=_as_html(said.get("summary_detail") or {}),
        author=text.one_line(string(detail.get("name")) or string(said.get("author"))),
        categories=_categories(said),
        published=published,
        updated=updated,
        linkless=not address and string(said.get("link")) in {"", string(said.get("id"))},
        images=(*pictures(extras, setting.url), *_attached(said, setting.url))[:MOST_PICTURES],
    )


def string(value: object) -> str:
    """Return the stripped string, "" for anything else."""
    return value.strip() if isinstance(value, str) else ""


def _link(said: Said, setting: Setting) -> str:
    """Return where the article stands; an id serves only when it is an address itself."""
    origin = links.resolve(string(said.get("feedburner_origlink")), setting.url)
    if origin:
        return origin
    if alternates := _alternates(said, setting):
        return alternates[0]
    identity = string(said.get("id"))
    is_address = identity.startswith(("http://", "https://"))
    is_path = identity.startswith(("/", "./", "../")) and said.get("guidislink")
    return links.resolve(identity, setting.url) if is_address or is_path else ""


def _alternates(said: Said, setting: Setting) -> list[str]:
    """Return the entry's addresses: pages before files, the entry's language before others."""
    language = string((said.get("title_detail") or {}).get("language")) or setting.language
    ranked: list[tuple[bool, int, int, str]] = []
    for link in said.get("links", ()):
        kind = string(link.get("type")).partition(";")[0].strip().lower()
        is_page = not kind or kind in _PAGES
        if link.get("rel", "alternate") != "alternate" or (not is_page and _DATA.search(kind)):
            continue
        if address := links.resolve(string(link.get("href")), setting.url):
            spoken = string(link.get("hreflang"))
            ranked.append((not is_page, _is_other(spoken, language), len(ranked), address))
    return [address for *_rank, address in sorted(ranked)]


def _is_other(spoken: str, language: str) -> int:
    """Return 0 for the same language, 1 where one of the two is not told, 2 for another one."""
    if not (spoken and language):
        return 1
    mine, theirs = (each.lower().replace("_", "-").partition("-")[0] for each in (spoken, language))
    return 0 if mine == theirs else 2


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
