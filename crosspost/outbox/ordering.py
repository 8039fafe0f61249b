"""What a person orders: article, deliveries and withdrawals, all of it or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from crosspost.model import Delivery, Finding, Planned, Reason, Why
from crosspost.outbox import verdict
from crosspost.outbox.database import Database
from crosspost.outbox.feeds import record_named
from crosspost.outbox.rows import insert_delivery, swap


@dataclass(frozen=True, slots=True)
class Order:
    """One delivery that a person wants."""

    planned: Planned
    why: Reason
    instead_of: tuple[Delivery, ...] = ()  #: held ones that it makes superfluous


class Orders(Database):
    """Deliveries by a person's word."""

    def order(self, article: int | Finding, orders: Sequence[Order], *, now: datetime) -> list[int]:
        """Write the orders down and return their deliveries; none when another got there first.

        The article is given by its id, or by what was found of it when the record has none.
        """
        with self.writing() as connection:
            known = (
                article if isinstance(article, int) else record_named(connection, article, now=now)
            )
            numbers = [known and _place(connection, known, each, now=now) for each in orders]
            if all(numbers):
                return [number for number in numbers if number]
            connection.rollback()
        return []


def _place(connection: Connection, article: int, order: Order, *, now: datetime) -> int | None:
    """Write one order down; None when its key is taken, or when what it replaces has moved on."""
    number = insert_delivery(connection, article, order.planned, now=now, why=order.why)
    if number is None:
        return None
    why = Why.REPLACED(delivery=number)
    for held in order.instead_of:
        step = verdict.withdraw(held, why=why)
        kind = f"delivery.{step.move}"
        if swap(connection, held, step.after, kind=kind, why=why, now=now) is None:
            return None
    return number
