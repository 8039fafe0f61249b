"""Opening a record: created, brought forward, or refused with a clear line."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text

from crosspost.errors import StoreError
from crosspost.outbox import migrations
from crosspost.outbox.schema import HEAD, create, metadata
from crosspost.outbox.store import open_store
from tests.outbox.conftest import file_of
from tests.words import english, raises_saying


@pytest.mark.parametrize("lay_out", [migrations.upgrade, create])
def test_migrations_lead_to_the_schema(
    sqlite_url: str, lay_out: Callable[[Connection], None]
) -> None:
    """From nothing, all steps together make what a new record has: the tables of the code."""
    file_of(sqlite_url).parent.mkdir()
    engine = create_engine(sqlite_url)
    with engine.begin() as connection:
        lay_out(connection)
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == HEAD
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()
    assert ScriptDirectory.from_config(migrations.configure()).get_current_head() == HEAD


@pytest.mark.parametrize(
    "start",
    [
        step.revision
        for step in ScriptDirectory.from_config(migrations.configure()).walk_revisions()
    ],
)
def test_each_released_schema_is_brought_forward(sqlite_url: str, start: str) -> None:
    """A record of any earlier version opens, and its rows are still there."""
    path = file_of(sqlite_url)
    path.parent.mkdir()
    engine = create_engine(sqlite_url)
    with engine.begin() as connection:
        migrations.upgrade(connection, to=start)
        connection.execute(
            text("INSERT INTO heartbeats VALUES ('watch', :at)"),
            {"at": "2026-11-23T12:00:00.000000Z"},
        )
        connection.execute(text(f"PRAGMA application_id = {0x58505354}"))
    engine.dispose()

    store = open_store(sqlite_url)
    assert list(store.beats()) == ["watch"]
    store.close()


def test_open_record_is_durable_and_strict(sqlite_url: str) -> None:
    """WAL, synchronous FULL, foreign keys and patience hold on each connection."""
    store = open_store(sqlite_url)
    with store.reading() as connection:
        found = {
            name: connection.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    store.close()

    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 10_000,
    }


def test_record_of_this_version_opens_without_alembic(sqlite_url: str) -> None:
    """Alembic costs more than all else of a start; only a migration needs it."""
    open_store(sqlite_url).close()
    code = (
        "import sys; from crosspost.outbox.store import open_store;"
        "open_store(sys.argv[1]).close(); sys.exit('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, sqlite_url], check=False)
    assert done.returncode == 0, "it imported alembic"


def test_newer_record_is_refused(sqlite_url: str) -> None:
    """An old program does not touch what it does not know."""
    store = open_store(sqlite_url)
    with store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()

    with raises_saying(StoreError, match=r"newer crosspost \(schema 9999, .*backup"):
        open_store(sqlite_url)


def test_foreign_database_is_left_alone(tmp_path: Path) -> None:
    """A SQLite file of another program is refused, not migrated, byte for byte the same."""
    path = tmp_path / "music.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE songs (title)")
    connection.close()
    before = path.read_bytes()

    with raises_saying(StoreError, match="belongs to another program"):
        open_store(f"sqlite:///{path}")
    assert path.read_bytes() == before


def test_marked_foreign_database_is_refused(tmp_path: Path) -> None:
    """Another program's application id is enough."""
    path = tmp_path / "music.db"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA application_id = 4711")
    connection.execute("PRAGMA user_version = 1")
    connection.close()

    with raises_saying(StoreError, match="belongs to another program"):
        open_store(f"sqlite:///{path}")


def test_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    """A typo in state.url must not destroy a file."""
    path = tmp_path / "notes.txt"
    path.write_text("港の写真を撮ること\n" * 20, encoding="utf-8")

    with raises_saying(StoreError, match=r"no database; point state\.url at another file"):
        open_store(f"sqlite:///{path}")


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("state/crosspost.db", "not an address"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("mysql://root@localhost/x", "mysql is not supported"),
        ("postgresql+nothing://localhost/x", "the driver of postgresql.nothing is not there"),
    ],
)
def test_address_that_cannot_be_used_is_explained(url: str, why: str) -> None:
    """Each wrong state.url has its line."""
    with raises_saying(StoreError, match=why):
        open_store(url)


def test_path_below_a_file_is_explained(tmp_path: Path) -> None:
    """The folder cannot be made: the line says where."""
    (tmp_path / "state").write_text("")

    with raises_saying(StoreError, match="cannot be opened"):
        open_store(f"sqlite:///{tmp_path / 'state' / 'crosspost.db'}")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_read_only_folder_is_explained(tmp_path: Path) -> None:
    """A volume without the right to write is the commonest mistake with containers."""
    tmp_path.chmod(0o500)

    with raises_saying(StoreError, match="give this user the right to write"):
        open_store(f"sqlite:///{tmp_path / 'crosspost.db'}")


def test_damaged_record_is_explained(sqlite_url: str, now: datetime) -> None:
    """A file that was overwritten in the middle asks for the backup."""
    open_store(sqlite_url).close()
    path = file_of(sqlite_url)
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * (size - 100))

    with raises_saying(StoreError, match="damaged; restore the last backup"):
        open_store(sqlite_url)


def test_password_is_not_shown() -> None:
    """A server out of reach is named without its password (law 11)."""
    pytest.importorskip("psycopg")
    with pytest.raises(StoreError) as caught:
        open_store("postgresql+psycopg://crosspost:s3cret@127.0.0.1:1/crosspost")

    assert "s3cret" not in english(caught.value)
    assert "127.0.0.1" in english(caught.value)


def _open(url: str) -> None:
    open_store(url).close()


def test_processes_that_open_a_new_record_together_agree(sqlite_url: str) -> None:
    """Daemon and command start at the same moment on an empty volume: one creates, all open."""
    context = get_context("fork")
    openers = [context.Process(target=_open, args=(sqlite_url,)) for _ in range(4)]
    for opener in openers:
        opener.start()
    for opener in openers:
        opener.join()

    assert [opener.exitcode for opener in openers] == [0, 0, 0, 0]
