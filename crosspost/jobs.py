"""Jobs that come round by themselves, whatever happens to the wall clock.

APScheduler plans by the wall clock. Set back, it would let everything wait until the old time has
come again; set on by years (a machine without a battery), it would count every round missed since.
"""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

Step = Callable[..., Coroutine[Any, Any, None]]

CHECK_SECONDS = 1.0  #: of the loop's clock, which nobody sets
#: A job planned further ahead than its own time and this was planned by another clock.
_MOVES = timedelta(seconds=2)


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
        """`attempt(name, step, *args)` takes what it raises; `tell` hears of a clock set back."""
        self._attempt = attempt
        self._now = now
        self._tell = tell
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._steps: set[asyncio.Task[None]] = set()
        self._watch: asyncio.Task[None] | None = None

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

    def heed_clock(self) -> None:
        """Plan again what a clock that has been set back since would let wait."""
        now = self._now()
        jobs = self._scheduler.get_jobs()
        ahead = [j.next_run_time - now - j.trigger.apart for j in jobs if j.next_run_time]
        if ahead and (most := max(ahead)) > _MOVES:
            self._tell(most)
            self.hasten(*(job.id for job in jobs))

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
