"""Jobs that come round by themselves, whatever happens to the wall clock.

APScheduler plans by the wall clock. Set back, it would let everything wait until the old time has
come again; set on by years (a machine without a battery), it would count every round missed since.
"""

import asyncio
import time
from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

Step = Callable[..., Coroutine[Any, Any, None]]

CHECK_SECONDS = 0.5  #: of a clock that nobody sets
#: A clock that is set right by a time service moves by less.
_MOVES = timedelta(seconds=2)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class _Every(BaseTrigger):  # type: ignore[misc]  # APScheduler ships no types
    """Comes round so long after the last round was begun; what was missed is not made up for."""

    def __init__(self, apart: timedelta) -> None:
        self.apart = apart

    def get_next_fire_time(self, _previous: datetime | None, now: datetime) -> datetime:
        return now + self.apart


class Jobs:
    """Steps that come round, each at most once at a time."""

    def __init__(
        self, attempt: Step, *, now: Callable[[], datetime], tell: Callable[[timedelta], None]
    ) -> None:
        """`attempt(name, step, *args)` takes what it raises.

        `tell` hears of a clock that was set back, and by how much, before the jobs come round.
        """
        self._attempt = attempt
        self._now = now
        self._tell = tell
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._steps: set[asyncio.Task[None]] = set()
        self._watch: asyncio.Task[None] | None = None
        self._apart = self._measure()

    def every(self, seconds: float, name: str, step: Step, *args: str) -> None:
        """Let a step come round, now for the first time."""
        self._scheduler.add_job(
            self._begin,
            _Every(timedelta(seconds=seconds)),
            args=(name, step, *args),
            id=name,
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
            next_run_time=self._now(),
        )

    def hasten(self, *names: str) -> None:
        """Let jobs come round now, not at their next time; one that is not there is passed over."""
        for name in names:
            if self._scheduler.get_job(name):
                self._scheduler.modify_job(name, next_run_time=self._now())

    def clear(self) -> None:
        """Forget all jobs; steps at hand go on."""
        self._scheduler.remove_all_jobs()

    def start(self) -> None:
        """Begin to come round, in the running event loop."""
        self._scheduler.start()
        self._watch = asyncio.ensure_future(self._watch_clock())

    def end(self) -> set[asyncio.Task[None]]:
        """Come round no more; returns the steps that are still at hand."""
        if self._watch:
            self._watch.cancel()
        self._scheduler.shutdown(wait=False)
        return set(self._steps)

    def _measure(self) -> timedelta:
        """Return how far the wall's clock is from the one that nobody sets."""
        return self._now() - _EPOCH - timedelta(seconds=time.monotonic())

    def heed_clock(self) -> None:
        """Plan again what a clock that has been set back since would let wait."""
        before, self._apart = self._apart, self._measure()
        if (by := before - self._apart) > _MOVES:
            self._tell(by)
            self.hasten(*(job.id for job in self._scheduler.get_jobs()))

    async def _watch_clock(self) -> None:
        while True:
            await asyncio.sleep(CHECK_SECONDS)
            self.heed_clock()

    async def _begin(self, name: str, step: Step, *args: str) -> None:
        """Begin a step; the scheduler's end gives up waiting for it, never the step itself."""
        begun = asyncio.ensure_future(self._attempt(name, step, *args))
        self._steps.add(begun)
        begun.add_done_callback(self._steps.discard)
        with suppress(asyncio.CancelledError):
            await asyncio.shield(begun)
