"""A server on loopback that says exactly the bytes that a test wants, and one call to fetch."""

import asyncio
import socket
import socketserver
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any, Protocol

import pytest

from crosspost.fetch import Fetched, Fetcher

Answer = Callable[[socket.socket], None]


class Site(socketserver.ThreadingTCPServer):
    """A running server: what it answers for each path, and what it was asked."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.port: int = self.socket.getsockname()[1]
        self.answers: dict[str, bytes | Answer] = {}
        self.asked: list[str] = []
        self.ended = threading.Event()
        self.lock = threading.Lock()
        self.busy = 0
        self.most_busy = 0

    def url(self, path: str = "/feed/", host: str = "127.0.0.1") -> str:
        """Return the address of a path on this server."""
        return f"http://{host}:{self.port}{path}"

    def hold(self, seconds: float) -> None:
        """Keep a request waiting, and count those that wait at once; its answer comes after."""
        with self.lock:
            self.busy += 1
            self.most_busy = max(self.most_busy, self.busy)
        self.ended.wait(seconds)
        with self.lock:
            self.busy -= 1

    def answer(self, peer: socket.socket) -> None:
        """Answer one request."""
        request = b""
        while b"\r\n\r\n" not in request:
            request += peer.recv(65536)
        self.asked.append(request.decode("latin-1"))
        path = self.asked[-1].split()[1]
        said = self.answers.get(path, b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
        if isinstance(said, bytes):
            peer.sendall(said)
        else:
            said(peer)


class _Handler(socketserver.BaseRequestHandler):
    server: Site

    def handle(self) -> None:
        with suppress(OSError):  # the client went away, as it should
            self.server.answer(self.request)


class Reply(Protocol):
    """Makes a whole HTTP answer."""

    def __call__(self, body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
        """Return the bytes; `_` in a header's name stands for `-`."""
        ...


class Fetch(Protocol):
    """Fetches one address with a fetcher of its own."""

    def __call__(
        self, url: str, *, headers: Mapping[str, str] | None = None, **options: object
    ) -> Fetched:
        """Return the answer, or raise what the fetcher raises."""
        ...


@pytest.fixture
def site() -> Iterator[Site]:
    """Return a running server."""
    server = Site()
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield server
    server.ended.set()
    server.shutdown()
    server.server_close()


@pytest.fixture
def reply() -> Reply:
    """Return the maker of whole HTTP answers."""

    def make(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
        said = {"Content-Length": str(len(body)), "Connection": "close"}
        said |= {name.replace("_", "-"): value for name, value in headers.items()}
        lines = "".join(f"{name}: {value}\r\n" for name, value in said.items() if value)
        return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body

    return make


@pytest.fixture
def fetch() -> Fetch:
    """Return a call that fetches; loopback is allowed unless the options say otherwise."""

    def run(url: str, *, headers: Mapping[str, str] | None = None, **options: object) -> Fetched:
        async def once() -> Fetched:
            chosen: dict[str, Any] = {"allow_private": True, "total_seconds": 60} | options
            fetcher = Fetcher(**chosen)
            try:
                return await fetcher.get(url, headers=headers)
            finally:
                await fetcher.close()

        return asyncio.run(once())

    return run
