"""The sender's lock on a PostgreSQL server: an advisory lock that belongs to one session."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import URL, Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from crosspost.errors import StoreError, StoreGone, StoreTaken
from crosspost.model.failures import Fault
from crosspost.outbox.database import connect, translated
from crosspost.outbox.schema import APPLICATION_ID
from crosspost.outbox.tenure import FROZEN_SECONDS

# Apart from the lock under which a schema is brought forward.
_LOCK = APPLICATION_ID + 1
_TAKE = text(f"SELECT pg_try_advisory_lock({_LOCK})")
_FREE = text(f"SELECT pg_advisory_unlock({_LOCK})")
# A lock of one 64-bit number shows its lower half as objid.
_HELD = text(
    f"SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = {_LOCK}"  # noqa: S608
    " AND pid = pg_backend_pid()"
)
_HOLDER = text(f"""
SELECT replace(a.application_name, 'crosspost ', '') FROM pg_locks l
JOIN pg_stat_activity a USING (pid)
WHERE l.locktype = 'advisory' AND l.objid = {_LOCK} AND l.granted
""")  # noqa: S608 — both are numbers of ours
_PID = text("SELECT pg_backend_pid()")
# The server ends the session of a frozen or vanished holder, and with it the lock; without this a
# host that vanished kept it for two hours (the keep-alive of the system).
_IMPATIENT = text(f"SET idle_session_timeout = '{FROZEN_SECONDS:.0f}s'")
_IMPATIENT_SINCE = (14,)


class AdvisoryLock:
    """The lock, in one session that stays open."""

    def __init__(self, connection: Connection, address: URL) -> None:
        self._connection = connection
        self._address = address

    def take(self) -> None:
        """Take it; StoreTaken when another process holds it."""
        version = self._connection.dialect.server_version_info or ()
        if version >= _IMPATIENT_SINCE:
            self._connection.execute(_IMPATIENT)
        taken = self._connection.scalar(_TAKE)
        holder = "" if taken else str(self._connection.scalar(_HOLDER) or "")
        # The lock belongs to the session; an open transaction would keep old rows alive.
        self._connection.commit()
        if not taken:
            raise StoreTaken(holder)

    def renew(self) -> bool:
        """Ask for it; take it anew when its session has died; StoreGone when another was faster."""
        with translated(self._address):
            if self._ask():
                return True
            try:
                self.take()
            except StoreTaken as taken:
                raise StoreGone(Fault.TAKEN_SINCE()) from taken
            return False

    def is_held(self) -> bool:
        """Whether this session has it; False as well when the server does not answer."""
        try:
            return self._ask()
        except DBAPIError:
            return False

    def _ask(self) -> bool:
        self._connection.rollback()
        try:
            held = bool(self._connection.scalar(_HELD))
        except DBAPIError:
            self._connection.rollback()
            return False
        self._connection.commit()
        return held

    def free(self) -> None:
        """Give it back by name: a pooler would keep the session, and with it the lock."""
        with suppress(DBAPIError):
            self._connection.rollback()
            self._connection.execute(_FREE)
            self._connection.commit()


@contextmanager
def lock_server(address: URL, *, name: str) -> Iterator[AdvisoryLock]:
    """Hold the lock; StoreTaken names the process that has it."""
    engine = connect(address.update_query_dict({"application_name": name}))
    try:
        with translated(address), engine.connect() as connection:
            _refuse_shared(engine, connection)
            lock = AdvisoryLock(connection, address)
            lock.take()
            try:
                yield lock
            finally:
                lock.free()
    finally:
        engine.dispose()


def _refuse_shared(engine: Engine, connection: Connection) -> None:
    """Refuse a pooler that changes the session between two transactions (PgBouncer's default).

    There a lock belongs to nobody: two daemons held it, and after a clean end none could begin.
    A second client's open transaction shows it: it has our session, or we are given another one.
    """
    mine = _pid(connection)
    with engine.connect() as other:
        theirs = other.scalar(_PID)
        is_shared = theirs == mine or _pid(connection) != mine
    if is_shared:
        raise StoreError(Fault.SHARED_SESSIONS())


def _pid(connection: Connection) -> int:
    """Return the process of the server that answers, and end the transaction."""
    pid = connection.scalar(_PID)
    connection.commit()
    return int(pid or 0)
