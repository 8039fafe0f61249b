"""A page names a feed that is not there: the page is named, for that is where it can be mended."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.cli.conftest import Desk

PAGE = b"""<html><head><title>Blog</title>
<link rel="alternate" type="application/rss+xml" href="/feed/"></head><body></body></html>"""


class _Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/" else 404)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(PAGE if self.path == "/" else b"")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def page() -> Iterator[str]:
    """Serve a page whose feed is gone, and return its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Page) as server:
        thread = threading.Thread(target=server.serve_forever, args=[0.01], daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("words", "code"), [(("preview", "{page}"), 1), (("init", "new.toml", "--url", "{page}"), 2)]
)
def test_the_page_that_names_a_dead_feed_is_named(
    desk: Desk, page: str, words: tuple[str, ...], code: int
) -> None:
    """A person typed the page's address, and never saw the feed's."""
    said = desk.type(*(word.replace("{page}", page) for word in words))
    assert said.code == code
    told = f"{page} is a web page; it names this feed: {page}feed/: status 404"
    assert told in said.err
    assert said.err.count("\n") == 1
