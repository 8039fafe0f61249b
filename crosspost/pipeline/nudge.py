"""Nudges: a blog said "look now"; page caches lag, so it is looked at again until it changed."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from crosspost.outbox.store import Store

#: Looks after a ping (feeds.md section 1): at once, then as page caches expire.
LOOKS = (
    timedelta(0),
    timedelta(seconds=20),
    timedelta(minutes=2),
    timedelta(minutes=10),
)
#: Pings within this time are one: WordPress repeats itself, and a save is often saved again.
DEBOUNCE = timedelta(seconds=5)
_KEY = "nudges"


def nudge(store: Store, feeds: Iterable[str], *, now: datetime) -> list[str]:
    """Remember that these feeds are to be looked at now; returns those that were not just so."""
    kept = _read(store)
    taken = []
    for name in feeds:
        before = kept.get(name)
        if before and now - before[0] < DEBOUNCE:
            continue
        kept[name] = (now, 0)
        taken.append(name)
    if taken:
        _write(store, kept)
    return taken


def due(store: Store, *, now: datetime) -> list[str]:
    """Return the feeds whose next look after a ping is due."""
    return [name for name, (at, looks) in _read(store).items() if at + LOOKS[looks] <= now]


def after_look(store: Store, feed: str, *, changed: bool) -> None:
    """Plan the next look after a ping; none when something has changed or all are done."""
    kept = _read(store)
    if feed not in kept:
        return
    at, looks = kept.pop(feed)
    if not changed and looks + 1 < len(LOOKS):
        kept[feed] = (at, looks + 1)
    _write(store, kept)


def _read(store: Store) -> dict[str, tuple[datetime, int]]:
    kept: dict[str, Any] = store.recall(_KEY) or {}
    return {name: (datetime.fromisoformat(at), looks) for name, (at, looks) in kept.items()}


def _write(store: Store, kept: dict[str, tuple[datetime, int]]) -> None:
    store.remember(_KEY, {name: [at.isoformat(), looks] for name, (at, looks) in kept.items()})
