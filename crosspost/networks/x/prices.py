"""What X charges, before anything is sent."""

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from crosspost.model import Post

Usd = Annotated[Decimal, Field(ge=0)]


class Prices(BaseModel):
    """X's prices in USD as published in August 2026; each can be overridden when X changes it.

    X names no price for an upload: one reseller bills a third of a post, X itself was not seen to
    bill any, hence 0.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    post: Usd = Decimal("0.015")
    post_with_url: Usd = Decimal("0.200")
    repost: Usd = Decimal("0.015")
    media_upload: Usd = Decimal(0)
    media_metadata: Usd = Decimal("0.005")
    read: Usd = Decimal("0.005")
    owned_read: Usd = Decimal("0.001")
    user_read: Usd = Decimal("0.010")

    def of(self, post: Post) -> Decimal:
        """Return the price of a post in USD; an edit is billed as a new post.

        Whatever X would link counts as a URL, bare domains included: how X decides is not
        documented, this is the safe side.
        """
        if post.repost_of:
            return self.repost
        price = self.post_with_url if post.links else self.post
        if post.thumbnail:
            price += self.media_upload
            if post.thumbnail.alt:
                price += self.media_metadata
        return price
