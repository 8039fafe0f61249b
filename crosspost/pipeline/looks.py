"""Looks at an account's timeline wait for as long as the network has asked one of them to."""

from datetime import datetime

from crosspost.errors import NetworkError
from crosspost.outbox.pace import CLOCK_MOVES, LONGEST_WAIT
from crosspost.pipeline.parts import Pipeline

_KEY = "looks.throttled"  #: account -> [when it was said, until when]


def throttle_looks(pipe: Pipeline, account: str, error: Exception) -> None:
    """Remember for all looks of the account that one was told to wait."""
    asked = error.retry_at if isinstance(error, NetworkError) else None
    now = pipe.now()
    if asked is None or asked <= now:
        return
    kept: dict[str, list[str]] = pipe.store.recall(_KEY) or {}
    until = min(asked, now + LONGEST_WAIT)
    pipe.store.remember(_KEY, kept | {account: [now.isoformat(), until.isoformat()]})


def looks_open_at(pipe: Pipeline, account: str, *, now: datetime) -> datetime:
    """Return from when on the account's timeline may be asked for, at the earliest `now`.

    What a clock ahead has remembered binds nothing.
    """
    kept: dict[str, list[str]] = pipe.store.recall(_KEY) or {}
    if account not in kept:
        return now
    said, until = map(datetime.fromisoformat, kept[account])
    return now if said > now + CLOCK_MOVES else max(now, until)
