"""The control API: scripts may set faults and knobs and read the books."""

import json
from collections.abc import Callable
from typing import Any

import pytest
import requests

from crosspost.sandbox.core import Sandbox
from crosspost.sandbox.faults import FAULTS
from crosspost.sandbox.front import handle
from crosspost.sandbox.wire import Request
from crosspost.sandbox.world import DEMO, Knobs

Control = Callable[..., tuple[int, Any]]
TWEETS = "https://api.x.com/2/tweets"
HERE = "http://127.0.0.1:8300"


@pytest.fixture
def control(sandbox: Sandbox) -> Control:
    """Call the control API as a program on this machine."""

    def call(method: str, path: str, body: str = "", **change: object) -> tuple[int, Any]:
        given: Any = {"base": HERE, "peer": "127.0.0.1", **change}
        request = Request(method, f"/sandbox/{path}", body=body.encode(), **given)
        answer = handle(sandbox, request)

        return answer.status, json.loads(answer.body)

    return call


def test_faults_can_be_scripted_listed_and_cleared(
    control: Control, x: requests.Session, sandbox: Sandbox
) -> None:
    """One or a list; the listing names all kinds with the effects that they allow."""
    one = '{"kind": "503", "on": ["POST", "/2/tweets"], "effect": "after"}'
    assert control("POST", "faults", one)[0] == 200
    control("POST", "faults", '[{"kind": "401"}, {"kind": "reset", "times": 3}]')
    listed = control("GET", "faults")[1]
    assert [f["kind"] for f in listed["scripted"]] == ["503", "401", "reset"]
    assert set(listed["kinds"]) == set(FAULTS)
    assert (listed["kinds"]["503"], listed["kinds"]["401"]) == (["before", "after"], ["before"])
    assert x.post(TWEETS, json={"text": "港"}).status_code == 503
    assert control("DELETE", "faults")[1]["scripted"] == []
    assert sandbox.faults == []


@pytest.mark.parametrize(
    ("path", "body", "said"),
    [
        ("faults", '{"kind": "nonsense"}', "there is no fault"),
        ("faults", '{"kind": "401", "effect": "after"}', "never answers"),
        ("faults", '{"kind": "401", "when": 1}', "when"),
        ("faults", '{"kind": "401", "times": "often"}', "times"),
        ("faults", "{", "not JSON"),
        ("knobs", '{"colour": 1}', "knob colour"),
        ("knobs", "[]", "not a JSON object"),
    ],
)
def test_a_wrong_request_is_a_400_that_says_why(
    control: Control, path: str, body: str, said: str
) -> None:
    """Nothing is scripted or turned."""
    status, content = control("POST", path, body)
    assert (status, said in content["error"]) == (400, True), content


def test_knobs_can_be_turned_and_read(control: Control, sandbox: Sandbox) -> None:
    """Numbers for money may be text or numbers."""
    status, knobs = control("POST", "knobs", '{"lag": 5, "balance": 1.5, "names": "old"}')
    assert (status, knobs["lag"], knobs["balance"]) == (200, 5.0, "1.5")
    assert sandbox.knobs.names == "old"
    assert control("GET", "knobs")[1] == knobs


def test_the_books_can_be_read(control: Control, x: requests.Session) -> None:
    """Ledger, posts and requests, with what a script asserts on."""
    x.post(TWEETS, json={"text": "港 https://e.jp/"})
    gone = x.post(TWEETS, json={"text": "岸壁"}).json()["data"]["id"]
    x.delete(f"{TWEETS}/{gone}")
    ledger = control("GET", "ledger")[1]
    assert ledger["items"] == {"post-with-url": "0.200", "post": "0.015", "delete": "0.010"}
    assert (ledger["total_usd"], ledger["balance_usd"]) == ("0.225", None)
    posts = control("GET", "posts")[1]
    assert [(p["text"], p["username"], p["usd"]) for p in posts] == [
        ("港 https://e.jp/", DEMO.username, "0.200")
    ]
    assert len(control("GET", "posts", query="all")[1]) == 2
    requests_ = control("GET", "requests")[1]
    assert [(r["method"], r["status"]) for r in requests_] == [
        ("POST", 201), ("POST", 201), ("DELETE", 200)
    ]  # fmt: skip


def test_pictures_are_listed_with_their_alt_text(
    control: Control, x: requests.Session, upload: Callable[..., str]
) -> None:
    """A script can check what a reader would hear."""
    media_id = upload()
    body: Any = {"id": media_id, "metadata": {"alt_text": {"text": "港の朝"}}}
    x.post("https://api.x.com/2/media/metadata", json=body)
    x.post(TWEETS, json={"text": "港", "media": {"media_ids": [media_id]}})
    assert control("GET", "posts")[1][0]["media"] == [
        {"id": media_id, "url": f"/sandbox/media/{media_id}", "mime": "image/jpeg", "alt": "港の朝"}
    ]


def test_a_reset_forgets_everything(
    control: Control, x: requests.Session, sandbox: Sandbox
) -> None:
    """Posts, bill, log, faults and knobs are as at the start."""
    control("POST", "knobs", '{"lag": 5}')
    control("POST", "faults", '{"kind": "401", "skip": 5}')
    x.post(TWEETS, json={"text": "港"})
    before = sandbox.revision
    assert control("POST", "reset")[0] == 200
    assert (sandbox.world.posts, sandbox.faults, list(sandbox.calls)) == ({}, [], [])
    assert (sandbox.knobs, sandbox.world.ledger.lines) == (Knobs(), [])
    assert sandbox.revision > before


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({}, 200),
        ({"base": "http://localhost:8300"}, 200),
        ({"base": "http://[::1]:8300", "peer": "::1"}, 200),
        ({"base": "http://[::1]"}, 200),
        ({"base": "http://127.0.0.1"}, 200),
        ({"headers": {"origin": HERE}}, 200),
        ({"peer": "192.0.2.7"}, 403),
        ({"peer": ""}, 403),
        ({"base": "http://evil.example:8300"}, 403),
        ({"headers": {"origin": "https://evil.example"}}, 403),
        ({"headers": {"origin": "null"}}, 403),
    ],
    ids=str,
)
def test_the_control_api_is_for_this_machine(
    control: Control, change: dict[str, Any], status: int
) -> None:
    """No other machine, no name pointed here from outside, no foreign page."""
    assert control("POST", "reset", **change)[0] == status
