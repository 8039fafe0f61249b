"""Gathers what an operator wants to see at a glance, and the story of one article."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from crosspost import __version__
from crosspost.model import AccountState, Delivery, Event, FeedState, Known, Reason, State
from crosspost.outbox.columns import read_kept, write_reason
from crosspost.outbox.store import Store
from crosspost.pipeline.budget import find_period
from crosspost.pipeline.gists import tell_origin
from crosspost.pipeline.waits import Wait, tell_waits
from crosspost.settings import FeedSection, Settings

RECENT = 10
#: Nobody reads more; the counts are whole.
MOST_WAITING = 1000
#: The forecast goes by these days; a young record's first posts are spread over a week.
_PACE = timedelta(days=30)
_PACE_LEAST = timedelta(days=7)
#: Under these names the daemon keeps what became of the edited configuration.
REFUSED = "config.refused"
RESTART = "config.restart"


@dataclass(frozen=True, slots=True)
class Money:
    """The calendar month, in USD, all accounts together."""

    spent: Decimal
    waiting: Decimal  #: what is queued or held would cost
    forecast: Decimal  #: at the end of the month, if it goes on like the last 30 days
    limit: Decimal
    next_month: datetime


@dataclass(frozen=True, slots=True)
class Overview:
    """All of it at one moment."""

    now: datetime
    beats: dict[str, datetime]
    refused_config: Reason | None  #: why the edited configuration was not taken up
    restart: str  #: edited keys that count only after a restart
    feeds: tuple[tuple[FeedSection, FeedState | None], ...]
    accounts: tuple[AccountState, ...]
    waiting: tuple[Delivery, ...]  #: queued, sending, uncertain or held; oldest first
    recent: tuple[Delivery, ...]  #: published, newest first
    titles: dict[int, str]
    money: Money
    version: str = __version__
    waits: Mapping[int, Wait] = field(default_factory=dict)  #: only for who reads them


def gather(settings: Settings, store: Store, *, now: datetime) -> Overview:
    """Return what the record knows; asks no server."""
    states = {state.name: state for state in store.feeds()}
    waiting = _waiting(store)
    recent = tuple(store.deliveries(states=(State.PUBLISHED,), limit=RECENT))
    articles = {delivery.article for delivery in (*waiting, *recent)}
    return Overview(
        now=now,
        beats=store.beats(),
        refused_config=read_kept(store.recall(REFUSED)),
        restart=store.recall(RESTART) or "",
        feeds=tuple((feed, states.get(feed.name)) for feed in settings.feeds),
        accounts=tuple(store.account(name) for name in settings.accounts),
        waiting=waiting,
        recent=recent,
        titles=store.titles(articles),
        money=_count_money(settings, store, waiting, now=now),
    )


def add_waits(seen: Overview, settings: Settings, store: Store) -> Overview:
    """Return it with what each delivery waits for, which takes a while and only people read."""
    return replace(seen, waits=tell_waits(settings, store, seen.waiting, now=seen.now))


def _waiting(store: Store) -> tuple[Delivery, ...]:
    pending = (State.QUEUED, State.SENDING, State.UNCERTAIN, State.HELD)
    return tuple(reversed(store.deliveries(states=pending, limit=MOST_WAITING)))


def note_config(store: Store, *, restart: str = "") -> None:
    """Remember that the configuration is in force, but for the keys that want a restart."""
    for key, value in ((REFUSED, None), (RESTART, restart or None)):
        if store.recall(key) != value:
            store.remember(key, value)


def note_refused(store: Store, why: Reason) -> None:
    """Remember why the edited configuration was not taken up."""
    store.remember(REFUSED, write_reason(why))


def _count_money(
    settings: Settings, store: Store, waiting: tuple[Delivery, ...], *, now: datetime
) -> Money:
    zones = [section.zone for section in settings.accounts.values()]
    period = find_period(now, zones[0] if zones else ZoneInfo("UTC"))
    spent = store.spent(None, period.month)
    return Money(
        spent=spent,
        waiting=sum((delivery.price for delivery in waiting), Decimal(0)),
        forecast=_forecast(store, spent, now=now, end=period.next_month),
        limit=settings.budget.monthly_usd,
        next_month=period.next_month,
    )


def _forecast(store: Store, spent: Decimal, *, now: datetime, end: datetime) -> Decimal:
    """Draw the last month's pace out to the end of this one."""
    charges = store.charges(now - _PACE)
    if not charges:
        return spent
    span = max(now - charges[0].at, _PACE_LEAST)
    pace = sum((charge.usd for charge in charges), Decimal(0)) * Decimal((end - now) / span)
    return (spent + pace).quantize(Decimal("0.001"))


@dataclass(frozen=True, slots=True)
class Story:
    """Everything that the record tells of one article."""

    article: Known
    deliveries: tuple[Delivery, ...]
    events: tuple[Event, ...]
    waits: Mapping[int, Wait]  #: what its deliveries wait for, by their numbers
    origins: Mapping[int, tuple[Reason, ...]] = field(default_factory=dict)  #: whose each gist is


def tell_story(settings: Settings, store: Store, article: Known, *, now: datetime) -> Story:
    """Return an article's deliveries and events, oldest first."""
    deliveries = tuple(reversed(store.deliveries(article=article.id)))
    answer = store.answer(article.fingerprint)
    by = settings.summary.by
    return Story(
        article=article,
        deliveries=deliveries,
        events=tuple(store.events(article=article.id, limit=200)),
        waits=tell_waits(settings, store, _waiting(store), now=now),
        origins={d.id: tuple(tell_origin(d.post, answer, by=by)) for d in deliveries},
    )
