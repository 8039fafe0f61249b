"""Only one process sends from one record."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import URL, Connection, text
from sqlalchemy.exc import DBAPIError

from crosspost.errors import StoreError, StoreGone
from crosspost.model.failures import Fault
from crosspost.outbox.database import connect, read_url, translated
from crosspost.outbox.schema import APPLICATION_ID, PRIVATE

_NOWHERE = 0, 0
# Apart from the lock under which a schema is brought forward.
_LOCK = APPLICATION_ID + 1


@contextmanager
def exclusive(url: str) -> Iterator[Callable[[], None]]:
    """Be the only sender on this record; StoreError names the other process when there is one.

    The lock dies with the process, however that ends. What is yielded checks that it is still held,
    and on the same record as at the first check; it raises StoreGone when it is not.
    """
    address = read_url(url)
    lock = _lock_file if address.get_backend_name() == "sqlite" else _lock_server
    with lock(address) as check:
        yield check


def _taken(other: str) -> StoreError:
    return StoreError(Fault.TAKEN(process=other))


@contextmanager
def _lock_file(address: URL) -> Iterator[Callable[[], None]]:
    path = Path(f"{address.database}.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        number = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, PRIVATE)
        file = os.fdopen(number, "a+", encoding="ascii")
        with suppress(OSError):  # a file of another user that may be written
            os.fchmod(number, PRIVATE)
    except OSError as error:
        raise StoreError(
            Fault.LOCK_UNWRITABLE(path=str(path), detail=error.strerror or "")
        ) from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            raise _taken(file.read().strip() or "unknown") from error
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        held = os.fstat(file.fileno())
        places = _Places({path: (held.st_dev, held.st_ino)}, Path(str(address.database)))
        places.check()
        yield places.check


class _Places:
    """Files that must stay what they were: a name that leads to another one is a fault."""

    def __init__(self, were: dict[Path, tuple[int, int]], record: Path) -> None:
        """Take the record for what it is when it is first seen; it may be made only now."""
        self._were = were
        self._record = record

    def check(self) -> None:
        """Raise StoreGone when a file was replaced or removed."""
        if self._record not in self._were and (is_there := _identify(self._record)) != _NOWHERE:
            self._were[self._record] = is_there
        for path, was in self._were.items():
            if _identify(path) != was:
                raise StoreGone(Fault.REPLACED(path=str(path)))


def _identify(path: Path) -> tuple[int, int]:
    try:
        there = path.stat()
    except FileNotFoundError:
        return _NOWHERE
    except OSError as error:
        raise StoreError(Fault.UNSEEN(path=str(path), detail=error.strerror or "")) from error
    return there.st_dev, there.st_ino


@contextmanager
def _lock_server(address: URL) -> Iterator[Callable[[], None]]:
    name = f"crosspost {os.getpid()}"
    engine = connect(address.update_query_dict({"application_name": name}))
    try:
        with translated(address), engine.connect() as connection:
            if not connection.scalar(_TAKE):
                raise _taken(str(connection.scalar(text(_HOLDER)) or "unknown"))
            # The lock belongs to the session; an open transaction would keep old rows alive.
            connection.commit()
            yield lambda: _keep(connection, address)
    finally:
        engine.dispose()


def _keep(connection: Connection, address: URL) -> None:
    """Take the lock again when its session has died; StoreGone when another one was faster."""
    with translated(address):
        connection.rollback()
        try:
            is_held = connection.scalar(_HELD)
        except DBAPIError:
            connection.rollback()
            is_held = False
        if not is_held and not connection.scalar(_TAKE):
            raise StoreGone(Fault.TAKEN_SINCE())
        connection.commit()


_TAKE = text(f"SELECT pg_try_advisory_lock({_LOCK})")
_HELD = text(
    f"SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = {_LOCK}"  # noqa: S608
    " AND pid = pg_backend_pid()"
)
# A lock of one 64-bit number shows its lower half as objid.
_HOLDER = f"""
SELECT replace(a.application_name, 'crosspost ', '') FROM pg_locks l
JOIN pg_stat_activity a USING (pid)
WHERE l.locktype = 'advisory' AND l.objid = {_LOCK} AND l.granted
"""  # noqa: S608 — both are numbers of ours
