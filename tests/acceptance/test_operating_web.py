"""From an author's click to the post, by the ping of WordPress."""

import time
from http.client import HTTPConnection
from statistics import median
from urllib.parse import urlsplit

import pytest

from tests.acceptance.rehearsal import Rehearsal, draft

PING = """<?xml version="1.0"?>
<methodCall><methodName>weblogUpdates.extendedPing</methodName><params>
<param><value><string>海図と羅針盤</string></value></param>
<param><value><string>{site}/</string></value></param>
<param><value><string>{site}/feed/</string></value></param>
</params></methodCall>"""
WEB = '[web]\nenabled = true\nport = 0\nping_secret = "himitsu-no-kotoba"\n'


def begin(rehearsal: Rehearsal) -> str:
    """Start a daemon that looks once an hour, and return the server's address."""
    rehearsal.blog.structure = "/archives/{id}/"
    rehearsal.configure(more=WEB)
    rehearsal.edit('every = "1s"', 'every = "1h"')
    rehearsal.start()
    rehearsal.wait_for_log("web.started")
    return rehearsal.log.partition('{"url": "')[2].partition('"')[0]


def ping(rehearsal: Rehearsal, url: str) -> int:
    """Ping as WordPress does and return the status."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port or 0, timeout=3)
    body = PING.format(site=rehearsal.site).encode()
    connection.request("POST", "/ping/himitsu-no-kotoba", body, {"Content-Type": "text/xml"})
    try:
        return connection.getresponse().status
    finally:
        connection.close()


def test_a_ping_brings_the_post_within_seconds(
    rehearsal: Rehearsal, capsys: pytest.CaptureFixture[str]
) -> None:
    """Although the next look is an hour away; the time is printed, not judged."""
    url = begin(rehearsal)
    times = []
    for number in range(1, 21):
        rehearsal.blog.publish(draft(f"更新通知の第{number}報、送ってから数秒で届く"))
        started = time.monotonic()
        assert ping(rehearsal, url) == 200
        rehearsal.wait_for_posts(number)
        times.append(time.monotonic() - started)
    with capsys.disabled():
        said = f"\nping to post: median {median(times):.2f} s, worst {max(times):.2f} s"
        print(said)  # noqa: T201 — a measurement for whoever runs it


def test_a_burst_of_pings_does_not_hammer_the_blog(rehearsal: Rehearsal) -> None:
    """Fifty pings with nothing new are one look."""
    url = begin(rehearsal)
    before = len(rehearsal.blog.seen)
    for _ in range(50):
        assert ping(rehearsal, url) == 200
    rehearsal.wait_for_log("feed.pinged")
    rehearsal.wait(lambda: len(rehearsal.blog.seen) > before, "a look")
    assert len(rehearsal.blog.seen) == before + 1


def test_a_ping_waits_for_the_end_of_a_retry_after(rehearsal: Rehearsal) -> None:
    """The server's own word goes before a hint."""
    url = begin(rehearsal)
    rehearsal.blog.trouble = "maintenance"
    ping(rehearsal, url)
    rehearsal.wait_for_log("feed.failed")
    before = len(rehearsal.blog.seen)
    for _ in range(3):
        ping(rehearsal, url)
    assert rehearsal.command("status").returncode == 0
    assert len(rehearsal.blog.seen) == before
