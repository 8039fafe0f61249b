"""An open record: transactions for reading and writing, and errors in an operator's words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    Table,
    Update,
    bindparam,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DataError,
    IntegrityError,
    NoSuchModuleError,
)

from crosspost.errors import StoreBusy, StoreError, StoreRefused
from crosspost.masks import mask_address
from crosspost.model import Reason, Why
from crosspost.model.failures import Fault

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql

# How long one process waits for another that writes; a write takes milliseconds.
BUSY_SECONDS = 10
# The same where an event loop stands still meanwhile: its next tick tries again.
_BRIEF_SECONDS = 0.05
_LOCKED = ("SQLITE_BUSY", "SQLITE_LOCKED")
# What these tell of is the write's own fault: the next one may hold something better.
_REFUSED = (IntegrityError, DataError, sqlite3.IntegrityError, sqlite3.DataError)

#: Settings of the driver, not of the server: written in an address they would be texts.
_OURS = frozenset({"autocommit", "context", "cursor_factory", "prepare_threshold", "row_factory"})
_KEY = "key_"  #: before the name of a key in a statement's parameters

# By the beginning of SQLite's own name for what happened (sqlite.org/rescode.html).
_REMEDIES = {
    "SQLITE_BUSY": Fault.KEPT_LOCKED,
    "SQLITE_LOCKED": Fault.LOCKED_BY_OTHER,
    "SQLITE_FULL": Fault.DISK_FULL,
    "SQLITE_READONLY": Fault.STATE_READ_ONLY,
    "SQLITE_CANTOPEN": Fault.CANNOT_OPEN,
    "SQLITE_NOTADB": Fault.NO_DATABASE,
    "SQLITE_CORRUPT": Fault.CORRUPT,
    "SQLITE_IOERR": Fault.DISK_ERROR,
}


class Database:
    """Connections to one record."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writer = engine.execution_options(writes=True)
        self._relaxed = engine.execution_options(writes=True, relaxed=True)

    def hurry(self) -> None:
        """From now on wait only for a moment when another program writes: StoreBusy then."""
        self._writer = self._writer.execution_options(wait=_BRIEF_SECONDS)
        self._relaxed = self._relaxed.execution_options(wait=_BRIEF_SECONDS)

    def check_free(self) -> None:
        """Raise StoreBusy when another program is writing, so that nothing is begun in vain."""
        if self._engine.dialect.name == "sqlite":
            with self.writing() as connection:
                connection.rollback()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that sees one moment and changes nothing."""
        with translated(self._engine.url), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction that is committed as a whole at its end, or not at all."""
        with translated(self._engine.url), self._writer.begin() as connection:
            yield connection

    @contextmanager
    def relaxed(self) -> Iterator[Connection]:
        """Open a transaction for what may be lost with the power; it does not wait for the disk.

        For what the next look or beat writes again; whatever is committed later carries it along.
        """
        with translated(self._engine.url), self._relaxed.begin() as connection:
            yield connection

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()


def read_url(url: str) -> URL:
    """Return the address of a record; StoreError when it is none that can be used."""
    try:
        address = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise StoreError(Fault.STATE_NO_ADDRESS()) from error
    backend = address.get_backend_name()
    if backend not in {"sqlite", "postgresql"}:
        raise StoreError(Fault.STATE_BACKEND(backend=backend))
    if backend == "sqlite" and address.database in {None, "", ":memory:"}:
        raise StoreError(Fault.STATE_NO_FILE())
    if ours := sorted(_OURS & address.query.keys()):
        raise StoreError(Fault.STATE_SETTING(key=ours[0]))
    return address


def show_address(address: URL) -> str:
    """Return where a record is, without its password, wherever in the address that stands."""
    return mask_address(address.render_as_string(hide_password=True))


def connect(address: URL, *, alone: bool = False) -> Engine:
    """Return an engine whose transactions are honest; nothing is opened yet.

    With `alone` it has one connection that shares a file with nobody, and needs no room beside it.
    """
    try:
        return _connect(address, alone=alone)
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise StoreError(Fault.NO_DRIVER(driver=address.drivername, detail=str(error))) from error


