"""Calls the operator through apprise: what is not taken by anybody is said again later."""

import logging
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from crosspost import log, wiring
from crosspost.errors import StoreError
from crosspost.model import UNTOLD, Reason, Why
from crosspost.model.reasons import find_code
from crosspost.outbox.columns import read_kept, write_reason
from crosspost.outbox.store import Store
from crosspost.pipeline.letters import Letter, Told, remember, write_letters
from crosspost.pipeline.needs import Need, Severity
from crosspost.settings import Settings
from crosspost.threads import run_apart
from crosspost.words.outside import escape_markup

_KEY = "alerts.told"
_RETRY_FIRST = timedelta(seconds=30)
_RETRY_MOST = timedelta(hours=1)


def _load() -> Any:  # noqa: ANN401 — apprise ships no types
    import apprise  # noqa: PLC0415 — half a second, and only when there is something to say

    # Its own lines quote addresses, which hold passwords.
    logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)
    return apprise


def _addresses(settings: Settings) -> list[str]:
    """Return the addresses, which are masked in every line from now on."""
    urls = [url.get_secret_value() for url in settings.alerts.urls]
    log.hide(urls)
    return urls


def _name(number: int, url: str) -> str:
    """Name an address without telling it: its place in the file and its service."""
    return f"alerts.urls[{number}] ({url.partition(':')[0][:20]})"


def find_unusable(settings: Settings) -> list[str]:
    """Return the names of the addresses that apprise does not understand."""
    if not settings.alerts.urls:
        return []
    apprise = _load()
    urls = enumerate(_addresses(settings))
    return [_name(n, url) for n, url in urls if not apprise.Apprise().add(url)]


def send(
    settings: Settings, title: str, text: str, *, severity: Severity | Literal["success"]
) -> list[str]:
    """Send a message to every address; returns the names of those that did not take it. Blocks.

    Title and text are plain: a service that has markup gets them spelt so that none is read.
    """
    apprise = _load()
    failed = []
    for number, url in enumerate(_addresses(settings)):
        post = apprise.Apprise()
        taken = post.add(url) and post.notify(
            title=f"crosspost: {log.mask(title)}",
            body=log.mask(text),
            notify_type=severity,
            body_format=apprise.NotifyFormat.TEXT,
        )
        if not taken:
            failed.append(_name(number, url))
    return failed


@dataclass(frozen=True, slots=True)
class _Refused:
    """How often no address took a letter, and when it is tried again."""

    times: int
    retry_at: datetime


class Caller:
    """Tells the operator; what was told is kept in the record: a restart repeats nothing."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._told = _read_told(store)
        self._logged: set[Reason] = set()
        self._refused: dict[frozenset[str], _Refused] = {}

    async def call(self, needs: list[Need], settings: Settings, *, now: datetime) -> None:
        """Say what is to be said now; what no address took is tried again later, never dropped.

        Each letter waits for itself: one that is never taken keeps no other back.
        """
        remind_every = settings.alerts.remind_every
        letters = write_letters(needs, self._told, now=now, remind_every=remind_every)
        waiting = {frozenset(letter.told) for letter in letters}
        self._refused = {key: each for key, each in self._refused.items() if key in waiting}
        for letter in letters:
            self._log(letter)
        for letter in letters:
            refused = self._refused.get(frozenset(letter.told))
            if refused is None or not timedelta(0) < refused.retry_at - now <= _RETRY_MOST:
                await self._tell(letter, settings, now=now)

    def _log(self, letter: Letter) -> None:
        """Say it once in the log, however often it has to be sent."""
        if letter.title in self._logged:
            return
        self._logged.add(letter.title)
        tell = log.logger().info if letter.severity == "success" else log.logger().warning
        tell("operator.needed", need=letter.title, why=letter.text)

    async def _tell(self, letter: Letter, settings: Settings, *, now: datetime) -> None:
        """Send one letter; without addresses the log is enough."""
        key, failed = frozenset(letter.told), list[str]()
        before = self._refused.pop(key, _Refused(0, now))
        if settings.alerts.urls:
            speech = replace(wiring.make_speech(settings), spell=escape_markup)
            title, text = speech.say(letter.title), speech.say(letter.text)
            failed = await run_apart(send, settings, title, text, severity=letter.severity)
        if failed and not before.times:
            log.logger().error("alert.failed", address=failed, why=Why.NOT_TAKEN())
        if failed and len(failed) == len(settings.alerts.urls):
            wait = min(_RETRY_FIRST * 2**before.times, _RETRY_MOST)
            self._refused[key] = _Refused(min(before.times + 1, 10), now + wait)
        else:
            self._keep(letter)

    def _keep(self, letter: Letter) -> None:
        self._told = remember(self._told, letter)
        self._logged.discard(letter.title)
        told = {
            key: [
                write_reason(one.title),
                one.group and one.group.value,
                one.since.isoformat(),
                one.told_at.isoformat(),
            ]
            for key, one in self._told.items()
        }
        # A full disk is itself a reason to call; memory remembers that it was told.
        with suppress(StoreError):
            self._store.remember(_KEY, told)


def _read_told(store: Store) -> dict[str, Told]:
    kept: dict[str, Any] = store.recall(_KEY) or {}
    return {
        key: Told(
            read_kept(title) or UNTOLD,
            find_code(group or ""),
            datetime.fromisoformat(since),
            datetime.fromisoformat(told_at),
        )
        for key, (title, group, since, told_at) in kept.items()
    }
