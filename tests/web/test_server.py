"""Health, metrics and pings over real sockets."""

import os
import re
import socket
from datetime import timedelta
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from prometheus_client.parser import text_string_to_metric_families

from crosspost import clock
from crosspost.model import FeedState
from crosspost.pipeline import nudge
from tests.web.conftest import SECRET, Desk
from tests.words import plain

SHARED = Path(os.environ.get("CROSSPOST_SHARED") or Path(__file__).parents[2].parent / "shared")
PINGS = SHARED / "feeds" / "wordpress-7.1" / "pings"
PING = """<?xml version="1.0"?>
<methodCall><methodName>weblogUpdates.extendedPing</methodName><params>
<param><value><string>海図と羅針盤</string></value></param>
<param><value><string>http://www.blog.example.jp/</string></value></param>
<param><value><string>http://www.blog.example.jp/feed/</string></value></param>
</params></methodCall>"""


def ask(
    desk: Desk, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
) -> tuple[int, str]:
    """Ask the server and return status and body."""
    parts = urlsplit(desk.url)
    connection = HTTPConnection(parts.hostname or "", parts.port or 0, timeout=60)
    try:
        connection.request(method, path, body or None, headers or {})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def ping(desk: Desk, body: str = PING, secret: str = SECRET) -> tuple[int, str]:
    """Ping as WordPress does."""
    return ask(desk, "POST", f"/ping/{secret}", body.encode(), {"Content-Type": "text/xml"})


def test_healthz_is_red_without_a_daemon_and_green_with_one(desk: Desk) -> None:
    """503 names what is wrong; a paused account is red, too."""
    assert ask(desk, "GET", "/healthz")[0] == 503
    desk.beat()
    assert ask(desk, "GET", "/healthz") == (200, "ok")
    desk.store.beat("settle", clock.now() - timedelta(seconds=91))
    assert ask(desk, "GET", "/healthz")[1].startswith("settle has not come round for")
    desk.beat()
    desk.store.pause("main", code="credits", why=plain("X: no credits"), now=clock.now())
    assert ask(desk, "GET", "/healthz") == (503, 'account "main" is paused: credits')


def test_readyz_waits_for_a_clean_answer_of_every_feed(desk: Desk) -> None:
    """Each feed counts."""
    assert ask(desk, "GET", "/readyz")[0] == 503
    for name in ("blog", "other"):
        desk.store.save_feed(FeedState(name, clean_at=clock.now()))
    assert ask(desk, "GET", "/readyz") == (200, "ok")


def test_metrics_are_what_prometheus_reads(desk: Desk) -> None:
    """Every family is parsed, and each name of the documentation is there."""
    desk.beat()
    desk.store.beat("stopped", clock.now())
    desk.store.save_feed(FeedState("blog", clean_at=clock.now(), changed_at=clock.now()))
    status, text = ask(desk, "GET", "/metrics")
    assert status == 200
    names = {sample.name for f in text_string_to_metric_families(text) for sample in f.samples}
    assert 'job="daemon"' in text
    assert 'job="stopped"' not in text
    page = (Path(__file__).parents[2] / "docs" / "operate.md").read_text("utf-8")
    documented = set(re.findall(r"`(crosspost_[a-z_]+)(?:\{[a-z,]+\})?`", page))
    assert names - {"crosspost_deliveries"} == documented - {"crosspost_deliveries"}
    assert "crosspost_deliveries" in documented


def test_a_ping_wakes_the_feed_of_its_host(desk: Desk) -> None:
    """The answer is no fault; www and http are the same blog; a second ping is the same hint."""
    status, answer = ping(desk)
    assert status == 200
    assert "<boolean>0</boolean>" in answer
    assert "fault" not in answer
    assert nudge.due(desk.store, now=clock.now()) == ["blog"]
    ping(desk)
    assert desk.told == [["blog"]]


def test_a_ping_of_an_unknown_host_wakes_all_feeds(desk: Desk) -> None:
    """A blog behind a proxy may call itself otherwise; a hint costs one look."""
    ping(desk, PING.replace("blog.example.jp", "internal.example"))
    assert desk.told == [["blog", "other"]]


@pytest.mark.parametrize(
    ("body", "secret", "status"),
    [
        (PING, "guess", 404),
        (PING, "%E6%BC%A2%E5%AD%97", 404),
        ("<methodCall><methodName>system.listMethods</methodName></methodCall>", SECRET, 200),
        ("not xml", SECRET, 200),
        (PING + " " * 16_384, SECRET, 200),
    ],
)
def test_what_is_no_ping_wakes_nobody(desk: Desk, body: str, secret: str, status: int) -> None:
    """A wrong secret, another method, rubbish, a body that is too large."""
    code, answer = ping(desk, body, secret)
    assert code == status
    assert status == 404 or "<fault>" in answer
    assert desk.told == []


def test_a_slow_body_is_answered_in_time(desk: Desk) -> None:
    """A client that never ends its body gets a fault, and holds nobody up."""
    parts = urlsplit(desk.url)
    with socket.create_connection((parts.hostname, parts.port or 0), timeout=60) as slow:
        head = f"POST /ping/{SECRET} HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n<?xml"
        slow.sendall(head.encode())
        assert ping(desk)[0] == 200
        assert b"fault" in slow.recv(65_536)


@pytest.mark.skipif(not PINGS.is_dir(), reason="the captured pings are not there")
def test_the_pings_of_a_real_wordpress_are_understood(desk: Desk) -> None:
    """WordPress 7.1's own bytes, as received."""
    for path in sorted(PINGS.glob("*.http")):
        body = (
            path.read_bytes().partition(b"\n\n")[2] or path.read_bytes().partition(b"\r\n\r\n")[2]
        )
        assert "<boolean>0</boolean>" in ping(desk, body.decode())[1], path.name
    assert desk.told == [["blog", "other"]]
