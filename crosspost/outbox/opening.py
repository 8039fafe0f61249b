"""Opens a record: refuses what is not ours, and brings an older one forward."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, inspect, text

from crosspost.errors import StoreError
from crosspost.model.failures import Fault
from crosspost.outbox.database import connect, name_of, read_url, show_address, translated
from crosspost.outbox.schema import APPLICATION_ID, HEAD, PRIVATE, create

#: What readers of a file share stands in another one beside it, for which the disk has no room.
_NO_ROOM = ("SQLITE_IOERR_SHM", "SQLITE_FULL")


def open_engine(url: str) -> Engine:
    """Return an engine on a record of the newest schema.

    StoreError when the record is foreign, newer, locked, read-only, damaged or out of reach. Where
    the disk is full, it can still be read.
    """
    address = read_url(url)
    try:
        return _open(connect(address), address)
    except StoreError as error:
        if not name_of(error.__cause__).startswith(_NO_ROOM):
            raise
    return _open(connect(address, alone=True), address)


def _open(engine: Engine, address: URL) -> Engine:
    try:
        with translated(address):
            if address.database and address.get_backend_name() == "sqlite":
                path = Path(address.database)
                with _alone_in(path.parent):
                    _claim(engine, path)
            _bring_forward(engine, address)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Make the folder and let one process at a time look at what is in it.

    SQLite does not wait for its turn when several processes change a new file's mode.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise StoreError(Fault.FOLDER(folder=str(folder), detail=error.strerror or "")) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _claim(engine: Engine, path: Path) -> None:
    """Mark a new file as ours, and let readers and the writer not wait for each other (WAL).

    A file of another program is only read.
    """
    _make_private(path)
    with engine.connect() as connection:
        mode = connection.scalar(text("PRAGMA journal_mode"))
        if _is_ours(connection, path):
            _close_to_others(path)
            if mode == "wal":
                return
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(text(f"PRAGMA application_id = {APPLICATION_ID}"))
    # The mode of a file is changed outside of transactions.
    with closing(engine.raw_connection()) as connection:
        connection.cursor().execute("PRAGMA journal_mode = WAL")


def _make_private(path: Path) -> None:
    """Make a new file that only its owner can read: it holds what is not out yet."""
    with suppress(OSError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, PRIVATE))


def _close_to_others(path: Path) -> None:
    """Take from others the rights to the record of an older version, and what lies beside it."""
    for each in (path, *(path.with_name(f"{path.name}{end}") for end in ("-wal", "-shm"))):
        with suppress(OSError):
            if each.stat().st_mode & 0o077:
                each.chmod(PRIVATE)


def _is_ours(connection: Connection, path: Path) -> bool:
    """Whether the file is marked as ours; StoreError when it is not and not new either."""
    if (mark := connection.scalar(text("PRAGMA application_id"))) == APPLICATION_ID:
        return True
    if mark or connection.scalar(text("SELECT count(*) FROM sqlite_master")):
        raise StoreError(Fault.FOREIGN(path=str(path)))
    return False


def _bring_forward(engine: Engine, address: URL) -> None:
    with engine.connect() as connection:
        if _version(connection, address) == HEAD:
            return
    with engine.execution_options(writes=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({APPLICATION_ID})"))
        # Another process may have done it while this one waited for its turn.
        found = _version(connection, address)
        if not found:
            create(connection)
        elif found != HEAD:
            from crosspost.outbox import migrations  # noqa: PLC0415 — 15 MB, needed after updates

            migrations.upgrade(connection)


def _version(connection: Connection, address: URL) -> str:
    """Return the schema's version, "" of an empty database; StoreError when it is newer."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    found = str(connection.scalar(text("SELECT version_num FROM alembic_version")) or "")
    if found > HEAD:
        where = show_address(address)
        raise StoreError(Fault.NEWER(place=where, found=found, known=HEAD))
    return found
