"""What X charges, before anything is sent."""

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from crosspost.model import Post

Usd = Annotated[Decimal, Field(ge=0)]


class Prices(BaseModel):
    """X's prices in USD as published in August 2026; each can be overridden when X changes it.

    X names no price for an upload: one reseller bills a third of a post, X itself was not seen to
    bill any, hence 0. X's own pages name two prices for undoing a repost: the higher one counts.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    post: Usd = Field(Decimal("0.015"), description="A post without any address")
    post_with_url: Usd = Field(Decimal("0.200"), description="A post in which X links something")
    repost: Usd = Field(Decimal("0.015"), description="X's own Repost")
    undo_repost: Usd = Field(
        Decimal("0.010"), description="Undoing one, so that the post can be reposted again"
    )
    media_upload: Usd = Field(Decimal(0), description="An uploaded picture")
    media_metadata: Usd = Field(Decimal("0.005"), description="A picture's alt text")
    read: Usd = Field(Decimal("0.005"), description="One post read from a timeline")
    owned_read: Usd = Field(Decimal("0.001"), description="The same from the app owner's timeline")
    user_read: Usd = Field(Decimal("0.010"), description="Asking who an account is (`check`)")

    def of(self, post: Post) -> Decimal:
        """Return the price of a post in USD; an edit is billed as a new post.

        Whatever X would link counts as a URL, bare domains included: how X decides is not
        documented, this is the safe side.
        """
        if post.repost_of:
            return self.repost + (self.undo_repost if post.repost_again else 0)
        price = self.post_with_url if post.links else self.post
        if post.thumbnail:
            price += self.media_upload
            if post.thumbnail.alt:
                price += self.media_metadata
        return price
