"""What is committed is on the disk; only what is written again anyway does not wait for it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import event

from crosspost.model import FeedState
from crosspost.outbox.store import Store, open_store

Step = Callable[[Store, datetime], Any]
NORMAL, FULL = "NORMAL", "FULL"


@pytest.mark.parametrize(
    ("step", "lasting"),
    [
        (lambda store, now: store.record(FeedState("blog", baseline_at=now), [], now=now), FULL),
        (lambda store, _now: store.remember("key", 1), FULL),
        (lambda store, _now: store.save_feed(FeedState("blog")), NORMAL),
        (lambda store, now: store.beat("watch", now), NORMAL),
    ],
    ids=["what a look found", "a fact", "a look that found nothing", "a heartbeat"],
)
def test_each_write_says_how_long_it_has_to_last(
    sqlite_url: str, now: datetime, step: Step, lasting: str
) -> None:
    """A power cut may take back a schedule or a beat, never what was found or decided."""
    store = open_store(sqlite_url)
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        said.append(statement)

    store.save_feed(FeedState("other"))
    event.listen(store._engine, "before_cursor_execute", note)
    step(store, now)
    store.close()
    assert said[:2] == [f"PRAGMA synchronous = {lasting}", "BEGIN IMMEDIATE"]
