"""Trouble with the record: said once when it begins, and once when it is over."""

from datetime import datetime, timedelta
from typing import Any

from crosspost.errors import StoreBusy, StoreError

#: Another program may write for so long before anybody is told: a backup, a person's command.
PATIENCE = timedelta(seconds=10)


class Trouble:
    """Whether the record can be used, as the daemon's jobs find it."""

    def __init__(self, logger: Any) -> None:  # noqa: ANN401 — structlog's logger
        self._log = logger
        self._since: datetime | None = None
        self.why = ""  #: in an operator's words, "" when all is well

    def note(self, job: str, error: StoreError, *, now: datetime) -> None:
        """Remember that a job could not use the record; the first time, say so."""
        self._since = self._since or now
        waits = isinstance(error, StoreBusy) and timedelta(0) <= now - self._since < PATIENCE
        if waits:
            return
        if not self.why:
            self._log.error("state.failed", job=job, why=str(error))
        self.why = str(error)

    def end(self) -> None:
        """Take a write that succeeded."""
        if self.why:
            self._log.info("state.recovered", why="the record can be written again")
        self._since, self.why = None, ""
