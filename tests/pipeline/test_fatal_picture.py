"""A picture that ended the program is not opened a second time; nothing else is lost by it."""

import asyncio
import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from crosspost.demo.blog import Draft, Upload
from crosspost.model import Delivery, State
from crosspost.outbox.store import open_store
from crosspost.pipeline.deliver import deliver
from crosspost.post import darkroom
from tests.pipeline.conftest import Newsroom
from tests.words import english

TITLE = "港の会談で三か国が合意へ、共同管制室は年内に再稼働"
#: What the test's own process may not do: opens the picture that waits, and dies of it.
DYING = """
import asyncio, os, sys
from datetime import datetime
from dataclasses import replace
from crosspost import wiring
from crosspost.outbox.store import open_store
from crosspost.pipeline.deliver import deliver
from crosspost.settings import Settings

settings = Settings.model_validate_json(sys.argv[1])
now = datetime.fromisoformat(sys.argv[3])
pipe = wiring.make_pipeline(settings, open_store(sys.argv[2]))
pipe = replace(pipe, now=lambda: now, develop=lambda *_, **__: os._exit(9))
asyncio.run(deliver(pipe, "main"))
"""


def picture(colour: str, name: str = "ship.jpg") -> Upload:
    """Return a picture of one colour."""
    file = io.BytesIO()
    Image.new("RGB", (600, 400), colour).save(file, "JPEG")
    return Upload(name, file.getvalue(), "image/jpeg", 600, 400, alt="岸壁に着いた客船")


def publish(room: Newsroom, title: str, upload: Upload) -> None:
    """Publish an article with a picture, and see it."""
    room.blog.publish(Draft(title=title, body="<p>県は経緯を公表した。</p>", featured=upload))
    room.look()


def send(room: Newsroom) -> Delivery:
    """Send what is due, and return the newest delivery."""
    room.clock.turn(minutes=2)

    async def once() -> None:
        pipe = room.pipeline()
        try:
            await deliver(pipe, "main")
        finally:
            await pipe.fetcher.close()

    asyncio.run(once())
    return room.deliveries()[-1]


def die(room: Newsroom, record: Path) -> None:
    """Let another process send what is due, and end in the midst of its picture."""
    room.clock.turn(minutes=2)
    table = room.settings().model_dump_json(exclude_unset=True)
    command = [sys.executable, "-c", DYING, table, f"sqlite:///{record}", room.clock().isoformat()]
    done = subprocess.run(command, env=os.environ, capture_output=True, check=False)
    assert done.returncode == 9, done.stderr.decode()


def test_it_goes_without_the_picture_that_ended_the_program(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    """The next start posts the article, says why, and opens other pictures as ever."""
    newsroom.look()
    publish(newsroom, TITLE, picture("steelblue"))
    die(newsroom, tmp_path / "crosspost.db")
    after = send(newsroom)
    assert (after.state, after.post.thumbnail) == (State.PUBLISHED, None)
    told = [event.why for event in newsroom.store.events(delivery=after.id)]
    assert any("is not opened again" in english(why) for why in told)
    publish(newsroom, f"{TITLE}、続報", picture("firebrick"))
    assert send(newsroom).media
    publish(newsroom, f"{TITLE}、第三報", picture("steelblue", "the-same-again.jpg"))
    assert send(newsroom).post.thumbnail is None


def test_which_picture_it_is_stands_in_the_record_while_it_is_opened(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    """Committed before, for any reader of the record; and gone when all went well."""
    newsroom.look()
    publish(newsroom, TITLE, picture("steelblue"))
    seen: list[Any] = []
    real = darkroom.develop

    def develop(data: bytes, *, again: bool = False) -> Any:  # noqa: ANN401 — a Picture
        other = open_store(f"sqlite:///{tmp_path}/crosspost.db")
        seen.append(other.recall("picture.open:main"))
        other.close()
        return real(data, again=again)

    newsroom.alter = lambda pipe: replace(pipe, develop=develop)
    assert send(newsroom).media
    assert seen[0]
    assert newsroom.store.recall("picture.open:main") is None


def test_where_no_process_can_be_started_the_picture_waits(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The machine is full for a moment; that says nothing of the picture."""
    newsroom.look()
    publish(newsroom, TITLE, picture("steelblue"))
    with monkeypatch.context() as full:
        full.setattr(sys, "executable", "/nonexistent/python")
        after = send(newsroom)
    assert after.post.thumbnail
    assert "no process to decode it" in english(after.why)
    assert send(newsroom).media
