"""Deliveries at rest: every change is a compare-and-set together with its line of the record."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, exists, func, select

from crosspost.errors import NotFound
from crosspost.model import Charge, Delivery, Event, Media, Planned, Reason, State
from crosspost.model.denials import Denial
from crosspost.outbox.accounts import (
    pause_account,
    reopen_account,
    throttle_account,
    write_charge,
)
from crosspost.outbox.arrows import TRANSITIONS
from crosspost.outbox.database import Database
from crosspost.outbox.journal import write_event
from crosspost.outbox.machine import Step, with_new_picture
from crosspost.outbox.rows import read_delivery, swap
from crosspost.outbox.schema import deliveries, events

# What may be out counts for the distance between posts; what certainly was not sent does not.
_DELETED = "post.deleted"
_OUT = (State.SENDING, State.UNCERTAIN, State.PUBLISHED)


def _check(before: Delivery, step: Step) -> None:
    if TRANSITIONS[before.state].get(step.move) is not step.to:
        raise AssertionError(f"no arrow {step.move} leads from {before.state} to {step.to}")


def _follow(connection: Connection, step: Step, *, now: datetime) -> None:
    """Do to the account what the step means for it."""
    account = step.after.account
    if step.pause:
        pause_account(connection, account, step.pause, now=now)
    if step.throttled_until:
        throttle_account(connection, account, step.why, until=step.throttled_until, now=now)
    if step.reopen:
        reopen_account(connection, account, now=now)


class Deliveries(Database):
    """The outbox itself."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._at_hand: set[int] = set()  #: what this process sends just now

    @contextmanager
    def at_hand(self, delivery: Delivery) -> Iterator[None]:
        """Have a delivery in hand: whatever its lease says, it is not abandoned meanwhile."""
        self._at_hand.add(delivery.id)
        try:
            yield
        finally:
            self._at_hand.discard(delivery.id)

    def apply(
        self, delivery: Delivery, step: Step, *, now: datetime, charges: Sequence[Charge] = ()
    ) -> Delivery | None:
        """Take a step, with its line of the record, its charges and what it means for the account.

        All of it or nothing, and only if the delivery is still as it was; None when another got
        there first. AssertionError when the machine has no such arrow.
        """
        _check(delivery, step)
        kind = f"delivery.{step.move}"
        with self.writing() as connection:
            after = swap(connection, delivery, step.after, kind=kind, why=step.why, now=now)
            if after is not None:
                _follow(connection, step, now=now)
                for charge in charges:
                    write_charge(connection, charge)
        return after

    def save_media(
        self,
        delivery: Delivery,
        media: Media,
        *,
        why: Reason,
        now: datetime,
        charges: Sequence[Charge] = (),
    ) -> Delivery | None:
        """Keep an upload for a retry, and what it cost; None when another got there first."""
        after = replace(delivery, media=media, picture_since=None)
        with self.writing() as connection:
            for charge in charges:
                write_charge(connection, charge)
            return swap(connection, delivery, after, kind="delivery.picture", why=why, now=now)

    def rewrite(
        self, delivery: Delivery, planned: Planned, *, why: Reason, now: datetime
    ) -> Delivery | None:
        """Replace a waiting post by a newer text; None when it waits no more."""
        if delivery.state not in {State.QUEUED, State.HELD}:
            return None
        after = replace(delivery, post=planned.post, price=planned.price, due_at=planned.due_at)
        if planned.due_at != delivery.due_at:
            after = replace(after, why=why)
        if planned.post.thumbnail != delivery.post.thumbnail:
            after = with_new_picture(after)
        with self.writing() as connection:
            return swap(connection, delivery, after, kind="delivery.rewrite", why=why, now=now)

    def delivery(self, number: int) -> Delivery:
        """Return the delivery; NotFound when there is none of that id."""
        found = self._select(deliveries.c.id == number)
        if not found:
            raise NotFound(Denial.NO_DELIVERY(delivery=number))
        return found[0]

    def deliveries(
        self,
        *,
        states: Sequence[State] = (),
        account: str | None = None,
        article: int | None = None,
        limit: int = 100,
    ) -> list[Delivery]:
        """Return the deliveries that match all that is given, newest first."""
        matches: list[ColumnElement[bool]] = []
        if states:
            matches.append(deliveries.c.state.in_([state.value for state in states]))
        if account is not None:
            matches.append(deliveries.c.account == account)
        if article is not None:
            matches.append(deliveries.c.article == article)
        return self._select(*matches, order=(deliveries.c.id.desc(),), limit=limit)

    def queued(self, account: str, now: datetime) -> list[Delivery]:
        """Return what the account may send now, the oldest article first."""
        return self._select(
            deliveries.c.state == State.QUEUED.value,
            deliveries.c.account == account,
            deliveries.c.due_at <= now,
            order=(deliveries.c.article_published,),
        )

    def uncertain(self, now: datetime) -> list[Delivery]:
        """Return what is due for a look at the timeline."""
        return self._select(
            deliveries.c.state == State.UNCERTAIN.value,
            deliveries.c.due_at <= now,
            order=(deliveries.c.due_at,),
        )

    def abandoned(self, now: datetime, *, all_of_them: bool) -> list[Delivery]:
        """Return what is sending under an expired lease; at start-up, whatever is sending.

        What this process has in hand is not abandoned: its outcome may wait for the disk.
        """
        expired = [] if all_of_them else [deliveries.c.lease_until <= now]
        sending = self._select(deliveries.c.state == State.SENDING.value, *expired)
        return [delivery for delivery in sending if delivery.id not in self._at_hand]

    def last_published(self, article: int, account: str) -> Delivery | None:
        """Return the last edition of the article that is out on the account."""
        found = self._select(
            deliveries.c.article == article,
            deliveries.c.account == account,
            deliveries.c.state == State.PUBLISHED.value,
            order=(deliveries.c.edition.desc(),),
            limit=1,
        )
        return found[0] if found else None

    def next_edition(self, article: int, account: str) -> int:
        """Return the number of the next time that the article goes out on the account."""
        statement = select(func.max(deliveries.c.edition)).where(
            deliveries.c.article == article, deliveries.c.account == account
        )
        with self.reading() as connection:
            return (connection.scalar(statement) or 0) + 1

    def last_sent_at(self, account: str) -> datetime | None:
        """Return the start of the account's last attempt that is, or may be, out."""
        statement = (
            select(deliveries.c.sent_at)
            .where(
                deliveries.c.account == account,
                deliveries.c.sent_at.is_not(None),
                deliveries.c.state.in_([state.value for state in _OUT]),
            )
            .order_by(deliveries.c.sent_at.desc())
            .limit(1)
        )
        with self.reading() as connection:
            return connection.scalar(statement)

    def known_receipts(self, account: str, since: datetime) -> list[str]:
        """Return the ids of the account's posts that were settled since then."""
        statement = select(deliveries.c.receipt_id).where(
            deliveries.c.account == account,
            deliveries.c.settled_at >= since,
            deliveries.c.receipt_id.is_not(None),
        )
        with self.reading() as connection:
            return list(connection.scalars(statement))

    def expected_receipts(self, account: str, since: datetime, until: datetime) -> list[Delivery]:
        """Return what was settled as out in between, and has to be seen on the own timeline.

        Native reposts are not shown there, and what was found deleted is not expected any more.
        """
        gone = exists().where(events.c.delivery == deliveries.c.id, events.c.kind == _DELETED)
        settled = self._select(
            deliveries.c.account == account,
            deliveries.c.settled_at >= since,
            deliveries.c.settled_at <= until,
            deliveries.c.receipt_id.is_not(None),
            ~gone,
        )
        return [delivery for delivery in settled if not delivery.post.repost_of]

    def note_deleted(self, account: str, post_id: str, *, why: Reason, now: datetime) -> None:
        """Remember that a post of ours is not there any more."""
        mine = deliveries.c.account == account, deliveries.c.receipt_id == post_id
        found = self._select(*mine)
        with self.writing() as connection:
            for each in found:
                told = Event(0, now, _DELETED, why, "", each.article, each.id, account)
                write_event(connection, told)

    def count_published(self, since: datetime) -> int:
        """Return how many posts of all accounts went out since then."""
        statement = select(func.count()).where(
            deliveries.c.state == State.PUBLISHED.value, deliveries.c.sent_at >= since
        )
        with self.reading() as connection:
            return connection.scalar(statement) or 0

    def counts(self) -> dict[str, dict[State, int]]:
        """Return how many deliveries stand where, for each account."""
        columns = (deliveries.c.account, deliveries.c.state)
        statement = select(*columns, func.count()).group_by(*columns)
        found: dict[str, dict[State, int]] = {}
        with self.reading() as connection:
            for account, state, count in connection.execute(statement):
                found.setdefault(account, {})[State(state)] = count
        return found

    def _select(
        self,
        *matches: ColumnElement[bool],
        order: Sequence[ColumnElement[Any]] = (),
        limit: int | None = None,
    ) -> list[Delivery]:
        statement = (
            select(deliveries).where(*matches).order_by(*order, deliveries.c.id).limit(limit)
        )
        with self.reading() as connection:
            return [read_delivery(row) for row in connection.execute(statement).mappings()]
