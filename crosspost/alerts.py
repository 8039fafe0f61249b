"""Calls the operator: each need once, with reminders and an all-clear, through apprise."""

from datetime import datetime
from typing import Any

from crosspost import log
from crosspost.outbox.store import Store
from crosspost.pipeline.needs import Letters, Told, find_needs, write_letters
from crosspost.pipeline.overview import gather
from crosspost.settings import Settings

_KEY = "alerts.told"


def send(settings: Settings, title: str, text: str) -> bool:
    """Send a message to every address; False when one did not take it. Blocking."""
    import apprise  # noqa: PLC0415 — half a second, and only when there is something to say

    post = apprise.Apprise()
    for url in settings.alerts.urls:
        post.add(url.get_secret_value())
    return bool(post.notify(title=f"crosspost: {log.mask(title)}", body=log.mask(text)))


def find_letters(settings: Settings, store: Store, *, now: datetime) -> Letters:
    """Return what is to be said now."""
    needs = find_needs(gather(settings, store, now=now), settings)
    return write_letters(
        needs, _read_told(store), now=now, remind_every=settings.alerts.remind_every
    )


def remember(store: Store, letters: Letters) -> None:
    """Remember what was said, so that it is not said again too soon."""
    told = {
        key: [one.title, one.since.isoformat(), one.told_at.isoformat()]
        for key, one in letters.told.items()
    }
    store.remember(_KEY, told)


def _read_told(store: Store) -> dict[str, Told]:
    kept: dict[str, Any] = store.recall(_KEY) or {}
    return {
        key: Told(title, datetime.fromisoformat(since), datetime.fromisoformat(told_at))
        for key, (title, since, told_at) in kept.items()
    }
