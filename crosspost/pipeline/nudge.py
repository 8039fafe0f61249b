"""Nudges: a blog said "look now"; page caches lag, so it is looked at again until it changed."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from crosspost.outbox.store import Store
from crosspost.pipeline.watch import Look

#: Looks after a ping (feeds.md section 1): at once, then as page caches expire.
LOOKS = (
    timedelta(0),
    timedelta(seconds=20),
    timedelta(minutes=2),
    timedelta(minutes=10),
)
#: Pings within this time are one while nothing has changed: WordPress repeats itself, and a
#: burst of them must not become a burst of looks.
DEBOUNCE = timedelta(seconds=10)
_KEY = "nudges"
_BARRED = "nudges.barred"


def nudge(store: Store, feeds: Iterable[str], *, now: datetime) -> list[str]:
    """Remember that these feeds are to be looked at now; returns those that were not just so."""
    kept = _read(store)
    taken = []
    for name in feeds:
        before = kept.get(name)
        if before and timedelta(0) <= now - before[0] < DEBOUNCE:
            continue
        kept[name] = (now, 0)
        taken.append(name)
    if taken:
        _write(store, kept)
    return taken


def due(store: Store, *, now: datetime) -> list[str]:
    """Return the feeds whose next look after a ping is due; a server that asked to wait is not.

    A ping of the future was heard before the clock was set back: its look is due.
    """
    kept = _read(store)
    if not kept:
        return []
    barred: dict[str, str] = store.recall(_BARRED) or {}
    return [
        name
        for name, (at, looks) in kept.items()
        if (at > now or at + LOOKS[looks] <= now)
        and (name not in barred or datetime.fromisoformat(barred[name]) <= now)
    ]


def after_look(store: Store, look: Look) -> None:
    """Plan the next look after a ping; none when something has changed or all are done."""
    _bar(store, look)
    kept = _read(store)
    if look.feed not in kept:
        return
    at, looks = kept.pop(look.feed)
    if not look.findings and looks + 1 < len(LOOKS):
        kept[look.feed] = (at, looks + 1)
    _write(store, kept)


def _bar(store: Store, look: Look) -> None:
    """Remember a Retry-After: a ping goes before the interval, never before the server's word."""
    barred: dict[str, str] = store.recall(_BARRED) or {}
    if not look.asked_to_wait and look.feed not in barred:
        return
    barred.pop(look.feed, None)
    if look.asked_to_wait:
        barred[look.feed] = look.next_at.isoformat()
    store.remember(_BARRED, barred)


def _read(store: Store) -> dict[str, tuple[datetime, int]]:
    kept: dict[str, Any] = store.recall(_KEY) or {}
    return {name: (datetime.fromisoformat(at), looks) for name, (at, looks) in kept.items()}


def _write(store: Store, kept: dict[str, tuple[datetime, int]]) -> None:
    store.remember(_KEY, {name: [at.isoformat(), looks] for name, (at, looks) in kept.items()})
