"""A delivery as a row: read, written down once, and changed only by compare-and-set."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from crosspost.model import Delivery, Event, Media, Planned, Reason, Receipt, State, Why
from crosspost.outbox.articles import announced_at
from crosspost.outbox.columns import read_post, read_reason, write_post, write_reason
from crosspost.outbox.database import insert_into
from crosspost.outbox.journal import write_event
from crosspost.outbox.schema import articles, deliveries

_FINAL = frozenset({State.PUBLISHED, State.WITHDRAWN})


def read_delivery(row: RowMapping) -> Delivery:
    """Return the delivery that a whole row holds."""
    media = None
    if row["media_id"] is not None:
        media = Media(row["media_id"], row["media_expires_at"], row["media_alt_done"])
    receipt = None
    if row["receipt_id"] is not None:
        receipt = Receipt(row["receipt_id"], row["receipt_url"])
    apart = {"state", "post", "media_id", "media_expires_at", "media_alt_done", "settled_at"}
    apart |= {"receipt_id", "receipt_url", "reason", "facts"}
    plain = {name: value for name, value in row.items() if name not in apart}
    return Delivery(
        state=State(row["state"]),
        post=read_post(row["post"]),
        media=media,
        receipt=receipt,
        why=read_reason(row["reason"], row["facts"]),
        **plain,
    )


def _written(delivery: Delivery) -> dict[str, Any]:
    """Return the columns that a change may touch."""
    media, receipt = delivery.media, delivery.receipt
    return {
        "state": delivery.state.value,
        **write_reason(delivery.why),
        "post": write_post(delivery.post),
        "price": delivery.price,
        "released": delivery.released,
        "due_at": delivery.due_at,
        "sent_at": delivery.sent_at,
        "lease_until": delivery.lease_until,
        "attempts": delivery.attempts,
        "waits": delivery.waits,
        "token_failures": delivery.token_failures,
        "media_id": media.id if media else None,
        "media_expires_at": media.expires_at if media else None,
        "media_alt_done": media.alt_done if media else False,
        "media_losses": delivery.media_losses,
        "picture_refused": delivery.picture_refused,
        "picture_since": delivery.picture_since,
        "looks": delivery.looks,
        "doubt_since": delivery.doubt_since,
        "receipt_id": receipt.id if receipt else None,
        "receipt_url": receipt.url if receipt else None,
    }


def insert_delivery(
    connection: Connection, article: int, planned: Planned, *, now: datetime, why: Reason
) -> int | None:
    """Write a delivery down; None when there is one for (article, account, edition) (law 1)."""
    since = connection.scalar(select(announced_at).where(articles.c.id == article))
    if why.code is Why.AHEAD:
        since = planned.due_at  # from then on the article is as old as that
    new = Delivery(
        id=0,
        article=article,
        account=planned.account,
        edition=planned.edition,
        state=State.HELD if planned.held else State.QUEUED,
        post=planned.post,
        due_at=planned.due_at,
        why=planned.held or why,
        price=planned.price,
        released=planned.released,
        doubt_since=planned.doubt_since,
    )
    key = {"article": article, "account": planned.account, "edition": planned.edition}
    values = key | _written(new) | {"version": 0, "created_at": now, "article_published": since}
    statement = insert_into(connection, deliveries).values(values)
    statement = statement.on_conflict_do_nothing(index_elements=list(key))
    number = connection.scalar(statement.returning(deliveries.c.id))
    if number is None:
        return None
    kind = "delivery.hold" if planned.held else "delivery.plan"
    write_event(connection, _event(kind, new.why, delivery=replace(new, id=int(number)), now=now))
    return int(number)


def _event(kind: str, why: Reason, *, delivery: Delivery, now: datetime) -> Event:
    return Event(
        id=0,
        at=now,
        kind=kind,
        why=why,
        article=delivery.article,
        delivery=delivery.id,
        account=delivery.account,
    )


def swap(
    connection: Connection,
    before: Delivery,
    after: Delivery,
    *,
    kind: str,
    why: Reason,
    now: datetime,
) -> Delivery | None:
    """Write the change and its line; None when another got there first."""
    values = _written(after) | {"version": before.version + 1}
    if after.state in _FINAL:
        values["settled_at"] = now
    untouched = (
        deliveries.c.id == before.id,
        deliveries.c.state == before.state.value,
        deliveries.c.version == before.version,
    )
    changed = connection.execute(deliveries.update().where(*untouched).values(values))
    if changed.rowcount != 1:
        return None
    write_event(connection, _event(kind, why, delivery=after, now=now))
    return replace(after, version=before.version + 1)
