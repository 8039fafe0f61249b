"""Permanent redirects of a feed: remembered and reported, never written into the configuration."""

from dataclasses import replace
from datetime import datetime, timedelta

from crosspost.fetch import Fetched
from crosspost.model import FeedState
from crosspost.settings import FeedSection


def note_move(state: FeedState, feed: FeedSection, fetched: Fetched, *, now: datetime) -> FeedState:
    """Return the feed's state with the permanent redirect that was met, or with none."""
    if not fetched.moved_to or fetched.moved_to == feed.url:
        return replace(state, moved_to="", moved_since=None, moved_count=0)
    if fetched.moved_to == state.moved_to:
        return replace(state, moved_count=state.moved_count + 1)
    return replace(state, moved_to=fetched.moved_to, moved_since=now, moved_count=1)


def is_moved(state: FeedState, *, now: datetime) -> bool:
    """Whether a permanent redirect was seen often and long enough to tell the operator."""
    enough = state.moved_count >= 3 and state.moved_since is not None  # noqa: PLR2004
    return enough and now - (state.moved_since or now) >= timedelta(hours=24)
