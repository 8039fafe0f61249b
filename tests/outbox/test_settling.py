"""Settling: an unknown outcome becomes known by looking, never by guessing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from crosspost.errors import AccountClosed, NotSent, Uncertain
from crosspost.model import UNTOLD, Delivery, Post, Receipt, State, Why
from crosspost.outbox.machine import Rules, Step, begin
from crosspost.outbox.settling import (
    after_last_look,
    after_look,
    after_seeking,
    after_seeking_in_vain,
    after_unreadable,
    look_since,
    recover,
)
from tests.outbox.conftest import RULES
from tests.words import english

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
QUEUED = Delivery(
    id=7, article=3, account="main", edition=1, state=State.QUEUED, post=Post("港"), due_at=NOW
)
SENDING = begin(QUEUED, now=NOW, rules=RULES).after
DOUBTED = recover(SENDING, now=NOW + timedelta(seconds=5), rules=RULES).after


def _look(delivery: Delivery, at: datetime, *, rules: Rules = RULES) -> Step:
    return after_look(delivery, None, now=at, rules=rules)


def test_abandoned_delivery_is_uncertain_never_queued() -> None:
    """What lies between intent and outcome may be out (law 2)."""
    assert DOUBTED.state is State.UNCERTAIN
    assert DOUBTED.lease_until is None
    assert DOUBTED.due_at == NOW + timedelta(seconds=30)
    assert DOUBTED.doubt_since == NOW


def test_abandoned_delivery_found_late_is_looked_for_at_once() -> None:
    """After hours of standing still the first look is due now."""
    late = NOW + timedelta(hours=3)

    assert recover(SENDING, now=late, rules=RULES).after.due_at == late


def test_found_post_is_published() -> None:
    """A look that shows the post settles it, early or late."""
    step = after_look(DOUBTED, Receipt("9", "https://x.example/9"), now=NOW, rules=RULES)

    assert step.to is State.PUBLISHED
    assert step.after.receipt == Receipt("9", "https://x.example/9")


def test_early_look_that_finds_nothing_does_not_count() -> None:
    """The timeline lags: an empty answer before the planned time says nothing."""
    step = _look(DOUBTED, NOW + timedelta(seconds=29))

    assert step.to is State.UNCERTAIN
    assert (step.after.looks, step.after.due_at) == (0, DOUBTED.due_at)


def test_looks_follow_the_schedule_and_the_last_one_queues_again() -> None:
    """30 seconds, 2 minutes, 10 minutes after the attempt; then it is sent again at once."""
    plans = []
    delivery = DOUBTED
    while delivery.state is State.UNCERTAIN:
        plans.append(delivery.due_at - NOW)
        delivery = _look(delivery, delivery.due_at).after

    assert plans == list(RULES.settle_looks)
    assert delivery.state is State.QUEUED
    assert delivery.attempts == 1
    assert delivery.due_at == NOW + timedelta(minutes=10)


def test_late_first_look_moves_the_others() -> None:
    """Two looks lie as far apart as planned, also after a long standstill."""
    late = NOW + timedelta(hours=3)
    first = _look(DOUBTED, late).after
    second = _look(first, first.due_at).after

    assert first.due_at == late + timedelta(seconds=90)
    assert second.due_at == first.due_at + timedelta(minutes=8)


def test_single_planned_look_becomes_two() -> None:
    """Absent is absent in two looks at least (law 3), as far apart as the first wait."""
    rules = replace(RULES, settle_looks=(timedelta(seconds=30),))
    first = _look(DOUBTED, DOUBTED.due_at, rules=rules)
    second = _look(first.after, first.after.due_at, rules=rules)

    assert first.to is State.UNCERTAIN
    assert first.after.due_at == DOUBTED.due_at + timedelta(seconds=30)
    assert second.to is State.QUEUED


def test_too_many_unknown_attempts_ask_a_person() -> None:
    """The last allowed attempt is not followed by another; the question names both commands."""
    delivery = replace(DOUBTED, attempts=2, looks=2, due_at=NOW)
    step = _look(delivery, NOW)

    assert step.to is State.HELD
    assert "crosspost confirm 7" in english(step.why)
    assert "crosspost release 7" in english(step.why)


@pytest.mark.parametrize("error", [NotSent("503"), Uncertain("hung"), OSError("reset")])
def test_unreadable_timeline_only_delays(error: Exception) -> None:
    """Looks stay as they were; the next one comes later, and later still."""
    delivery = replace(DOUBTED, looks=1)
    late = NOW + timedelta(minutes=2)
    once = after_unreadable(delivery, error, now=late, rules=RULES, chance=0)
    twice = after_unreadable(once.after, error, now=late, rules=RULES, chance=0)

    assert once.to is State.UNCERTAIN
    assert once.after.looks == 1
    assert once.after.due_at == late + timedelta(seconds=30)
    assert twice.after.due_at == late + timedelta(seconds=60)


def test_unreadable_early_look_does_not_bring_the_planned_one_forward() -> None:
    """A failed look before its time leaves the plan as it was."""
    delivery = replace(DOUBTED, due_at=NOW + timedelta(minutes=10))
    step = after_unreadable(delivery, OSError(), now=NOW, rules=RULES, chance=0)

    assert step.after.due_at == NOW + timedelta(minutes=10)


def test_throttled_timeline_waits_for_its_reset() -> None:
    """The timeline's 429 moves the look; the account may still post."""
    error = NotSent("throttled", retry_at=NOW + timedelta(minutes=15))
    step = after_unreadable(DOUBTED, error, now=NOW, rules=RULES, chance=0)

    assert step.after.due_at == NOW + timedelta(minutes=15)
    assert step.throttled_until is None


