"""A look that the record does not take for what it holds: that feed's fault, nobody else's."""

import asyncio
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crosspost import clock, daemon
from crosspost.daemon import Daemon
from crosspost.threads import run_apart
from tests.words import english

if TYPE_CHECKING:
    from tests.pipeline.conftest import Newsroom

BAD = "この見出しだけは書き留められない、理由は誰も知らない"
GOOD = "隣の町の記事はいつも通り、港の見学会を開く"


def refuse(newsroom: "Newsroom", table: str, when: str) -> None:
    """Let the record take no row of a kind, as a fault of ours would."""
    file = newsroom.store._engine.url.database or ""
    event = "INSERT" if table == "articles" else "UPDATE"
    with closing(sqlite3.connect(Path(file))) as side:
        side.execute(
            f"CREATE TRIGGER refuse BEFORE {event} ON {table} WHEN {when}"
            " BEGIN SELECT RAISE(ABORT, 'no such thing'); END"
        )


def watch(
    newsroom: "Newsroom", is_done: Callable[[], bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Let a whole daemon run until something is so."""
    monkeypatch.setattr(daemon, "BEAT_SECONDS", 0.05)
    monkeypatch.setattr(daemon, "TICK_SECONDS", 0.05)
    monkeypatch.setattr(daemon, "BEAT_APART", timedelta(0))

    def wait() -> None:
        while not is_done():
            time.sleep(0.05)

    async def run() -> None:
        made = Daemon(replace(newsroom.pipeline(), now=clock.now))
        running = asyncio.ensure_future(made.run())
        await run_apart(wait)
        made.stop()
        await running

    asyncio.run(asyncio.wait_for(run(), 60))


def test_it_is_told_as_the_feeds_fault_and_asked_for_later_and_later(newsroom: "Newsroom") -> None:
    """Alert, status and metric go by the feed's own row; what came is not lost."""
    newsroom.look()
    refuse(newsroom, "articles", f"NEW.title = '{BAD}'")
    newsroom.publish(BAD)
    for failures in (1, 2):
        assert newsroom.look().outcome == "failed"
        state = newsroom.store.feed("blog")
        assert state is not None
        assert (state.failures, "no such thing" in english(state.error)) == (failures, True)
        assert "please report it" in english(state.error)
    assert newsroom.deliveries() == []


def test_the_feed_beside_it_is_looked_at_as_ever(
    newsroom: "Newsroom", monkeypatch: pytest.MonkeyPatch
) -> None:
    """One bad feed silenced the whole daemon, for longer and longer."""
    newsroom.table["feed"] = {"every": "60s"}
    other = {"name": "other", "url": f"{newsroom.site}/feed/?other", "every": "1s"}
    newsroom.table["more_feeds"] = [other | {"accounts": ["main"]}]
    for feed in ("blog", "other"):
        newsroom.look(feed=feed)
    refuse(newsroom, "articles", "NEW.feed = 'blog'")
    newsroom.publish(GOOD)
    seen: list[datetime] = []

    def is_done() -> bool:
        state, bad = newsroom.store.feed("other"), newsroom.store.feed("blog")
        if state and state.looked_at and state.looked_at not in seen:
            seen.append(state.looked_at)
        return bool(bad and bad.failures and len(seen) > 3 and newsroom.deliveries())

    watch(newsroom, is_done, monkeypatch)
    assert [newsroom.store.article(d.article).feed for d in newsroom.deliveries()] == ["other"]


@pytest.mark.parametrize("which", ["true", "NEW.name = 'blog'"], ids=["all", "one of two"])
def test_the_watch_beats_no_more_when_no_look_can_be_recorded(
    newsroom: "Newsroom", monkeypatch: pytest.MonkeyPatch, which: str
) -> None:
    """`health` was green while nothing was watched; with one feed of two it stays green."""
    other = {"name": "other", "url": f"{newsroom.site}/feed/?other", "every": "1s"}
    newsroom.table["more_feeds"] = [other | {"accounts": ["main"]}]
    for feed in ("blog", "other"):
        newsroom.look(feed=feed)
    refuse(newsroom, "feeds", which)
    beats: dict[str, datetime] = {}
    until = clock.now() + timedelta(seconds=4)

    def is_done() -> bool:
        beats.update(newsroom.store.beats())
        return "daemon" in beats and beats["daemon"] > until

    watch(newsroom, is_done, monkeypatch)
    late = beats["daemon"] - beats["watch"]
    assert (late > timedelta(seconds=2)) == (which == "true")
