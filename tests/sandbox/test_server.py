"""Over real sockets, each kind of fault is what it says, and parallel clients are served."""

import asyncio
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Literal

import aiohttp
import pytest
import requests
from requests.adapters import HTTPAdapter
from requests_oauthlib import OAuth1
from urllib3 import Retry

from crosspost.errors import ConfigError
from crosspost.sandbox.core import Sandbox
from crosspost.sandbox.faults import FAULTS, Fault
from crosspost.sandbox.server import running, serve
from crosspost.sandbox.wire import Wire
from crosspost.sandbox.world import DEMO
from tests.words import raises_saying

AUTH = OAuth1(DEMO.api_key, DEMO.api_secret, DEMO.access_token, DEMO.access_token_secret)
BROKEN: dict[str, type[Exception]] = {
    "reset": requests.ConnectionError,
    "close": requests.ConnectionError,
    "hang": requests.ReadTimeout,
    "truncated": requests.exceptions.ChunkedEncodingError,
}
CLOSED_PORT = ("refuse", "connect-timeout")
WHOLE = sorted(set(FAULTS) - set(BROKEN) - set(CLOSED_PORT))
Effect = Literal["before", "after"]


@pytest.fixture(scope="module")
def live() -> Iterator[tuple[Sandbox, str]]:
    """Serve a sandbox on a free port, for all tests of this module."""
    sandbox = Sandbox()
    with running(sandbox) as url:
        yield sandbox, url


@pytest.fixture
def sandbox(live: tuple[Sandbox, str]) -> Sandbox:
    """Return the sandbox, as new."""
    live[0].reset()
    return live[0]


@pytest.fixture
def url(live: tuple[Sandbox, str], sandbox: Sandbox) -> str:
    """Return where it listens."""
    return live[1]


def _post(url: str, text: str = "港", *, timeout: float = 60) -> requests.Response:
    return requests.post(f"{url}/2/tweets", json={"text": text}, auth=AUTH, timeout=timeout)


@pytest.mark.parametrize("effect", ["before", "after"])
@pytest.mark.parametrize("kind", BROKEN)
def test_a_connection_breaks_for_real(
    sandbox: Sandbox, url: str, kind: str, effect: Effect
) -> None:
    """`requests` raises what it raises in life; the effect is there, or not."""
    sandbox.script(Fault(kind, effect=effect, seconds=3600 if kind == "hang" else 0.01))
    with pytest.raises(BROKEN[kind]) as raised:
        _post(url, timeout=0.5 if kind == "hang" else 60)
    assert type(raised.value) is BROKEN[kind]
    assert len(sandbox.world.posts) == (effect == "after")


@pytest.mark.parametrize(
    ("kind", "error"), [("reset", ConnectionResetError), ("close", requests.ConnectionError)]
)
def test_a_reset_is_a_reset_and_a_close_is_not(
    sandbox: Sandbox, url: str, kind: str, error: type[Exception]
) -> None:
    """On the wire: RST for the one, an orderly end without a byte for the other."""
    sandbox.script(Fault(kind))
    port = int(url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=60) as wire:
        wire.sendall(b"GET /2/users/me HTTP/1.1\r\nHost: x\r\n\r\n")
        if error is ConnectionResetError:
            with pytest.raises(ConnectionResetError):
                wire.recv(100)
        else:
            assert wire.recv(100) == b""


@pytest.mark.parametrize("kind", WHOLE)
def test_an_odd_answer_arrives_as_it_is(sandbox: Sandbox, url: str, kind: str) -> None:
    """Status and body are those of the table."""
    sandbox.script(Fault(kind, seconds=0.01))
    answer = requests.post(
        f"{url}/2/tweets", json={"text": "港"}, auth=AUTH, timeout=60, allow_redirects=False
    )
    assert (answer.status_code, sandbox.world.posts) == (sandbox.calls[-1].status, {})
    assert answer.headers["content-length"] == str(len(answer.content))


