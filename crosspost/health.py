"""`crosspost health`: asked every half minute for years, so nothing but the standard library.

Healthy: every job of the daemon came round lately and no account is paused. It reads the tables
`heartbeats(job, at)` and `accounts(name, paused_at, code)` of the record with plain SQL; with
PostgreSQL it goes the longer way through the store.
"""

import hashlib
import json
import os
import re
import sqlite3
import sys
import time
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from crosspost import tables
from crosspost.errors import ConfigError, CrosspostError
from crosspost.model.mistakes import Mistake

#: The jobs beat every few seconds; one that has not for so long hangs or has died.
STALE_SECONDS = 90
#: A note of a standby is renewed each second; an older one was left by a process that is gone.
_NOTE_SECONDS = 60
JOBS = ("daemon", "watch", "deliver", "settle")
STOPPED = "stopped"  #: beats once, when the daemon ends in order
_STATE, _URL = "crosspost_state", "crosspost_state__url"  #: names of variables and secrets
_DEFAULT_URL = "sqlite:///state/crosspost.db"
#: What is wrong, in the words of a container's log.
_WORDS = {
    "never": "the daemon has not run on this record yet",
    "stopped": "the daemon was stopped at {moment}",
    "late": "the daemon has not come round for {seconds:.0f} seconds",
    "job-late": "{job} has not come round for {seconds:.0f} seconds",
    "job-ahead": "{job} came round at a time that is still {seconds:.0f} seconds away:"
    " the clock was set back",
}
_BEATS = "SELECT job, at FROM heartbeats"
_PAUSED = "SELECT name, code FROM accounts WHERE paused_at IS NOT NULL"


def is_plain(arguments: list[str]) -> bool:
    """Whether nothing or only the file is named; the command line has words for all else."""
    return not arguments or (len(arguments) == 2 and arguments[0] in {"-c", "--config"})  # noqa: PLR2004 — the option and its file


def _find_url(arguments: list[str]) -> str:
    """Return the address of the record, as the configuration in force says.

    As for the daemon: environment over `.env` over secret files over the TOML file.
    """
    for variables in (os.environ, _read_env(), _read_secrets()):
        if url := _named_in(variables):
            return url
    named = arguments[1] if arguments else os.environ.get("CROSSPOST_CONFIG")
    if named and not Path(named).is_file():
        raise ConfigError(Mistake.NO_FILE(path=named))
    places = [Path(named)] if named else tables.PLACES
    path = next((place for place in places if place.is_file()), None)
    if path is None:
        return _DEFAULT_URL
    return str(tables.salvage(path).get("state", {}).get("url", _DEFAULT_URL))


def _named_in(variables: Mapping[str, str | None]) -> str:
    """Return what variables or secrets say of the record, in whatever case; "" for nothing."""
    said = {name.lower(): value for name, value in variables.items()}
    if url := said.get(_URL):
        return url
    table = json.loads(said.get(_STATE) or "{}")
    return str(table.get("url", "")) if isinstance(table, dict) else ""


def _read_env() -> Mapping[str, str | None]:
    """Return what `.env` says, where it says anything of the record."""
    if not (
        tables.ENV.is_file() and re.search(_STATE, tables.read_text(tables.ENV), re.IGNORECASE)
    ):
        return {}
    from dotenv import dotenv_values  # noqa: PLC0415 — a small one, and only where it is needed

    return dotenv_values(tables.ENV, encoding="utf-8")


def _read_secrets() -> Mapping[str, str]:
    """Return what the secret files say of the record."""
    if not tables.SECRETS.is_dir():
        return {}
    files = (path for path in tables.SECRETS.iterdir() if path.name.lower() in {_STATE, _URL})
    return {path.name: tables.read_text(path).strip() for path in files}


def _read_sqlite(path: str) -> tuple[dict[str, float], list[tuple[str, str]]]:
    uri = f"file:{path}?mode=ro"
    connection = sqlite3.connect(uri, uri=True, timeout=2)
    try:
        rows = connection.execute(_BEATS)
        beats = {job: datetime.fromisoformat(at).timestamp() for job, at in rows}
        return beats, connection.execute(_PAUSED).fetchall()
    finally:
        connection.close()


