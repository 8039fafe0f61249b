"""Repost: announce an article again because a person wants it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from crosspost.article import page
from crosspost.errors import ConfigError, CrosspostError, NotFetched, NotFound
from crosspost.model import (
    Article,
    Block,
    Change,
    ChangeKind,
    Delivery,
    Finding,
    Known,
    Planned,
    Post,
    Reason,
    State,
    Why,
)
from crosspost.model.denials import Denial
from crosspost.outbox import settling
from crosspost.outbox.ordering import Order
from crosspost.phrases import is_japanese
from crosspost.pipeline.naming import find_known, host_of, is_address
from crosspost.pipeline.parts import Pipeline
from crosspost.pipeline.planning import plan
from crosspost.post.comments import too_long

#: X's rules on duplicative posts name no number; a day is what an editor would leave.
RECENT = timedelta(hours=24)
_UNSETTLED = (State.QUEUED, State.SENDING, State.UNCERTAIN)
_HELD = (State.HELD,)
_MOST_VARIANTS = 50


@dataclass(frozen=True, slots=True)
class Offer:
    """One way to announce an article again on one account."""

    way: str  #: "post" or "native"
    planned: Planned
    warning: Reason | None = None
    instead_of: tuple[Delivery, ...] = ()  #: held ones, as they were shown to the person


async def find_article(pipe: Pipeline, wanted: str) -> Known:
    """Return the article that a person means; one that no feed shows (any more) is read.

    That one has no id before it is ordered: a mere look leaves it new to its feed. NotFound says
    what to do.
    """
    if known := find_known(pipe.store, wanted):
        return known
    if wanted == "latest":
        raise NotFound(Denial.NONE_KNOWN())
    if is_address(wanted):
        return await _read(pipe, wanted if "://" in wanted else f"https://{wanted}")
    raise NotFound(Denial.NO_TITLE_HAS(wanted=wanted))


async def _read(pipe: Pipeline, url: str) -> Known:
    """Read an article that no feed shows from its page."""
    try:
        fetched = await pipe.fetcher.get(url, accept="page")
    except NotFetched as error:
        raise NotFound(Denial.UNREADABLE(url=url, cause=error.why)) from error
    if known := find_known(pipe.store, fetched.url):
        return known
    feed = _feed_of(pipe, fetched.url)
    article = page.read_alone(fetched.body, fetched.url, feed=feed)
    if article.protected:
        raise NotFound(Denial.PROTECTED(url=url))
    if not (article.title and article.text):
        raise NotFound(Denial.NO_TEXT(url=url))
    if known_ones := pipe.store.known_by_alias(feed, article.aliases):
        return known_ones[0]
    return _to_known(article, pipe.now())


def _feed_of(pipe: Pipeline, url: str) -> str:
    """Return the feed of the same blog, so that the article is known when it comes in there."""
    feeds = pipe.settings.feeds
    same = [feed.name for feed in feeds if host_of(feed.url) == host_of(url)]
    return next(iter([*same, *(feed.name for feed in feeds)]), "by-hand")


def offer(
    pipe: Pipeline, known: Known, account: str, *, comment: str, due_at: datetime
) -> tuple[Offer, ...]:
    """Return the ways to announce the article again, each with its price; "post" first.

    ConfigError says by how much a comment is too long to leave a readable headline.
    """
    deliveries = pipe.store.deliveries(account=account, article=known.id)
    published = [d for d in deliveries if d.state is State.PUBLISHED]
    held = tuple(d for d in deliveries if d.state is State.HELD)
    warning = _warn(deliveries, pipe.now())
    planned = _vary(pipe, known, account, comment=comment, due_at=due_at, before=published)
    if comment:
        _check_comment(pipe, known, planned, comment=comment)
    edition = pipe.store.next_edition(known.id, account)
    planned = replace(planned, edition=edition, released=True)
    doubted = replace(planned, doubt_since=_doubt_of(held))
    offers = [Offer("post", doubted, warning, held)]
    originals = [d for d in published if d.receipt and not d.post.repost_of]
    if originals and originals[0].receipt:
        original = originals[0].receipt.id
        again = any(d.post.repost_of == original for d in published)
        post = Post(text="", repost_of=original, repost_again=again)
        price = pipe.account(account).network.price(post)
        offers.append(Offer("native", replace(planned, post=post, price=price), warning, held))
    return tuple(offers)


def _doubt_of(held: Sequence[Delivery]) -> datetime | None:
    """Return since when one of those whose place is taken may be out unknown to the record."""
    return min((each.doubt_since for each in held if each.doubt_since), default=None)


def _vary(
    pipe: Pipeline,
    known: Known,
    account: str,
    *,
    comment: str,
    due_at: datetime,
    before: list[Delivery],
) -> Planned:
    """Plan a post whose text has not been out before: X refuses identical ones."""
    article, said = to_article(known), {delivery.post.text for delivery in before}
    planned = plan(pipe, article, account, due_at=due_at, lead=comment)
    for lead in _leads(article, comment):
        if planned.post.text not in said:
            break
        planned = plan(pipe, article, account, due_at=due_at, lead=lead)
    return planned


def _check_comment(pipe: Pipeline, known: Known, planned: Planned, *, comment: str) -> None:
    """Refuse a comment that would eat the headline; what was accepted is never asked again."""
    article = to_article(known)
    room = pipe.account(planned.account).network.room(article)
    style = replace(pipe.style, lead=planned.post.lead)
    if wrong := too_long(comment, article, room=room, style=style):
        raise ConfigError(Denial.COMMENT(account=planned.account, cause=wrong))


def _leads(article: Article, comment: str) -> Iterator[str]:
    """Yield first lines that say that it is announced again."""
    japanese = is_japanese(article.title)
    for number in range(1, _MOST_VARIANTS):
        count = str(number) if number > 1 else ""
        again = f"【再掲{count}】" if japanese else f"Again{f' ({count})' if count else ''}:"
        yield f"{again}{'' if japanese else ' '}{comment}".strip()


def _warn(deliveries: list[Delivery], now: datetime) -> Reason | None:
    """Return what a person should know before sending it once more; newest first."""
    held = [d for d in deliveries if d.state is State.HELD]
    if held:
        return Denial.HELD_HERE(delivery=held[0].id)
    sent = [d.sent_at for d in deliveries if d.state is State.PUBLISHED and d.sent_at]
    if not sent or now - sent[0] > RECENT:
        return None
    return Denial.WENT_OUT(ago=now - sent[0])


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


def _to_known(article: Article, now: datetime) -> Known:
    """Return an article as the record will hold it once it is ordered."""
    return Known(
        id=0,
        feed=article.feed,
        url=article.url,
        title=article.title,
        text=article.text,
        fingerprint=article.fingerprint,
        aliases=article.aliases,
        first_seen_at=now,
        published=article.published,
        marks=article.marks,
        thumbnail=next(iter(article.thumbnails), None),
    )


def check_free(pipe: Pipeline, known: Known, account: str) -> None:
    """Refuse what must not be ordered: a protected article, one on its way, one perhaps out."""
    if known.protected:
        raise NotFound(Denial.PROTECTED(url=known.url))
    for delivery in pipe.store.deliveries(states=_UNSETTLED, account=account, article=known.id):
        raise CrosspostError(
            Denial.ON_ITS_WAY(
                account=account,
                delivery=delivery.id,
                state=delivery.state.value,
                due=delivery.due_at,
            )
        )
    for delivery in pipe.store.deliveries(states=_HELD, account=account, article=known.id):
        if settling.asks(delivery):
            raise CrosspostError(Denial.PERHAPS_OUT(delivery=delivery.id, cause=delivery.why))


def order(pipe: Pipeline, known: Known, *chosen: Offer) -> list[Delivery]:
    """Write the deliveries down, all or none; whoever holds the sender's lock sends them.

    Each takes the place of those that are held, or their release would say it twice. CrosspostError
    when anything of the article has moved since it was offered.
    """
    for each in chosen:
        check_free(pipe, known, each.planned.account)
    orders = [Order(each.planned, Why.REPOSTED(way=each.way), each.instead_of) for each in chosen]
    numbers = pipe.store.order(known.id or _name(known), orders, now=pipe.now())
    if not numbers:
        raise CrosspostError(Denial.JUST_ORDERED())
    return [pipe.store.delivery(number) for number in numbers]


def _name(known: Known) -> Finding:
    """Return what is written down of an article that only a person has named."""
    change = Change(ChangeKind.NEW, Why.NAMED())
    return Finding(to_article(known), change, "named", Why.NAMED_UNSEEN())