def test_a_slow_answer_drips_whole(sandbox: Sandbox, url: str) -> None:
    """Each byte comes by itself, so that a timeout for each read never strikes."""
    sandbox.script(Fault("slow", effect="after", seconds=0.2))
    answer = _post(url)
    assert answer.json()["data"]["text"] == "港"
    assert answer.elapsed.total_seconds() < 20
    assert sandbox.calls[-1].wire == Wire.SLOW


@pytest.mark.parametrize("kind", CLOSED_PORT)
def test_a_closed_port_opens_again(sandbox: Sandbox, url: str, kind: str) -> None:
    """A later fault decides how long; then the same port listens, and the fault is used up."""
    sandbox.script(Fault(kind, seconds=60))
    with pytest.raises(requests.ConnectionError, match="refused"):
        _post(url)
    sandbox.script(Fault(kind, seconds=0.01))
    session = requests.Session()
    session.mount(url, HTTPAdapter(max_retries=Retry(connect=12, backoff_factor=0.01)))
    assert session.get(f"{url}/sandbox/posts", timeout=60).json() == []


def test_many_clients_are_served_at_once(sandbox: Sandbox, url: str) -> None:
    """Sixty parallel posts: sixty ids, sixty lines of the bill, all in order."""
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda n: _post(url, f"港{n}"), range(60)))
    assert {a.status_code for a in answers} == {201}
    ids = [int(i) for i in sandbox.world.posts]
    assert (len(ids), ids == sorted(ids), len(sandbox.world.ledger.lines)) == (60, True, 60)


def test_a_large_picture_is_refused_by_x_and_not_by_the_server(sandbox: Sandbox, url: str) -> None:
    """Six megabytes get X's own 400."""
    answer = requests.post(
        f"{url}/2/media/upload",
        files={"media": ("a", bytes(6 * 1024 * 1024))},
        data={"media_category": "tweet_image"},
        auth=AUTH,
        timeout=60,
    )
    assert (answer.status_code, "File size exceeds" in answer.text) == (400, True)


def test_a_waiting_answer_does_not_hold_others(sandbox: Sandbox, url: str) -> None:
    """While one client hangs, another is served."""
    sandbox.script(Fault("hang"))
    with ThreadPoolExecutor(1) as pool:
        hanging = pool.submit(_post, url, timeout=1)
        while not sandbox.calls:
            pass
        assert _post(url, "岸壁").status_code == 201
        with pytest.raises(requests.ReadTimeout):
            hanging.result()


def test_latency_comes_before_every_answer(sandbox: Sandbox, url: str) -> None:
    """With the knob, an answer takes at least so long."""
    sandbox.turn(latency=0.1)
    assert _post(url).elapsed.total_seconds() >= 0.1


def test_it_serves_beside_other_work_in_one_loop() -> None:
    """`serve` is for programs that have an event loop; faults may be scripted within it."""

    async def talk() -> tuple[int, str]:
        sandbox = Sandbox()
        async with serve(sandbox, host="::1") as url, aiohttp.ClientSession() as session:
            async with session.get(f"{url}/sandbox/ledger") as answer:
                status = answer.status
            sandbox.script(Fault("refuse", seconds=60))
            await asyncio.sleep(0)
            await session.close()
            async with aiohttp.ClientSession() as another:
                with pytest.raises(aiohttp.ClientConnectorError):
                    await another.get(url)
            return status, url

    status, url = asyncio.run(talk())
    assert (status, url.startswith("http://[::1]:")) == (200, True)


def test_a_taken_port_is_one_clear_line() -> None:
    """The operator learns which address is taken and what to do."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = f"127.0.0.1:{port}.*choose another"
        with raises_saying(ConfigError, match=said), running(Sandbox(), port=port):
            pass


def test_a_second_sandbox_does_not_share_the_port_of_the_first() -> None:
    """Each would answer every other request."""
    with running(Sandbox()) as url:
        port = int(url.rpartition(":")[2])
        with (
            raises_saying(ConfigError, match="choose another --port"),
            running(Sandbox(), port=port),
        ):
            pass
