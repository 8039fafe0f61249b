"""Money: a price is known before sending and fits the budget, else the delivery is held (law 9)."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from crosspost.model import Delivery, Post, Reason, State, Why
from crosspost.model.why import OVER_BUDGET
from crosspost.outbox import verdict
from crosspost.outbox.machine import Step
from crosspost.outbox.store import Store
from crosspost.pipeline.parts import Pipeline
from crosspost.settings import Settings

#: What may be out already and is not in the ledger yet.
EXPOSED = (State.SENDING, State.UNCERTAIN)
_MOST = 1000


@dataclass(frozen=True, slots=True)
class Period:
    """The calendar month and day that the budget counts, in an account's time zone."""

    month: datetime
    next_month: datetime
    day: datetime
    next_day: datetime


def item_of(post: Post) -> str:
    """Return the ledger's word for a post."""
    if post.repost_of:
        return "repost"
    if post.replaces:
        return "edit"
    return "post-with-url" if post.links else "post"


def priced(pipe: Pipeline, step: Step) -> Step:
    """Let a delivery bear the price of the post that it has become: without its picture, say."""
    after = step.after
    price = pipe.account(after.account).network.price(after.post)
    return replace(step, after=replace(after, price=price))


def find_period(now: datetime, zone: ZoneInfo) -> Period:
    """Return the month and the day of `now` in a time zone."""
    local = now.astimezone(zone)
    day = local.replace(hour=0, minute=0, second=0, microsecond=0)
    month = day.replace(day=1)
    next_month = (month + timedelta(days=32)).replace(day=1)
    return Period(month, next_month, day, day + timedelta(days=1))


def reason_to_hold(pipe: Pipeline, delivery: Delivery, now: datetime) -> Reason | None:
    """Return why the budget does not allow the delivery now, and when it will."""
    exposed = pipe.store.deliveries(states=EXPOSED, limit=_MOST)
    others = [d for d in exposed if d.id != delivery.id]
    return judge(pipe.settings, pipe.store, delivery=delivery, before=others, now=now)


def judge(
    settings: Settings,
    store: Store,
    *,
    delivery: Delivery,
    before: list[Delivery],
    now: datetime,
) -> Reason | None:
    """Judge a delivery that comes after those in `before`, which are not paid yet."""
    period = find_period(now, settings.accounts[delivery.account].zone)
    limits = settings.budget
    spent = store.spent(None, period.month)
    promised = sum((other.price for other in before), Decimal(0))
    if spent + promised + delivery.price > limits.monthly_usd:
        return Why.OVER_MONTH(
            price=delivery.price, limit=limits.monthly_usd, spent=spent, until=period.next_month
        )
    if 0 < limits.per_day <= store.count_published(period.day) + len(before):
        return Why.OVER_DAY(most=limits.per_day, until=period.next_day)
    return None


def is_over(delivery: Delivery) -> bool:
    """Whether only the budget holds it: it goes when the period ends or the budget is raised."""
    return delivery.state is State.HELD and delivery.why.code in OVER_BUDGET


def ends_at(why: Reason, now: datetime, zone: ZoneInfo) -> datetime:
    """Return when what the budget holds for this reason goes out by itself."""
    period = find_period(now, zone)
    return period.next_day if why.code is Why.OVER_DAY else period.next_month


def release_affordable(pipe: Pipeline) -> list[Delivery]:
    """Queue again what only the budget held and now fits it, the oldest first."""
    now = pipe.now()
    held = [
        delivery
        for delivery in reversed(pipe.store.deliveries(states=(State.HELD,), limit=_MOST))
        if is_over(delivery) and delivery.account in pipe.accounts
    ]
    if not held:
        return []
    before = pipe.store.deliveries(states=(*EXPOSED, State.QUEUED), limit=_MOST)
    released = []
    for delivery in held:
        if judge(pipe.settings, pipe.store, delivery=delivery, before=before, now=now):
            continue
        step = verdict.release(delivery, now=now, why=Why.FITS_BUDGET(), by_person=False)
        if after := pipe.store.apply(delivery, step, now=now):
            released.append(after)
            before.append(after)
    return released
