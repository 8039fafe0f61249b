"""A model's server on loopback that says what a test wants, byte for byte."""

import json
import socket
import socketserver
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

Say = Callable[[socket.socket], None]


class ModelServer(socketserver.ThreadingTCPServer):
    """A running server: what it says next, and what it was asked."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.base_url = f"http://127.0.0.1:{self.socket.getsockname()[1]}/v1"
        self.says: bytes | Say = b""
        self.asked: list[tuple[str, dict[str, str], Any]] = []
        self.ended = threading.Event()

    def answer(self, peer: socket.socket) -> None:
        """Read one request and say what is to be said."""
        head, body = b"", b""
        while b"\r\n\r\n" not in head:
            head += peer.recv(65536)
        head, _, body = head.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {k.lower(): v for k, _, v in (line.partition(": ") for line in lines)}
        while len(body) < int(headers.get("content-length", 0)):
            body += peer.recv(65536)
        self.asked.append((first, headers, json.loads(body) if body else None))
        if isinstance(self.says, bytes):
            peer.sendall(self.says)
        else:
            self.says(peer)

    def silent(self, peer: socket.socket) -> None:
        """Say nothing until the test ends."""
        self.ended.wait()
        peer.close()

    def dripping(self, peer: socket.socket) -> None:
        """Say a blank now and then, for ever."""
        peer.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n")
        while not self.ended.wait(0.01):
            peer.sendall(b" ")


class _Handler(socketserver.BaseRequestHandler):
    server: ModelServer

    def handle(self) -> None:
        with suppress(OSError):  # the client went away, as it should
            self.server.answer(self.request)


@contextmanager
def serving() -> Iterator[ModelServer]:
    """Run a server in a thread of its own."""
    with ModelServer() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.ended.set()
            server.shutdown()
            thread.join()


def http(body: bytes, *, status: str = "200 OK", **headers: str) -> bytes:
    """Return a whole answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def saying(content: str, *, usage: dict[str, int] | None = None) -> bytes:
    """Return the answer of a model that wrote this."""
    document: dict[str, Any] = {"choices": [{"message": {"role": "assistant", "content": content}}]}
    if usage:
        document["usage"] = usage
    return http(json.dumps(document).encode(), content_type="application/json")


def gists(*told: tuple[str, Sequence[str]], usage: dict[str, int] | None = None) -> bytes:
    """Return the answer of a model that did as it was asked."""
    listed = [{"text": text, "evidence": list(evidence)} for text, evidence in told]
    return saying(json.dumps({"gists": listed}, ensure_ascii=False), usage=usage)
