"""A second daemon on one record waits, and takes over when the first one ends, dies or freezes."""

import asyncio
import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

from crosspost import log
from crosspost.edits import EditedFile
from crosspost.errors import ConfigError, StoreError, StoreTaken
from crosspost.health import note_of
from crosspost.outbox.store import Line, Tenure, exclusive
from crosspost.settings import Settings

#: How often the record is asked for; a takeover takes a second longer at most.
ASK_SECONDS = 1.0


@contextmanager
def sole_sender(url: str, *, wait: bool) -> Iterator[Tenure | None]:
    """Be the only sender on the record: at once, or after waiting for it.

    None: the process was told to end while it waited. StoreTaken when another one sends and `wait`
    is off; StoreError when the record cannot be reached at the first try.
    """
    with ExitStack() as stack:
        try:
            tenure: Tenure | None = stack.enter_context(exclusive(url))
        except StoreTaken as taken:
            if not wait:
                raise
            tenure = asyncio.run(_wait(url, stack, holder=taken.holder))
        yield tenure


async def _wait(url: str, stack: ExitStack, *, holder: str) -> Tenure | None:
    logger, line, ended = log.logger(), Line(url), asyncio.Event()
    note = note_of(url)
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, lambda: None)  # read at the end
    logger.info("standby.waiting", holder=holder)
    try:
        while not ended.is_set():
            with suppress(OSError):
                note.write_text(f"{os.getpid()} {holder}", "ascii")
            with suppress(TimeoutError):
                await asyncio.wait_for(ended.wait(), ASK_SECONDS)
            with suppress(StoreError):  # taken still; or a server that is away, for which we wait
                line.look()
                tenure = stack.enter_context(exclusive(url))
                logger.info("standby.ended", holder=holder)
                return tenure
        return None
    finally:
        note.unlink(missing_ok=True)


def refresh(settings: Settings, edits: EditedFile | None) -> Settings:
    """Return the configuration as it is now: a standby may have waited for months."""
    if edits is None or not edits.was_edited():
        return settings
    try:
        edited = edits.take_up()
    except ConfigError as error:
        log.logger().error("config.refused", why=error.why)
        return settings
    # The lock that was waited for belongs to this record.
    return edited if edited.state.url == settings.state.url else settings
