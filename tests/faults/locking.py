"""A program beside the daemon that keeps the record locked, as a person's sqlite3 shell does."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PROGRAM = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("locked", flush=True)
sys.stdin.read()
"""


class Locker:
    """A real second process; the lock ends with it."""

    def __init__(self, path: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == b"locked\n"

    def end(self) -> None:
        """Let go of the lock; a second call does nothing."""
        self._process.communicate()
        assert self._process.returncode == 0


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep a record locked by another process."""
    locker = Locker(path)
    try:
        yield
    finally:
        locker.end()
