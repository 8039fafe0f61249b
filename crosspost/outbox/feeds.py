"""What is remembered of each feed, and the one transaction that takes over what a look found."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, or_, select, text

from crosspost.model import Absence, ChangeKind, Event, FeedState, Finding, Why
from crosspost.outbox.articles import (
    add_aliases,
    find_owner,
    insert_article,
    is_named,
    note_absence,
    update_article,
)
from crosspost.outbox.columns import read_reason, write_reason
from crosspost.outbox.database import Database, upsert
from crosspost.outbox.journal import write_event
from crosspost.outbox.likenesses import add_likenesses
from crosspost.outbox.pace import CLOCK_MOVES
from crosspost.outbox.rows import insert_delivery
from crosspost.outbox.schema import aliases, articles, feeds, likenesses

#: Everything that waits is where it was.
NOBODY = Absence()

_ONE = select(feeds).where(feeds.c.name == bindparam("wanted"))
_ERROR = frozenset({"reason", "facts"})  #: the columns of why it cannot be read
_KNOWN = frozenset({ChangeKind.SAME, ChangeKind.REVISED, ChangeKind.SETTLED})


def _record(connection: Connection, finding: Finding, *, now: datetime) -> list[int]:
    """Write one article down with all that follows; return its new deliveries."""
    article = finding.article
    is_known = finding.change.kind in _KNOWN or finding.change.takes_over
    known = (
        finding.change.known if is_known else find_owner(connection, article.feed, article.aliases)
    )
    if known is None:
        known = insert_article(connection, finding, now=now)
    elif is_known or is_named(connection, known):
        update_article(connection, known, finding, now=now)
    else:
        # Another look wrote it down in the meantime: it is known, and nothing follows.
        add_aliases(connection, known, article, now=now)
        return []
    add_aliases(connection, known, article, now=now)
    add_likenesses(connection, known, feed=article.feed, found=article.likeness)
    if finding.change.kind is not ChangeKind.SAME or finding.why.code is Why.NAMED_BEFORE:
        is_new = finding.change.takes_over or not is_known
        kind = f"article.{finding.decision if is_new else finding.change.kind}"
        write_event(connection, Event(0, now, kind, finding.why, article.feed, known))
    planned = [
        insert_delivery(connection, known, each, now=now, why=finding.why)
        for each in finding.deliveries
    ]
    return [number for number in planned if number is not None]


def record_named(connection: Connection, finding: Finding, *, now: datetime) -> int | None:
    """Write down an article that a person named; None when a look has found it meanwhile."""
    article = finding.article
    _take_turn(connection, article.feed)
    if find_owner(connection, article.feed, article.aliases) is not None:
        return None
    _record(connection, finding, now=now)
    return find_owner(connection, article.feed, article.aliases)


class Feeds(Database):
    """The feeds' memory."""

    _met: frozenset[str] = frozenset()  #: feeds that have a row, until they are renamed

    def feed(self, name: str) -> FeedState | None:
        """Return what is remembered of the feed, None before its first look."""
        with self.reading() as connection:
            found = connection.execute(_ONE, {"wanted": name}).mappings().first()
        return _read(found) if found else None

    def feeds(self) -> list[FeedState]:
        """Return what is remembered of all feeds, by name."""
        with self.reading() as connection:
            rows = connection.execute(select(feeds).order_by(feeds.c.name)).mappings()
            return [_read(row) for row in rows]

    def feeds_at(self, urls: Sequence[str]) -> list[FeedState]:
        """Return what is remembered of the feeds at any of these addresses."""
        there = select(feeds).where(feeds.c.url.in_(urls)).order_by(feeds.c.name)
        with self.reading() as connection:
            return [_read(row) for row in connection.execute(there).mappings()]

    def due_feeds(self, names: Sequence[str], now: datetime, limit: int) -> list[str]:
        """Return which of the feeds are to be looked at: unseen ones first, then by due time.

        A last look in the future tells that the clock went back: its schedule is worth nothing.
        """
        is_due = or_(
            feeds.c.next_at.is_(None),
            feeds.c.next_at <= now,
            feeds.c.looked_at > now + CLOCK_MOVES,
        )
        due = (
            select(feeds.c.name)
            .where(feeds.c.stopped.is_(False), is_due)
            .order_by(feeds.c.next_at, feeds.c.name)
        )
        wanted = frozenset(names)
        with self.reading() as connection:
            if not wanted <= self._met:
                self._met = frozenset(connection.scalars(select(feeds.c.name)))
            waiting = list(connection.scalars(due))
        unseen = [] if wanted <= self._met else [n for n in names if n not in self._met]
        return [*unseen, *(name for name in waiting if name in wanted)][:limit]

    def rename_feed(self, old: str, new: str, *, now: datetime) -> None:
        """Let all that is known of a feed be known under another name."""
        taken = select(aliases.c.alias).where(aliases.c.feed == new)
        its = aliases.c.feed == old, aliases.c.alias.not_in(taken)
        why = Why.RENAMED(old=old)
        with self.writing() as connection:
            _take_turn(connection, old)
            connection.execute(feeds.update().where(feeds.c.name == old).values(name=new))
            connection.execute(articles.update().where(articles.c.feed == old).values(feed=new))
            connection.execute(aliases.update().where(*its).values(feed=new))
            connection.execute(likenesses.update().where(likenesses.c.feed == old).values(feed=new))
            write_event(connection, Event(0, now, "feed.renamed", why, new))
        self._met = frozenset()

    def save_feed(self, state: FeedState) -> None:
        """Remember a look that found nothing to write down."""
        with self.relaxed() as connection:
            upsert(connection, feeds, _row(state))

    def record(
        self,
        state: FeedState,
        findings: Sequence[Finding],
        *,
        now: datetime,
        absence: Absence = NOBODY,
    ) -> list[int]:
        """Write down what a look found, all or nothing, the feed's state last (law 4).

        Returns the ids of the new deliveries. An article that another look wrote down in the
        meantime is not written twice, and nothing follows from it.
        """
        with self.writing() as connection:
            _take_turn(connection, state.name)
            numbers = [
                number for finding in findings for number in _record(connection, finding, now=now)
            ]
            note_absence(connection, absence, feed=state.name, now=now)
            upsert(connection, feeds, _row(state))
        return numbers


def _row(state: FeedState) -> dict[str, Any]:
    plain = (column.name for column in feeds.c if column.name not in _ERROR)
    return {name: getattr(state, name) for name in plain} | write_reason(state.error)


def _read(row: RowMapping) -> FeedState:
    error = read_reason(row["reason"], row["facts"]) if row["reason"] else None
    return FeedState(**{k: v for k, v in row.items() if k not in _ERROR}, error=error)


def _take_turn(connection: Connection, feed: str) -> None:
    """Let two looks at one feed write one after the other; SQLite has only one writer anyway."""
    if connection.dialect.name == "postgresql":
        lock = text("SELECT pg_advisory_xact_lock(hashtext(:feed))")
        connection.execute(lock, {"feed": feed})
