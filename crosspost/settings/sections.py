"""The tables of the operator's file: every key, its default and what is allowed."""

import re
from datetime import time, timedelta
from decimal import Decimal
from typing import Any, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationInfo,
    field_validator,
    model_validator,
)

from crosspost.errors import WrongValue
from crosspost.model.mistakes import Mistake
from crosspost.settings.values import (
    Address,
    Duration,
    Host,
    Ip,
    MaybeAddress,
    Name,
    PictureSource,
    QuietHours,
    RecordUrl,
    Usd,
    Word,
    Zone,
    is_loopback,
    read_quiet,
    show_duration,
)

_SECRET = re.compile(r"key|secret|token|password")


class Section(BaseModel):
    """A table of the file: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @field_validator("*", mode="before")
    @classmethod
    def _is_no_switch(cls, value: object, info: ValidationInfo) -> object:
        """Refuse true for a number: it would count as 1."""
        field = cls.model_fields.get(info.field_name or "")
        if isinstance(value, bool) and field and field.annotation is not bool:
            raise WrongValue(Mistake.SWITCH())
        return value


class StateSection(Section):
    """Where the record is kept."""

    url: RecordUrl = Field(
        "sqlite:///state/crosspost.db",
        description="SQLAlchemy address of the record: sqlite:///… or postgresql+psycopg://…",
    )


class FeedSection(Section):
    """A watched feed."""

    name: Name = Field(description="A short name for status, logs and commands; may be changed")
    url: Address = Field(description="The address of the feed (or of the blog; see `check`)")
    every: Duration = Field(
        timedelta(minutes=20),
        description="How often to look; under 5m only for loopback hosts",
    )
    accounts: tuple[Name, ...] = Field(
        (), description="Accounts that announce it; empty: all accounts"
    )
    first: Literal["none", "newest"] = Field(
        "none",
        description='At first sight nothing is posted; "newest" posts the newest entry',
    )
    max_new_per_poll: int = Field(3, ge=1, description="More new entries at once: all are held")
    max_age: Duration = Field(
        timedelta(hours=48), description="Older than this when its turn comes: held"
    )
    include: tuple[Word, ...] = Field(
        (), description="Only articles of these categories, or with these words in their title"
    )
    exclude: tuple[Word, ...] = Field(
        (), description="No articles of these categories, or with these words in their title"
    )
    timezone: Zone = Field(
        "Asia/Tokyo", description="Zone of dates that the feed writes without one"
    )

    @property
    def zone(self) -> ZoneInfo:
        """The zone of dates that the feed writes without one."""
        return ZoneInfo(self.timezone)

    @model_validator(mode="after")
    def _is_polite(self) -> Self:
        least = timedelta(seconds=1) if is_loopback(self.url) else timedelta(minutes=5)
        if self.every < least:
            raise WrongValue(Mistake.TOO_OFTEN(every=show_duration(self.every)))
        return self


class AccountSection(BaseModel):
    """An account that posts go to; further keys belong to its network."""

    model_config = ConfigDict(extra="allow", frozen=True)

    network: Name = Field("x", description="The network's file in crosspost/networks")
    min_distance: Duration = Field(
        timedelta(seconds=60), description="Least time between two posts"
    )
    timezone: Zone = Field(
        "Asia/Tokyo", description="Zone of quiet hours, of --at and of the budget's days"
    )
    quiet_hours: QuietHours = Field(
        "", description='"23:00-07:00": posts wait, they are not dropped'
    )

    @model_validator(mode="before")
    @classmethod
    def _hide_secrets(cls, table: object) -> object:
        if not isinstance(table, dict):
            return table
        return {
            key: SecretStr(value) if isinstance(value, str) and _SECRET.search(key) else value
            for key, value in table.items()
        }

    @property
    def zone(self) -> ZoneInfo:
        """The account's time zone."""
        return ZoneInfo(self.timezone)

    @property
    def quiet(self) -> tuple[time, time] | None:
        """Begin and end of the quiet hours."""
        return read_quiet(self.quiet_hours)

    @property
    def is_only_secrets(self) -> bool:
        """Whether nothing but secrets was given."""
        return all(_SECRET.search(key) for key in self.model_fields_set)

    @property
    def secrets(self) -> frozenset[tuple[str, str]]:
        """The names and values of its keys, without the line ends of files."""
        given = self.options.items()
        return frozenset(
            (key, value.get_secret_value().strip())
            for key, value in given
            if isinstance(value, SecretStr)
        )

    @property
    def options(self) -> dict[str, Any]:
        """What belongs to the network."""
        return dict(self.model_extra or {})


