"""What a clock that was ahead has written, set right: no delivery waits for a time that it made up.

The lines of the record tell: one that lies ahead of now was written by another clock. How far that
was ahead is known to a process in which it was set back; for any other one, it is at least as far
as the line is.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, exists, or_, select

from crosspost.model import Delivery, State, Why
from crosspost.outbox.database import Database
from crosspost.outbox.rows import read_delivery, swap
from crosspost.outbox.schema import deliveries, events

_WAITING = (State.QUEUED.value, State.UNCERTAIN.value, State.HELD.value)
#: Clocks of several machines differ by so much; what is put off by less is soon due.
_APART = timedelta(seconds=2)
#: Whoever orders for a time names one that lies further ahead.
_SOON = timedelta(minutes=1)
_ORDERED = frozenset({"delivery.plan", "delivery.suspect"})


class Corrections(Database):
    """What is moved back after the clock."""

    def pull_in(self, now: datetime, *, ahead: timedelta | None = None) -> list[Delivery]:
        """Move what a clock ahead has written of waiting deliveries to where it belongs.

        `ahead` is how far it was ahead, where that is known. A time that a person ordered stays.
        Returns the deliveries as they stand then.
        """
        beyond = now + (timedelta() if ahead else _APART)
        waiting = self._find_ahead(beyond, just_now=ahead is not None)
        if not waiting:
            return []
        why = Why.CLOCK_AHEAD()
        moved = []
        with self.writing() as connection:
            for each, lines in waiting:
                by = max(ahead or timedelta(), lines[-1][1] - now)
                after = _move(each, by, now=now, is_ordered=_is_ordered(each, lines))
                if after != each:
                    kind = "delivery.pull-in"
                    moved.append(swap(connection, each, after, kind=kind, why=why, now=now))
        return [delivery for delivery in moved if delivery is not None]

    def pull_in_sent(self, now: datetime, *, ahead: timedelta | None = None) -> None:
        """Let what went out by a clock ahead keep nothing waiting, and its leases end in time."""
        sent = select(deliveries.c.id, deliveries.c.sent_at, deliveries.c.lease_until).where(
            deliveries.c.sent_at > now,
            deliveries.c.state.in_([State.PUBLISHED.value, State.SENDING.value]),
        )
        with self.writing() as connection:
            for row in connection.execute(sent).all():
                by = max(ahead or timedelta(), row.sent_at - now)
                lease = row.lease_until and row.lease_until - by
                its = deliveries.update().where(deliveries.c.id == row.id)
                connection.execute(its.values(sent_at=row.sent_at - by, lease_until=lease))

    def _find_ahead(
        self, beyond: datetime, *, just_now: bool
    ) -> list[tuple[Delivery, Sequence[tuple[str, datetime]]]]:
        """Return what waits and was last written down ahead of a moment, with kinds and times.

        `just_now`: its last line may be right already, and keep a time of the one before.
        """
        later = events.alias()
        is_last = ~exists().where(later.c.delivery == events.c.delivery, later.c.id > events.c.id)
        its = events.c.delivery == deliveries.c.id
        matches: list[ColumnElement[bool]] = [
            deliveries.c.state.in_(_WAITING),
            or_(
                deliveries.c.due_at > beyond,
                deliveries.c.sent_at > beyond,
                deliveries.c.doubt_since > beyond,
            ),
            exists().where(its, events.c.at > beyond, *(() if just_now else (is_last,))),
        ]
        with self.reading() as connection:
            rows = connection.execute(select(deliveries).where(*matches)).mappings().all()
            lines = select(events.c.kind, events.c.at).order_by(events.c.id)
            return [
                (
                    read_delivery(row),
                    [
                        (line.kind, line.at)
                        for line in connection.execute(lines.where(events.c.delivery == row["id"]))
                    ],
                )
                for row in rows
            ]


def _is_ordered(delivery: Delivery, lines: Sequence[tuple[str, datetime]]) -> bool:
    """Whether a person has named the time at which it is due."""
    kinds = {kind for kind, _at in lines}
    return delivery.released and kinds <= _ORDERED and delivery.due_at - lines[-1][1] > _SOON


def _move(delivery: Delivery, by: timedelta, *, now: datetime, is_ordered: bool) -> Delivery:
    def back(moment: datetime | None) -> datetime | None:
        return moment - by if moment and moment > now else moment

    due_at = delivery.due_at if is_ordered else max(now, delivery.due_at - by)
    return replace(
        delivery,
        due_at=min(delivery.due_at, due_at),
        sent_at=back(delivery.sent_at),
        doubt_since=back(delivery.doubt_since),
    )
