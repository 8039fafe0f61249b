"""What may be out though this record does not know it: another copy of it may have gone on."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, or_, select

from crosspost.model import Delivery, Reason, State
from crosspost.outbox.arrows import Move
from crosspost.outbox.database import Database
from crosspost.outbox.rows import read_delivery, swap
from crosspost.outbox.schema import deliveries, events

_SUSPECT, _SEEK = "delivery.suspect", f"delivery.{Move.SEEK}"


class Doubts(Database):
    """Doubt in what waits, at a start."""

    def suspect(
        self,
        since: datetime | None,
        *,
        why: Reason,
        now: datetime,
        but: Sequence[int] = (),
        apart: timedelta = timedelta(),
    ) -> int:
        """Doubt from `since` on what waits without a doubt; how many there were.

        None of it is due before `apart` from now. What is held was looked for at the start before,
        so that its doubt begins anew, unless this record has tried to send it.
        """
        held = deliveries.c.state == State.HELD.value
        queued = and_(
            deliveries.c.state == State.QUEUED.value,
            or_(deliveries.c.doubt_since.is_(None), deliveries.c.due_at < now + apart),
        )
        waiting = select(deliveries).where(or_(held, queued), deliveries.c.id.not_in(but))
        since = since if since and since <= now else None  # else a clock ahead has written it
        with self.writing() as connection:
            found = [read_delivery(row) for row in connection.execute(waiting).mappings()]
            for each in found:
                after = _doubt(connection, each, since, now=now)
                due_at = max(each.due_at, now + apart)
                said = why if due_at > each.due_at and each.state is State.QUEUED else each.why
                after = replace(after, due_at=due_at, why=said)
                if after != each or each.state is State.HELD:
                    swap(connection, each, after, kind=_SUSPECT, why=why, now=now)
        return len(found)

    def sought(self, now: datetime) -> list[Delivery]:
        """Return what is held and was not looked for since the start, as far as it is due."""
        held = select(deliveries).where(
            deliveries.c.state == State.HELD.value,
            deliveries.c.doubt_since.is_not(None),
            deliveries.c.due_at <= now,
        )
        with self.reading() as connection:
            found = [read_delivery(row) for row in connection.execute(held).mappings()]
            return [each for each in found if _is_open(connection, each)]


def _doubt(
    connection: Connection, delivery: Delivery, since: datetime | None, *, now: datetime
) -> Delivery:
    planned_at = min(delivery.created_at or now, now)
    doubted = max(since or planned_at, planned_at)
    was_sought = delivery.state is State.HELD and not delivery.sent_at
    if delivery.doubt_since and not (was_sought and not _is_open(connection, delivery)):
        return delivery
    return replace(delivery, doubt_since=doubted)


def _is_open(connection: Connection, delivery: Delivery) -> bool:
    """Whether a doubt of a start stands: it was not looked for since, or could not be."""
    kinds = select(events.c.kind).where(events.c.delivery == delivery.id)
    last = connection.scalar(kinds.order_by(events.c.id.desc()).limit(1))
    return last == _SUSPECT or (last == _SEEK and delivery.waits > 0)
