"""Accounts that may or may not send, and the ledger of what they cost."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Connection, RowMapping, exists, func, or_, select

from crosspost.model import AccountState, Charge, Event, Reason, Why
from crosspost.outbox.columns import read_reason, write_reason
from crosspost.outbox.database import Database, upsert
from crosspost.outbox.journal import write_event
from crosspost.outbox.machine import Pause
from crosspost.outbox.pace import CLOCK_MOVES, LONGEST_WAIT
from crosspost.outbox.schema import accounts, charges, events

_OPERATOR = "operator"
_BINDING = ("account.throttled", "account.paused")


def read_account(connection: Connection, name: str) -> AccountState:
    """Return the account; one that was never paused or throttled is simply open."""
    found = connection.execute(select(accounts).where(accounts.c.name == name)).mappings().first()
    return _read(found) if found else AccountState(name)


def _read(row: RowMapping) -> AccountState:
    plain = {name: value for name, value in row.items() if name not in {"reason", "facts"}}
    return AccountState(**plain, why=read_reason(row["reason"], row["facts"]))


def _write(connection: Connection, account: AccountState) -> None:
    values = {
        "name": account.name,
        "paused_at": account.paused_at,
        "code": account.code,
        **write_reason(account.why),
        "retry_at": account.retry_at,
        "throttled_until": account.throttled_until,
    }
    upsert(connection, accounts, values)


def pause_account(connection: Connection, name: str, pause: Pause, *, now: datetime) -> None:
    """Pause the account; a probe that fails alike moves only the next probe, with no event.

    A person's pause stays a person's, so that no probe ends it.
    """
    before = read_account(connection, name)
    if before.paused_at and before.code == _OPERATOR != pause.code:
        return
    is_same = before.paused_at is not None and before.code == pause.code
    after = AccountState(
        name=name,
        paused_at=before.paused_at if is_same else now,
        code=pause.code,
        why=pause.why,
        retry_at=pause.retry_at,
        throttled_until=before.throttled_until,
    )
    _write(connection, after)
    if not is_same:
        why = Why.CLOSED(closed=pause.code, cause=pause.why)
        write_event(connection, Event(0, now, "account.paused", why, account=name))


def resume_account(connection: Connection, name: str, why: Reason, *, now: datetime) -> bool:
    """Open the account again; False when it was not paused. A throttle stays."""
    before = read_account(connection, name)
    if before.paused_at is None:
        return False
    _write(connection, AccountState(name, throttled_until=before.throttled_until))
    write_event(connection, Event(0, now, "account.resumed", why, account=name))
    return True


def reopen_account(connection: Connection, name: str, *, now: datetime) -> None:
    """Open the account that has just posted, unless a person paused it."""
    if read_account(connection, name).code != _OPERATOR:
        resume_account(connection, name, Why.POSTED(), now=now)


def throttle_account(
    connection: Connection, name: str, why: Reason, *, until: datetime, now: datetime
) -> None:
    """Send nothing before `until`; a longer throttle stays, unless a wrong clock wrote it."""
    before = read_account(connection, name)
    if before.throttled_until and until <= before.throttled_until <= now + LONGEST_WAIT:
        return
    after = AccountState(
        name=name,
        paused_at=before.paused_at,
        code=before.code,
        why=before.why,
        retry_at=before.retry_at,
        throttled_until=until,
    )
    _write(connection, after)
    write_event(connection, Event(0, now, "account.throttled", why, account=name))


def write_charge(connection: Connection, charge: Charge) -> None:
    """Write a line into the ledger."""
    values = {
        "at": charge.at,
        "account": charge.account,
        "item": charge.item,
        "usd": charge.usd,
        "delivery": charge.delivery,
    }
    connection.execute(charges.insert().values(values))


class Accounts(Database):
    """Accounts and their ledger."""

    def account(self, name: str) -> AccountState:
        """Return whether the account may send."""
        with self.reading() as connection:
            return read_account(connection, name)

    def paused(self) -> list[AccountState]:
        """Return the accounts that are paused."""
        statement = select(accounts).where(accounts.c.paused_at.is_not(None))
        with self.reading() as connection:
            rows = connection.execute(statement.order_by(accounts.c.name)).mappings()
            return [_read(row) for row in rows]

    def pause(
        self, name: str, *, code: str, why: Reason, now: datetime, retry_at: datetime | None = None
    ) -> None:
        """Pause the account; `code` is "operator" when a person does it."""
        with self.writing() as connection:
            pause_account(connection, name, Pause(code, why, retry_at), now=now)

    def resume(self, name: str, now: datetime) -> bool:
        """Open the account again; False when it was not paused."""
        with self.writing() as connection:
            return resume_account(connection, name, Why.RESUMED(), now=now)

    def pull_in_accounts(self, now: datetime) -> None:
        """Let throttles and probes that a clock ahead has set bind no longer."""
        later = events.alias()
        is_last = ~exists().where(
            later.c.account == events.c.account,
            later.c.id > events.c.id,
            later.c.kind.in_(_BINDING),
        )
        bound = or_(accounts.c.throttled_until > now, accounts.c.retry_at > now)
        ahead = exists().where(
            events.c.account == accounts.c.name,
            events.c.at > now + CLOCK_MOVES,
            events.c.kind.in_(_BINDING),
            is_last,
        )
        with self.reading() as connection:
            found = list(connection.execute(select(accounts).where(bound, ahead)).mappings())
        for row in found:
            before = _read(row)
            retry_at = before.retry_at and min(before.retry_at, now)
            with self.writing() as connection:
                _write(connection, replace(before, throttled_until=None, retry_at=retry_at))

    def charge(self, charge: Charge) -> None:
        """Write a line into the ledger."""
        with self.writing() as connection:
            write_charge(connection, charge)

    def spent(self, account: str | None, since: datetime) -> Decimal:
        """Return what was charged since then, in USD; of all accounts with None."""
        statement = select(func.sum(charges.c.usd)).where(charges.c.at >= since)
        if account is not None:
            statement = statement.where(charges.c.account == account)
        with self.reading() as connection:
            return connection.scalar(statement) or Decimal(0)

    def charges(self, since: datetime) -> list[Charge]:
        """Return the ledger since then, oldest first."""
        columns = [column for column in charges.c if column.name != "id"]
        statement = select(*columns).where(charges.c.at >= since).order_by(charges.c.id)
        with self.reading() as connection:
            return [Charge(**row) for row in connection.execute(statement).mappings()]
