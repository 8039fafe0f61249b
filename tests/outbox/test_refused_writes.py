"""A write that the disk or another program refuses is explained, and loses nothing."""

import sqlite3
from dataclasses import replace
from datetime import datetime

from sqlalchemy import text

from crosspost.errors import StoreError, StoreRefused
from crosspost.model import Change, ChangeKind, FeedState
from crosspost.outbox.store import Store, open_store
from tests.outbox.conftest import Find, file_of
from tests.words import plain, raises_saying


def test_read_only_record_is_explained(sqlite_url: str, now: datetime) -> None:
    """A write that SQLite refuses names the remedy."""
    store = open_store(sqlite_url)
    with store.reading() as connection:
        connection.execute(text("PRAGMA query_only = ON"))

    with raises_saying(StoreError, match="it is read-only; give this user the right"):
        store.beat("watch", now)
    store.close()


def test_locked_record_is_explained(sqlite_url: str, now: datetime) -> None:
    """Another program holds the write lock for longer than we wait."""
    store = open_store(sqlite_url)
    with store.reading() as connection:
        connection.execute(text("PRAGMA busy_timeout = 1"))
    other = sqlite3.connect(file_of(sqlite_url), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with raises_saying(StoreError, match="another program keeps it locked"):
        store.beat("watch", now)
    other.close()
    store.beat("watch", now)
    store.close()


def test_full_disk_is_explained_and_loses_nothing(
    sqlite_url: str, find: Find, now: datetime
) -> None:
    """What was there stays, nothing half is added, and with room again it goes on."""
    store = open_store(sqlite_url)
    store.record(FeedState("blog", etag="old"), [find(1)], now=now)
    with store.reading() as connection:
        pages = connection.scalar(text("PRAGMA page_count"))
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))
    many = [find(n) for n in range(2, 200)]

    with raises_saying(StoreError, match="the disk is full"):
        store.record(FeedState("blog", etag="new"), many, now=now)

    state = store.feed("blog")
    assert state is not None
    assert state.etag == "old"
    assert len(store.deliveries()) == 1
    with store.reading() as connection:
        connection.execute(text("PRAGMA max_page_count = 1000000"))
    assert len(store.record(FeedState("blog", etag="new"), many, now=now)) == 198
    store.close()


def test_a_write_that_is_refused_for_what_it_holds_is_told_apart(
    store: Store, find: Find, now: datetime
) -> None:
    """The record works: who wrote that is to be told, and nobody else has to rest."""
    nobody = Change(ChangeKind.SAME, plain("like an article that is not there"), known=404)
    with raises_saying(StoreRefused, match="does not take what is written"):
        store.record(FeedState("blog"), [replace(find(1), change=nobody)], now=now)
    assert store.feed("blog") is None
    assert len(store.record(FeedState("blog"), [find(1)], now=now)) == 1
