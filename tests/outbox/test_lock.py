"""One process sends: the lock beside the record."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from crosspost.errors import StoreError
from crosspost.outbox.store import exclusive

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
        with pytest.raises(StoreError, match=rf"process {first.pid}\)"), exclusive(address):
            pass
        first.send_signal(signal.SIGKILL)
        first.wait()

    with exclusive(address):
        pass


def test_lock_beside_an_unwritable_place_is_explained(tmp_path: Path) -> None:
    """The lock cannot be made: the line says where and what to do."""
    (tmp_path / "state").write_text("")

    with (
        pytest.raises(StoreError, match="cannot be written"),
        exclusive(f"sqlite:///{tmp_path / 'state' / 'crosspost.db'}"),
    ):
        pass
