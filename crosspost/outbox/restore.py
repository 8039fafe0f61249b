"""Puts a backup in the place of the record, whole, and keeps what was there."""

import os
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from crosspost.errors import StoreError
from crosspost.model.failures import Fault
from crosspost.outbox.database import read_url
from crosspost.outbox.lock import exclusive
from crosspost.outbox.schema import APPLICATION_ID, HEAD, PRIVATE

#: Beside a record; one that belongs to another file brings that one's rows back (SQLite takes it).
_BESIDE = ("-wal", "-shm")
#: What may be out without the backup knowing: it is looked for before anything is sent.
_OPEN = "SELECT account, count(*) FROM deliveries WHERE state IN {states} GROUP BY account"
_STATES = "('queued', 'sending', 'uncertain', 'held')"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back."""

    record: Path
    kept: Path | None  #: the record that was there before; None when there was none
    last_event: str  #: when the backup was written to last, in UTC; "" for an empty one
    looked_for: Mapping[str, int]  #: deliveries by account that are looked for before they are sent


def put_back(url: str, backup: Path, *, now: datetime) -> Restored:
    """Make the backup the record; StoreError, with nothing changed, when that cannot be.

    StoreTaken while a daemon runs. Whenever the process dies, either the old record stands there or
    the new one, and never another file's log beside it.
    """
    address = read_url(url)
    if address.get_backend_name() != "sqlite":
        raise StoreError(Fault.RESTORE_POSTGRES())
    record = Path(str(address.database))
    with exclusive(url):
        last_event, looked_for = _inspect(backup)
        part = record.with_name(f"{record.name}.part")
        try:
            _copy(backup, part)
            kept = _put_aside(record, now)
            part.replace(record)
            _sync(record.parent)
        except OSError as error:
            raise StoreError(
                Fault.LOCK_UNWRITABLE(path=str(record), detail=error.strerror or "")
            ) from error
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
    return Restored(record, kept, last_event, looked_for)


def _inspect(backup: Path) -> tuple[str, Mapping[str, int]]:
    """Return when it was written to last and what waits in it; StoreError when it is no backup."""
    if not backup.is_file():
        raise StoreError(Fault.NO_BACKUP(path=str(backup)))
    try:
        with closing(sqlite3.connect(f"file:{backup}?mode=ro&immutable=1", uri=True)) as opened:
            (mark,) = opened.execute("PRAGMA application_id").fetchone()
            if mark != APPLICATION_ID:
                raise StoreError(Fault.NOT_A_RECORD(path=str(backup)))
            (state,) = opened.execute("PRAGMA quick_check(1)").fetchone()
            if state != "ok":
                raise StoreError(Fault.DAMAGED_BACKUP(path=str(backup)))
            (version,) = opened.execute("SELECT version_num FROM alembic_version").fetchone()
            if str(version) > HEAD:
                raise StoreError(Fault.NEWER_BACKUP(path=str(backup)))
            (last,) = opened.execute("SELECT max(at) FROM events").fetchone()
            return str(last or ""), dict(opened.execute(_OPEN.format(states=_STATES)))
    except sqlite3.Error as error:
        raise StoreError(Fault.NOT_A_RECORD(path=str(backup))) from error


def _copy(backup: Path, part: Path) -> None:
    part.touch(mode=PRIVATE)
    shutil.copyfile(backup, part)
    part.chmod(PRIVATE)
    with part.open("rb") as file:
        os.fsync(file.fileno())


def _put_aside(record: Path, now: datetime) -> Path | None:
    """Give the old record another name, with all that it holds, and leave none of its logs.

    First of all its log is written into it, so that the log can go before the file does.
    """
    if not record.exists():
        _remove_logs(record)
        return None
    kept = record.with_name(f"{record.name}.before-{now:%Y%m%dT%H%M%SZ}")
    for ending in _BESIDE:
        with suppress(FileNotFoundError):
            shutil.copy(f"{record}{ending}", f"{kept}{ending}")
    with suppress(sqlite3.Error), closing(sqlite3.connect(record)) as opened:
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        _remove_logs(kept)  # a damaged record keeps its logs, for whoever mends it
    _remove_logs(record)
    os.link(record, kept)
    return kept


def _remove_logs(record: Path) -> None:
    for ending in _BESIDE:
        Path(f"{record}{ending}").unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
