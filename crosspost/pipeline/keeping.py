"""Keeps what has happened already: written down however long another program locks the record."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from crosspost.errors import StoreBusy

T = TypeVar("T")

#: How long to wait before it is tried again; the event loop goes on meanwhile.
PAUSE_SECONDS = 0.2


async def keep(write: Callable[[], T]) -> T:
    """Write down what a request led to: a receipt, an upload, a look that was paid for.

    Nothing is at risk meanwhile: a delivery that is sending is looked for should the process end.
    """
    while True:
        try:
            return write()
        except StoreBusy:
            await asyncio.sleep(PAUSE_SECONDS)
