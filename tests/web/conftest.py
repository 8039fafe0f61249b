"""The server on a free port of loopback, over a real record."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Thread

import pytest

from crosspost import clock
from crosspost.outbox.store import Store, open_store
from crosspost.settings import Settings
from crosspost.web.server import serve

SECRET = "wort-das-niemand-kennt"


@dataclass(slots=True)
class Desk:
    """The server, what it told, and the record behind it."""

    url: str
    store: Store
    told: list[list[str]] = field(default_factory=list)

    def beat(self, at: datetime | None = None) -> None:
        """Let every job of the daemon come round."""
        for job in ("daemon", "watch", "deliver", "settle"):
            self.store.beat(job, at or clock.now())


def make_settings() -> Settings:
    """Return two blogs, and the server on any free port."""
    return Settings.model_validate(
        {
            "feeds": [
                {"name": "blog", "url": "https://blog.example.jp/feed/"},
                {"name": "other", "url": "https://other.example.jp/feed/"},
            ],
            "accounts": {"main": {"network": "dry"}},
            "web": {"enabled": True, "port": 0, "ping_secret": SECRET},
        }
    )


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Serve from a thread of its own."""
    store = open_store(f"sqlite:///{tmp_path}/crosspost.db")
    settings = make_settings()
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever, daemon=True)
    thread.start()
    told: list[list[str]] = []
    server = serve(lambda: settings, store, tell=told.append)
    url = asyncio.run_coroutine_threadsafe(server.__aenter__(), loop).result()
    try:
        yield Desk(url, store, told)
    finally:
        closing = server.__aexit__(None, None, None)
        asyncio.run_coroutine_threadsafe(closing, loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
        store.close()
