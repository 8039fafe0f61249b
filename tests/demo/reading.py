"""A reader of the sample blog, and the clock that a test turns."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

from crosspost.demo.blog import Blog, Draft, Upload

START = datetime(2026, 11, 22, 21, 51, 0, tzinfo=UTC)  # 06:51 of the next day in Japan
SHIP = Upload(
    "灯台.jpg", b"\xff\xd8 picture", "image/jpeg", width=1200, height=675, caption="灯台=Wikipedia"
)


@dataclass
class Watch:
    """A clock that a test turns by hand."""

    time: datetime = START

    def __call__(self) -> datetime:
        """Tell the time."""
        return self.time

    def turn(self, seconds: float) -> None:
        """Let time pass."""
        self.time += timedelta(seconds=seconds)


@dataclass
class Answer:
    """What came back from the blog."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    def items(self, name: str) -> list[str]:
        """Return the texts of an element, item by item."""
        return [part.split(f"</{name}>")[0].split(">")[-1] for part in self._parts(name)]

    def _parts(self, name: str) -> list[str]:
        return [i.split(f"<{name}", 1)[1] for i in self.text.split("<item>")[1:]]


@dataclass
class Reader:
    """Reads the blog over a socket, following nothing."""

    url: str
    blog: Blog
    watch: Watch

    def get(self, path: str = "/feed/", *, method: str = "GET", **headers: str) -> Answer:
        """Ask for an address; `If_None_Match=…` sends that header."""
        connection = HTTPConnection(urlsplit(self.url).netloc, timeout=60)
        try:
            names = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, headers=names)
            response = connection.getresponse()
            return Answer(response.status, dict(response.getheaders()), response.read())
        finally:
            connection.close()

    def json(self, path: str) -> Any:  # noqa: ANN401 — JSON is what it is
        """Ask the REST API."""
        return json.loads(self.get(f"/wp-json/wp/v2/{path}").body)


def draft(title: str = "海峡の灯台", text: str = "本文。", **more: Any) -> Draft:  # noqa: ANN401
    """Return a short draft."""
    return Draft(title, f'\n<p class="wp-block-paragraph">{text}</p>\n', **more)
