"""X as a script: a real socket that says, or fails to say, what a test tells it to."""

import json
import socket
import socketserver
import struct
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from crosspost import clock
from crosspost.networks.x import Options, create
from crosspost.networks.x.answers import Answer
from crosspost.networks.x.network import XNetwork
from crosspost.networks.x.timeline import snowflake

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
USER = "1790300012340056789"
KEYS = {
    "api_key": "invented-api-key",
    "api_secret": "invented-api-secret",
    "access_token": f"{USER}-invented-token",
    "access_token_secret": "invented-token-secret",
}


def out(off: timedelta = timedelta()) -> dict[str, dict[str, str]]:
    """Return X's yes to a post, with an id of now, or of so much later."""
    return {"data": {"id": str(snowflake(clock.now() + off)), "text": "違う本文 https://t.co/a"}}


Act = Callable[[socket.socket], None]


@dataclass(frozen=True, slots=True)
class Heard:
    """One request as it came over the wire."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    connection: int

    @property
    def json(self) -> object:
        """What the body says."""
        return json.loads(self.body)

    @property
    def query(self) -> dict[str, str]:
        """What the address asks."""
        return dict(parse_qsl(urlsplit(self.target).query))


@dataclass
class Scripted:
    """Says its script line by line; what is asked beyond it finds the connection closed."""

    url: str = ""
    script: list[Act] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)
    connections: int = 0

    def says(self, status: int, body: object = b"", **headers: str) -> None:
        """Add an answer to the script."""
        self.script.append(lambda peer: peer.sendall(answer(status, body, **headers)))

    def does(self, act: Act) -> None:
        """Add something else to the script."""
        self.script.append(act)

    def network(self, **options: object) -> XNetwork:
        """Return an account on this X."""
        told = {"base_url": self.url, "publish_timeout": 30, **KEYS, **options}
        return create(Options.model_validate(told), account="main", weigh=len)


def answer(status: int, body: object, **headers: str) -> bytes:
    """Return an HTTP answer as it goes over the wire."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    lines = [f"HTTP/1.1 {status} Invented", f"Content-Length: {len(raw)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + raw


def answered(
    status: int,
    body: object = b"",
    *,
    call: str = "POST /2/tweets",
    **headers: Any,  # noqa: ANN401 — as a server may write it
) -> Answer:
    """Return an answer of X; an underscore in a header's name stands for a hyphen."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    named = {name.replace("_", "-"): str(value) for name, value in headers.items()}
    return Answer(status, named, raw, call, NOW)


def drip(data: bytes) -> Callable[[socket.socket], None]:
    """Send a byte at a time until the other side hangs up."""
    gone = threading.Event()

    def act(peer: socket.socket) -> None:
        try:
            for byte in data:
                peer.sendall(bytes([byte]))
                gone.wait(0.02)
        except OSError:
            return

    return act


def listen(peer: socket.socket) -> None:
    """Say nothing until the other side hangs up."""
    while peer.recv(65536):
        pass


def hang_up(peer: socket.socket) -> None:
    """Close the connection at once, whoever else holds its file."""
    if peer.fileno() >= 0:
        socket.close(peer.detach())


def reset(peer: socket.socket) -> None:
    """Close the connection with a RST."""
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    hang_up(peer)


HEAD = b"HTTP/1.1 201 Created\r\nContent-Length: 9000\r\n"
FAULTS: dict[str, Callable[[socket.socket], None]] = {
    "drips its status": drip(b"H" * 9000),
    "drips its headers": drip(b"HTTP/1.1 201 Created\r\nX-Slow: " + b"a" * 9000),
    "drips its body": drip(HEAD + b"\r\n" + b" " * 9000),
    "drips without an end": drip(b"HTTP/1.1 201 Created\r\n\r\n" + b" " * 9000),
    "says nothing": listen,
    "resets": reset,
    "closes": hang_up,
    "stops in the headers": lambda peer: peer.sendall(HEAD),
    "stops in the body": lambda peer: peer.sendall(HEAD + b'\r\n{"data":{"id":"1"}}'),
    "speaks no HTTP": lambda peer: peer.sendall(b"220 smtp\r\n\r\n"),
    "lies about gzip": lambda peer: peer.sendall(HEAD + b"Content-Encoding: gzip\r\n\r\nno"),
    "breaks its chunks": lambda peer: peer.sendall(
        b"HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
    ),
}


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        x: Scripted = self.server.x  # type: ignore[attr-defined]
        x.connections += 1
        number = x.connections
        while (first := self.rfile.readline()).strip():
            method, target, _ = first.decode().split()
            headers: dict[str, str] = {}
            while line := self.rfile.readline().decode().strip():
                name, _, value = line.partition(":")
                headers[name.lower()] = value.strip()
            body = self.rfile.read(int(headers.get("content-length", 0)))
            x.heard.append(Heard(method, target, headers, body, number))
            if not x.script:
                return
            x.script.pop(0)(self.request)


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a client that hung up on purpose."""


@pytest.fixture
def x() -> Iterator[Scripted]:
    """X as a script on a loopback socket."""
    with _Server(("127.0.0.1", 0), _Talk) as server:
        scripted = Scripted(f"http://127.0.0.1:{server.server_address[1]}")
        server.x = scripted  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, args=[0.01], daemon=True)
        thread.start()
        yield scripted
        server.shutdown()
        thread.join()
