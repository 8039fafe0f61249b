"""What a look found is written down as a whole, once, and never forgotten."""

import os
import signal
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from multiprocessing import get_context
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import StatementError

from crosspost.errors import NotFound
from crosspost.model import (
    UNTOLD,
    Article,
    Change,
    ChangeKind,
    FeedState,
    Finding,
    Planned,
    Post,
    State,
)
from crosspost.outbox.schema import feeds
from crosspost.outbox.store import Store, open_store
from tests.outbox.conftest import Find
from tests.words import english, plain


def test_look_is_written_down_as_a_whole(store: Store, find: Find, now: datetime) -> None:
    """Articles, names, deliveries, reasons and the feed's state come back as they went in."""
    state = FeedState("blog", url="https://blog.example.jp/feed/", etag='W/"1"', next_at=now)
    finding = find(1)

    numbers = store.record(state, [finding], now=now)

    known = store.article(1)
    delivery = store.delivery(numbers[0])
    assert store.feed("blog") == state
    assert (known.title, known.text) == (finding.article.title, finding.article.text)
    assert set(known.aliases) == set(finding.article.aliases)
    assert known.thumbnail == finding.article.thumbnails[0]
    assert delivery.state is State.QUEUED
    assert delivery.post == finding.deliveries[0].post
    assert delivery.price == Decimal("0.2")
    assert [event.kind for event in store.events(article=1)] == ["article.post", "delivery.plan"]
    assert all(event.why for event in store.events(article=1))


def test_state_table_holds_every_field_of_a_feed() -> None:
    """A field that is added to FeedState needs a column."""
    names = {column.name for column in feeds.columns} - {"reason", "facts"} | {"error"}
    assert names == {f.name for f in fields(FeedState)}


def test_held_finding_waits_for_a_person(store: Store, find: Find, now: datetime) -> None:
    """A delivery that is planned with a reason to hold starts there."""
    planned = Planned("main", Post("港"), now, Decimal("0.015"), held=plain("four at once"))
    finding = replace(find(1, decision="hold"), deliveries=(planned,))

    numbers = store.record(FeedState("blog"), [finding], now=now)

    held = store.delivery(numbers[0])
    assert (held.state, english(held.why)) == (State.HELD, "four at once")
    assert [event.kind for event in store.events(delivery=held.id)] == ["delivery.hold"]


def test_article_that_another_look_wrote_down_is_not_posted_again(
    store: Store, find: Find, now: datetime
) -> None:
    """Two looks see the same new article: one row, one delivery, new names are kept."""
    store.record(FeedState("blog"), [find(1, decision="baseline")], now=now)
    renamed = find(1, aliases=("wp:1", "g:blog.example.jp/?p=1"))

    assert store.record(FeedState("blog"), [renamed], now=now) == []
    assert store.deliveries() == []
    assert "wp:1" in store.article(1).aliases
    with pytest.raises(NotFound):
        store.article(2)


def test_revision_updates_the_record(store: Store, find: Find, now: datetime) -> None:
    """A revised article keeps its id, its decision and its old names, and gains new ones."""
    store.record(FeedState("blog"), [find(1)], now=now)
    later = now + timedelta(hours=1)
    revised = find(1, aliases=("l:blog.example.jp/harbour",), title="港の再開発【追記】")
    change = Change(ChangeKind.REVISED, plain("the title has a new mark"), known=1)
    finding = replace(
        revised, change=change, decision="same", why=plain("on_revision"), deliveries=()
    )

    store.record(FeedState("blog"), [finding], now=later)

    known = store.article(1)
    assert (known.title, known.revisions, known.decision) == ("港の再開発【追記】", 1, "post")
    assert len(known.aliases) == 3
    assert known.first_seen_at == now
    assert store.events(article=1)[-1].kind == "article.revised"


def test_unchanged_article_gains_names_in_silence(store: Store, find: Find, now: datetime) -> None:
    """A known article under a new address leaves no line in the record."""
    store.record(FeedState("blog"), [find(1, decision="baseline")], now=now)
    same = replace(find(1, aliases=("wp:1",)), change=Change(ChangeKind.SAME, plain(""), known=1))

    store.record(FeedState("blog"), [replace(same, decision="same", deliveries=())], now=now)

    assert "wp:1" in store.article(1).aliases
    assert len(store.events(article=1)) == 1