def test_timeline_unreadable_for_a_day_asks_a_person() -> None:
    """It is never sent again blindly: after settle_most and several tries a person looks."""
    late = NOW + timedelta(hours=25)
    first = after_unreadable(DOUBTED, OSError(), now=late, rules=RULES, chance=0)
    second = after_unreadable(first.after, OSError(), now=late, rules=RULES, chance=0)
    third = after_unreadable(second.after, OSError(), now=late, rules=RULES, chance=0)

    assert (first.to, second.to) == (State.UNCERTAIN, State.UNCERTAIN)
    assert third.to is State.HELD
    assert "crosspost release 7" in english(third.why)


def test_closed_account_at_a_look_pauses_it() -> None:
    """No credits for reading means none for posting."""
    error = AccountClosed("no credits", code="credits")
    step = after_unreadable(DOUBTED, error, now=NOW, rules=RULES, chance=0)

    assert step.to is State.UNCERTAIN
    assert step.pause is not None


def test_first_bad_token_at_a_look_is_doubted() -> None:
    """The first 401 is remembered, the second pauses the account."""
    error = AccountClosed("bad token", code="token")
    first = after_unreadable(DOUBTED, error, now=NOW, rules=RULES, chance=0)
    second = after_unreadable(first.after, error, now=NOW, rules=RULES, chance=0)

    assert first.pause is None
    assert second.pause is not None


def test_looks_reach_back_to_the_first_doubt() -> None:
    """The post of an earlier attempt may show up late: it is not passed over."""
    again = replace(DOUBTED, sent_at=NOW + timedelta(hours=1))

    assert look_since(again, now=NOW) == NOW
    assert look_since(SENDING, now=NOW) == NOW
    assert look_since(QUEUED, now=NOW) == NOW


HELD = replace(DOUBTED, state=State.HELD, why=Why.BY_PERSON())
OUT = Receipt("9", "https://x.example/9")


def test_what_is_held_and_out_is_found_at_a_start() -> None:
    """A record that was put back does not know; the look at a start tells it."""
    step = after_seeking(HELD, OUT, now=NOW)
    assert (step.to, step.after.receipt) == (State.PUBLISHED, OUT)


def test_what_is_held_and_not_out_stays_held_for_its_reason() -> None:
    """The look changes nothing about why a person has to decide."""
    step = after_seeking(HELD, None, now=NOW)
    assert (step.to, step.after.why) == (State.HELD, HELD.why)


def test_a_start_that_cannot_read_the_timeline_looks_again_later() -> None:
    """And what is held stays held for its reason."""
    step = after_seeking_in_vain(HELD, NotSent(UNTOLD), now=NOW, rules=RULES, chance=0.0)
    assert (step.to, step.after.why) == (State.HELD, HELD.why)
    assert step.after.due_at > NOW


@pytest.mark.parametrize(("found", "to"), [(OUT, State.PUBLISHED), (None, State.QUEUED)])
def test_the_look_right_before_sending_adopts_or_lets_go(found: Receipt | None, to: State) -> None:
    """A queued delivery that may be out is never sent unseen."""
    queued = replace(QUEUED, doubt_since=NOW, waits=3)
    assert after_last_look(queued, found, now=NOW).to is to
