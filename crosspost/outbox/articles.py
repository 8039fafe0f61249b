"""Articles and their names: what was ever seen is known for ever (law 6)."""

from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, Select, case, func, or_, select

from crosspost.errors import NotFound
from crosspost.model import Absence, Article, ChangeKind, Event, Finding, Known, State, Waiting, Why
from crosspost.model.denials import Denial
from crosspost.outbox.columns import read_reason, read_thumbnail, write_reason, write_thumbnail
from crosspost.outbox.database import Database, insert_into
from crosspost.outbox.journal import write_event
from crosspost.outbox.schema import aliases, articles, deliveries
from crosspost.outbox.search import search_titles

# Far below SQLite's limit of variables in one statement (32766).
_CHUNK = 1000
_MOST_MATCHES = 20
_LONGEST_ID = 19  #: digits; more are no number of a row
_WAITING = (State.QUEUED.value, State.HELD.value)  # what is sent or sought may be out

# A date in the future is a mistake or a plan; the article was there when it was seen.
announced_at = case(
    (articles.c.published > articles.c.first_seen_at, articles.c.first_seen_at),
    else_=func.coalesce(articles.c.published, articles.c.first_seen_at),
)


# Of twins in two feeds, the one that was announced is meant.
_is_skipped = case((articles.c.decision == "skip", 1), else_=0)


def _owners(connection: Connection, feed: str, names: Sequence[str]) -> list[tuple[str, int]]:
    statement = select(aliases.c.alias, aliases.c.article).where(
        aliases.c.alias.in_(names), aliases.c.feed == feed
    )
    return [(row.alias, row.article) for row in connection.execute(statement)]


def find_owner(connection: Connection, feed: str, names: Sequence[str]) -> int | None:
    """Return the article that bears the strongest of the names that are known."""
    owners = dict(_owners(connection, feed, names))
    return next((owners[name] for name in names if name in owners), None)


def is_named(connection: Connection, article: int) -> bool:
    """Whether a person named the article, and no feed has shown it yet."""
    decision = select(articles.c.decision).where(articles.c.id == article)
    return connection.scalar(decision) == "named"


def add_aliases(connection: Connection, article: int, found: Article, *, now: datetime) -> None:
    """Add the names that are new; one that belongs to another article stays there."""
    rows = [
        {"feed": found.feed, "alias": alias, "article": article, "since": now}
        for alias in dict.fromkeys(found.aliases)
    ]
    if rows:
        connection.execute(insert_into(connection, aliases).on_conflict_do_nothing(), rows)


def _told(article: Article) -> dict[str, Any]:
    """Return what an article says of itself."""
    return {
        "url": article.url,
        "title": article.title,
        "text": article.text,
        "fingerprint": article.fingerprint,
        "marks": list(article.marks),
        "protected": article.protected,
        "thumbnail": write_thumbnail(article.thumbnails[0] if article.thumbnails else None),
    }


def insert_article(connection: Connection, finding: Finding, *, now: datetime) -> int:
    """Write a new article down and return its id."""
    values = _told(finding.article) | {
        "feed": finding.article.feed,
        "published": finding.article.published,
        "first_seen_at": now,
        "revisions": 0,
        "decision": finding.decision,
        **write_reason(finding.why),
    }
    statement = articles.insert().values(values).returning(articles.c.id)
    return int(connection.execute(statement).scalar_one())


def update_article(connection: Connection, known: int, finding: Finding, *, now: datetime) -> None:
    """Take over what the blog says now; the decision changes only when there is a new one."""
    is_new = finding.change.kind is ChangeKind.NEW  # to its feed, which a person had not waited for
    values = _told(finding.article) | {"left_at": None}
    if finding.change.takes_over:
        values |= {"published": finding.article.published, "first_seen_at": now}
    if not is_new and finding.change.kind is not ChangeKind.SAME:
        values |= {"revised_at": now, "revisions": articles.c.revisions + 1}
    if is_new or finding.decision in {"post", "hold"}:
        values |= {"decision": finding.decision, **write_reason(finding.why)}
    connection.execute(articles.update().where(articles.c.id == known).values(values))


