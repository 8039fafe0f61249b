"""A look that goes wrong in a way that nobody foresaw."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from crosspost.errors import StoreBusy
from crosspost.model import Article, Room
from crosspost.pipeline.watch import Look, look
from tests.words import english

if TYPE_CHECKING:
    from tests.pipeline.conftest import Newsroom

NEWS = "会見の全文を公開、知事は来年度の浄水場予算を白紙に戻すと述べた"


class Stumbling:
    """A summariser that raises."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def summarize(self, article: Article, room: Room) -> str:
        """Raise."""
        raise self.error


def look_and_stumble(newsroom: "Newsroom", error: Exception) -> Look:
    """Look once, with a summariser that raises."""

    async def once() -> Look:
        pipe = replace(newsroom.pipeline(), summarizer=Stumbling(error))
        try:
            return await look(pipe, pipe.settings.feeds[0], pinged=True)
        finally:
            await pipe.fetcher.close()

    return asyncio.run(once())


def test_what_nobody_foresaw_is_a_failed_look(newsroom: "Newsroom") -> None:
    """The blog is asked later and later, an alert follows, and nothing is lost meanwhile."""
    newsroom.look()
    newsroom.publish(NEWS)
    state = None
    for failures in (1, 2):
        newsroom.clock.turn(minutes=10)
        done = look_and_stumble(newsroom, ValueError("half a\ncharacter"))
        assert done.outcome == "failed"
        state = newsroom.store.feed("blog")
        assert state is not None
        assert state.failures == failures
        assert state.next_at is not None
        assert state.next_at > newsroom.clock.at + timedelta(seconds=1)
    assert state is not None
    assert "a fault of crosspost itself (ValueError: half a character; test_faulty" in english(
        state.error
    )
    assert [finding.decision for finding in newsroom.look().findings] == ["post"]


def test_a_record_that_cannot_be_used_is_no_fault_of_the_feed(newsroom: "Newsroom") -> None:
    """The daemon knows what to do about its record; the feed's own schedule stays."""
    newsroom.look()
    newsroom.publish(NEWS)
    with pytest.raises(StoreBusy):
        look_and_stumble(newsroom, StoreBusy("locked"))
    state = newsroom.store.feed("blog")
    assert state is not None
    assert state.failures == 0
