"""WebSub: asked for with a secret, verified only when asked, renewed, and only a hint."""

import asyncio
import hashlib
import hmac
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from crosspost import clock
from crosspost.fetch import Fetcher
from crosspost.model import FeedState
from crosspost.pipeline import nudge
from crosspost.web import websub
from tests.web.conftest import Desk
from tests.web.test_server import ask

TOPIC = "https://blog.example.jp/feed/"
FORMS: list[dict[str, str]] = []


@pytest.fixture
def hub() -> Iterator[str]:
    """Return a hub that takes every subscription."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            FORMS.append(dict(parse_qsl(body.decode())))
            self.send_response(202)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Stay quiet."""

    FORMS.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()
    thread.join()


def ask_hub(desk: Desk, hub: str) -> str:
    """Ask a hub for a subscription and return what came of it."""
    feed = FeedState("blog", TOPIC, hub=hub)

    async def play() -> str:
        fetcher = Fetcher(allow_private=True)
        try:
            return await websub.subscribe(
                desk.store, fetcher, feed, public_url="https://bot.example.jp/", now=clock.now()
            )
        finally:
            await fetcher.close()

    return asyncio.run(play())


def subscribe(desk: Desk, hub: str) -> tuple[dict[str, str], str]:
    """Ask the hub and return the form that it got and the callback's path."""
    assert ask_hub(desk, hub) == f"{hub} was asked (202)"
    return FORMS[-1], urlsplit(FORMS[-1]["hub.callback"]).path


def verify(desk: Desk, path: str, **changes: str) -> tuple[int, str]:
    """Verify as the hub does."""
    query = {
        "hub.mode": "subscribe",
        "hub.topic": TOPIC,
        "hub.challenge": "kore wa tesuto",
        "hub.lease_seconds": "1000",
    } | {f"hub.{name}": value for name, value in changes.items()}
    return ask(desk, "GET", f"{path}?{urlencode(query)}")


def test_a_subscription_from_asking_to_renewal(desk: Desk, hub: str) -> None:
    """Asked once, verified once, renewed when a fifth of the lease is left."""
    feeds = {"blog": FeedState("blog", TOPIC, hub=hub), "other": FeedState("other", TOPIC)}
    assert websub.find_due(desk.store, feeds, now=clock.now()) == ["blog"]
    form, path = subscribe(desk, hub)
    assert (form["hub.mode"], form["hub.topic"]) == ("subscribe", TOPIC)
    assert form["hub.callback"].startswith("https://bot.example.jp/websub/")
    assert len(form["hub.secret"]) >= 32
    assert websub.find_due(desk.store, feeds, now=clock.now()) == []
    assert verify(desk, path) == (200, "kore wa tesuto")
    for seconds, due in ((790, []), (801, ["blog"])):
        now = clock.now() + timedelta(seconds=seconds)
        assert websub.find_due(desk.store, feeds, now=now) == due
    again, _ = subscribe(desk, hub)
    assert again["hub.callback"] == form["hub.callback"]


@pytest.mark.parametrize("change", [{"topic": "https://evil.example/"}, {"mode": "unsubscribe"}])
def test_what_was_not_asked_for_is_not_confirmed(
    desk: Desk, hub: str, change: dict[str, str]
) -> None:
    """Another topic, another mode, another path, a second time: 404."""
    _, path = subscribe(desk, hub)
    assert verify(desk, path, **change)[0] == 404
    assert verify(desk, f"{path}x")[0] == 404
    assert verify(desk, path)[0] == 200
    assert verify(desk, path)[0] == 404


def test_a_denial_is_remembered_for_a_day(desk: Desk, hub: str) -> None:
    """The hub does not want us: it is asked again tomorrow."""
    _, path = subscribe(desk, hub)
    assert verify(desk, path, mode="denied")[0] == 200
    feeds = {"blog": FeedState("blog", TOPIC, hub=hub)}
    for hours, due in ((23, []), (25, ["blog"])):
        assert websub.find_due(desk.store, feeds, now=clock.now() + timedelta(hours=hours)) == due


def test_a_hub_that_never_verifies_is_asked_again_in_an_hour(desk: Desk, hub: str) -> None:
    """Silence is no subscription; another topic is asked for at once."""
    subscribe(desk, hub)
    feeds = {"blog": FeedState("blog", TOPIC, hub=hub)}
    for minutes, due in ((59, []), (61, ["blog"])):
        now = clock.now() + timedelta(minutes=minutes)
        assert websub.find_due(desk.store, feeds, now=now) == due
    websub.remember_topic(desk.store, "blog", "https://blog.example.jp/feed/atom/")
    assert websub.find_due(desk.store, feeds, now=clock.now()) == ["blog"]


@pytest.mark.parametrize("method", ["sha1", "sha256", "sha384", "sha512"])
def test_a_signed_message_is_a_hint(desk: Desk, hub: str, method: str) -> None:
    """Its body is not read as a feed; the feed is looked at."""
    form, path = subscribe(desk, hub)
    body = b"<rss>" + b"x" * 100_000
    sign = hmac.new(form["hub.secret"].encode(), body, getattr(hashlib, method)).hexdigest()
    headers = {"X-Hub-Signature": f"{method}={sign}"}
    assert ask(desk, "POST", path, body, headers)[0] == 202
    assert nudge.due(desk.store, now=clock.now()) == ["blog"]
    assert desk.told == [["blog"]]


@pytest.mark.parametrize("signature", ["", "sha1=00", "md5=aa", "sha256=" + "0" * 64, "漢字"])
def test_an_unsigned_message_is_taken_and_ignored(desk: Desk, hub: str, signature: str) -> None:
    """The sender always sees a success, and nothing happens."""
    _, path = subscribe(desk, hub)
    headers = {"X-Hub-Signature": signature.encode().decode("latin-1")}
    assert ask(desk, "POST", path, b"<rss/>", headers)[0] == 202
    assert ask(desk, "POST", "/websub/guess", b"<rss/>", headers)[0] == 202
    assert desk.told == []


def test_a_dead_hub_is_said(desk: Desk) -> None:
    """No answer is no error; it is asked again later."""
    assert ask_hub(desk, "http://127.0.0.1:1/").startswith("the hub does not answer")
