"""The real record and a blog of one picture, which meet their mishaps."""

import io
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from functools import cache
from typing import Any

from PIL import Image
from sqlalchemy import Connection

from crosspost.errors import NotFetched, StoreError
from crosspost.fetch import Fetched, Fetcher
from crosspost.model import Picture
from crosspost.outbox.store import Store
from crosspost.pipeline import keeping
from crosspost.pipeline.parts import Pipeline
from crosspost.post import picture
from crosspost.settings import Settings
from crosspost.wiring import make_rules, make_style, make_summarizer
from tests.faults.mishaps import Crash, Fate


@cache
def _drawn() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (160, 90), "steelblue").save(file, "JPEG")
    return file.getvalue()


keeping.ROOM_SECONDS = 0.0  # a test's disk has room again at once


class Record(Store):
    """The real record, on real SQLite; its transactions meet mishaps."""

    fate = Fate()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Write; the disk may be full, or the process may die behind the commit."""
        with self._meeting(super().writing()) as connection:
            yield connection

    @contextmanager
    def relaxed(self) -> Iterator[Connection]:
        """Write what need not wait for the disk; the same may happen."""
        with self._meeting(super().relaxed()) as connection:
            yield connection

    @contextmanager
    def _meeting(self, transaction: AbstractContextManager[Connection]) -> Iterator[Connection]:
        mishap = self.fate.meet("commit")
        if mishap and mishap.kind == "no-room":
            raise StoreError("the disk is full")
        with transaction as connection:
            yield connection
        if mishap:
            raise Crash


class Blog(Fetcher):
    """Has one picture."""

    def __init__(self, fate: Callable[[], Fate]) -> None:
        super().__init__()
        self._fate = fate

    async def get(self, url: str, **_options: Any) -> Fetched:  # noqa: ANN401 — as the Fetcher
        """Return the picture."""
        mishap = self._fate().meet("picture")
        if mishap and mishap.kind == "crash":
            raise Crash
        if mishap:
            raise NotFetched(f"{url}: {mishap.kind}", status=int(mishap.kind))
        return Fetched(200, url, {}, _drawn())


def develop(data: bytes, *, again: bool = False) -> Picture:
    """Fit a picture in this process: a journey takes hundreds, and none of them is hostile."""
    return picture.fit_again(data) if again else picture.fit(data)


def open_pipeline(
    settings: Settings, store: Store, *, fetcher: Fetcher, now: Callable[[], datetime]
) -> Pipeline:
    """Wire the parts as the daemon does, without accounts yet and without chance."""
    return Pipeline(
        settings=settings,
        store=store,
        fetcher=fetcher,
        accounts={},
        summarizer=make_summarizer(settings),
        style=make_style(settings),
        rules=make_rules(settings),
        now=now,
        chance=lambda: 0.0,
        develop=develop,
    )