def note_absence(connection: Connection, absence: Absence, *, feed: str, now: datetime) -> None:
    """Write down which articles left their feed, and which are back."""
    changes = (
        (absence.left, now, "article.left", Why.LEFT()),
        (absence.back, None, "article.back", Why.BACK()),
    )
    for numbers, left_at, kind, why in changes:
        for number in numbers:
            its = articles.update().where(articles.c.id == number)
            connection.execute(its.values(left_at=left_at))
            write_event(connection, Event(0, now, kind, why, feed, number))


def read_known(connection: Connection, statement: Select[Any]) -> list[Known]:
    """Return the articles that the statement selects, in its order, with all their names."""
    rows = connection.execute(statement).all()
    names: dict[int, list[str]] = {row.id: [] for row in rows}
    for chunk in _chunks(list(names)):
        wanted = select(aliases.c.article, aliases.c.alias).where(aliases.c.article.in_(chunk))
        for row in connection.execute(wanted.order_by(aliases.c.since, aliases.c.alias)):
            names[row.article].append(row.alias)
    return [_read(row, names[row.id]) for row in rows]


def _read(row: Row[Any], names: Iterable[str]) -> Known:
    return Known(
        id=row.id,
        feed=row.feed,
        url=row.url,
        title=row.title,
        text=row.text,
        fingerprint=row.fingerprint,
        aliases=tuple(names),
        first_seen_at=row.first_seen_at,
        published=row.published,
        decision=row.decision,
        why=read_reason(row.reason, row.facts),
        marks=tuple(row.marks),
        protected=row.protected,
        revisions=row.revisions,
        thumbnail=read_thumbnail(row.thumbnail),
        left_at=row.left_at,
    )


