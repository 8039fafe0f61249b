"""What the sandbox remembers: accounts, posts, pictures, and the knobs that shape its manners."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked

from crosspost.errors import ConfigError
from crosspost.sandbox.ledger import Ledger
from crosspost.sandbox.limits import Buckets
from crosspost.sandbox.oauth import Nonces
from crosspost.sandbox.wire import Request

Seconds = Annotated[float, Field(ge=0, allow_inf_nan=False)]
DuplicateRule = Annotated[
    str, StringConstraints(pattern=r"^(off|last:[0-9]{1,4}|hours:[0-9]{1,4}(\.[0-9]{1,4})?)$")
]
EPOCH_MS = 1288834974657  #: of snowflake ids (x-api.md section 0)


@dataclass(frozen=True, slots=True)
class Account:
    """One X account with the four secrets of its app and its token."""

    id: str
    username: str
    name: str
    api_key: str
    api_secret: str
    access_token: str
    access_token_secret: str
    access: Literal["read", "read-write"] = "read-write"
    premium: bool = False  #: may edit
    max_weight: int = 280  #: up to 25000 for accounts with long posts

    def variables(self, name: str = "main") -> dict[str, str]:
        """Return the environment that gives its secrets to the configured account of that name."""
        keys = ("api_key", "api_secret", "access_token", "access_token_secret")
        prefix = f"CROSSPOST_ACCOUNTS__{name.upper()}__"
        return {f"{prefix}{key.upper()}": getattr(self, key) for key in keys}


#: Credentials for trying things out; they open nothing outside the sandbox.
DEMO = Account(
    id="1790300012340056789",
    username="minato_dayori",
    name="みなと国際だより",
    api_key="sandbox-api-key",
    api_secret="sandbox-api-secret",  # noqa: S106 — invented
    access_token="1790300012340056789-sandbox",  # noqa: S106 — invented
    access_token_secret="sandbox-access-token-secret",  # noqa: S106 — invented
)


@checked(frozen=True, slots=True, config=ConfigDict(extra="forbid"))
class Knobs:
    """How this X behaves where the real one varies, or where nobody knows."""

    any_key: bool = False  #: takes any OAuth 1.0a signature
    lag: Seconds = 0.0  #: seconds until a change can be read
    omit_reads: Annotated[int, Field(ge=0)] = (
        0  #: so many timeline reads leave out their newest post
    )
    latency: Seconds = 0.0  #: seconds before every answer
    clock_offset: float = 0.0  #: seconds by which X's clock is ahead
    duplicates: DuplicateRule = "hours:24"  #: "off", "last:N" or "hours:N"
    duplicate_after_delete: bool = False  #: a deleted text still counts
    names: Literal["both", "old", "new"] = "both"  #: tweet.fields, post.fields
    multipart: bool = True  #: takes multipart uploads
    processing: Literal["", "succeeded", "failed"] = ""  #: how an upload's processing ends
    media_seconds: Annotated[int, Field(ge=0)] = 86400  #: how long an upload can be attached
    balance: Decimal | None = None  #: USD; at 0 and below every billed call is a 402
    rate_limits: bool = True
    limits: Mapping[str, int] = field(default_factory=dict)  #: "POST /2/tweets" -> calls
    day_limit: int | None = None  #: posts in 24 hours; adds the 24-hour headers
    unwound: Mapping[str, str] = field(default_factory=dict)  #: where a posted URL leads


def turned(knobs: Knobs, changes: Mapping[str, object]) -> Knobs:
    """Return the knobs with some of them changed; ConfigError says what is wrong with a change."""
    known = {f.name: getattr(knobs, f.name) for f in fields(knobs)}
    try:
        return TypeAdapter(Knobs).validate_python(known | dict(changes))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = ".".join(str(part) for part in first["loc"])
        listed = ", ".join(known)
        raise ConfigError(f"knob {name}: {first['msg']}; there are: {listed}") from error


@dataclass(slots=True)
class Upload:
    """An uploaded picture."""

    id: str
    owners: frozenset[str]
    data: bytes
    mime: str
    width: int
    height: int
    category: str
    uploaded_at: datetime
    expires_at: datetime
    alt: str = ""
    processing: str = ""  #: "", "pending", "succeeded" or "failed"
    attached: bool = False

    @property
    def key(self) -> str:
        """The media key under which posts name it: 16 is an animated GIF, 3 a photo."""
        return f"{16 if self.category == 'tweet_gif' else 3}_{self.id}"


@dataclass(slots=True)
class StoredPost:
    """One version of a post, or a native repost."""

    id: str
    author: str
    text: str  #: as sent, in NFC
    created_at: datetime
    chain: list[str]  #: ids of all versions, shared among them, oldest first
    media: tuple[str, ...] = ()
    reply_to: str = ""
    repost_of: str = ""
    made_with_ai: bool = False
    usd: Decimal = Decimal(0)
    deleted_at: datetime | None = None

    @property
    def is_latest(self) -> bool:
        """Whether no later version replaced it."""
        return self.chain[-1] == self.id

    def is_readable(self, moment: datetime) -> bool:
        """Whether a reader whose view is of that moment finds it."""
        gone = self.deleted_at is not None and self.deleted_at <= moment
        return self.created_at <= moment and not gone


def snowflake(moment: datetime) -> int:
    """Return the first id of that moment's millisecond (x-api.md section 0)."""
    return (round(moment.timestamp() * 1000) - EPOCH_MS) << 22


@dataclass(slots=True)
class World:
    """All that a reset forgets."""

    posts: dict[str, StoredPost] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)
    ledger: Ledger = field(default_factory=Ledger)
    buckets: Buckets = field(default_factory=Buckets)
    nonces: Nonces = field(default_factory=Nonces)
    pins: dict[str, str] = field(default_factory=dict)  #: request token -> the PIN shown for it
    omitted: int = 0  #: timeline reads that left out their newest post
    _last_id: int = 0

    def new_id(self, now: datetime) -> str:
        """Return a snowflake of this moment, greater than every one before it."""
        self._last_id = max(self._last_id + 1, snowflake(now))
        return str(self._last_id)

    def newest(self) -> Iterator[StoredPost]:
        """Yield the stored posts, newest first."""
        return reversed(self.posts.values())

    def readable(self, post_id: str, moment: datetime) -> StoredPost | None:
        """Return the post if a reader finds it at that moment."""
        post = self.posts.get(post_id)
        return post if post and post.is_readable(moment) else None

    def active_repost(self, author: str, source: str) -> StoredPost | None:
        """Return the account's repost of a post, unless it was undone."""
        for post in self.posts.values():
            if post.author == author and post.repost_of == source and post.deleted_at is None:
                return post
        return None


@dataclass(frozen=True, slots=True)
class Setting:
    """What one call sees: who asks for what, when, and by which manners it is answered."""

    world: World
    knobs: Knobs
    account: Account
    accounts: Mapping[str, Account]
    now: datetime
    request: Request

    @property
    def view(self) -> datetime:
        """The moment whose state can be read: the present, less the lag."""
        return self.now - timedelta(seconds=self.knobs.lag)
