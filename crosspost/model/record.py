"""What the record keeps: written by the pipeline, read by it and by people."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal

from crosspost.model.reading import Article, Change, Gist, Thumbnail
from crosspost.model.reasons import Reason
from crosspost.model.sending import Post
from crosspost.model.why import UNTOLD


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
    error: Reason | None = None
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
    decision: str = ""  #: "post", "skip", "hold", "baseline" or "named" (by a person, unseen)
    why: Reason = UNTOLD
    marks: tuple[str, ...] = ()
    provisional: bool = False
    protected: bool = False
    revisions: int = 0
    thumbnail: Thumbnail | None = None
    left_at: datetime | None = None  #: when it left its feed while it waited


@dataclass(frozen=True, slots=True)
class Waiting:
    """An article of which something waits, as far as it tells whether it is missed."""

    id: int
    published: datetime | None
    left_at: datetime | None


@dataclass(frozen=True, slots=True)
class Absence:
    """What waits and stands in its feed no more, and what is back; ids of articles."""

    left: tuple[int, ...] = ()
    back: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Planned:
    """A delivery that is to be written down: intent comes before any request (law 2)."""

    account: str
    post: Post
    due_at: datetime
    price: Decimal
    edition: int = 1
    held: Reason | None = None  #: for which it waits for a person; None when it may go
    released: bool = False  #: a person asked for it: age is no reason to hold
    doubt_since: datetime | None = None  #: since when it may be out without the record knowing


@dataclass(frozen=True, slots=True)
class Finding:
    """One article of a look at a feed, with all that follows from it."""

    article: Article
    change: Change
    decision: Literal["post", "skip", "hold", "baseline", "named", "same"]
    why: Reason
    deliveries: tuple[Planned, ...] = ()


@dataclass(frozen=True, slots=True)
class AccountState:
    """Whether an account may send."""

    name: str
    paused_at: datetime | None = None
    code: str = ""  #: credits, token, suspended, …; "operator" when a person paused it
    why: Reason = UNTOLD
    retry_at: datetime | None = None  #: when a pending post may be tried as a probe
    throttled_until: datetime | None = None  #: 429: nothing is sent before


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the record: what happened, when, and why."""

    id: int
    at: datetime
    kind: str  #: noun.verb
    why: Reason
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


@dataclass(frozen=True, slots=True)
class Candidate:
    """A gist that a model wrote, and what the guard found in it: nothing, and it may be shown."""

    gist: Gist
    refusals: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model answered of one revision of an article; it is asked once."""

    fingerprint: str  #: of the article's title and text
    model: str
    at: datetime
    candidates: tuple[Candidate, ...] = ()
    usd: Decimal = Decimal(0)
    why: Reason | None = None  #: why there are no candidates