def _chunks(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (values[start : start + _CHUNK] for start in range(0, len(values), _CHUNK))


class Articles(Database):
    """What is known of the blogs' articles."""

    def article(self, number: int) -> Known:
        """Return the article; NotFound when there is none of that id."""
        with self.reading() as connection:
            found = read_known(connection, select(articles).where(articles.c.id == number))
        if not found:
            raise NotFound(Denial.NO_ARTICLE(article=number))
        return found[0]

    def titles(self, numbers: Iterable[int]) -> dict[int, str]:
        """Return the titles of articles by their ids."""
        with self.reading() as connection:
            return {
                row.id: row.title
                for chunk in _chunks(list(numbers))
                for row in connection.execute(
                    select(articles.c.id, articles.c.title).where(articles.c.id.in_(chunk))
                )
            }

    def has_articles(self, feed: str) -> bool:
        """Whether any article of the feed is known."""
        statement = select(articles.c.id).where(articles.c.feed == feed).limit(1)
        with self.reading() as connection:
            return connection.scalar(statement) is not None

    def known_by_alias(self, feed: str, names: Sequence[str]) -> list[Known]:
        """Return the feed's articles that bear any of the names, in the order of the names."""
        with self.reading() as connection:
            owners = {
                name: article
                for chunk in _chunks(names)
                for name, article in _owners(connection, feed, chunk)
            }
            numbers = list(dict.fromkeys(owners[name] for name in names if name in owners))
            found = {
                known.id: known
                for chunk in _chunks(numbers)
                for known in read_known(
                    connection, select(articles).where(articles.c.id.in_(chunk))
                )
            }
        return [found[number] for number in numbers]

    def waiting_articles(self, feed: str) -> list[Waiting]:
        """Return the feed's own articles of which something waits that no person has asked for."""
        waiting = select(deliveries.c.article).where(
            deliveries.c.state.in_(_WAITING), deliveries.c.released.is_(False)
        )
        told = select(articles.c.id, articles.c.feed, articles.c.published, articles.c.left_at)
        with self.reading() as connection:
            # Asked for feed and ids at once, SQLite goes through all articles of the feed.
            numbers = sorted(set(connection.scalars(waiting)))
            return [
                Waiting(row.id, row.published, row.left_at)
                for chunk in _chunks(numbers)
                for row in connection.execute(told.where(articles.c.id.in_(chunk)))
                if row.feed == feed
            ]

    def owners(self, feed: str, names: Sequence[str]) -> set[int]:
        """Return the ids of the feed's articles that bear any of the names."""
        with self.reading() as connection:
            return {
                article
                for chunk in _chunks(names)
                for _name, article in _owners(connection, feed, chunk)
            }

    def known_elsewhere(self, feed: str, names: Sequence[str]) -> list[Known]:
        """Return the articles of other feeds that bear any of the names, the oldest first."""
        named = select(aliases.c.article).where(aliases.c.alias.in_(names), aliases.c.feed != feed)
        with self.reading() as connection:
            return read_known(
                connection, select(articles).where(articles.c.id.in_(named)).order_by(articles.c.id)
            )

    def recent(self, feed: str, since: datetime) -> list[Known]:
        """Return the feed's articles first seen since then, newest first, without their names."""
        statement = (
            select(articles)
            .where(articles.c.feed == feed, articles.c.first_seen_at >= since)
            .order_by(articles.c.first_seen_at.desc(), articles.c.id.desc())
        )
        with self.reading() as connection:
            return [_read(row, ()) for row in connection.execute(statement)]

    def find_article(self, wanted: str) -> list[Known]:
        """Return what a person means by an id, an address, an alias or a part of the title.

        The exact matches when there are any, else those by title, else those whose title has every
        word in some width and case; the newest first, what was passed over last; at most 20.
        """
        named = select(aliases.c.article).where(aliases.c.alias.in_([wanted, f"l:{wanted}"]))
        exact = or_(articles.c.url == wanted, articles.c.id.in_(named))
        if wanted.isdecimal() and len(wanted) < _LONGEST_ID:
            exact = articles.c.id == int(wanted)
        by_title = articles.c.title.icontains(wanted, autoescape=True)
        order = (_is_skipped, announced_at.desc(), articles.c.id.desc())
        newest = select(articles).order_by(*order).limit(_MOST_MATCHES)
        with self.reading() as connection:
            for condition in (exact, by_title):
                if found := read_known(connection, newest.where(condition)):
                    return found
            with closing(search_titles(connection, wanted, *order)) as found_by_words:
                matches = list(islice(found_by_words, _MOST_MATCHES))
            return read_known(connection, newest.where(articles.c.id.in_(matches)))

    def find_announced(self, post_id: str) -> list[Known]:
        """Return the article that went out as a post, by the post's number on its network."""
        theirs = select(deliveries.c.article).where(deliveries.c.receipt_id == post_id)
        with self.reading() as connection:
            return read_known(connection, select(articles).where(articles.c.id.in_(theirs)))

    def latest_at(self, feed: str) -> datetime | None:
        """Return when the youngest known article of the feed came out, None when none is known.

        One came out when it was published, at the latest when it was seen. So none that was seen
        before the youngest so far can be younger, and few are read, however many are known.
        """
        its = articles.c.feed == feed
        told = select(articles.c.published, articles.c.first_seen_at).where(its)
        newest = told.order_by(articles.c.first_seen_at.desc()).execution_options(yield_per=100)
        latest: datetime | None = None
        with self.reading() as connection, connection.execute(newest) as rows:
            for published, seen in rows:
                if latest and seen <= latest:
                    break
                came = min(published or seen, seen)
                latest = max(came, latest or came)
        return latest

    def latest_article(self, feed: str | None) -> Known | None:
        """Return the newest article of the feed, or of all feeds with None."""
        statement = (
            select(articles)
            .order_by(announced_at.desc(), _is_skipped, articles.c.id.desc())
            .limit(1)
        )
        if feed is not None:
            statement = statement.where(articles.c.feed == feed)
        with self.reading() as connection:
            return next(iter(read_known(connection, statement)), None)
