"""The disk is full when X has answered: the outcome waits in memory until it can be written."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from crosspost.model import Post, State
from crosspost.pipeline.deliver import deliver
from crosspost.pipeline.settle import recover
from tests.faults.house import House, Jobs
from tests.faults.mishaps import NO_ROOM, Fate, Mishap
from tests.faults.wire import DirectNetwork

PLAIN = Post("霧の港で三か国の会談が始まった。", weight=34)
AFTER = 2  # the third effect of a turn without a picture: intent, request, outcome


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Open a house."""
    house = House(tmp_path, post=PLAIN)
    yield house
    house.close()


def test_a_receipt_is_written_once_there_is_room(house: House) -> None:
    """It was left to a look, after the lease: minutes of doubt about what X had said."""
    house.turn(Fate({AFTER: NO_ROOM, AFTER + 1: NO_ROOM}))
    house.check()
    assert house.delivery.state is State.PUBLISHED
    assert not [call for call in house.sandbox.calls if call.method == "GET"]


def test_an_outcome_that_is_unknown_is_written_as_well(house: House) -> None:
    """The looks are planned from the attempt, not from the lease."""
    house.turn(Fate({1: Mishap("500", "after"), AFTER: NO_ROOM}))
    assert house.delivery.state is State.UNCERTAIN


class Late(DirectNetwork):
    """Answers when the lease has run out, and another job has looked for such."""

    house: House

    def publish(self, *sent: object) -> object:  # type: ignore[override]  # as the network's
        """Publish; the time passes meanwhile."""
        receipt = super().publish(*sent)  # type: ignore[arg-type]  # likewise
        Late.house.now = Late.house.store.delivery(1).lease_until or Late.house.now
        recover(Late.house.pipe, everything=False)
        return receipt


def test_a_receipt_that_comes_after_its_lease_still_counts(tmp_path: Path) -> None:
    """Nobody has to look for what is known."""
    Late.house = house = House(tmp_path, post=PLAIN, jobs=replace(Jobs(), network=Late))
    house.runner.run(deliver(house.pipe, "main"))
    house.delivery = house.store.delivery(1)
    house.check()
    assert house.delivery.state is State.PUBLISHED
    house.close()
