"""Another program keeps the record locked: nothing stands still, nothing is lost or sent twice."""

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest

from crosspost.errors import StoreBusy
from crosspost.model import Media, Post, Receipt, State
from crosspost.pipeline.deliver import deliver
from crosspost.pipeline.keeping import PAUSE_SECONDS
from crosspost.pipeline.settle import recover, settle
from crosspost.threads import run_apart
from tests.faults.house import House, Jobs
from tests.faults.locking import Locker, locked
from tests.faults.mishaps import Fate, Mishap
from tests.faults.wire import DirectNetwork
from tests.words import raises_saying

PLAIN = Post("霧の港で三か国の会談が始まった。", weight=34)
TICKS = 5  # of an event loop that goes on while a write waits


class Locking(DirectNetwork):
    """Where it is told to, another program begins to write as soon as X has answered."""

    path: Path | None = None
    locker: Locker
    has_begun = threading.Event()

    def _lock(self) -> None:
        if Locking.path:
            Locking.locker = Locker(Locking.path)
            Locking.has_begun.set()

    def publish(self, post: Post, media: Media | None) -> Receipt:
        """Publish, or raise, and then find the record locked."""
        try:
            return super().publish(post, media)
        finally:
            self._lock()

    def find(self, *asked: Any, **more: Any) -> Receipt | None:  # noqa: ANN401 — as the network
        """Look, and then find the record locked."""
        try:
            return super().find(*asked, **more)
        finally:
            self._lock()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Open a house whose record waits only for a moment, as the daemon's does."""
    house = House(tmp_path, post=PLAIN, jobs=Jobs(network=Locking))
    house.store.hurry()
    yield house
    house.close()


def path_of(house: House) -> Path:
    """Return the record's file."""
    return house.folder / "crosspost.db"


def see(house: House) -> State:
    """Return where the delivery stands for everybody else."""
    return house.store.delivery(1).state


async def _begin(house: House, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
    """Begin a job and let another program lock the record behind its request."""
    Locking.path = path_of(house)
    Locking.has_begun.clear()
    job = asyncio.create_task(work)
    await run_apart(Locking.has_begun.wait)
    Locking.path = None
    return job


def play(house: House, work: Coroutine[Any, Any, Any]) -> list[State]:
    """Let a job meet a lock behind its request; what others saw at each tick of the loop."""
    seen: list[State] = []

    async def tick() -> None:
        job = await _begin(house, work)
        for _ in range(TICKS):
            seen.append(see(house))
            await asyncio.sleep(PAUSE_SECONDS / 4)
        Locking.locker.end()
        await job

    house.runner.run(tick())
    return seen


def test_a_write_under_a_lock_is_refused_at_once_and_changes_nothing(house: House) -> None:
    """The next tick tries again; reading goes on."""
    with locked(path_of(house)):
        with raises_saying(StoreBusy, match="another program keeps it locked"):
            house.store.beat("daemon", house.now)
        with pytest.raises(StoreBusy):
            house.store.check_free()
        assert see(house) is State.QUEUED
    house.store.check_free()
    house.store.beat("daemon", house.now)
    assert house.store.beats() == {"daemon": house.now}


def test_nothing_is_sent_while_the_intent_cannot_be_written(house: House) -> None:
    """Law 2 needs the disk first."""
    with locked(path_of(house)), pytest.raises(StoreBusy):
        house.runner.run(deliver(house.pipe, "main"))
    assert house.out == []
    house.turn(Fate())
    house.check()
    assert len(house.out) == 1


def test_the_receipt_of_a_post_that_is_out_is_written_when_the_lock_goes(house: House) -> None:
    """It is `sending` meanwhile, and the event loop ticks on."""
    seen = play(house, deliver(house.pipe, "main"))
    house.delivery = house.store.delivery(1)
    house.check()
    assert seen == [State.SENDING] * TICKS
    assert house.delivery.state is State.PUBLISHED
    assert house.delivery.receipt
    assert [house.delivery.receipt.id] == house.out


def test_an_unknown_outcome_is_written_when_the_lock_goes(house: House) -> None:
    """An answer that was lost leaves a doubt, not a lease that has to run out."""
    house.fate = Fate({0: Mishap("500", "after")})
    play(house, deliver(house.pipe, "main"))
    assert see(house) is State.UNCERTAIN


def test_a_look_that_was_paid_for_counts_when_the_lock_goes(house: House) -> None:
    """It is not bought again at every tick."""
    house.turn(Fate({1: Mishap("500", "after")}))
    house.now = house.delivery.due_at
    assert play(house, settle(house.pipe)) == [State.UNCERTAIN] * TICKS
    assert see(house) is State.PUBLISHED
    reads = [call for call in house.sandbox.calls if call.method == "GET"]
    assert len(reads) == 1


def test_a_process_that_ends_under_the_lock_is_recovered_like_any_other(house: House) -> None:
    """The receipt was never written: the timeline has it."""

    async def die() -> None:
        job = await _begin(house, deliver(house.pipe, "main"))
        job.cancel()
        await asyncio.wait([job])

    house.runner.run(die())
    Locking.locker.end()
    assert see(house) is State.SENDING
    recover(house.pipe, everything=True)
    for _ in range(3):
        house.turn(Fate())
        house.check()
    assert see(house) is State.PUBLISHED
