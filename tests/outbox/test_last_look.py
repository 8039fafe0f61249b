"""The look right before something is sent that may be out: found, absent, or not to be read."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from crosspost.errors import AccountClosed, NotSent, Refused
from crosspost.model import Delivery, FeedState, Receipt, State
from crosspost.outbox.machine import Step, after_error, begin
from crosspost.outbox.settling import (
    after_last_look,
    after_last_unreadable,
    after_unreadable,
    look_since,
)
from crosspost.outbox.store import Store
from crosspost.outbox.verdict import hold, release
from tests.outbox.conftest import NOW, QUEUED, RULES, Find
from tests.words import english, plain

HOUR = timedelta(hours=1)
DOUBTED = replace(QUEUED, doubt_since=NOW - HOUR)


def _overlook(delivery: Delivery, error: Exception) -> Step:
    return after_last_unreadable(delivery, error, now=NOW, rules=RULES, chance=0)


def test_found_is_published_without_being_sent() -> None:
    """It went out before; the receipt is what the timeline shows."""
    step = after_last_look(DOUBTED, Receipt("9", "https://x.example/9"), now=NOW)

    assert step.to is State.PUBLISHED
    assert step.after.receipt == Receipt("9", "https://x.example/9")
    assert step.after.sent_at is None


def test_absent_may_be_sent_at_once() -> None:
    """It stays queued and due; what was unreadable before is forgotten."""
    step = after_last_look(replace(DOUBTED, waits=3), None, now=NOW)

    assert (step.to, step.after.due_at, step.after.waits) == (State.QUEUED, NOW, 0)
    assert step.after.doubt_since == NOW - HOUR


@pytest.mark.parametrize("error", [NotSent("503"), OSError("reset")])
def test_unreadable_waits_longer_each_time_and_counts_no_attempt(error: Exception) -> None:
    """Not to be read says nothing (law 3)."""
    once = _overlook(DOUBTED, error).after
    twice = _overlook(once, error).after

    assert once.state is twice.state is State.QUEUED
    assert (once.due_at - NOW, twice.due_at - NOW) == (timedelta(seconds=30), timedelta(minutes=1))
    assert twice.attempts == 0


def test_unreadable_for_a_day_asks_a_person() -> None:
    """A queued one has no attempt to count the day from: its looks are counted."""
    step = _overlook(replace(DOUBTED, waits=24), NotSent("503"))

    assert step.to is State.HELD
    assert "crosspost confirm 7" in english(step.why)


def test_closed_account_pauses_as_at_any_other_call() -> None:
    """The delivery waits in its place and is due when the account is open again."""
    step = _overlook(DOUBTED, AccountClosed("no credits", code="credits"))

    assert step.pause
    assert (step.to, step.after.due_at, step.after.waits) == (State.QUEUED, NOW, 0)


def test_answer_of_a_person_counts_only_to_the_question() -> None:
    """`release` of a flood says nothing of what is out; after the question it does."""
    flood = hold(DOUBTED, plain("10 new entries at once")).after
    asked = _overlook(replace(DOUBTED, waits=24), NotSent("503")).after
    step = _overlook(release(asked, now=NOW).after, NotSent("503"))

    assert release(flood, now=NOW).after.looks == 0
    assert (step.to, step.after.due_at) == (State.QUEUED, NOW)
    assert "a person said" in english(step.why)


def test_look_never_reaches_into_the_future() -> None:
    """A clock that was set back must not make it blind."""
    later = replace(DOUBTED, doubt_since=NOW + HOUR)

    assert look_since(later, now=NOW) == NOW


def test_bad_token_at_a_planned_look_is_remembered() -> None:
    """The delivery keeps both: the later look and the doubted token."""
    doubted = replace(DOUBTED, state=State.UNCERTAIN, sent_at=NOW)
    error = AccountClosed("bad token", code="token")
    step = after_unreadable(doubted, error, now=NOW, rules=RULES, chance=0)

    assert (step.after.token_failures, step.after.waits) == (1, 1)


@pytest.mark.parametrize(
    ("published", "since"),
    [(NOW - HOUR, NOW - HOUR), (NOW - 100 * HOUR, NOW - 48 * HOUR), (None, NOW)],
)
def test_duplicate_without_a_doubt_is_looked_for_since_it_was_news(
    published: datetime | None, since: datetime
) -> None:
    """X knows of a post that the record does not: of the last days, not of all years."""
    fresh = replace(DOUBTED, doubt_since=None, article_published=published)
    sending = begin(fresh, now=NOW, rules=RULES).after
    error = Refused("duplicate content", duplicate=True)
    step = after_error(sending, error, now=NOW, rules=RULES, chance=0)

    assert (step.to, step.after.doubt_since) == (State.UNCERTAIN, since)


def test_what_waits_is_suspected_once_and_the_rest_is_left_alone(
    store: Store, find: Find, now: datetime
) -> None:
    """From the last sign of life, or from when it was planned; an own order is no suspect."""
    store.record(FeedState("blog"), [find(number) for number in (1, 2, 3)], now=now)
    early, sent, ordered = (store.delivery(number) for number in (1, 2, 3))
    store.apply(sent, begin(sent, now=now, rules=RULES), now=now)

    def suspect(since: datetime | None) -> int:
        return store.suspect(since, why=plain("put back"), now=now + HOUR, but=[ordered.id])

    assert suspect(now + HOUR / 2) == 1
    assert suspect(None) == 0
    assert store.delivery(early.id).doubt_since == now + HOUR / 2
    assert store.delivery(sent.id).doubt_since is None
    assert store.delivery(ordered.id).doubt_since is None
    assert [e.kind for e in store.events(delivery=early.id)][-1] == "delivery.suspect"
    assert store.suspect(now - HOUR, why=plain("put back"), now=now) == 1
    assert store.delivery(ordered.id).doubt_since == now