class DeliverySection(Section):
    """How posts are sent, and unknown outcomes settled."""

    settle_looks: tuple[Duration, ...] = Field(
        (timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10)),
        description="Looks at the timeline after an unknown outcome, counted from the attempt",
    )
    settle_most: Duration = Field(
        timedelta(hours=24), description="Unknown for so long (timeline unreadable): held"
    )
    retry_first: Duration = Field(timedelta(seconds=30), description="First wait after a failure")
    retry_most: Duration = Field(timedelta(hours=1), description="Longest wait between tries")
    attempts_most: int = Field(5, ge=1, description="Failed attempts after which it is held")
    publish_timeout: Duration = Field(
        timedelta(seconds=60), description="Total time for one request to the network"
    )
    lease: Duration = Field(
        timedelta(minutes=5),
        description="A sending process silent for so long has an unknown outcome",
    )
    picture: Literal["drop", "hold"] = Field(
        "drop", description="A picture that cannot be shown: post without it, or hold"
    )
    picture_patience: Duration = Field(
        timedelta(minutes=1), description="How long a picture that fails for now is waited for"
    )

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if len(self.settle_looks) < 2:  # noqa: PLR2004 — law 3
            raise WrongValue(Mistake.TWO_LOOKS())
        if list(self.settle_looks) != sorted(set(self.settle_looks)):
            raise WrongValue(Mistake.LOOKS_GROW())
        if self.lease <= self.publish_timeout:
            raise WrongValue(Mistake.LEASE())
        return self


class PostSection(Section):
    """What a post looks like."""

    template: str = Field("", description="Fields: {title} {summary} {url} {caption} {credit} …")
    hashtags: Literal["none", "categories"] = Field("none", description="Hashtags from categories")
    hashtags_most: int = Field(2, ge=0, le=10, description="At most so many hashtags")
    link: Literal["auto", "always", "never"] = Field(
        "auto",
        description='auto: where the template has {url}; "never": 0.015 instead of 0.200 USD',
    )


class ThumbnailSection(Section):
    """Which picture goes with the post."""

    enabled: bool = Field(default=True, description="Whether posts carry a picture")
    prefer: Literal["content", "media"] = Field(
        "content", description="The article's own figures, or the feed's media elements, first"
    )
    skip_credits: tuple[str, ...] = Field(
        (), description="Pictures whose credit names one of these, in any spelling, are not used"
    )
    pages: bool = Field(
        default=True, description="Ask WordPress's REST answer and the page when the feed has none"
    )
    fallback: PictureSource = Field(
        "", description="Picture (file or http address) for articles of which none can be shown"
    )
    fallback_alt: str = Field("", max_length=1000, description="What the fallback picture shows")


class RevisionSection(Section):
    """What follows when an article changes after its announcement."""

    provisional: Literal["post", "wait"] = Field(
        "post", description="Announce provisional articles at once, or wait until they are settled"
    )
    wait_at_most: Duration = Field(timedelta(hours=6), description="Wait no longer than this")
    on_revision: Literal["quiet", "edit", "announce"] = Field(
        "quiet", description="Stay quiet, edit the post (X Premium), or announce again"
    )
    min_distance: Duration = Field(
        timedelta(hours=6), description="Between two announcements of one article"
    )
    most: int = Field(2, ge=0, description="Announcements of revisions for each article")


class FetchSection(Section):
    """How the blog is asked."""

    allow_private_networks: bool = Field(
        default=False, description="Allow addresses in private networks and on this machine"
    )
    hosts: dict[str, Ip] = Field(
        default_factory=dict,
        description='Where names are when no name server knows, as in /etc/hosts: "name" = "IP"',
    )
    contact: str = Field("", description="Address or URL that the blog's owner can reach you at")
    timeout: Duration = Field(timedelta(seconds=30), description="Total time for one answer")
    full_every: Duration = Field(
        timedelta(hours=1), description="Ask without validators at least so often (false 304s)"
    )


class BudgetSection(Section):
    """What may be spent."""

    monthly_usd: Usd = Field(Decimal(20), description="Estimated spend in a calendar month")
    per_day: int = Field(
        0, ge=0, description="Posts a day, all accounts together; 0: as many as there are"
    )


class WebSection(Section):
    """The optional server: health, metrics, update pings."""

    enabled: bool = Field(default=False, description="Whether to listen")
    host: Host = Field("127.0.0.1", description="Address to listen on")
    port: int = Field(8080, ge=0, le=65535, description="Port to listen on")
    ping_secret: SecretStr = Field(
        SecretStr(""), description="Secret part of the path for WordPress pings; empty: no receiver"
    )
    public_url: MaybeAddress = Field(
        "", description="Address under which hubs reach this server (WebSub)"
    )
