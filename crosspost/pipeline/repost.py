"""Repost: announce an article again because a person wants it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from crosspost.article import page
from crosspost.errors import NotFetched, NotFound
from crosspost.model import (
    Article,
    Block,
    Change,
    ChangeKind,
    Delivery,
    FeedState,
    Finding,
    Known,
    Planned,
    Post,
)
from crosspost.pipeline.parts import Pipeline
from crosspost.pipeline.planning import plan

#: Line that makes the text differ from the earlier post: X refuses identical ones.
AGAIN = "【再掲】"
#: X's rules on duplicative posts name no number; a day is what an editor would leave.
RECENT = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Offer:
    """One way to announce an article again on one account."""

    way: str  #: "post" or "native"
    planned: Planned
    price: Decimal
    warning: str = ""


async def find_article(pipe: Pipeline, wanted: str) -> Known:
    """Return the article that a person means: "latest", an ID, an address, part of the title.

    An address that the record does not know is read from the blog. NotFound says what to do.
    """
    if wanted == "latest":
        if latest := pipe.store.latest_article(None):
            return latest
        raise NotFound("no article is known yet; `crosspost once` looks at the feeds")
    found = pipe.store.find_article(wanted)
    if len(found) == 1 or (found and "://" in wanted):
        return found[0]
    if found:
        titles = "\n".join(f"  {known.id}  {known.title}" for known in found[:10])
        raise NotFound(f'"{wanted}" fits several articles; name one by its ID:\n{titles}')
    if "://" in wanted:
        return await _adopt(pipe, wanted)
    raise NotFound(f'no known article has "{wanted}" in its title; name its address instead')


async def _adopt(pipe: Pipeline, url: str) -> Known:
    """Read an article that no feed shows (any more) from its page, and remember it."""
    feed = pipe.settings.feeds[0].name if pipe.settings.feeds else "by-hand"
    try:
        fetched = await pipe.fetcher.get(url, accept="page")
    except NotFetched as error:
        raise NotFound(f"{url} is not in the record and cannot be read: {error}") from error
    article = page.read_alone(fetched.body, fetched.url, feed=feed)
    if article.protected:
        raise NotFound(f"{url} is protected by a password; such articles are never posted")
    if known := pipe.store.known_by_alias(feed, article.aliases):
        return known[0]
    change = Change(ChangeKind.NEW, "named by a person")
    finding = Finding(article, change, "baseline", "named by a person, not seen in the feed")
    state = pipe.store.feed(feed) or FeedState(feed)
    pipe.store.record(state, (finding,), now=pipe.now())
    return pipe.store.known_by_alias(feed, article.aliases)[0]


def offer(
    pipe: Pipeline, known: Known, account: str, *, comment: str, due_at: datetime
) -> tuple[Offer, ...]:
    """Return the ways to announce the article again, each with its price; "post" first."""
    last = pipe.store.last_published(known.id, account)
    warning = _warn(last, pipe.now())
    lead = comment or (AGAIN if last else "")
    planned = plan(pipe, to_article(known), account, due_at=due_at, lead=lead)
    planned = replace(planned, edition=pipe.store.next_edition(known.id, account), released=True)
    offers = [Offer("post", planned, planned.price, warning)]
    if last and last.receipt and not last.post.repost_of:
        post = Post(text="", repost_of=last.receipt.id)
        price = pipe.account(account).network.price(post)
        native = replace(planned, post=post, price=price)
        offers.append(Offer("native", native, price))
    return tuple(offers)


def _warn(last: Delivery | None, now: datetime) -> str:
    if last is None or last.sent_at is None or now - last.sent_at > RECENT:
        return ""
    hours = (now - last.sent_at) / timedelta(hours=1)
    return (
        f"the same article went out {hours:.1f} hours ago; X's rules forbid posting"
        " substantially similar posts again and again"
    )


def to_article(known: Known) -> Article:
    """Return the article as the record holds it."""
    return Article(
        feed=known.feed,
        aliases=known.aliases,
        url=known.url,
        title=known.title,
        marks=known.marks,
        blocks=tuple(Block("own", line) for line in known.text.split("\n") if line),
        published=known.published,
        thumbnails=(known.thumbnail,) if known.thumbnail else (),
        protected=known.protected,
        fingerprint=known.fingerprint,
    )


def order(pipe: Pipeline, known: Known, chosen: Offer) -> Delivery:
    """Write the delivery down; whoever holds the sender's lock sends it."""
    if known.protected:
        raise NotFound(f"{known.url} is protected by a password; such articles are never posted")
    delivery = pipe.store.plan(
        known.id, chosen.planned, now=pipe.now(), why=f"repost by a person, as {chosen.way}"
    )
    if delivery is None:
        raise NotFound("another repost of this article was ordered just now; try again")
    return delivery
