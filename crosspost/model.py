"""The nouns in order of travel: Entry, Article, Change, Post, Delivery, Receipt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Literal, Protocol


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
    notes: tuple[str, ...] = ()  #: what was mended or looks wrong, one sentence each


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of an article's text; only `own` blocks are the author's own running text."""

    kind: Literal["own", "heading", "quote", "list", "table", "caption", "box", "addition"]
    text: str


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A picture for the post, best first among an article's candidates."""

    url: str
    alt: str = ""  #: at most 1000 characters, from caption and credit; "" rather than a wrong one
    caption: str = ""
    credit: str = ""
    source: str = ""  #: where it was found: "figure", "img", "media", "enclosure", "rest", "og" …


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
    fingerprint: str = ""  #: of normalised title and text
    feed_title: str = ""

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
    why: str
    known: int | None = None  #: id of the article it is, or resembles


@dataclass(frozen=True, slots=True)
class Room:
    """How much a text may weigh, in the network's own measure."""

    weight: int
    weigh: Callable[[str], int]

    def fits(self, text: str) -> bool:
        """Whether the text is within the room."""
        return self.weigh(text) <= self.weight


class Summarizer(Protocol):
    """One file in `crosspost/summary/`: takes the gist from an article.

    Its module has `Options` (a pydantic model, extra="forbid") and `create(options) -> Summarizer`.
    """

    def summarize(self, article: Article, room: Room) -> str:
        """Return text taken from the article that fits the room, or "" when there is none."""
        ...


@dataclass(frozen=True, slots=True)
class Post:
    """Exactly what a reader will see on the network."""

    text: str
    weight: int = 0
    links: tuple[str, ...] = ()  #: what the network will link (and bill), bare domains included
    thumbnail: Thumbnail | None = None
    repost_of: str = ""  #: id of a post to repost natively; text is then empty
    replaces: str = ""  #: id of an own post that this one edits
    why: tuple[str, ...] = ()  #: what was shortened, dropped or defused
    others: tuple[Thumbnail, ...] = ()  #: the next candidates, should the thumbnail not be usable


class State(StrEnum):
    """Where a delivery stands (design.md section 6)."""

    QUEUED = "queued"
    SENDING = "sending"
    UNCERTAIN = "uncertain"
    HELD = "held"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Media:
    """An uploaded picture: it shows nothing to readers until a post names it."""

    id: str
    expires_at: datetime
    alt_done: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """The network's answer to a post that is out."""

    id: str
    url: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """One post's journey to one account."""

    id: int
    article: int
    account: str
    edition: int
    state: State
    post: Post
    due_at: datetime
    why: str = ""
    attempts: int = 0  #: failed attempts only (law 12)
    looks: int = 0  #: looks at a readable timeline since the last attempt that found nothing
    sent_at: datetime | None = None  #: start of the last attempt
    media: Media | None = None
    picture_refused: bool = False  #: the picture was re-encoded once already
    price: Decimal = Decimal(0)
    receipt: Receipt | None = None
    article_published: datetime | None = None
    released: bool = False  #: a person said: send, whatever its age
    created_at: datetime | None = None  #: when it was planned
    version: int = 0  #: counts the changes; a step applies only to the version it was decided on
    waits: int = 0  #: times in a row that nothing could be tried or seen; grows the back-off
    token_failures: int = 0  #: answers in a row that the token is bad
    media_losses: int = 0  #: uploads that the network did not know any more
    picture_since: datetime | None = None  #: since when the picture fails to upload
    doubt_since: datetime | None = None  #: start of the first attempt with an unknown outcome
    lease_until: datetime | None = None  #: after this, a `sending` belongs to nobody


@dataclass(frozen=True, slots=True)
class Picture:
    """Bytes that a network takes."""

    data: bytes
    mime: str
    width: int
    height: int


