"""A clock that goes back leaves a schedule from the future behind."""

from datetime import datetime, timedelta

import pytest

from crosspost.model import FeedState
from crosspost.outbox.store import Store


@pytest.mark.parametrize(
    ("ahead", "due"),
    [
        (timedelta(days=1500), ["blog"]),
        (timedelta(minutes=2), ["blog"]),
        (timedelta(seconds=30), []),
        (timedelta(0), []),
    ],
)
def test_a_feed_last_looked_at_in_the_future_is_due(
    store: Store, now: datetime, ahead: timedelta, due: list[str]
) -> None:
    """A machine that booted with a wrong year must not stay silent until that year."""
    then = now + ahead
    store.save_feed(FeedState("blog", looked_at=then, next_at=then + timedelta(minutes=20)))
    assert store.due_feeds(["blog"], now, limit=9) == due