def _connect(address: URL, *, alone: bool) -> Engine:
    if address.get_backend_name() == "sqlite":
        only: dict[str, Any] = {"pool_size": 1, "max_overflow": 0} if alone else {}
        engine = create_engine(address, connect_args={"timeout": BUSY_SECONDS}, **only)
        if alone:
            event.listen(engine, "connect", _keep_alone)
        event.listen(engine, "connect", _set_up)
        event.listen(engine, "begin", _begin)
    else:
        # A pooler gives the next client this one's prepared statements: its UPDATE may run our
        # DELETE (docs/outbox.md, "PostgreSQL").
        unprepared = {"prepare_threshold": None}
        engine = create_engine(address, pool_pre_ping=True, connect_args=unprepared)
        event.listen(engine, "connect", _set_up_server)
    return engine


def _keep_alone(connection: Any, _record: object) -> None:  # noqa: ANN401 — a driver's connection
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")


def _set_up(connection: Any, _record: object) -> None:  # noqa: ANN401 — a driver's connection
    # The driver would open transactions late and commit before DDL; ours begin where we say.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")


def _set_up_server(connection: Any, _record: object) -> None:  # noqa: ANN401 — a driver's connection
    connection.execute("SET TIME ZONE 'UTC'")
    connection.commit()


def _begin(connection: Connection) -> None:
    # A transaction that reads first and writes later would fail instead of waiting for its turn.
    options = connection.get_execution_options()
    writes = options.get("writes", False)
    if writes and "wait" in options:
        wait = int(options["wait"] * 1000)
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {wait}")
    if writes:
        # In WAL mode NORMAL may lose the last commits with the power: law 2 needs FULL.
        lasting = "NORMAL" if options.get("relaxed", False) else "FULL"
        connection.exec_driver_sql(f"PRAGMA synchronous = {lasting}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def translated(address: URL) -> Iterator[None]:
    """Turn the database's errors into StoreError with the remedy; the password is not shown."""
    try:
        yield
    except _REFUSED as error:
        raise StoreRefused(Fault.STATE_REFUSES(cause=_remedy(error))) from error
    except (DatabaseError, sqlite3.Error) as error:
        where = show_address(address)
        kind = StoreBusy if name_of(error).startswith(_LOCKED) else StoreError
        raise kind(Fault.STATE_UNUSABLE(place=where, cause=_remedy(error))) from error


def name_of(error: BaseException | None) -> str:
    """Return SQLite's own name for what happened, "" where it has none."""
    cause = error.orig if isinstance(error, DatabaseError) else error
    return str(getattr(cause, "sqlite_errorname", ""))


def _remedy(error: DatabaseError | sqlite3.Error) -> Reason:
    cause = error.orig if isinstance(error, DatabaseError) else error
    name = name_of(error)
    for beginning, remedy in _REMEDIES.items():
        if name.startswith(beginning):
            return remedy()
    return Why.SAID(text=str(cause).strip().partition("\n")[0])


def insert_into(connection: Connection, table: Table) -> "sqlite.Insert | postgresql.Insert":
    """Return an INSERT that can say ON CONFLICT; both databases speak the same words."""
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql  # noqa: PLC0415 — 2 MB for those who use it

        return postgresql.insert(table)
    return sqlite.insert(table)


def upsert(connection: Connection, table: Table, values: dict[str, Any]) -> None:
    """Write the row, over the one with the same primary key when there is one."""
    keys = [column.name for column in table.primary_key]
    others = {name: value for name, value in values.items() if name not in keys}
    # Nearly always there is one; and only plain statements are kept compiled by SQLAlchemy.
    named = {f"{_KEY}{name}": values[name] for name in keys}
    if connection.execute(_update_one(table), others | named).rowcount:
        return
    statement = insert_into(connection, table).values(values)
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=others))


@cache
def _update_one(table: Table) -> Update:
    """Return the statement that changes one row; what it sets follows from its parameters."""
    keys = table.primary_key.columns
    return table.update().where(*(key == bindparam(f"{_KEY}{key.name}") for key in keys))
