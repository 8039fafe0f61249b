"""The right to send from a record: renewed all the while, proven before each request."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Protocol

from crosspost.errors import StoreBusy, StoreError, StoreGone
from crosspost.model.failures import Fault

#: How often it is renewed, and for how long one renewal counts (docs/outbox.md, "A standby").
RENEW_SECONDS = 5.0
LASTS_SECONDS = 25.0
#: A holder that has not renewed for so long is frozen or gone: another process takes its place.
FROZEN_SECONDS = 30.0


def count_seconds() -> float:
    """Return a clock that nobody sets and that goes on while the machine sleeps."""
    boot = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
    return time.clock_gettime(boot)


class Lock(Protocol):
    """What keeps other processes from sending."""

    def renew(self) -> bool:
        """Make it last; False: it was lost and taken anew; StoreGone when another has it."""
        ...

    def is_held(self) -> bool:
        """Whether it is held at this moment, seen for oneself."""
        ...


class Tenure:
    """One process's time as the only sender; safe to use from several threads."""

    def __init__(self, lock: Lock, *, seconds: Callable[[], float] = count_seconds) -> None:
        self._lock = lock
        self._seconds = seconds
        self._turn = threading.Lock()
        self._lost: StoreGone | None = None
        self._renewed_at = seconds()
        self.term = 1  #: grows when the lock was lost for a while: others may have sent meanwhile

    def keep(self) -> None:
        """Renew it; StoreGone, now and for ever, once another process may have it."""
        with self._turn:
            if self._lost:
                raise self._lost
            try:
                self.term += not self._lock.renew()
            except StoreGone as gone:
                self._lost = gone
                raise
            self._renewed_at = self._seconds()

    def prove(self, term: int) -> None:
        """Right before a request's first byte: StoreBusy unless it was held ever since `term`.

        A process that was frozen finds that its renewal is old, however its clock stands, and one
        whose lock was taken away sees it here.
        """
        with self._turn:
            age = self._seconds() - self._renewed_at
            is_fresh = term == self.term and age <= LASTS_SECONDS and not self._lost
            if not (is_fresh and self._lock.is_held()):
                raise StoreBusy(Fault.NOT_THE_SENDER())


class _Alone:
    """A lock of those who need none."""

    def renew(self) -> bool:
        return True

    def is_held(self) -> bool:
        return True


def alone() -> Tenure:
    """Return the tenure of a process beside which there is no other."""
    return _Lasting(_Alone())


class _Lasting(Tenure):
    """A tenure that nobody renews."""

    def prove(self, term: int) -> None:
        """Never refuse."""


@contextmanager
def renewed(tenure: Tenure) -> Iterator[None]:
    """Renew it from a thread of its own: while the process lives, it holds."""
    ended = threading.Event()

    def renew() -> None:
        while not ended.wait(RENEW_SECONDS):
            with suppress(StoreError):  # the next renewal, or whoever keeps it, tells
                tenure.keep()

    thread = threading.Thread(target=renew, name="tenure", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
