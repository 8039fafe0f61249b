"""A clock that goes back leaves a schedule from the future behind."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from crosspost.errors import NotSent
from crosspost.model import AccountState, Delivery, FeedState, Media, Receipt, State, Why
from crosspost.outbox.accounts import throttle_account
from crosspost.outbox.machine import after_error, after_receipt, begin
from crosspost.outbox.pace import next_allowed
from crosspost.outbox.settling import after_last_look, after_look, after_unreadable, recover
from crosspost.outbox.store import Store
from tests.outbox.conftest import NOW, QUEUED, RULES, Find
from tests.words import plain

HOUR = timedelta(hours=1)
AHEAD = NOW + 24 * HOUR


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


def plan(store: Store, find: Find, *, due_at: datetime, released: bool = False) -> Delivery:
    """Write an article with its delivery down, by a clock that is ahead."""
    finding = find(1)
    planned = replace(finding.deliveries[0], due_at=due_at, released=released)
    finding = replace(finding, deliveries=(planned,))
    return store.delivery(store.record(FeedState("blog"), (finding,), now=AHEAD)[0])


def suspect(store: Store, _delivery: Delivery) -> None:
    """Start by a clock ahead."""
    store.suspect(NOW - HOUR, why=Why.OUT_OF_USE(), now=AHEAD, apart=HOUR / 360)


def clear(store: Store, delivery: Delivery) -> None:
    """Look for it in vain by a clock ahead, and send it no more in that turn."""
    delivery = postpone(store, delivery)
    store.apply(delivery, after_last_look(delivery, None, now=AHEAD), now=AHEAD)


def picture(store: Store, delivery: Delivery) -> None:
    """Upload its picture by a clock ahead, at the second try."""
    delivery = postpone(store, delivery)
    store.save_media(delivery, Media("901", AHEAD + HOUR), why=Why.UPLOADED(), now=AHEAD)


def postpone(store: Store, delivery: Delivery) -> Delivery:
    """Put it off by a clock ahead."""
    step = after_error(delivery, NotSent("503"), now=AHEAD, rules=RULES, chance=0)
    after = store.apply(delivery, step, now=AHEAD)
    assert after
    return after


@pytest.mark.parametrize("happens", [None, suspect, clear, picture, postpone])
@pytest.mark.parametrize("known", [True, False], ids=["set back just now", "another process"])
def test_nothing_stays_put_off_for_as_long_as_a_clock_was_ahead(
    store: Store, find: Find, happens: Callable[[Store, Delivery], object] | None, *, known: bool
) -> None:
    """Planned, put in doubt, cleared, given a picture or put off: it is soon due, and for good."""
    delivery = plan(store, find, due_at=AHEAD)
    if happens:
        happens(store, delivery)
    assert not store.queued("main", NOW)
    store.pull_in(NOW, ahead=AHEAD - NOW if known else None)
    (pulled,) = store.queued("main", NOW + timedelta(seconds=30))
    assert (pulled.doubt_since or NOW) <= NOW
    assert store.pull_in(NOW) == []


def test_what_is_written_between_the_setting_and_its_notice_is_pulled_in_as_well(
    store: Store, find: Find
) -> None:
    """A look fails by the right clock already; the time that it keeps is the wrong one's."""
    delivery = postpone(store, plan(store, find, due_at=AHEAD))
    step = after_error(delivery, NotSent("503"), now=NOW, rules=RULES, chance=0)
    kept = replace(step, after=replace(step.after, due_at=delivery.due_at))
    assert store.apply(delivery, kept, now=NOW)
    store.pull_in(NOW + HOUR / 3600, ahead=AHEAD - NOW)
    assert store.queued("main", NOW + timedelta(seconds=60))


def test_its_distance_to_the_wrong_clocks_now_is_kept(store: Store, find: Find) -> None:
    """What waits until it is settled waits as long as planned, and not a second longer."""
    plan(store, find, due_at=AHEAD + 6 * HOUR)
    (pulled,) = store.pull_in(NOW + HOUR, ahead=AHEAD - NOW)
    assert pulled.due_at == NOW + 6 * HOUR


def test_a_time_that_a_person_ordered_stays(store: Store, find: Find) -> None:
    """Whatever the clock said when it was ordered, nothing goes out before the hour was struck."""
    ordered = plan(store, find, due_at=AHEAD + 4 * HOUR, released=True)
    suspect(store, ordered)
    store.pull_in(NOW)
    assert store.delivery(ordered.id).due_at == AHEAD + 4 * HOUR


def test_what_is_to_go_now_by_a_persons_word_is_no_time_that_was_ordered(
    store: Store, find: Find
) -> None:
    """A repost without a time, also when the daemon began again since."""
    plan(store, find, due_at=AHEAD, released=True)
    store.suspect(None, why=Why.OUT_OF_USE(), now=AHEAD, apart=HOUR / 360)
    (pulled,) = store.pull_in(NOW)
    assert pulled.due_at == NOW + HOUR / 360


def test_what_a_right_clock_has_planned_stays(store: Store, find: Find, now: datetime) -> None:
    """One that was ordered for later waits for it."""
    finding = find(1)
    planned = replace(finding.deliveries[0], due_at=now + 4 * HOUR)
    store.record(FeedState("blog"), (replace(finding, deliveries=(planned,)),), now=now)
    assert store.pull_in(now) == []


def test_what_went_out_by_a_clock_ahead_was_sent_before_now(store: Store, queued: Delivery) -> None:
    """The distance to the next post is counted from when it really went out; a lease ends, too."""
    sending = store.apply(queued, begin(queued, now=AHEAD, rules=RULES), now=AHEAD)
    assert sending
    store.pull_in_sent(NOW, ahead=AHEAD - NOW)
    assert store.last_sent_at("main") == NOW
    assert store.abandoned(NOW + RULES.lease, all_of_them=False)
    step = after_receipt(sending, Receipt("9", ""), now=NOW + HOUR)
    after = store.apply(sending, step, now=NOW + HOUR)
    assert after
    assert after.sent_at == NOW + HOUR


def test_a_start_believes_no_beat_of_the_future(store: Store, queued: Delivery) -> None:
    """What may be out is looked for from when it was planned, not from the wrong clock's last."""
    store.suspect(AHEAD, why=Why.OUT_OF_USE(), now=NOW + HOUR)
    assert store.delivery(queued.id).doubt_since == queued.created_at


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


def test_looks_that_a_clock_ahead_has_planned_come_when_they_would_have(
    store: Store, queued: Delivery
) -> None:
    """Counted from the attempt, as often and as far apart; and the look reaches back to it."""
    sending = store.apply(queued, begin(queued, now=AHEAD, rules=RULES), now=AHEAD)
    assert sending
    store.apply(sending, recover(sending, now=AHEAD, rules=RULES), now=AHEAD)
    (pulled,) = store.pull_in(NOW + HOUR / 360, ahead=AHEAD - NOW)
    assert (pulled.sent_at, pulled.doubt_since) == (NOW, NOW)
    assert pulled.due_at == NOW + RULES.settle_looks[0]


def test_what_was_sending_when_the_clock_was_set_back_is_looked_for_in_time() -> None:
    """It went out at the latest when its sender was found dead."""
    sending = begin(QUEUED, now=AHEAD, rules=RULES).after
    doubted = recover(sending, now=NOW, rules=RULES).after
    assert (doubted.sent_at, doubted.due_at) == (NOW, NOW + RULES.settle_looks[0])


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
