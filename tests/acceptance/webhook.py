"""The operator's end of an alert: a webhook on loopback that keeps what it hears."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


@dataclass(slots=True)
class Webhook:
    """What was heard; `broken` makes it refuse, `longest` whatever is longer."""

    port: int = 0
    broken: bool = False
    longest: int = 1_000_000
    refused: int = 0
    heard: list[dict[str, Any]] = field(default_factory=list)

    @property
    def titles(self) -> list[str]:
        """The titles of the messages, oldest first."""
        return [message["title"].removeprefix("crosspost: ") for message in self.heard]

    @property
    def kinds(self) -> list[str]:
        """How grave the messages are, oldest first."""
        return [message["type"] for message in self.heard]


@contextmanager
def listening() -> Iterator[Webhook]:
    """Listen on loopback."""
    webhook = Webhook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            refuses = webhook.broken or len(body) > webhook.longest
            if refuses:
                webhook.refused += 1
            else:
                webhook.heard.append(json.loads(body))
            self.send_response(500 if refuses else 200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Stay quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    webhook.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield webhook
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
