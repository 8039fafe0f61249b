"""What a file in `summary/` and in `networks/` has to be."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from crosspost.model.reading import Article
from crosspost.model.sending import Media, Picture, Post, Receipt, Room


class Summarizer(Protocol):
    """One file in `crosspost/summary/`: takes the gist from an article.

    Its module has `Options` (a pydantic model, extra="forbid") and `create(options) -> Summarizer`.
    """

    def summarize(self, article: Article, room: Room) -> str:
        """Return text taken from the article that fits the room, or "" when there is none."""
        ...


class Network(Protocol):
    """One file in `crosspost/networks/`: a place where posts go.

    Its module has `Options` (a pydantic model, extra="forbid") and
    `create(options, *, account, weigh) -> Network`; the loader finds it by its file's name.
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

    def find(
        self,
        post: Post,
        since: datetime,
        known: Sequence[str] = (),
        *,
        expected: Sequence[str] = (),
    ) -> Receipt | None:
        """Look at the own timeline for the post, newer than `since`, passing over `known` ids.

        None means: the timeline was readable and the post is not in it. `expected` are own posts
        that it has to show as far as they are newer than `since`: Incomplete when one is missing.
        """
        ...

    def has(self, post_id: str) -> bool:
        """Ask for one own post by its id: whether it is there."""
        ...
