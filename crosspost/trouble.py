"""Trouble with the record: each work says it once when it begins, and once it is over."""

from collections.abc import Callable
from typing import Any

from crosspost.errors import StoreBusy, StoreError
from crosspost.model import Reason, Why

#: Another program may write for so long before anybody is told: a backup, a person's command.
PATIENCE = 10.0
#: After a write that failed its work rests, each time twice as long: what it would ask of a blog
#: or a network could not be written down.
_FIRST_REST = 2.0
_LONGEST_REST = 900.0
_DOUBLINGS = 9
#: The smallest write; while not even it is taken, nothing else is begun.
_BEAT = "beat"


def look_at(feed: str) -> str:
    """Name the work of looking at a feed."""
    return f"look:{feed}"


class Trouble:
    """Which works of the daemon can use the record, as they find it."""

    def __init__(self, logger: Any, *, seconds: Callable[[], float]) -> None:  # noqa: ANN401 — structlog's logger
        """`seconds` is a clock that nobody sets."""
        self._log = logger
        self._seconds = seconds
        self._failures: dict[str, int] = {}  #: of works that failed: how often in a row
        self._rests: dict[str, float] = {}  #: until when each of them is not begun
        self._busy_since: float | None = None
        self._said: set[str] = set()  #: works whose trouble stands in the log
        self.why: Reason | None = None  #: None when all is well

    def note(self, work: str, error: StoreError) -> None:
        """Remember that a work could not use the record; the first time, say so.

        Each has its line: a post whose outcome was lost is another matter than a beat.
        """
        now = self._seconds()
        if isinstance(error, StoreBusy):
            self._busy_since = now if self._busy_since is None else self._busy_since
            if now - self._busy_since < PATIENCE:
                return
        else:
            self._rest(work, now)
        if work not in self._said:
            self._said.add(work)
            self._log.error("state.failed", job=work, why=error.why)
        self.why = error.why

    def _rest(self, work: str, now: float) -> None:
        failures = self._failures.get(work, 0)
        self._rests[work] = now + min(_FIRST_REST * 2**failures, _LONGEST_REST)
        self._failures[work] = min(failures + 1, _DOUBLINGS)

    def rests(self, work: str) -> bool:
        """Whether a work is not to be begun, as what it leads to could not be written down."""
        if _BEAT in self._failures:
            return True
        return work in self._rests and self._seconds() < self._rests[work]

    def has_failed(self, work: str) -> bool:
        """Whether the last that was tried of a work could not be written down."""
        return work in self._failures

    def end(self, work: str) -> None:
        """Take that a work was done and written down: its next failure is a first one.

        That a beat was written says nothing of larger writes: theirs may still fail.
        """
        self._failures.pop(work, None)
        self._rests.pop(work, None)
        if work == _BEAT:
            self._busy_since = None
            if not self._failures:
                self._recover()

    def clear(self) -> None:
        """Forget all works, where another configuration may have other ones."""
        self._failures.clear()
        self._rests.clear()

    def _recover(self) -> None:
        if self.why:
            self._log.info("state.recovered", why=Why.WRITABLE())
        self.why = None
        self._said.clear()
