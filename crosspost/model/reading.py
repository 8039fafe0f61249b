"""What is read: Entry and Document from the feed, Article from the blog, and its Change."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from crosspost.model.reasons import Reason


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that a feed entry names beside its text (media RSS, enclosure, itunes:image)."""

    url: str
    source: str  #: "media", "thumbnail", "enclosure" or "itunes"
    caption: str = ""
    credit: str = ""
    alt: str = ""
    width: int | None = None
    height: int | None = None
    length: int | None = None  #: bytes, as declared


@dataclass(frozen=True, slots=True)
class Entry:
    """What the feed said of one article, cleaned but not interpreted."""

    id: str  #: the guid or Atom id as given, "" when absent
    url: str  #: absolute http(s) address, "" when absent
    title: str  #: plain text
    content: str = ""  #: HTML of content:encoded or Atom content, unsanitised
    description: str = ""  #: HTML of description or Atom summary, unsanitised
    author: str = ""
    categories: tuple[str, ...] = ()
    published: datetime | None = None  #: aware, UTC
    updated: datetime | None = None  #: aware, UTC; only when the feed really says so
    images: tuple[Image, ...] = ()
    damaged: bool = False  #: some of its bytes are cut: it changes nothing that is known
    linkless: bool = False  #: it names no address, as none of its feed does


@dataclass(frozen=True, slots=True)
class Document:
    """One clean, whole feed document; entries in the order of the feed."""

    kind: str  #: "rss20", "rss10", "atom10", "json11" …
    title: str
    entries: tuple[Entry, ...]
    home: str = ""  #: the blog's address
    self_url: str = ""
    language: str = ""
    generator: str = ""
    hubs: tuple[str, ...] = ()  #: WebSub hubs
    older: str = ""  #: RFC 5005 prev-archive or next page
    ttl: int | None = None  #: minutes
    skip_hours: frozenset[int] = frozenset()  #: GMT hours
    skip_days: frozenset[str] = frozenset()  #: English day names, GMT
    notes: tuple[Reason, ...] = ()  #: what was mended or looks wrong


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of an article's text; only `own` blocks are the author's own running text."""

    kind: Literal[
        "own", "heading", "quote", "list", "table", "caption", "dialogue", "box", "addition"
    ]
    text: str


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A picture for the post, best first among an article's candidates."""

    url: str
    alt: str = ""  #: at most 1000 characters, from caption and credit; "" rather than a wrong one
    caption: str = ""
    credit: str = ""
    source: str = ""  #: where it was found: "figure", "img", "media", "enclosure", "rest", "og" …

    @property
    def is_fallback(self) -> bool:
        """Whether the operator chose it for articles that show no picture of their own."""
        return self.source == "fallback"


@dataclass(frozen=True, slots=True)
class Gist:
    """A text that could stand as an article's gist, with the sentences that are to carry it."""

    text: str
    evidence: tuple[str, ...] = ()  #: sentences of the article, verbatim


@dataclass(frozen=True, slots=True)
class Article:
    """What stands on the blog, read from an entry (and page or REST answer where needed)."""

    feed: str
    aliases: tuple[str, ...]  #: identity, strongest first: "wp:N", "g:…", "l:…"
    url: str
    title: str  #: plain text with its marks
    marks: tuple[str, ...] = ()  #: status marks in the title, verbatim: "（暫定投稿）", "【追記】"
    blocks: tuple[Block, ...] = ()
    excerpt: str = ""  #: only when written by the author's hand
    author: str = ""
    categories: tuple[str, ...] = ()
    published: datetime | None = None
    language: str = ""
    thumbnails: tuple[Thumbnail, ...] = ()
    protected: bool = False
    damaged: bool = False  #: its entry could not be read whole
    linkless: bool = False  #: its feed gives no addresses
    fingerprint: str = ""  #: of normalised title and text
    likeness: tuple[str, ...] = ()  #: of address, title and text, to find it under another name
    feed_title: str = ""
    gists: tuple[Gist, ...] = ()  #: what a model proposes, best first; the guard has not seen them

    @property
    def text(self) -> str:
        """The author's own running text, one paragraph a line."""
        return "\n".join(b.text for b in self.blocks if b.kind in {"own", "addition"})


class ChangeKind(StrEnum):
    """What an article is to the record."""

    NEW = "new"
    REVISED = "revised"  #: known, and materially changed
    SETTLED = "settled"  #: known, and its provisional mark is gone
    SAME = "same"
    HELD = "held"  #: perhaps known: a person decides


@dataclass(frozen=True, slots=True)
class Change:
    """What an article is to the record, and why."""

    kind: ChangeKind
    why: Reason
    known: int | None = None  #: id of the article it is, or resembles
    takes_over: bool = False  #: the known one was never more than a name: it becomes this article
