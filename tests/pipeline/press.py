"""A feed written by hand and served over a socket, to be spoilt in any way."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

HOST = "blog.example.jp"


@dataclass(frozen=True, slots=True)
class Item:
    """An entry as the feed tells it."""

    number: int
    title: str
    text: str
    at: datetime | None
    link: str = ""  #: "" : its own, under HOST
    guid: str = ""  #: "" : WordPress's, by its number
    more: str = ""  #: further elements

    def written(self) -> str:
        """Return it as RSS."""
        link = self.link or f"https://{HOST}/news/{self.number}/"
        guid = self.guid or f"https://{HOST}/?p={self.number}"
        date = f"<pubDate>{format_datetime(self.at)}</pubDate>" if self.at else ""
        return (
            f"<item><title>{self.title}</title><link>{link}</link>{date}{self.more}"
            f'<guid isPermaLink="false">{guid}</guid>'
            f"<description><![CDATA[{self.text}]]></description></item>\n"
        )


@dataclass(slots=True)
class Press:
    """What is served: the items, the newest first, after `spoil` has had its way."""

    url: str = ""
    items: list[Item] = field(default_factory=list)
    spoil: Callable[[str], str | bytes] = lambda text: text

    def body(self) -> bytes:
        """Return the document."""
        text = (
            '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>'
            f"<title>潮見の便り</title><link>https://{HOST}/</link><language>ja</language>"
            + "".join(item.written() for item in self.items)
            + "</channel></rss>"
        )
        spoilt = self.spoil(text)
        return spoilt.encode() if isinstance(spoilt, str) else spoilt


@contextmanager
def printing() -> Iterator[Press]:
    """Serve on a free port of loopback."""
    press = Press()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the name is the library's
            """Answer with the document as it is now."""
            body = press.body()
            self.send_response(200)
            self.send_header("Content-Type", "application/rss+xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    press.url = f"http://127.0.0.1:{server.server_address[1]}/feed/"
    try:
        yield press
    finally:
        server.shutdown()
        server.server_close()
