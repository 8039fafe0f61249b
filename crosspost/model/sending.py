"""What is sent: Post, Delivery, Receipt, and what belongs to them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from crosspost.model.reading import Thumbnail
from crosspost.model.reasons import Reason
from crosspost.model.why import UNTOLD


@dataclass(frozen=True, slots=True)
class Room:
    """How much a text may weigh, in the network's own measure."""

    weight: int
    weigh: Callable[[str], int]

    def fits(self, text: str) -> bool:
        """Whether the text is within the room."""
        return self.weigh(text) <= self.weight


@dataclass(frozen=True, slots=True)
class Post:
    """Exactly what a reader will see on the network."""

    text: str
    weight: int = 0
    links: tuple[str, ...] = ()  #: what the network will link (and bill), bare domains included
    thumbnail: Thumbnail | None = None
    repost_of: str = ""  #: id of a post to repost natively; text is then empty
    repost_again: bool = False  #: an earlier native repost is undone first
    replaces: str = ""  #: id of an own post that this one edits
    why: tuple[Reason, ...] = ()  #: what was shortened, dropped or defused
    others: tuple[Thumbnail, ...] = ()  #: the next candidates, should the thumbnail not be usable
    lead: str = ""  #: what was put before all: a person's comment, or a mark such as 【更新】
    gist: str = ""  #: whose the gist is: "author", "model", "taken" (by a summariser); "": unknown
    told: str = ""  #: digest of the article as the post tells it; "" when that was not kept


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
    why: Reason = UNTOLD
    attempts: int = 0  #: failed attempts only (law 12)
    looks: int = 0  #: looks at a readable timeline since the last attempt that found nothing;
    #: of a queued one: a person has looked
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
    doubt_since: datetime | None = None  #: since when it may be out without the record knowing
    lease_until: datetime | None = None  #: after this, a `sending` belongs to nobody


@dataclass(frozen=True, slots=True)
class Picture:
    """Bytes that a network takes."""

    data: bytes
    mime: str
    width: int
    height: int
