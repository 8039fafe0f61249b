"""Trouble with the record: each job says it once when it begins, and once it is over."""

from datetime import datetime, timedelta
from typing import Any

from crosspost.errors import StoreBusy, StoreError
from crosspost.model import Reason, Why

#: Another program may write for so long before anybody is told: a backup, a person's command.
PATIENCE = timedelta(seconds=10)
#: After a write that failed the jobs rest, each time twice as long: what they would ask of blogs
#: and networks could not be written down.
_FIRST_REST = timedelta(seconds=2)
_LONGEST_REST = timedelta(minutes=15)
_DOUBLINGS = 9


class Trouble:
    """Whether the record can be used, as the daemon's jobs find it."""

    def __init__(self, logger: Any) -> None:  # noqa: ANN401 — structlog's logger
        self._log = logger
        self._since: datetime | None = None
        self._rests = 0
        self._rests_until: datetime | None = None
        self._said: set[str] = set()  #: jobs whose trouble stands in the log
        self._is_total = False  #: not even a beat could be written
        self.why: Reason | None = None  #: None when all is well

    def note(self, job: str, error: StoreError, *, now: datetime) -> None:
        """Remember that a job could not use the record; the first time, say so.

        Each job has its line: a post whose outcome was lost is another matter than a beat.
        """
        self._since = self._since or now
        waits = isinstance(error, StoreBusy) and timedelta(0) <= now - self._since < PATIENCE
        if waits:
            return
        if not isinstance(error, StoreBusy):
            self._is_total = self._is_total or job == "beat"
            self._rest(now)
        if job not in self._said:
            self._said.add(job)
            self._log.error("state.failed", job=job, why=error.why)
        self.why = error.why

    def _rest(self, now: datetime) -> None:
        if self._rests_until and now - self._rests_until > _LONGEST_REST:
            self._rests = 0
        rest = _FIRST_REST * 2**self._rests
        self._rests = min(self._rests + 1, _DOUBLINGS)
        self._rests_until = now + min(rest, _LONGEST_REST)

    def rests(self, now: datetime) -> bool:
        """Whether nothing is to be begun that would have to be written down."""
        until = self._rests_until
        return until is not None and timedelta(0) < until - now <= _LONGEST_REST

    def end(self, *, now: datetime) -> None:
        """Take a beat that was written; larger writes may still fail while they rest."""
        if self.rests(now) and not self._is_total:
            return
        if self.why:
            self._log.info("state.recovered", why=Why.WRITABLE())
        self._since, self.why = None, None
        self._said.clear()
        self._rests_until, self._is_total = None, False
