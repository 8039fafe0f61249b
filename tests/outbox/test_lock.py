"""One process sends: the lock beside the record."""

import os
import shutil
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from crosspost.errors import StoreError, StoreGone
from crosspost.outbox.store import exclusive, open_store
from tests.words import raises_saying

LOCKER = (
    "import sys; from crosspost.outbox.store import exclusive\n"
    "with exclusive(sys.argv[1]): print('locked', flush=True); sys.stdin.read()"
)


def test_second_sender_is_refused_and_told_of_the_first(address: str) -> None:
    """Only one process sends; when it is killed, the next one may at once."""
    with subprocess.Popen(
        [sys.executable, "-c", LOCKER, address],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "locked\n"
        with raises_saying(StoreError, match=rf"process {first.pid}\)"), exclusive(address):
            pass
        first.send_signal(signal.SIGKILL)
        first.wait()

    with exclusive(address):
        pass


@pytest.mark.parametrize("name", ["crosspost.db", "crosspost.db.lock"])
@pytest.mark.parametrize("change", ["replaced", "removed"])
def test_a_file_that_is_taken_away_while_it_is_open_is_noticed(
    tmp_path: Path, name: str, change: str
) -> None:
    """A restored backup, or tidied files: writes would go on into what nobody sees."""
    url = f"sqlite:///{tmp_path}/crosspost.db"
    with exclusive(url) as tenure:
        tenure.keep()  # the record is made only now
        store = open_store(url)
        tenure.keep()
        store.beat("daemon", datetime(2026, 11, 25, tzinfo=UTC))
        tenure.keep()
        copy = tmp_path / "copy"
        shutil.copy(tmp_path / name, copy)
        copy.replace(tmp_path / name) if change == "replaced" else (tmp_path / name).unlink()
        with raises_saying(StoreGone, match=f"{name} was replaced or removed"):
            tenure.keep()
        store.close()


def test_a_lock_that_was_taken_away_before_the_first_check_is_noticed(tmp_path: Path) -> None:
    """What counts is the file that was locked, not the one that has its name by then."""
    with exclusive(f"sqlite:///{tmp_path}/crosspost.db") as tenure:
        (tmp_path / "crosspost.db.lock").unlink()
        with exclusive(f"sqlite:///{tmp_path}/crosspost.db"), pytest.raises(StoreGone):
            tenure.keep()


def test_a_server_that_was_restarted_gives_the_lock_again(postgres_url: str) -> None:
    """The session dies with the server, and the lock with it: it is taken again, or lost."""
    with exclusive(postgres_url) as tenure:
        end_session(postgres_url)
        tenure.keep()
        end_session(postgres_url)
        with exclusive(postgres_url), raises_saying(StoreGone, match="another crosspost"):
            tenure.keep()


def end_session(url: str) -> None:
    """End the session that holds our lock, as a restart of the server does."""
    engine = create_engine(url)
    with engine.connect() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE application_name = :name"
            ),
            {"name": f"crosspost {os.getpid()}"},
        )
    engine.dispose()


def test_lock_beside_an_unwritable_place_is_explained(tmp_path: Path) -> None:
    """The lock cannot be made: the line says where and what to do."""
    (tmp_path / "state").write_text("")

    with (
        raises_saying(StoreError, match="cannot be written"),
        exclusive(f"sqlite:///{tmp_path / 'state' / 'crosspost.db'}"),
    ):
        pass
