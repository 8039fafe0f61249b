"""Parses documents beside the event loop, a few at once, so that hostile ones do not add up."""

import threading
from typing import Any

from crosspost.errors import FeedError
from crosspost.feed import parsing
from crosspost.model import Document

#: Documents that are parsed at once. More are no quicker under one interpreter's lock, but their
#: memory adds up: forty hostile ones of 3 MB would take 2 GB.
_PARSES = threading.BoundedSemaphore(2)


def parse_in_turn(body: bytes, **setting: Any) -> Document:  # noqa: ANN401 — as parse takes it
    """Parse a document when one of the few turns is free; FeedError as `parsing.parse` gives it."""
    with _PARSES:
        try:
            return parsing.parse(body, **setting)
        except FeedError as error:
            why = error.why
    raise FeedError(why)  # anew: the frames behind the first one hold all that was read
