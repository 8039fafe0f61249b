"""X as a script: a real socket that says what a test tells it to, and keeps what it heard."""

import json
import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

import pytest

from crosspost.networks.x import Options, create
from crosspost.networks.x.network import XNetwork

USER = "1790300012340056789"
KEYS = {
    "api_key": "invented-api-key",
    "api_secret": "invented-api-secret",
    "access_token": f"{USER}-invented-token",
    "access_token_secret": "invented-token-secret",
}

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
        told = {"base_url": self.url, "publish_timeout": 5, **KEYS, **options}
        return create(Options.model_validate(told), account="main", weigh=len)


def answer(status: int, body: object, **headers: str) -> bytes:
    """Return an HTTP answer as it goes over the wire."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    lines = [f"HTTP/1.1 {status} Invented", f"Content-Length: {len(raw)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + raw


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
