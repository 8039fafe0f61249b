"""Only one process sends from one record."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, text

from crosspost.errors import StoreError
from crosspost.outbox.database import connect, read_url, translated
from crosspost.outbox.schema import APPLICATION_ID

# Apart from the lock under which a schema is brought forward.
_LOCK = APPLICATION_ID + 1


@contextmanager
def exclusive(url: str) -> Iterator[None]:
    """Be the only sender on this record; StoreError names the other process when there is one.

    The lock dies with the process, however that ends.
    """
    address = read_url(url)
    lock = _lock_file if address.get_backend_name() == "sqlite" else _lock_server
    with lock(address):
        yield


def _taken(other: str) -> StoreError:
    return StoreError(
        f"another crosspost (process {other}) sends from this record; stop it first, or let it do "
        "the work"
    )


@contextmanager
def _lock_file(address: URL) -> Iterator[None]:
    path = Path(f"{address.database}.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a+", encoding="ascii")
    except OSError as error:
        raise StoreError(
            f"{path} cannot be written: {error.strerror}; give this user the right to write there"
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
        yield


@contextmanager
def _lock_server(address: URL) -> Iterator[None]:
    name = f"crosspost {os.getpid()}"
    engine = connect(address.update_query_dict({"application_name": name}))
    try:
        with translated(address), engine.connect() as connection:
            if not connection.scalar(text(f"SELECT pg_try_advisory_lock({_LOCK})")):
                raise _taken(str(connection.scalar(text(_HOLDER)) or "unknown"))
            # The lock belongs to the session; an open transaction would keep old rows alive.
            connection.commit()
            yield
    finally:
        engine.dispose()


# A lock of one 64-bit number shows its lower half as objid.
_HOLDER = f"""
SELECT replace(a.application_name, 'crosspost ', '') FROM pg_locks l
JOIN pg_stat_activity a USING (pid)
WHERE l.locktype = 'advisory' AND l.objid = {_LOCK} AND l.granted
"""  # noqa: S608 — both are numbers of ours