def test_name_of_another_article_is_never_moved(store: Store, find: Find, now: datetime) -> None:
    """An identity, once known, is known for ever (law 6)."""
    store.record(FeedState("blog"), [find(1), find(2)], now=now)
    thief = replace(
        find(2, aliases=find(1).article.aliases),
        change=Change(ChangeKind.REVISED, plain(""), known=2),
    )

    store.record(FeedState("blog"), [replace(thief, decision="same", deliveries=())], now=now)

    found = store.known_by_alias("blog", find(1).article.aliases)
    assert [known.id for known in found] == [1]


def test_name_belongs_to_one_feed(store: Store, find: Find, now: datetime) -> None:
    """Two WordPress sites both have a ?p=23 (feeds.md, history I)."""
    store.record(FeedState("blog"), [find(1)], now=now)
    store.record(FeedState("other"), [find(1, feed="other")], now=now)

    found = store.known_by_alias("other", find(1).article.aliases)
    assert [known.feed for known in found] == ["other"]


def test_failed_look_leaves_nothing_behind(store: Store, find: Find, now: datetime) -> None:
    """An error in the middle takes back the articles before it and the feed's state (law 4)."""
    naive = datetime(2026, 11, 23)  # noqa: DTZ001 — the mistake under test
    broken = replace(find(2), deliveries=(Planned("main", Post("港"), naive, Decimal(0)),))

    with pytest.raises(StatementError):
        store.record(FeedState("blog", etag="new"), [find(1), broken], now=now)

    assert store.feed("blog") is None
    assert not store.has_articles("blog")
    assert store.deliveries() == []


def _record_and_die(url: str, statements: int) -> None:
    """Write two articles down, and die before the given statement or commit."""
    store = open_store(url)
    left = iter(range(statements, -1, -1))

    def count(*_: object) -> None:
        if next(left) == 1:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(store._engine, "before_cursor_execute", count)
    event.listen(store._engine, "commit", count)
    new = Change(ChangeKind.NEW, plain(""))
    findings = [
        Finding(
            Article("blog", (f"g:{n}",), f"https://blog.example.jp/{n}", "港"), new, "skip", UNTOLD
        )
        for n in range(2)
    ]
    store.record(FeedState("blog", etag="new"), findings, now=datetime(2026, 11, 23, tzinfo=UTC))
    os._exit(0)


def test_kill_between_any_two_statements_leaves_all_or_nothing(tmp_path: Path) -> None:
    """SIGKILL at each step of a look: never validators without their articles (law 4)."""
    outcomes = []
    for step in range(1, 20):
        url = f"sqlite:///{tmp_path / f'{step}.db'}"
        open_store(url).close()
        child = get_context("fork").Process(target=_record_and_die, args=(url, step))
        child.start()
        child.join()
        store = open_store(url)
        known = store.known_by_alias("blog", ["g:0", "g:1"])
        assert (store.feed("blog") is not None) == (len(known) == 2)
        store.close()
        outcomes.append((child.exitcode, len(known)))
        if child.exitcode == 0:
            break

    *killed, done = outcomes
    assert len(killed) > 8
    assert set(killed) == {(-signal.SIGKILL, 0)}
    assert done == (0, 2)


def test_moments_are_readable_text(sqlite_url: str, now: datetime) -> None:
    """Any SQLite shell shows times in UTC, sortable; `crosspost health` relies on it."""
    store = open_store(sqlite_url)
    store.beat("watch", now)
    with store.reading() as connection:
        rows = connection.execute(text("SELECT job, at FROM heartbeats")).all()
    store.close()

    assert rows == [("watch", "2026-11-23T12:00:00.000000Z")]


def test_moment_without_a_zone_is_refused(store: Store) -> None:
    """A naive time would be off by hours somewhere."""
    with pytest.raises(StatementError, match="without a zone"):
        store.beat("watch", datetime(2026, 11, 23))  # noqa: DTZ001 — the mistake under test
