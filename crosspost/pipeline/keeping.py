"""Keeps what has happened already until it is written down, however long the record cannot be."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from crosspost.errors import StoreBusy, StoreError, StoreGone, StoreRefused

T = TypeVar("T")

#: How long to wait before it is tried again; the event loop goes on meanwhile.
PAUSE_SECONDS = 0.2
#: The same where the disk is full or away, which takes a person.
ROOM_SECONDS = 1.0


async def keep(write: Callable[[], T]) -> T:
    """Write down what a request led to: a receipt, an upload, a look that was paid for.

    It waits in memory for a lock to go and for a disk to have room; only what the record does not
    take for what it holds, or a record that is another one by now, raises. Nothing is at risk
    meanwhile: a delivery that is sending is looked for should the process end.
    """
    while True:
        try:
            return write()
        except StoreBusy:
            await asyncio.sleep(PAUSE_SECONDS)
        except (StoreGone, StoreRefused):
            raise
        except StoreError:
            await asyncio.sleep(ROOM_SECONDS)
