"""The record's diary: events, heartbeats, small facts."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from crosspost.model import Event, Reason
from crosspost.outbox.columns import read_reason, write_reason
from crosspost.outbox.database import Database, upsert
from crosspost.outbox.schema import events, facts, heartbeats


def write_event(connection: Connection, event: Event) -> None:
    """Add a line to the record; its id is given by the database."""
    values = {
        "at": event.at,
        "kind": event.kind,
        **write_reason(event.why),
        "feed": event.feed,
        "article": event.article,
        "delivery": event.delivery,
        "account": event.account,
    }
    connection.execute(events.insert().values(values))


def _read(row: RowMapping) -> Event:
    plain = {name: value for name, value in row.items() if name not in {"reason", "facts"}}
    return Event(**plain, why=read_reason(row["reason"], row["facts"]))


class Journal(Database):
    """Events, heartbeats and small facts."""

    def note(  # noqa: PLR0913 — each one is a column of the line
        self,
        kind: str,
        why: Reason,
        *,
        now: datetime,
        feed: str = "",
        article: int | None = None,
        delivery: int | None = None,
        account: str = "",
    ) -> None:
        """Add a line that changes nothing else; `kind` is noun.verb."""
        with self.writing() as connection:
            write_event(connection, Event(0, now, kind, why, feed, article, delivery, account))

    def events(
        self,
        *,
        article: int | None = None,
        delivery: int | None = None,
        feed: str | None = None,
        account: str | None = None,
        limit: int = 100,
    ) -> list[Event]:
        """Return the last lines that match all that is given, newest last."""
        wanted = {"article": article, "delivery": delivery, "feed": feed, "account": account}
        matches = [events.c[name] == value for name, value in wanted.items() if value is not None]
        statement = select(events).where(*matches).order_by(events.c.id.desc()).limit(limit)
        with self.reading() as connection:
            rows = connection.execute(statement).mappings().all()
        return [_read(row) for row in reversed(rows)]

    def beat(self, job: str, now: datetime) -> None:
        """Write down that a job of the daemon came round."""
        with self.relaxed() as connection:
            upsert(connection, heartbeats, {"job": job, "at": now})

    def beats(self) -> dict[str, datetime]:
        """Return when each job came round last."""
        with self.reading() as connection:
            rows = connection.execute(select(heartbeats.c.job, heartbeats.c.at)).all()
        return {row.job: row.at for row in rows}

    def remember(self, key: str, value: Any) -> None:  # noqa: ANN401 — whatever JSON can say
        """Keep a small JSON value under a name; None forgets it."""
        with self.writing() as connection:
            upsert(connection, facts, {"key": key, "value": value})

    def recall(self, key: str) -> Any:  # noqa: ANN401 — whatever JSON can say
        """Return what was kept under the name, None when there is nothing."""
        with self.reading() as connection:
            return connection.scalar(select(facts.c.value).where(facts.c.key == key))
