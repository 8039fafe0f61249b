"""A clock that goes back leaves a schedule from the future behind."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from crosspost.errors import NotSent
from crosspost.model import AccountState, Delivery, FeedState, State
from crosspost.outbox.accounts import throttle_account
from crosspost.outbox.machine import after_error, begin
from crosspost.outbox.pace import next_allowed
from crosspost.outbox.settling import after_look, after_unreadable, recover
from crosspost.outbox.store import Store
from tests.outbox.conftest import NOW, QUEUED, RULES, Find
from tests.words import plain

HOUR = timedelta(hours=1)


def sent_ahead(ahead: timedelta) -> Delivery:
    """Return a delivery in doubt that was sent while the clock was ahead."""
    sending = begin(QUEUED, now=NOW + ahead, rules=RULES).after
    return recover(sending, now=NOW + ahead, rules=RULES).after


@pytest.mark.parametrize(
    ("ahead", "due"),
    [
        (timedelta(days=1500), ["blog"]),
        (timedelta(minutes=2), ["blog"]),
        (timedelta(seconds=30), []),
        (timedelta(0), []),
    ],
)
def test_a_feed_last_looked_at_in_the_future_is_due(
    store: Store, now: datetime, ahead: timedelta, due: list[str]
) -> None:
    """A machine that booted with a wrong year must not stay silent until that year."""
    then = now + ahead
    store.save_feed(FeedState("blog", looked_at=then, next_at=then + timedelta(minutes=20)))
    assert store.due_feeds(["blog"], now, limit=9) == due


@pytest.mark.parametrize(("ahead", "numbers"), [(1500, [1]), (0, []), (-1, [])])
def test_what_was_planned_in_the_future_is_due(
    store: Store, now: datetime, find: Find, ahead: int, numbers: list[int]
) -> None:
    """Its due time came from the same clock; one that was ordered for later waits for it."""
    then = now + timedelta(days=ahead)
    finding = find(1)
    planned = replace(finding.deliveries[0], due_at=max(then, now + timedelta(hours=4)))
    store.record(FeedState("blog"), (replace(finding, deliveries=(planned,)),), now=then)
    assert [delivery.id for delivery in store.queued("main", now)] == numbers


def test_a_post_of_the_future_keeps_the_account_only_for_the_distance(now: datetime) -> None:
    """It went out a moment ago, whatever the wrong clock said."""
    at, _why = next_allowed(
        now,
        account=AccountState("main"),
        last_sent_at=now + 24 * HOUR,
        min_distance=timedelta(minutes=1),
        quiet=None,
        zone=ZoneInfo("Asia/Tokyo"),
    )
    assert at == now + timedelta(minutes=1)


def test_a_throttle_of_a_wrong_clock_gives_way_to_a_true_one(store: Store, now: datetime) -> None:
    """A month ahead is no throttle; half an hour is."""
    for at in (now + 720 * HOUR, now):
        with store.writing() as connection:
            throttle_account(connection, "main", plain("429"), until=at + HOUR / 2, now=at)
    assert store.account("main").throttled_until == now + HOUR / 2


def test_an_account_that_a_clock_ahead_has_bound_is_free(store: Store, now: datetime) -> None:
    """X refuses signatures from the future: what followed from that ends with it."""
    ahead = now + HOUR
    with store.writing() as connection:
        throttle_account(connection, "main", plain("401"), until=ahead + HOUR / 12, now=ahead)
    store.pause("main", code="token", why=plain("401"), now=ahead, retry_at=ahead + HOUR)
    store.note("delivery.hold", plain("a delivery of the account"), account="main", now=now)
    store.pull_in_accounts(now)
    account = store.account("main")
    assert (account.throttled_until, account.retry_at) == (None, now)

    with store.writing() as connection:
        throttle_account(connection, "main", plain("429"), until=now + HOUR, now=now)
    store.pull_in_accounts(now)
    assert store.account("main").throttled_until == now + HOUR


def test_what_a_clock_ahead_has_put_off_is_due(store: Store, queued: Delivery) -> None:
    """No connection, a look that failed: the hour of the wrong clock is not waited for."""
    ahead = NOW + 24 * HOUR
    step = after_error(queued, NotSent("503"), now=ahead, rules=RULES, chance=0)
    assert store.apply(queued, step, now=ahead)
    store.pull_in(NOW)
    (pulled,) = store.queued("main", NOW)

    sending = store.apply(pulled, begin(pulled, now=NOW, rules=RULES), now=NOW)
    assert sending
    doubted = store.apply(sending, recover(sending, now=NOW, rules=RULES), now=NOW)
    assert doubted
    step = after_unreadable(doubted, OSError(), now=ahead, rules=RULES, chance=0)
    store.apply(doubted, step, now=ahead)
    store.pull_in(NOW)
    store.pull_in(NOW + HOUR / 60)
    assert not store.uncertain(NOW + HOUR / 60)
    assert store.uncertain(NOW + 2 * HOUR / 60)


def test_what_a_right_clock_has_put_off_stays_so(store: Store, queued: Delivery) -> None:
    """A minute is a minute."""
    step = after_error(queued, NotSent("503"), now=NOW, rules=RULES, chance=0)
    store.apply(queued, step, now=NOW)
    store.pull_in(NOW)
    assert not store.queued("main", NOW)


@pytest.mark.parametrize(
    ("until", "waits"),
    [(timedelta(hours=24), True), (timedelta(hours=25), False), (timedelta(days=1500), False)],
)
def test_a_throttle_beyond_the_longest_is_over(until: timedelta, *, waits: bool) -> None:
    """Nobody throttles for longer than a day; resuming the account would not end it."""
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    at, _why = next_allowed(
        now,
        account=AccountState("main", throttled_until=now + until),
        last_sent_at=None,
        min_distance=timedelta(minutes=1),
        quiet=None,
        zone=ZoneInfo("Asia/Tokyo"),
    )
    assert (at != now) is waits


@pytest.mark.parametrize(("ahead", "due"), [(HOUR, True), (timedelta(seconds=30), False)])
def test_what_was_sent_in_the_future_is_due_for_a_look(
    store: Store, now: datetime, find: Find, ahead: timedelta, *, due: bool
) -> None:
    """It does not wait for the looks that the wrong clock planned."""
    store.record(FeedState("blog"), (find(1),), now=now)
    (queued,) = store.queued("main", now)
    sending = store.apply(queued, begin(queued, now=now + ahead, rules=RULES), now=now)
    assert sending
    store.apply(sending, recover(sending, now=now + ahead, rules=RULES), now=now)
    assert bool(store.uncertain(now)) is due


def test_its_looks_begin_anew() -> None:
    """All of them follow, counted from the time that is right; the first does not count yet."""
    delivery = after_look(sent_ahead(HOUR), None, now=NOW, rules=RULES).after
    plans = []
    while delivery.state is State.UNCERTAIN:
        plans.append(delivery.due_at - NOW)
        assert delivery.doubt_since == NOW
        delivery = after_look(delivery, None, now=delivery.due_at, rules=RULES).after

    assert plans == list(RULES.settle_looks)


def test_its_look_that_failed_is_followed_by_one_soon() -> None:
    """Nothing is planned for the hour that the clock was ahead."""
    step = after_unreadable(sent_ahead(HOUR), OSError(), now=NOW, rules=RULES, chance=0)

    assert step.after.due_at == NOW + timedelta(seconds=30)
