"""Strangers may knock as often as they like: they take little, and nobody else waits for them."""

import hashlib
import hmac
import json
import resource
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from crosspost import log
from crosspost.web import gate, server
from tests.web.conftest import SECRET, Desk
from tests.web.test_server import PING, ask, ping
from tests.web.test_websub import hub, subscribe, verify

__all__ = ["hub"]
HALF = b"POST /ping/guess HTTP/1.1\r\nHost: blog.example.jp\r\nContent-Le"


@contextmanager
def knock(desk: Desk, said: bytes) -> Iterator[socket.socket]:
    """Open a connection and say something."""
    parts = urlsplit(desk.url)
    with socket.create_connection((parts.hostname, parts.port or 0), timeout=60) as made:
        made.sendall(said)
        yield made


def is_ended(made: socket.socket) -> bool:
    """Wait until the other side ends the connection; True when it said nothing before."""
    try:
        return made.recv(1000) == b""
    except ConnectionError:
        return True


def count_descriptors() -> int:
    """Return how many this process holds, the server's and the clients'."""
    return len(list(Path("/proc/self/fd").iterdir()))


@pytest.fixture
def _many_descriptors() -> Iterator[None]:
    """Let the clients have what they need."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4_096), hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.usefixtures("_many_descriptors")
def test_half_requests_without_end_take_no_descriptors(desk: Desk) -> None:
    """Of eleven hundred the oldest give way: a newcomer that asks at once is answered."""
    before, clients = count_descriptors(), 1_100
    desk.beat()
    with ExitStack() as stack:
        for count in range(clients):
            stack.enter_context(knock(desk, HALF))
            if count % 100 == 99:
                assert ask(desk, "GET", "/healthz") == (200, "ok")
        assert count_descriptors() - before - clients <= gate.MOST_CONNECTIONS + 8


def test_little_is_read_of_a_connection_at_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A crowd that sends megabytes has room made for kilobytes each."""
    seen: list[int] = []
    take = gate.Connection.data_received

    def count(self: gate.Connection, data: bytes) -> None:
        seen.append(len(data))
        take(self, data)

    monkeypatch.setattr(gate.Connection, "data_received", count)
    head = b"POST /ping/guess HTTP/1.1\r\nHost: blog.example.jp\r\nContent-Length: 900000\r\n\r\n"
    with suppress(OSError), knock(desk, head + bytes(900_000)) as made:
        made.recv(1000)
    assert seen
    assert max(seen) <= 16_384


