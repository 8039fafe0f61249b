"""A backup is a whole record, made while others write."""

import shutil
from datetime import datetime
from pathlib import Path

from sqlalchemy import text

from crosspost.errors import StoreError
from crosspost.model import FeedState
from crosspost.outbox.store import open_store
from tests.outbox.conftest import Find, file_of
from tests.words import raises_saying


def test_backup_is_whole_while_others_write(
    sqlite_url: str, tmp_path: Path, find: Find, now: datetime
) -> None:
    """The copy opens as a record of its own, with what was committed, and nothing beside it."""
    store = open_store(sqlite_url)
    store.record(FeedState("blog"), [find(1)], now=now)
    copy = tmp_path / "backup" / "crosspost.db"
    copy.parent.mkdir()
    with store.writing() as connection:
        connection.execute(text("DELETE FROM heartbeats"))
        store.backup(copy)
    store.close()

    assert [path.name for path in copy.parent.iterdir()] == ["crosspost.db"]
    restored = open_store(f"sqlite:///{copy}")
    assert restored.article(1).id == 1
    restored.close()


def test_backup_overwrites_nothing(sqlite_url: str, tmp_path: Path) -> None:
    """A file that is there stays as it is; a folder that is not there is named."""
    store = open_store(sqlite_url)
    there = tmp_path / "there.db"
    there.write_text("kept")

    with raises_saying(StoreError, match="is there already"):
        store.backup(there)
    with raises_saying(StoreError, match="does not exist"):
        store.backup(tmp_path / "nowhere" / "copy.db")
    assert there.read_text() == "kept"
    store.close()


def test_restored_backup_goes_on(sqlite_url: str, tmp_path: Path, now: datetime) -> None:
    """The copy in the place of the record is the record."""
    store = open_store(sqlite_url)
    store.beat("watch", now)
    copy = tmp_path / "copy.db"
    store.backup(copy)
    store.close()
    shutil.rmtree(file_of(sqlite_url).parent)
    file_of(sqlite_url).parent.mkdir()
    copy.rename(file_of(sqlite_url))

    store = open_store(sqlite_url)
    assert store.beats() == {"watch": now}
    store.close()


def test_backup_of_a_server_names_its_tool(postgres_url: str, tmp_path: Path) -> None:
    """PostgreSQL has its own way to make a backup."""
    store = open_store(postgres_url)
    with raises_saying(StoreError, match="pg_dump"):
        store.backup(tmp_path / "copy.db")
    store.close()
