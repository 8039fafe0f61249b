"""What the record is asked: each answer is the right one, and is found by an index."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import event

from crosspost.model import FeedState
from crosspost.outbox.store import Store, open_store
from tests.outbox.conftest import Find


def test_known_articles_come_in_the_order_of_the_names(
    store: Store, find: Find, now: datetime
) -> None:
    """The strongest name decides when two names hit two articles."""
    store.record(FeedState("blog"), [find(1), find(2)], now=now)
    names = ["unknown", "l:blog.example.jp/2", "l:blog.example.jp/1"]

    assert [known.id for known in store.known_by_alias("blog", names)] == [2, 1]
    assert store.known_by_alias("blog", []) == []


def test_large_document_is_recognised_whole(store: Store, find: Find, now: datetime) -> None:
    """More names than one statement should hold."""
    store.record(FeedState("blog"), [find(n, decision="baseline") for n in range(550)], now=now)
    names = [alias for n in range(550) for alias in find(n).article.aliases]

    assert len(store.known_by_alias("blog", names)) == 550


def test_recent_articles_are_of_this_feed_and_age(store: Store, find: Find, now: datetime) -> None:
    """Soft matches are sought among young articles of one feed, newest first."""
    for days in (40, 20, 10):
        seen = now - timedelta(days=days)
        store.record(FeedState("blog"), [find(days)], now=seen)
    store.record(FeedState("other"), [find(5, feed="other")], now=now)

    recent = store.recent("blog", now - timedelta(days=30))
    assert [known.url[-2:] for known in recent] == ["10", "20"]
    assert store.has_articles("blog")
    assert not store.has_articles("nobody")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("2", [2]),
        ("https://blog.example.jp/1", [1]),
        ("blog.example.jp/1", [1]),  # the alias l:…
        ("g:blog.example.jp/?p=2", [2]),
        ("再開発", [2, 1]),
        ("100%", []),  # a percent sign is no wildcard
        ("99", []),
    ],
)
def test_person_finds_an_article(
    store: Store, find: Find, now: datetime, wanted: str, found: list[int]
) -> None:
    """By id, address, name or a part of the title; newest first."""
    store.record(FeedState("blog"), [find(1, published=now - timedelta(1)), find(2)], now=now)

    assert [known.id for known in store.find_article(wanted)] == found


def test_latest_article_is_not_one_dated_into_the_future(
    store: Store, find: Find, now: datetime
) -> None:
    """A date in the future counts as the moment when it was seen."""
    wrong = find(1, published=now + timedelta(days=300))
    store.record(FeedState("blog"), [wrong], now=now - timedelta(hours=2))
    undated = find(2, published=None)
    store.record(FeedState("blog"), [undated], now=now)

    latest = store.latest_article("blog")
    assert latest is not None
    assert latest.id == 2
    assert store.latest_article("nobody") is None
    assert store.latest_article(None) == latest


def test_feeds_are_due_in_order(store: Store, now: datetime) -> None:
    """Unseen feeds first, then the longest due; stopped and waiting ones not at all."""
    minute = timedelta(minutes=1)
    store.save_feed(FeedState("waiting", next_at=now + minute))
    store.save_feed(FeedState("due", next_at=now - minute))
    store.save_feed(FeedState("overdue", next_at=now - 2 * minute))
    store.save_feed(FeedState("stopped", next_at=now - minute, stopped=True))
    store.save_feed(FeedState("removed", next_at=now - 9 * minute))
    names = ["due", "overdue", "waiting", "stopped", "unseen"]

    assert store.due_feeds(names, now, limit=9) == ["unseen", "overdue", "due"]
    assert store.due_feeds(names, now, limit=2) == ["unseen", "overdue"]
    assert [state.name for state in store.feeds()] == sorted(
        ["waiting", "due", "overdue", "stopped", "removed"]
    )


QUERIES: dict[str, Callable[[Store, datetime], object]] = {
    "known_by_alias": lambda s, now: s.known_by_alias("blog", ["g:1", "l:2"]),
    "recent": lambda s, now: s.recent("blog", now),
    "has_articles": lambda s, now: s.has_articles("blog"),
    "queued": lambda s, now: s.queued("main", now),
    "uncertain": lambda s, now: s.uncertain(now),
    "abandoned": lambda s, now: s.abandoned(now, all_of_them=False),
    "last_sent_at": lambda s, now: s.last_sent_at("main"),
    "known_receipts": lambda s, now: s.known_receipts("main", now),
    "count_published": lambda s, now: s.count_published(now),
    "last_published": lambda s, now: s.last_published(1, "main"),
    "next_edition": lambda s, now: s.next_edition(1, "main"),
    "spent": lambda s, now: s.spent("main", now),
    "spent by all": lambda s, now: s.spent(None, now),
    "events": lambda s, now: s.events(article=1),
}


@pytest.mark.parametrize("name", QUERIES)
def test_query_of_each_poll_uses_an_index(sqlite_url: str, now: datetime, name: str) -> None:
    """A million known articles must not slow a look: no query scans a table."""
    store = open_store(sqlite_url)
    seen: list[tuple[str, tuple[object, ...]]] = []
    event.listen(
        store._engine,
        "before_cursor_execute",
        lambda _c, _k, statement, parameters, *_: seen.append((statement, parameters)),
    )
    QUERIES[name](store, now)
    selects = [(sql, values) for sql, values in seen if sql.startswith("SELECT")]
    assert selects
    with store._engine.connect() as connection:
        for sql, values in selects:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values).all()
            assert not [row for row in plan if str(row[3]).startswith("SCAN")], plan
    store.close()


def test_the_youngest_article_is_known_by_when_it_came_out(
    store: Store, find: Find, now: datetime
) -> None:
    """An old one that is seen late is not it, nor does a date in the future count."""
    assert store.latest_at("blog") is None
    hours = timedelta(hours=1)
    for number, (published, seen) in enumerate(((-30, 0), (2, 1), (-9, 3), (None, -5))):
        at = None if published is None else now + published * hours
        store.record(FeedState("blog"), [find(number, published=at)], now=now + seen * hours)
    assert store.latest_at("blog") == now + hours
    assert store.latest_at("other") is None
