"""A backup put back: whole, with nothing of the other record, and never under a running daemon."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from crosspost.errors import StoreError, StoreTaken
from crosspost.model import FeedState
from crosspost.outbox.restore import put_back
from crosspost.outbox.store import exclusive, open_store
from tests.outbox.conftest import NOW, Find
from tests.words import raises_saying


def write(url: str, find: Find, *numbers: int) -> None:
    """Write articles down, each with its delivery."""
    with closing(open_store(url)) as store:
        for number in numbers:
            store.record(FeedState("blog"), [find(number)], now=NOW + timedelta(minutes=number))


def titles(url: str) -> int:
    """Return how many deliveries the record holds."""
    with closing(open_store(url)) as store:
        return len(store.deliveries())


def test_a_backup_takes_the_records_place_and_the_old_one_is_kept(
    sqlite_url: str, tmp_path: Path, find: Find
) -> None:
    """It says what waits in it, since that is looked for before anything is sent."""
    write(sqlite_url, find, 1)
    with closing(open_store(sqlite_url)) as store:
        store.backup(tmp_path / "b.db")
    write(sqlite_url, find, 2, 3)

    restored = put_back(sqlite_url, tmp_path / "b.db", now=NOW)

    assert titles(sqlite_url) == 1
    assert restored.kept is not None
    assert titles(f"sqlite:///{restored.kept}") == 3
    assert restored.looked_for == {"main": 1}
    assert restored.last_event.startswith("2026-11-23T12:01")
    assert restored.record.stat().st_mode & 0o777 == 0o600


def test_a_log_of_the_old_record_brings_none_of_its_rows_back(
    sqlite_url: str, tmp_path: Path, find: Find
) -> None:
    """A process that was killed leaves one; beside another file SQLite would take it up."""
    write(sqlite_url, find, 1)
    with closing(open_store(sqlite_url)) as store:
        store.backup(tmp_path / "b.db")
    record = Path(sqlite_url.removeprefix("sqlite:///"))
    opened = sqlite3.connect(record)
    opened.execute("UPDATE articles SET title = 'later'")
    opened.commit()
    log = Path(f"{record}-wal").read_bytes()
    opened.close()
    Path(f"{record}-wal").write_bytes(log)

    put_back(sqlite_url, tmp_path / "b.db", now=NOW)

    assert not Path(f"{record}-wal").exists()
    with closing(sqlite3.connect(record)) as opened:
        assert opened.execute("SELECT count(*) FROM articles WHERE title = 'later'").fetchone() == (
            0,
        )


def test_without_a_record_the_backup_is_the_first(
    sqlite_url: str, tmp_path: Path, find: Find
) -> None:
    """A new machine."""
    write(f"sqlite:///{tmp_path}/other.db", find, 1, 2)
    with closing(open_store(f"sqlite:///{tmp_path}/other.db")) as store:
        store.backup(tmp_path / "b.db")
    assert put_back(sqlite_url, tmp_path / "b.db", now=NOW).kept is None
    assert titles(sqlite_url) == 2


def test_under_a_running_daemon_nothing_is_put_back(
    sqlite_url: str, tmp_path: Path, find: Find
) -> None:
    """It would go on in a file that nobody sees."""
    write(sqlite_url, find, 1)
    with exclusive(sqlite_url), pytest.raises(StoreTaken):
        put_back(sqlite_url, tmp_path / "b.db", now=NOW)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "there is no file"),
        (b"", "no record of crosspost"),
        (b"a letter, not a database" * 99, "no record of crosspost"),
    ],
)
def test_what_is_no_backup_changes_nothing(
    sqlite_url: str, tmp_path: Path, find: Find, content: bytes | None, says: str
) -> None:
    """One line says why; the record stays."""
    write(sqlite_url, find, 1)
    if content is not None:
        (tmp_path / "b.db").write_bytes(content)
    with raises_saying(StoreError, match=says):
        put_back(sqlite_url, tmp_path / "b.db", now=NOW)
    assert titles(sqlite_url) == 1


def test_a_damaged_record_gives_way_and_is_kept_with_its_log(
    sqlite_url: str, tmp_path: Path, find: Find
) -> None:
    """That is when a backup is wanted most."""
    write(f"sqlite:///{tmp_path}/other.db", find, 1)
    with closing(open_store(f"sqlite:///{tmp_path}/other.db")) as store:
        store.backup(tmp_path / "b.db")
    record = Path(sqlite_url.removeprefix("sqlite:///"))
    record.parent.mkdir()
    record.write_bytes(b"damaged" * 999)
    Path(f"{record}-wal").write_bytes(b"its log")
    kept = put_back(sqlite_url, tmp_path / "b.db", now=NOW).kept
    assert kept is not None
    assert kept.read_bytes().startswith(b"damaged")
    assert Path(f"{kept}-wal").read_bytes() == b"its log"
    assert titles(sqlite_url) == 1
