"""Preview: prices and weighs like X, sends nothing, needs no credentials."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from hashlib import sha256

from pydantic import BaseModel, ConfigDict, Field

from crosspost.model import Article, Media, Picture, Post, Receipt
from crosspost.networks.x.prices import Prices

_NEVER = datetime.max.replace(tzinfo=UTC)


class Options(BaseModel):
    """The options of an account that only shows what would be posted."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    max_weight: int = Field(280, ge=280, le=25000)
    prices: Prices = Prices()


def create(options: Options, *, account: str, weigh: Callable[[str], int]) -> "DryNetwork":
    """Return an account whose posts nobody sees."""
    return DryNetwork(options, account=account, weigh=weigh)


class DryNetwork:
    """An account whose posts nobody sees: every call succeeds, nothing leaves this machine."""

    def __init__(self, options: Options, *, account: str, weigh: Callable[[str], int]) -> None:
        self._options = options
        self._account = account
        self._weigh = weigh

    def room(self, article: Article) -> int:  # noqa: ARG002 — the same for every article
        """Return how much a post may weigh."""
        return self._options.max_weight

    def weigh(self, text: str) -> int:
        """Return a text's weight as X counts it."""
        return self._weigh(text)

    def price(self, post: Post) -> Decimal:
        """Return what the post would cost on X, in USD."""
        return self._options.prices.of(post)

    def look_price(self) -> Decimal:
        """Return 0: there is no timeline to look at."""
        return Decimal(0)

    def upload(self, picture: Picture) -> Media:
        """Return an id made of the picture; it is sent nowhere."""
        return Media(f"dry-{sha256(picture.data).hexdigest()[:16]}", expires_at=_NEVER)

    def describe(self, media: Media, alt: str) -> Media:  # noqa: ARG002 — nobody reads it
        """Return the picture as described."""
        return Media(media.id, media.expires_at, alt_done=True)

    def publish(self, post: Post, media: Media | None) -> Receipt:  # noqa: ARG002 — sent nowhere
        """Return an id made of the account and the post; it is sent nowhere."""
        name = f"{self._account}\n{post.text}\n{post.repost_of}\n{post.replaces}"
        return Receipt(f"dry-{sha256(name.encode()).hexdigest()[:16]}", url="")

    def has(self, post_id: str) -> bool:  # noqa: ARG002 — likewise
        """Return False: nothing was ever sent."""
        return False

    def find(
        self,
        post: Post,  # noqa: ARG002 — likewise
        since: datetime,  # noqa: ARG002
        known: Sequence[str] = (),  # noqa: ARG002
        *,
        expected: Sequence[str] = (),  # noqa: ARG002
    ) -> Receipt | None:
        """Return None: nothing was ever sent."""
        return None
