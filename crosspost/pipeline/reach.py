"""What readers cannot reach is held when its turn comes, and goes when they can again.

An article may be behind a password; or it left its feed while it waited: the author deleted it, or
made it private, and its link would be dead.
"""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from crosspost.model import (
    Absence,
    Article,
    Delivery,
    Document,
    Finding,
    Known,
    Reason,
    State,
    Waiting,
    Why,
)
from crosspost.model.why import FAULTS
from crosspost.outbox import verdict
from crosspost.pipeline.parts import Pipeline
from crosspost.settings import FeedSection

_MOST = 1000


def reason_to_hold(article: Known, *, released: bool) -> Reason | None:
    """Return why an article that not everybody can read is not announced, None when all can.

    A person's release passes the feed's silence, which may have another reason, but no password.
    """
    if article.protected:
        return Why.PASSWORD()
    if article.left_at and not released:
        return Why.GONE()
    return None


def is_locked(delivery: Delivery) -> bool:
    """Whether it waits for the author to take a password away."""
    return delivery.state is State.HELD and delivery.why.code is Why.PASSWORD


def release_opened(pipe: Pipeline) -> list[Delivery]:
    """Queue again what only a closed article held, once it is open; the oldest first."""
    steps = []
    for delivery in reversed(pipe.store.deliveries(states=(State.HELD,), limit=_MOST)):
        if why := _why_open(pipe, delivery):
            step = verdict.release(delivery, now=pipe.now(), why=why, by_person=False)
            steps.append((delivery, step))
    applied = [pipe.store.apply(delivery, step, now=pipe.now()) for delivery, step in steps]
    return [delivery for delivery in applied if delivery is not None]


def _why_open(pipe: Pipeline, delivery: Delivery) -> Reason | None:
    if is_locked(delivery) and not pipe.store.article(delivery.article).protected:
        return Why.OPENED()
    if delivery.why.code is Why.GONE and not pipe.store.article(delivery.article).left_at:
        return Why.RETURNED()
    if delivery.why.code in FAULTS and pipe.store.article(delivery.article).decision == "post":
        return Why.MENDED()
    return None


def find_absence(
    pipe: Pipeline,
    feed: FeedSection,
    *,
    document: Document,
    articles: Sequence[Article],
    findings: Sequence[Finding],
) -> Absence:
    """Return what waits and has left the feed, though the feed reaches below it; and what is back.

    Only a feed in plain order, the newest first, tells that: below an entry that was pinned or
    dated back, an article may have slid out of the window.
    """
    bottom = _find_bottom(document)
    told = [w for w in pipe.store.waiting_articles(feed.name) if w.left_at or _is_above(w, bottom)]
    if not told:
        return Absence()
    names = sorted({alias for article in articles for alias in article.aliases})
    there = pipe.store.owners(feed.name, names)
    there |= {finding.change.known for finding in findings if finding.change.known}
    missed = (w.id for w in told if w.id not in there and not w.left_at)
    left = tuple(number for number in missed if not _stands_elsewhere(pipe, number))
    return Absence(left, tuple(w.id for w in told if w.id in there and w.left_at))


def _stands_elsewhere(pipe: Pipeline, number: int) -> bool:
    """Whether another feed has shown it as well: a category may have lost what the blog has."""
    known = pipe.store.article(number)
    twins = pipe.store.known_elsewhere(known.feed, known.aliases)
    return any(pipe.settings.feed(twin.feed) for twin in twins)


def _find_bottom(document: Document) -> datetime | None:
    """Return the date of the last entry; None when the feed is in no plain order."""
    dates = [entry.published for entry in document.entries if entry.published]
    in_order = all(upper >= lower for upper, lower in pairwise(dates))
    return dates[-1] if dates and in_order and len(dates) == len(document.entries) else None


def _is_above(waiting: Waiting, bottom: datetime | None) -> bool:
    return bool(bottom and waiting.published and waiting.published > bottom)