def _read_store(url: str) -> tuple[dict[str, float], list[tuple[str, str]]]:
    from crosspost.outbox.store import open_store  # noqa: PLC0415 — only for PostgreSQL

    store = open_store(url)
    try:
        beats = {job: at.timestamp() for job, at in store.beats().items()}
        paused = [(a.name, a.code) for a in store.paused()]
    finally:
        store.close()
    return beats, paused


def note_of(url: str) -> Path:
    """Return where a standby leaves its note: a place that no other container sees."""
    name = hashlib.sha256(url.encode()).hexdigest()[:16]
    folder = Path(os.environ.get("TMPDIR") or "/tmp")  # noqa: S108 — the note holds no secret
    return folder / f"crosspost-standby-{os.getuid()}-{name}"


def _find_holder(url: str, *, now: float) -> str | None:
    """Return for which process the standby in this container waits, "" for an unknown one.

    None where none waits; and where the sender runs beside it, since then the record tells of both.
    """
    note = note_of(url)
    try:
        own, _, holder = note.read_text("ascii").partition(" ")
        is_fresh = 0 <= now - note.stat().st_mtime <= _NOTE_SECONDS
    except OSError:
        return None
    is_beside = holder != own and holder.isdigit() and Path(f"/proc/{holder}").exists()
    return holder if is_fresh and not is_beside else None


def judge(beats: dict[str, float], paused: Iterable[tuple[str, str]], *, now: float) -> list[str]:
    """Return what is wrong, one sentence each; nothing when all is well."""
    wrong = [f'account "{name}" is paused: {why}' for name, why in paused]
    return [*map(_say, find_faults(beats, now=now)), *wrong]


def _say(fault: tuple[str, str, float]) -> str:
    kind, job, number = fault
    moment = time.strftime("%Y-%m-%d %H:%M %Z", time.localtime(number))
    return _WORDS[kind].format(job=job, seconds=number, moment=moment)


def find_faults(beats: dict[str, float], *, now: float) -> list[tuple[str, str, float]]:
    """Return what is wrong with the daemon: its kind, the job, and seconds or a moment."""
    if not beats:
        return [("never", "", 0)]
    if beats.get(STOPPED) == max(beats.values()):
        return [("stopped", "", beats[STOPPED])]
    ages = {job: now - beats.get(job, beats.get("daemon", now)) for job in JOBS}
    ahead = [("job-ahead", job, -age) for job, age in ages.items() if age < -STALE_SECONDS]
    late = {job: age for job, age in ages.items() if age > STALE_SECONDS}
    if len(late) == len(JOBS):
        return [("late", "", min(late.values()))]
    return ahead + [("job-late", job, age) for job, age in late.items()]


def _words_of(error: Exception) -> str:
    """Return what an error says; the catalogue is loaded only for those that are ours."""
    if not isinstance(error, CrosspostError):
        return str(error)
    from crosspost.words import Speech  # noqa: PLC0415 — most questions are answered with "healthy"

    return Speech().say(error.why)


def main(arguments: list[str]) -> int:
    """Print one line and return 0 when healthy, 1 when not."""
    well = "healthy"
    try:
        url = _find_url(arguments)
        prefix = "sqlite:///"
        read = _read_sqlite if url.startswith(prefix) else _read_store
        beats, paused = read(url.removeprefix(prefix))
        wrong = judge(beats, paused, now=time.time())
        if (holder := _find_holder(url, now=time.time())) is not None:
            wrong, well = [], f"healthy: stands by for process {holder or 'unknown'}"
    except Exception as error:  # noqa: BLE001 — whatever it is, the daemon cannot be seen to work
        wrong = [f"the record cannot be read: {_words_of(error)}"]
    sys.stdout.write(("; ".join(wrong) or well) + "\n")
    return int(bool(wrong))
