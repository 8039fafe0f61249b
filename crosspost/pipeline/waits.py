"""When what waits goes out if nothing else happens, and why not before: the queue played ahead."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from crosspost.model import UNTOLD, Delivery, Reason, State, Why
from crosspost.outbox import pace
from crosspost.outbox.store import Store
from crosspost.pipeline import budget
from crosspost.settings import Settings

_LATEST = timedelta(days=365_000)


@dataclass(frozen=True, slots=True)
class Wait:
    """What a delivery waits for."""

    why: Reason
    at: datetime | None  #: when it goes out, in the account's zone; None: not until a person acts
    now: datetime  #: when this was true


def tell_waits(
    settings: Settings, store: Store, waiting: Iterable[Delivery], *, now: datetime
) -> Mapping[int, Wait]:
    """Return, by its number, what each delivery that is queued or over the budget waits for.

    Those that go out now, those of accounts that are not configured, and those that wait for a
    person are not in it.
    """
    waiting = tuple(waiting)
    before = [d for d in waiting if d.state in budget.EXPOSED]
    waits = {}
    for name in settings.accounts:
        queue = [d for d in waiting if d.account == name and d.state is State.QUEUED]
        for delivery, free in _play(settings, store, queue, now=now):
            waits[delivery.id] = wait = _pay(settings, store, delivery, free=free, before=before)
            if wait is free:
                before.append(delivery)
    for held in waiting:
        section = settings.accounts.get(held.account)
        if section and budget.is_over(held):
            at = budget.ends_at(held.why, now, section.zone)
            waits[held.id] = Wait(held.why, at, now)
    return {number: wait for number, wait in waits.items() if wait.at is None or wait.at > now}


def _pay(
    settings: Settings, store: Store, delivery: Delivery, *, free: Wait, before: list[Delivery]
) -> Wait:
    """Return what it waits for as the budget has it, after those in `before`."""
    if free.at is None:
        return free
    over = budget.judge(settings, store, delivery=delivery, before=before, now=free.at)
    if not over:
        return free
    zone = settings.accounts[delivery.account].zone
    return replace(free, why=over, at=budget.ends_at(over, free.at, zone))


def _play(
    settings: Settings, store: Store, queue: list[Delivery], *, now: datetime
) -> Iterator[tuple[Delivery, Wait]]:
    """Send an account's queue in thought, each in its turn."""
    if not queue:
        return
    name = queue[0].account
    section, account = settings.accounts[name], store.account(name)
    last, begin, left = store.last_sent_at(name), now, list(queue)

    def allow(moment: datetime) -> tuple[datetime | None, Reason]:
        return pace.next_allowed(
            moment,
            account=account,
            last_sent_at=last,
            min_distance=section.min_distance,
            quiet=section.quiet,
            zone=section.zone,
        )

    while left:
        at, why = allow(begin)
        first = _next(left, at or now)
        left.remove(first)
        if at and first.due_at > at:
            at, later = allow(first.due_at)
            why = _why_not_due(first) if later == UNTOLD else later
        yield first, Wait(why, at and at.astimezone(section.zone), now)
        if at:
            last = begin = at


def _next(queue: list[Delivery], at: datetime) -> Delivery:
    """Return the oldest article of what is due then, else what is due first."""
    due = [d for d in queue if d.due_at <= at]
    if not due:
        return min(queue, key=lambda d: d.due_at)
    return min(due, key=lambda d: d.article_published or at - _LATEST)


def _why_not_due(delivery: Delivery) -> Reason:
    """Return why a delivery is not due yet."""
    if delivery.waits and delivery.picture_since:
        return Why.PICTURE_AGAIN(cause=delivery.why)
    if delivery.waits:
        return Why.AGAIN(cause=delivery.why)
    is_ordered = delivery.released and delivery.why.code is not Why.OUT_OF_USE
    return Why.ORDERED() if is_ordered else delivery.why
