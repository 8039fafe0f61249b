"""A pipeline on real parts: SQLite, loopback sockets, a WordPress-like blog; a clock in hand."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crosspost import wiring
from crosspost.demo.blog import Blog, Draft
from crosspost.demo.server import running
from crosspost.model import Delivery
from crosspost.outbox.store import Store, open_store
from crosspost.pipeline.parts import Pipeline
from crosspost.pipeline.watch import Look, look
from crosspost.settings import Settings
from tests.pipeline.press import Press, printing

HOST = "blog.example.jp"
NOON = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


@dataclass(slots=True)
class Clock:
    """A clock that a test turns."""

    at: datetime = NOON

    def __call__(self) -> datetime:
        """Return the time, a millisecond later at each question: no two things are at once."""
        self.at += timedelta(milliseconds=1)
        return self.at

    def turn(self, **span: float) -> None:
        """Let time pass."""
        self.at += timedelta(**span)


@dataclass(slots=True)
class Newsroom:
    """A blog, its watcher and the record."""

    blog: Blog
    site: str
    store: Store
    clock: Clock
    table: dict[str, Any] = field(default_factory=dict)
    alter: Callable[[Pipeline], Pipeline] = lambda pipe: pipe

    def settings(self) -> Settings:
        """Return the configuration, with what the test laid over it."""
        feed = {"name": "blog", "url": f"{self.site}/feed/", "every": "1s", "accounts": ["main"]}
        accounts: dict[str, Any] = {"main": {"network": "dry", "min_distance": "0s"}}
        table = {
            "feeds": [feed | self.table.get("feed", {}), *self.table.get("more_feeds", [])],
            "accounts": accounts | self.table.get("accounts", {}),
            "fetch": {"allow_private_networks": True, "hosts": {HOST: "127.0.0.1"}},
        }
        rest = {k: v for k, v in self.table.items() if k not in {"feed", "more_feeds", "accounts"}}
        return Settings.model_validate(table | rest)

    def pipeline(self) -> Pipeline:
        """Return the pipeline of the configuration, on this record and clock."""
        made = wiring.make_pipeline(self.settings(), self.store)
        return self.alter(replace(made, now=self.clock, chance=lambda: 0.0))

    def look(self, *, pinged: bool = True, feed: str = "") -> Look:
        """Look at the blog once, at its first feed and without validators unless told otherwise."""

        async def once() -> Look:
            pipe = self.pipeline()
            try:
                section = pipe.settings.feed(feed) or pipe.settings.feeds[0]
                return await look(pipe, section, pinged=pinged)
            finally:
                await pipe.fetcher.close()

        self.clock.turn(seconds=5)
        return asyncio.run(once())

    def deliveries(self) -> list[Delivery]:
        """Return all deliveries, oldest first."""
        return list(reversed(self.store.deliveries()))

    def publish(self, title: str, **more: Any) -> int:  # noqa: ANN401 — Draft's fields
        """Publish an article now."""
        body = more.pop("body", "<p>県の第三者委員会は、更新費が膨らんだ経緯を公表した。</p>")
        at = more.pop("at", None)
        return self.blog.publish(Draft(title=title, body=body, **more), at=at)


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    """Return a newsroom whose blog holds three articles of the days before."""
    clock = Clock()
    blog = Blog(now=clock)
    store = open_store(f"sqlite:///{tmp_path}/crosspost.db")
    with running(blog) as site:
        # X links no address of this machine, so the articles bear a name that it would link.
        blog.site = site.replace("127.0.0.1", HOST)
        made = Newsroom(blog, site, store, clock)
        for days in (3, 2, 1):
            made.publish(f"{days}日前からある記事の見出し", at=NOON - timedelta(days=days))
        yield made
    store.close()


@pytest.fixture
def press(newsroom: Newsroom) -> Iterator[Press]:
    """Let the newsroom watch a feed that is written by hand instead of the blog's."""
    with printing() as made:
        newsroom.table["feed"] = {"url": made.url, "max_new_per_poll": 9}
        newsroom.table["thumbnail"] = {"pages": False}
        yield made


@pytest.fixture
def now() -> datetime:
    """Return a Monday noon in Tokyo."""
    return datetime(2026, 11, 23, 3, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Open an empty record."""
    opened = open_store(f"sqlite:///{tmp_path}/crosspost.db")
    yield opened
    opened.close()


@pytest.fixture
def settings() -> Settings:
    """Return a configuration with a feed and an account that sends nothing."""
    return Settings.model_validate(
        {
            "feeds": [{"name": "blog", "url": "https://blog.example.jp/feed/"}],
            "accounts": {"main": {"network": "dry", "min_distance": "0s"}},
        }
    )