def test_half_a_request_is_ended_in_its_time(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """It gets no answer; what asked in time does."""
    monkeypatch.setattr(gate, "HEAD_SECONDS", 0.05)
    with knock(desk, HALF) as made:
        assert is_ended(made)
    assert ping(desk)[0] == 200


def test_no_connection_lives_on(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever goes on asking does so on a new one."""
    monkeypatch.setattr(gate, "LIFE_SECONDS", 0.2)
    with knock(desk, b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n") as made:
        assert b"HTTP/1.1 503" in made.recv(4096)
        assert is_ended(made)


def test_where_all_have_asked_a_newcomer_is_refused(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is taken from those that are being answered."""
    monkeypatch.setattr(gate, "MOST_CONNECTIONS", 2)
    monkeypatch.setattr(server, "_READ_SECONDS", 60)
    length = len(PING.encode())
    head = f"POST /ping/{SECRET} HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n"
    asked = f"{head}Expect: 100-continue\r\n\r\n".encode()
    with knock(desk, asked) as first, knock(desk, asked) as second:
        for made in (first, second):
            assert b"100 Continue" in made.recv(1000)
        with knock(desk, HALF) as third:
            assert is_ended(third)
        for made in (first, second):
            made.sendall(PING.encode())
            assert b"<boolean>0</boolean>" in made.recv(65_536)


@pytest.mark.parametrize(
    "said", [b"\x16\x03\x01\x02\x00\x01\r\n\r\n", b"GET / HTTP/9\r\n\r\n", HALF]
)
def test_refusals_are_one_quiet_line(
    desk: Desk, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, said: bytes
) -> None:
    """No trace, no banner, and no second line within a minute."""
    log.configure(style="json")
    monkeypatch.setattr(gate, "HEAD_SECONDS", 0.05)
    for _ in range(3):
        with knock(desk, said) as made:
            assert is_ended(made)
    told = [json.loads(line) for line in capfd.readouterr().err.splitlines() if line]
    assert [line["event"] for line in told] == ["web.refused"]


@pytest.mark.parametrize("path", ["/healthz", "/metrics", "/nothing", "/ping/guess"])
def test_no_answer_tells_what_made_it(desk: Desk, path: str) -> None:
    """Versions help nobody but those who look for holes."""
    with knock(
        desk, f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()
    ) as made:
        answer = b"".join(iter(lambda: made.recv(65_536), b""))
    head = answer.partition(b"\r\n\r\n")[0].lower()
    assert head.startswith(b"http/1.1 ")
    assert b"server:" not in head
    assert b"aiohttp" not in answer.lower()


@pytest.mark.parametrize("path", ["/ping/guess", "/websub/guess"])
def test_a_strangers_body_is_not_waited_for(desk: Desk, path: str) -> None:
    """The answer comes before a byte of it was sent, and the connection ends."""
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 8000000\r\n\r\n"
    with knock(desk, head.encode()) as made:
        assert made.recv(4096).startswith((b"HTTP/1.1 404", b"HTTP/1.1 202"))
        assert is_ended(made)


def hear(desk: Desk, form: dict[str, str], path: str, body: bytes, *methods: str) -> None:
    """Send a message as the hub does, signed by each of these methods."""
    key = form["hub.secret"].encode()
    signs = [f"{m}={hmac.new(key, body, getattr(hashlib, m)).hexdigest()}" for m in methods]
    names = ("X-Hub-Signature", "X-Hub-Signature-256")
    assert ask(desk, "POST", path, body, dict(zip(names, signs, strict=False)))[0] == 202


def test_a_message_that_is_sent_again_does_nothing(desk: Desk, hub: str) -> None:
    """Whoever has overheard one cannot make the blog asked again, however much came between."""
    form, path = subscribe(desk, hub)
    verify(desk, path)
    messages = [f"<rss>{n}</rss>".encode() for n in range(3)]
    for body in (*messages, *messages):
        desk.store.remember("nudged", None)
        hear(desk, form, path, body, "sha256")
    heard = desk.store.recall("websub.heard:blog")
    assert isinstance(heard, list)
    assert len(heard) == 3


def test_sha1_is_only_taken_from_a_hub_that_knows_nothing_better(desk: Desk, hub: str) -> None:
    """Once it has signed by sha256, what is signed by sha1 is not the hub's."""
    form, path = subscribe(desk, hub)
    for methods, heard in (
        (("sha1",), 1),
        (("sha1", "sha256"), 2),
        (("sha1",), 2),
        (("sha512",), 3),
    ):
        hear(desk, form, path, f"<rss>{methods}{heard}</rss>".encode(), *methods)
        assert len(desk.store.recall("websub.heard:blog") or []) == heard


def test_many_large_bodies_at_once_are_not_kept(desk: Desk, hub: str) -> None:
    """Of what a hub sends only the signature is taken; a stranger's is not even read."""
    form, path = subscribe(desk, hub)
    body = b"x" * 2_000_000
    threads = [
        threading.Thread(target=hear, args=(desk, form, path, body, "sha256")) for _ in range(12)
    ]
    for thread in threads:
        thread.start()
    assert ask(desk, "GET", "/readyz")[0] == 503
    for thread in threads:
        thread.join()
    assert len(desk.store.recall("websub.heard:blog") or []) == 1
