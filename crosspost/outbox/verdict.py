"""What a person decides about a delivery (pure); CrosspostError when it is too late for that."""

from dataclasses import replace
from datetime import datetime

from crosspost.errors import CrosspostError
from crosspost.model import Delivery, Receipt, State
from crosspost.outbox.arrows import TRANSITIONS, Move
from crosspost.outbox.machine import Step, rested, take
from crosspost.outbox.settling import asks, question


def hold(delivery: Delivery, why: str) -> Step:
    """Let it wait for a person; one with an unknown outcome asks whether it is out."""
    if delivery.state is State.UNCERTAIN:
        why = f"{why}. {question(delivery)}"
    return _decide(Move.HOLD, why, before=delivery, after=rested(delivery))


def release(
    delivery: Delivery,
    *,
    now: datetime,
    why: str = "a person released it",
    by_person: bool = True,
) -> Step:
    """Send it; failed attempts are forgotten, and what a person releases is never too old.

    Who was asked whether it is out has looked; one who was not has only said: send it.
    """
    after = replace(
        rested(delivery),
        attempts=0,
        looks=int(asks(delivery)),
        media_losses=0,
        released=delivery.released or by_person,
        due_at=now,
    )
    return _decide(Move.RELEASE, why, before=delivery, after=after)


def confirm(delivery: Delivery, receipt: Receipt, *, now: datetime) -> Step:
    """Take a person's word that it is out as that post."""
    after = replace(rested(delivery), receipt=receipt, due_at=now)
    why = f"a person found it as {receipt.id}"
    return _decide(Move.CONFIRM, why, before=delivery, after=after)


def withdraw(delivery: Delivery, *, why: str = "a person withdrew it") -> Step:
    """Never send it."""
    return _decide(Move.WITHDRAW, why, before=delivery, after=rested(delivery))


def _decide(move: Move, why: str, *, before: Delivery, after: Delivery) -> Step:
    if move in TRANSITIONS[before.state]:
        return take(move, why, before=before, after=after)
    able = [state for state, arrows in TRANSITIONS.items() if move in arrows]
    raise CrosspostError(
        f"delivery {before.id} is {before.state}: "
        f"{move} needs one that is {' or '.join(able)}; crosspost explain shows its story"
    )
