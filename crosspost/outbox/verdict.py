"""What a person decides about a delivery (pure); CrosspostError when it is too late for that."""

from dataclasses import replace
from datetime import datetime

from crosspost.errors import CrosspostError
from crosspost.model import Delivery, Reason, Receipt, State, Why
from crosspost.model.denials import Denial
from crosspost.outbox.arrows import TRANSITIONS, Move
from crosspost.outbox.machine import Step, rested, take
from crosspost.outbox.settling import asks, question


def hold(delivery: Delivery, why: Reason) -> Step:
    """Let it wait for a person; one with an unknown outcome asks whether it is out."""
    if delivery.state is State.UNCERTAIN:
        why = question(delivery, why)
    return _decide(Move.HOLD, why, before=delivery, after=rested(delivery))


def release(
    delivery: Delivery,
    *,
    now: datetime,
    why: Reason | None = None,
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
    return _decide(Move.RELEASE, why or Why.RELEASED(), before=delivery, after=after)


def confirm(delivery: Delivery, receipt: Receipt, *, now: datetime) -> Step:
    """Take a person's word that it is out as that post."""
    after = replace(rested(delivery), receipt=receipt, due_at=now)
    return _decide(Move.CONFIRM, Why.CONFIRMED(post=receipt.id), before=delivery, after=after)


def withdraw(delivery: Delivery, *, why: Reason | None = None) -> Step:
    """Never send it."""
    after = rested(delivery)
    return _decide(Move.WITHDRAW, why or Why.WITHDRAWN(), before=delivery, after=after)


def _decide(move: Move, why: Reason, *, before: Delivery, after: Delivery) -> Step:
    if move in TRANSITIONS[before.state]:
        return take(move, why, before=before, after=after)
    able = [state for state, arrows in TRANSITIONS.items() if move in arrows]
    raise CrosspostError(
        Denial.WRONG_STATE(delivery=before.id, state=before.state, move=move, able=tuple(able))
    )
