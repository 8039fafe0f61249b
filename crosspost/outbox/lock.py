"""Only one process sends from one record; another one waits, and takes its place."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path

from sqlalchemy import URL

from crosspost.errors import StoreError, StoreGone, StoreTaken
from crosspost.model.failures import Fault
from crosspost.outbox.database import read_url
from crosspost.outbox.schema import PRIVATE
from crosspost.outbox.tenure import FROZEN_SECONDS, Lock, Tenure, count_seconds, renewed

_NOWHERE = 0, 0


@contextmanager
def exclusive(url: str) -> Iterator[Tenure]:
    """Be the only sender on this record; StoreTaken names the other process when there is one.

    The lock dies with the process, however that ends; a process that is frozen loses it after half
    a minute to one that waits.
    """
    address = read_url(url)
    with _lock(address, name=f"crosspost {os.getpid()}") as held:
        tenure = Tenure(held)
        with renewed(tenure):
            yield tenure


def _lock(address: URL, *, name: str) -> AbstractContextManager[Lock]:
    if address.get_backend_name() == "sqlite":
        return _lock_file(address)
    from crosspost.outbox.advisory import lock_server  # noqa: PLC0415 — for those who use it

    return lock_server(address, name=name)


def _place(address: URL) -> Path:
    return Path(f"{address.database}.lock")


@contextmanager
def _lock_file(address: URL) -> Iterator["_FileLock"]:
    path = _place(address)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        number = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, PRIVATE)
        file = os.fdopen(number, "a+", encoding="ascii")
        with suppress(OSError):  # a file of another user that may be written
            os.fchmod(number, PRIVATE)
    except OSError as error:
        raise StoreError(
            Fault.LOCK_UNWRITABLE(path=str(path), detail=error.strerror or "")
        ) from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            raise StoreTaken(file.read().strip()) from error
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        lock = _FileLock(path, file, record=Path(str(address.database)))
        lock.renew()
        yield lock


class _FileLock:
    """Files that must stay what they were: a name that leads to another one is a fault."""

    def __init__(self, path: Path, file: TextIOWrapper, *, record: Path) -> None:
        """Take the record for what it is when it is first seen; it may be made only now."""
        held = os.fstat(file.fileno())
        self._file = file
        self._were = {path: (held.st_dev, held.st_ino)}
        self._record = record

    def renew(self) -> bool:
        """Show that this process lives; StoreGone when a file was replaced or removed."""
        os.utime(self._file.fileno())
        if self._record not in self._were and (is_there := _identify(self._record)) != _NOWHERE:
            self._were[self._record] = is_there
        for path, was in self._were.items():
            if _identify(path) != was:
                raise StoreGone(Fault.REPLACED(path=str(path)))
        return True

    def is_held(self) -> bool:
        """Whether all files are what they were."""
        return all(_identify(path) == was for path, was in self._were.items())


def _identify(path: Path) -> tuple[int, int]:
    try:
        there = path.stat()
    except FileNotFoundError:
        return _NOWHERE
    except OSError as error:
        raise StoreError(Fault.UNSEEN(path=str(path), detail=error.strerror or "")) from error
    return there.st_dev, there.st_ino


class Line:
    """Where a process waits behind the holder of a record, and sees when that one is frozen.

    A server ends a frozen session by itself; the lock of a file would stay for ever. Its time
    stands still then, and the file is taken away: the frozen process sees that before it sends.
    """

    def __init__(self, url: str, *, seconds: Callable[[], float] = count_seconds) -> None:
        address = read_url(url)
        self._path = _place(address) if address.get_backend_name() == "sqlite" else None
        self._seconds = seconds
        self._seen: tuple[int, int] = _NOWHERE  #: the file, and when it was last renewed
        self._since = seconds()

    def look(self) -> None:
        """Look at the holder's lock once a second or so, and free it when nobody renews it."""
        if self._path is None:
            return
        seen = _renewal(self._path)
        if seen != self._seen:
            self._seen, self._since = seen, self._seconds()
        elif self._seconds() - self._since > FROZEN_SECONDS:
            _free(self._path, seen)


def _renewal(path: Path) -> tuple[int, int]:
    try:
        there = path.stat()
    except OSError:
        return _NOWHERE
    return there.st_ino, there.st_mtime_ns


def _free(path: Path, seen: tuple[int, int]) -> None:
    """Take the file away if it is the one that was seen; of several that wait, one does it."""
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        if _renewal(path) == seen:
            with suppress(OSError):
                path.unlink()
    finally:
        os.close(folder)
