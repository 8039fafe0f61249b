"""Many hostile documents at once: their memory must not add up."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import pytest

from crosspost.errors import FeedError
from crosspost.feed import parsing
from crosspost.model import Document
from crosspost.pipeline.parsing import parse_in_turn
from tests.words import english

CROWD = 8


def test_two_documents_are_parsed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The others wait: forty of 3 MB in attributes took 2 GB."""
    lock, never = threading.Lock(), threading.Event()
    busy: list[int] = []
    most: list[int] = []

    def parse(body: bytes, **_setting: Any) -> Document:  # noqa: ANN401 — as parse takes it
        with lock:
            busy.append(len(body))
            most.append(len(busy))
        never.wait(0.01)
        with lock:
            busy.pop()
        return Document("rss20", "", ())

    monkeypatch.setattr(parsing, "parse", parse)
    with ThreadPoolExecutor(CROWD) as pool:
        done = list(pool.map(parse_in_turn, [b"<rss/>"] * CROWD))
    assert len(done) == CROWD
    assert max(most) == 2


def test_an_error_keeps_nothing_of_the_document(now: datetime) -> None:
    """What led to it holds the frames that hold all that was read."""
    attributes = " ".join(f'a{number}="1"' for number in range(2000)).encode()
    body = b"<rss><channel " + attributes + b"></channel></rss>"
    with pytest.raises(FeedError) as caught:
        parse_in_turn(body, url="https://blog.example.jp/feed/", now=now)
    assert "goes beyond any feed" in english(caught.value)
    assert caught.value.__context__ is None
    assert [entry.name for entry in caught.traceback[1:]] == ["parse_in_turn"]
