"""The arrows of the state machine: which there are, and which must never be."""

from dataclasses import replace

import pytest

from crosspost.model import State
from crosspost.outbox.arrows import MEANINGS, TRANSITIONS, Move
from crosspost.outbox.machine import take
from tests.outbox.conftest import QUEUED
from tests.words import plain


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("move", list(Move))
def test_arrow_exists_or_is_refused(state: State, move: Move) -> None:
    """A step is taken along an arrow of the dict; anything else is a defect."""
    delivery = replace(QUEUED, state=state)
    if move in TRANSITIONS[state]:
        assert take(move, plain(""), before=delivery, after=delivery).to is TRANSITIONS[state][move]
    else:
        with pytest.raises(AssertionError):
            take(move, plain(""), before=delivery, after=delivery)


def test_each_move_has_a_meaning_and_one_target() -> None:
    """The docs have one sentence and one end for each move."""
    assert list(MEANINGS) == list(Move)
    for move in Move:
        assert len({moves[move] for moves in TRANSITIONS.values() if move in moves}) == 1


def test_sending_never_returns_without_an_answer() -> None:
    """The one arrow that others have and we must not: a crash does not queue again (law 2)."""
    assert TRANSITIONS[State.SENDING][Move.RECOVER] is State.UNCERTAIN
    assert TRANSITIONS[State.PUBLISHED] == TRANSITIONS[State.WITHDRAWN] == {}
