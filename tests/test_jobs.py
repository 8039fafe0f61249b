"""The daemon's jobs under a wall clock that is set while they come round."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from crosspost import clock
from crosspost.jobs import Jobs

PATIENCE_SECONDS = 10.0


class Bench:
    """One job, planned by a clock that is `ahead`, which is then set right."""

    def __init__(self, *, ahead: timedelta, seconds: float) -> None:
        self.told: list[timedelta] = []
        self.came = asyncio.Event()
        self._ahead = ahead
        self.jobs = Jobs(_attempt, now=lambda: clock.now() + self._ahead, tell=self.told.append)
        self.jobs.every(seconds, "watch", self._come)
        self._ahead = timedelta(0)

    async def _come(self) -> None:
        self.came.set()


async def _attempt(_name: str, step: Callable[..., Awaitable[None]], *args: str) -> None:
    await step(*args)


async def come_round(
    ahead: timedelta, seconds: float, *, hastened: bool = False
) -> list[timedelta]:
    """Let the job come round and return what was told."""
    bench = Bench(ahead=ahead, seconds=seconds)
    if hastened:
        bench.jobs.hasten("deliver:gone", "watch")
    bench.jobs.start()
    async with asyncio.timeout(PATIENCE_SECONDS):
        await bench.came.wait()
    bench.jobs.end()
    return bench.told


def test_a_clock_set_back_by_an_hour_stops_no_job() -> None:
    """APScheduler alone would let it wait for the hour; the step is told once."""
    told = asyncio.run(come_round(timedelta(hours=1), 60))
    assert [round(by / timedelta(minutes=1)) for by in told] == [60]


def test_a_clock_set_on_by_ten_years_is_taken_in_one_round() -> None:
    """A machine without a battery boots in the past; 300 million rounds are not made up for."""
    assert asyncio.run(come_round(timedelta(days=-3650), 1)) == []


@pytest.mark.parametrize("seconds", [0, 1.5])
def test_a_clock_that_is_set_right_by_a_little_is_not_told(seconds: float) -> None:
    """Time services move it so all day."""

    async def heed() -> list[timedelta]:
        bench = Bench(ahead=timedelta(seconds=seconds), seconds=60)
        bench.jobs.start()
        bench.jobs.heed_clock()
        bench.jobs.end()
        return bench.told

    assert asyncio.run(heed()) == []


def test_only_jobs_that_are_there_are_hastened() -> None:
    """An account may have left the configuration while its post was found."""
    assert asyncio.run(come_round(timedelta(hours=1), 60, hastened=True)) == []
