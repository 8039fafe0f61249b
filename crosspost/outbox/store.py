"""The store: everything that crosspost remembers, in SQLite or PostgreSQL."""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from crosspost.errors import StoreError
from crosspost.model.denials import Denial
from crosspost.model.failures import Fault
from crosspost.outbox.accounts import Accounts
from crosspost.outbox.answers import Answers
from crosspost.outbox.articles import Articles
from crosspost.outbox.corrections import Corrections
from crosspost.outbox.deliveries import Deliveries
from crosspost.outbox.doubts import Doubts
from crosspost.outbox.feeds import Feeds
from crosspost.outbox.journal import Journal
from crosspost.outbox.likenesses import Likenesses
from crosspost.outbox.lock import Line, exclusive
from crosspost.outbox.opening import open_engine
from crosspost.outbox.ordering import Orders
from crosspost.outbox.schema import PRIVATE
from crosspost.outbox.tenure import Tenure, alone

__all__ = ["Line", "Store", "Tenure", "alone", "exclusive", "open_store"]


class Store(
    Feeds, Articles, Likenesses, Deliveries, Doubts, Corrections, Orders, Accounts, Answers, Journal
):
    """One record; safe to use from several threads and processes."""

    def backup(self, path: Path) -> None:
        """Write a whole copy while the daemon runs; StoreError when the file is there already."""
        address = self._engine.url
        if address.get_backend_name() != "sqlite":
            raise StoreError(Fault.IN_POSTGRES())
        if path.exists():
            raise StoreError(Fault.FILE_THERE(path=str(path)))
        if not path.parent.is_dir():
            raise StoreError(Fault.NO_FOLDER(folder=str(path.parent)))
        part = path.with_name(f"{path.name}.part")
        try:
            part.unlink(missing_ok=True)
            self._copy(part)
            part.rename(path)
        except (OSError, sqlite3.Error) as error:
            raise StoreError(Denial.UNWRITABLE(path=str(path), detail=str(error))) from error
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)

    def _copy(self, part: Path) -> None:
        """Copy into a new file and wait until it is on the disk."""
        part.touch(mode=PRIVATE)
        connection = self._engine.raw_connection()
        try:
            connection.cursor().execute("VACUUM INTO ?", (str(part),))
        finally:
            connection.close()
        with part.open("rb") as file:
            os.fsync(file.fileno())


def open_store(url: str) -> Store:
    """Open the record, create it or bring it forward; StoreError says what is in the way."""
    return Store(open_engine(url))