class Network(Protocol):
    """One file in `crosspost/networks/`: a place where posts go.

    Its module has `Options` (a pydantic model, extra="forbid") and
    `create(options, *, account) -> Network`; the loader finds it by its file's name.
    The methods that talk to the network may raise the errors under `NetworkError`.
    """

    def room(self, article: Article) -> int:
        """Return how much a post may weigh on this account."""
        ...

    def weigh(self, text: str) -> int:
        """Return a text's weight in the network's measure."""
        ...

    def price(self, post: Post) -> Decimal:
        """Return what sending the post will cost, in USD."""
        ...

    def look_price(self) -> Decimal:
        """Return the upper bound of what one `find` costs, in USD."""
        ...

    def upload(self, picture: Picture) -> Media:
        """Upload a picture; it shows nothing to readers until a post names it."""
        ...

    def describe(self, media: Media, alt: str) -> Media:
        """Give an uploaded picture its alt text."""
        ...

    def publish(self, post: Post, media: Media | None) -> Receipt:
        """Publish once. Anything unmapped that it raises means `Uncertain`."""
        ...

    def find(self, post: Post, since: datetime, known: Sequence[str] = ()) -> Receipt | None:
        """Look at the own timeline for the post, newer than `since`, passing over `known` ids.

        None means: the timeline was readable and the post is not in it.
        """
        ...


# What the record keeps: written by the pipeline, read by it and by people.


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is remembered of a feed between two looks."""

    name: str
    url: str = ""
    etag: str = ""  #: as served, opaque
    last_modified: str = ""  #: as served, opaque
    body_hash: str = ""  #: of the last clean document
    next_at: datetime | None = None
    looked_at: datetime | None = None
    clean_at: datetime | None = None  #: last clean answer (200 parsed, or 304)
    full_at: datetime | None = None  #: last unconditional 200
    changed_at: datetime | None = None  #: last time that a new article came
    failures: int = 0
    error: str = ""
    baseline_at: datetime | None = None
    stopped: bool = False  #: 410, until the operator acts
    moved_to: str = ""  #: permanent redirect seen
    moved_since: datetime | None = None
    moved_count: int = 0
    same_body: int = 0  #: identical 200s in a row
    title: str = ""
    hub: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """An article as the record knows it."""

    id: int
    feed: str
    url: str
    title: str
    text: str
    fingerprint: str
    aliases: tuple[str, ...]
    first_seen_at: datetime
    published: datetime | None = None
    decision: str = ""  #: "post", "skip", "hold" or "baseline"
    why: str = ""
    marks: tuple[str, ...] = ()
    provisional: bool = False
    protected: bool = False
    revisions: int = 0
    thumbnail: Thumbnail | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """A delivery that is to be written down: intent comes before any request (law 2)."""

    account: str
    post: Post
    due_at: datetime
    price: Decimal
    edition: int = 1
    held: str = ""  #: reason for which it waits for a person; "" when it may go
    released: bool = False  #: a person asked for it: age is no reason to hold


@dataclass(frozen=True, slots=True)
class Finding:
    """One article of a look at a feed, with all that follows from it."""

    article: Article
    change: Change
    decision: Literal["post", "skip", "hold", "baseline", "same"]
    why: str
    deliveries: tuple[Planned, ...] = ()


@dataclass(frozen=True, slots=True)
class AccountState:
    """Whether an account may send."""

    name: str
    paused_at: datetime | None = None
    code: str = ""  #: credits, token, suspended, …; "operator" when a person paused it
    why: str = ""
    retry_at: datetime | None = None  #: when a pending post may be tried as a probe
    throttled_until: datetime | None = None  #: 429: nothing is sent before


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the record: what happened, when, and why."""

    id: int
    at: datetime
    kind: str  #: noun.verb
    why: str
    feed: str = ""
    article: int | None = None
    delivery: int | None = None
    account: str = ""


@dataclass(frozen=True, slots=True)
class Charge:
    """One line of the ledger: an estimate of what X bills."""

    at: datetime
    account: str
    item: str  #: "post", "post-with-url", "media-metadata", "timeline-read", "repost" …
    usd: Decimal
    delivery: int | None = None
