"""A server that says "not modified" to whoever asks, as a broken cache in front of a blog does."""

import socketserver
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.words import english

if TYPE_CHECKING:
    from tests.pipeline.conftest import Newsroom


class _NotModified(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        while self.rfile.readline().strip():
            pass
        self.wfile.write(b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n")


@pytest.fixture
def cache() -> Iterator[str]:
    """Return the address of a feed behind such a cache."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _NotModified) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/feed/"
        server.shutdown()


def test_a_304_that_was_not_asked_for_is_a_failure(newsroom: "Newsroom", cache: str) -> None:
    """Taken for "nothing new", it would pass for a well feed that was never read."""
    newsroom.table["feed"] = {"url": cache}
    done = newsroom.look(pinged=False)
    assert done.outcome == "failed"
    assert "304 (not modified), though the whole feed was asked for" in english(done.why)
    state = newsroom.store.feed("blog")
    assert state is not None
    assert (state.clean_at, state.failures) == (None, 1)


def test_a_304_that_spoils_a_full_look_keeps_what_is_known(
    newsroom: "Newsroom", cache: str
) -> None:
    """The articles stay known, and the feed goes on when the cache is mended."""
    newsroom.look()
    healthy = newsroom.settings().feeds[0].url
    newsroom.table["feed"] = {"url": cache}
    assert newsroom.look().outcome == "failed"
    newsroom.table["feed"] = {"url": healthy}
    newsroom.publish("ダムの放流を前に、流域の三市が避難の手順を一つにそろえた")
    assert [finding.decision for finding in newsroom.look().findings] == ["post"]
