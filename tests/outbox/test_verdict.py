"""A person's word about a delivery."""

from datetime import UTC, datetime, timedelta

import pytest

from crosspost.errors import CrosspostError
from crosspost.model import Delivery, Post, Receipt, State
from crosspost.outbox.verdict import confirm, hold, release, withdraw
from tests.words import english, plain, raises_saying

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def _standing(state: State, *, attempts: int = 0) -> Delivery:
    return Delivery(
        id=7,
        article=3,
        account="main",
        edition=1,
        state=state,
        post=Post("港"),
        due_at=NOW - timedelta(days=9),
        attempts=attempts,
    )


def test_hold_keeps_the_reason() -> None:
    """A held delivery says why."""
    step = hold(_standing(State.QUEUED), plain("too many at once"))

    assert (step.to, english(step.after.why)) == (State.HELD, "too many at once")


def test_hold_of_an_unknown_outcome_asks_the_question() -> None:
    """Whoever releases it later must know that it may be out."""
    assert "Is it on the timeline" in english(hold(_standing(State.UNCERTAIN), plain("stop")).why)


def test_release_starts_afresh_whatever_the_age() -> None:
    """Released by a person: due now, attempts forgotten, never too old."""
    step = release(_standing(State.HELD, attempts=5), now=NOW)

    assert step.to is State.QUEUED
    assert (step.after.due_at, step.after.attempts, step.after.released) == (NOW, 0, True)


def test_release_by_a_rule_does_not_lift_the_age_limit() -> None:
    """When only the budget held it, it may have grown too old meanwhile."""
    step = release(_standing(State.HELD), now=NOW, why=plain("budget"), by_person=False)

    assert not step.after.released


@pytest.mark.parametrize("state", [State.HELD, State.UNCERTAIN])
def test_confirm_takes_the_posts_id(state: State) -> None:
    """A person found it: published with that receipt."""
    step = confirm(_standing(state), Receipt("9", "https://x.example/9"), now=NOW)

    assert step.to is State.PUBLISHED
    assert step.after.receipt == Receipt("9", "https://x.example/9")


@pytest.mark.parametrize("state", [State.HELD, State.QUEUED])
def test_withdraw_is_final(state: State) -> None:
    """A withdrawn delivery will never be sent."""
    assert withdraw(_standing(state)).to is State.WITHDRAWN


@pytest.mark.parametrize("state", [State.SENDING, State.UNCERTAIN, State.PUBLISHED])
def test_decision_that_comes_too_late_is_explained(state: State) -> None:
    """The error says where the delivery stands and what the command needs."""
    with raises_saying(CrosspostError, match=f"delivery 7 is {state}: withdraw needs .*held"):
        withdraw(_standing(state))
