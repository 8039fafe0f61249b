"""Sending: what each outcome does to a delivery."""

from dataclasses import replace
from datetime import timedelta

import pytest

from crosspost.errors import (
    AccountClosed,
    MediaGone,
    NotSent,
    PictureError,
    Refused,
    StoreError,
    Uncertain,
)
from crosspost.model import UNTOLD, Receipt, State
from crosspost.outbox.machine import after_error, after_receipt, begin, start_lag
from tests.outbox.conftest import LATER, NOW, RULES, SENDING, SOON, fail
from tests.words import english


def test_begin_writes_the_intent_down_with_a_lease() -> None:
    """A begun delivery is sending, knows its start, and belongs to nobody after the lease."""
    assert SENDING.state is State.SENDING
    assert SENDING.sent_at == NOW
    assert SENDING.lease_until == NOW + RULES.lease


def test_receipt_publishes_and_reopens_the_account() -> None:
    """The network's yes ends the journey and whatever had paused the account."""
    step = after_receipt(SENDING, Receipt("1", "https://x.example/1"), now=LATER)

    assert step.to is State.PUBLISHED
    assert step.after.receipt == Receipt("1", "https://x.example/1")
    assert step.reopen


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (NotSent("no connection"), State.QUEUED),
        (NotSent("throttled", retry_at=LATER + SOON), State.QUEUED),
        (AccountClosed("no credits", code="credits"), State.QUEUED),
        (AccountClosed("bad token", code="token"), State.QUEUED),
        (MediaGone("unknown media id"), State.QUEUED),
        (Refused("too long"), State.HELD),
        (Refused("duplicate content", duplicate=True), State.UNCERTAIN),
        (Uncertain("no answer"), State.UNCERTAIN),
        (StoreError("disk full"), State.UNCERTAIN),
        (PictureError("broken"), State.UNCERTAIN),
        (ConnectionResetError("reset"), State.UNCERTAIN),
        (ValueError("not JSON"), State.UNCERTAIN),
    ],
)
def test_error_of_publish_leads_to(error: Exception, state: State) -> None:
    """Only what certainly was not sent is queued; whatever is not mapped is uncertain."""
    step = fail(error)

    assert step.to is state
    is_duplicate = isinstance(error, Refused) and error.duplicate  # refused each time, if absent
    assert step.after.attempts == (RULES.attempts_most - 1 if is_duplicate else 0)
    assert step.after.lease_until is None
    assert step.why != UNTOLD


def test_throttling_waits_for_the_time_that_was_named() -> None:
    """A 429 moves the delivery and closes the account until the reset."""
    step = fail(NotSent("throttled", retry_at=LATER + timedelta(minutes=9)))

    assert step.after.due_at == LATER + timedelta(minutes=9)
    assert step.throttled_until == step.after.due_at


def test_no_connection_backs_off_without_counting_attempts() -> None:
    """The wait doubles from one to the next, the account stays open."""
    once = fail(NotSent("no connection"))
    begun = begin(once.after, now=LATER, rules=RULES).after
    twice = fail(NotSent("no connection"), of=begun)

    assert once.after.due_at == LATER + SOON
    assert twice.after.due_at == LATER + 2 * SOON
    assert twice.after.attempts == 0
    assert twice.throttled_until is None


def test_first_bad_token_is_doubted_for_minutes() -> None:
    """X has answered 401 by mistake: the account waits, it is not paused yet."""
    step = fail(AccountClosed("bad token", code="token"))

    assert step.pause is None
    assert step.throttled_until == LATER + timedelta(minutes=5)


def test_second_bad_token_pauses_the_account() -> None:
    """A 401 that comes again after minutes is believed, and probed slowly."""
    doubted = fail(AccountClosed("bad token", code="token")).after
    begun = begin(doubted, now=LATER, rules=RULES).after
    step = fail(AccountClosed("bad token", code="token"), of=begun)

    assert step.pause is not None
    assert step.pause.code == "token"
    assert step.pause.retry_at == LATER + RULES.retry_most


@pytest.mark.parametrize(
    ("code", "probed"),
    [("credits", True), ("spend-limit", True), ("suspended", False), ("locked", False)],
)
def test_closed_account_pauses_at_once(code: str, *, probed: bool) -> None:
    """What may mend itself is probed, what needs a person waits for one; nothing is counted."""
    step = fail(AccountClosed("closed", code=code))

    assert step.pause is not None
    assert (step.pause.retry_at is not None) == probed
    assert step.after.due_at == LATER
    assert step.after.attempts == 0


def test_closed_account_is_probed_when_the_network_says() -> None:
    """A time that the network names comes before our own."""
    step = fail(AccountClosed("limit", code="spend-limit", retry_at=LATER + SOON))

    assert step.pause is not None
    assert step.pause.retry_at == LATER + SOON


def test_duplicate_after_a_doubt_is_looked_for_again() -> None:
    """After an attempt that was never settled, "duplicate content" says that it may be out."""
    doubted = replace(SENDING, doubt_since=NOW - timedelta(hours=1))
    step = fail(Refused("duplicate content", duplicate=True), of=doubted)

    assert step.to is State.UNCERTAIN
    assert step.after.doubt_since == NOW - timedelta(hours=1)


def test_refusal_after_a_doubt_is_still_a_refusal() -> None:
    """Another reason than a duplicate says nothing of the earlier attempt."""
    doubted = replace(SENDING, doubt_since=NOW)

    assert fail(Refused("too long"), of=doubted).to is State.HELD


def test_unknown_outcome_plans_the_first_look() -> None:
    """The first look is counted from the attempt, and the attempt is remembered."""
    step = after_error(SENDING, Uncertain("?"), now=NOW, rules=RULES, chance=0)

    assert step.after.due_at == NOW + RULES.settle_looks[0]
    assert step.after.doubt_since == NOW


def test_foreign_error_is_named_without_its_text() -> None:
    """The text of a library's error may hold a secret (law 11)."""
    assert english(fail(ValueError("token=s3cret")).why) == "not understood: ValueError"


@pytest.mark.parametrize(("first_look", "lag"), [(4, 4), (10, 10), (600, 10)])
def test_after_a_start_a_timeline_gets_ten_seconds_at_most(first_look: int, lag: int) -> None:
    """Nothing that may be out is sent before; a rehearsal with quicker looks waits no longer."""
    rules = replace(RULES, settle_looks=(timedelta(seconds=first_look), timedelta(minutes=20)))
    assert start_lag(rules) == timedelta(seconds=lag)
