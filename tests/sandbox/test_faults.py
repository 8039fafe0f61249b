"""Each kind of fault does to `requests` what it says, before or after its effect."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Literal

import pytest
import requests

from crosspost.errors import ConfigError
from crosspost.sandbox.core import Sandbox
from crosspost.sandbox.faults import FAULTS, Fault

TWEETS = "https://api.x.com/2/tweets"
ME = "https://api.x.com/2/users/me"
BROKEN: dict[str, type[Exception]] = {
    "refuse": requests.ConnectionError,
    "connect-timeout": requests.ConnectTimeout,
    "reset": requests.ConnectionError,
    "close": requests.ConnectionError,
    "hang": requests.ReadTimeout,
    "slow": requests.ConnectionError,
    "truncated": requests.exceptions.ChunkedEncodingError,
}
HOLLOW = ("bad-json", "empty", "no-data", "only-errors", "html-success")
REFUSALS = sorted(set(FAULTS) - set(BROKEN) - set(HOLLOW))
AFTER = sorted(name for name, kind in FAULTS.items() if kind.after)
Effect = Literal["before", "after"]


def _post(x: requests.Session) -> requests.Response:
    return x.post(TWEETS, json={"text": "港"}, timeout=60)


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_connection_raises_what_requests_raises(
    x: requests.Session, sandbox: Sandbox, kind: str
) -> None:
    """Exactly the class that a socket would bring about, and no effect."""
    sandbox.script(Fault(kind))
    with pytest.raises(BROKEN[kind]) as raised:
        _post(x)
    assert type(raised.value) is BROKEN[kind]
    assert not sandbox.world.posts


@pytest.mark.parametrize("kind", HOLLOW)
def test_a_hollow_success_has_no_id(x: requests.Session, sandbox: Sandbox, kind: str) -> None:
    """The status says yes, the body does not say what."""
    sandbox.script(Fault(kind))
    answer = _post(x)
    assert answer.ok
    try:
        assert "data" not in answer.json()
    except requests.JSONDecodeError:
        assert kind in {"bad-json", "empty", "html-success"}
    assert not sandbox.world.posts


@pytest.mark.parametrize("kind", REFUSALS)
def test_a_refusal_has_its_status_and_no_effect(
    x: requests.Session, sandbox: Sandbox, kind: str
) -> None:
    """The name begins with the status; nothing is posted or billed."""
    sandbox.script(Fault(kind))
    answer = x.post(TWEETS, json={"text": "港"}, allow_redirects=False)
    expected = 301 if kind == "moved" else int(kind.partition("-")[0])
    assert answer.status_code == expected
    assert not sandbox.world.posts
    assert not sandbox.world.ledger.lines
    assert _post(x).status_code == 201


@pytest.mark.parametrize("kind", AFTER)
def test_an_effect_may_stay_behind_whatever_the_client_hears(
    x: requests.Session, sandbox: Sandbox, kind: str
) -> None:
    """After the effect the post is out, once, and billed."""
    sandbox.script(Fault(kind, effect="after"))
    try:
        answer = _post(x)
    except requests.RequestException:
        pass
    else:
        assert kind not in BROKEN, answer.text
    assert len(sandbox.world.posts) == 1
    assert len(sandbox.world.ledger.lines) == 1
    assert _post(x).status_code == 403


def test_a_fault_meets_the_requests_it_names(x: requests.Session, sandbox: Sandbox) -> None:
    """By method and path, after `skip` others, so many times."""
    sandbox.script(Fault("503", on=("POST", "/2/tweets"), skip=1, times=2))
    assert x.get(ME).status_code == 200
    statuses = [x.post(TWEETS, json={"text": f"港{n}"}).status_code for n in range(4)]
    assert statuses == [201, 503, 503, 201]
    assert sandbox.faults[0].hits == 2


def test_faults_come_in_the_order_of_the_script(x: requests.Session, sandbox: Sandbox) -> None:
    """One after the other on the same path; clearing forgets the rest."""
    sandbox.script(Fault("502"), Fault("401"), Fault("504"))
    assert [x.get(ME).status_code, x.get(ME).status_code] == [502, 401]
    sandbox.clear_faults()
    assert x.get(ME).status_code == 200


@pytest.mark.parametrize(("kind", "effect"), [("nonsense", "before"), ("401", "after")])
def test_a_fault_that_cannot_be_is_refused(kind: str, effect: Effect) -> None:
    """An unknown kind, or an effect that X would never leave behind."""
    with pytest.raises(ConfigError):
        Fault(kind, effect=effect)


def test_the_true_429_tells_when_the_bucket_opens(
    x: requests.Session, sandbox: Sandbox, clock: list[datetime]
) -> None:
    """Its reset is that of the window in which the calls fell."""
    x.get(ME)
    clock[0] += timedelta(minutes=5)
    sandbox.script(Fault("429"))
    answer = x.get(ME)
    left = int(answer.headers["x-rate-limit-reset"]) - clock[0].timestamp()
    assert (answer.headers["x-rate-limit-remaining"], 600 <= left <= 601) == ("0", True)


@pytest.mark.parametrize(
    ("kind", "header", "low", "high"),
    [
        ("429-past", "x-rate-limit-reset", -3600, 0),
        ("429-skewed", "x-rate-limit-reset", 86400, 200000),
        ("429-24h", "x-app-limit-24hour-reset", 3600, 86400),
    ],
)
def test_a_429_may_have_odd_headers(
    x: requests.Session,
    sandbox: Sandbox,
    clock: list[datetime],
    kind: str,
    header: str,
    low: int,
    high: int,
) -> None:
    """A reset in the past, of a skewed clock, or of the day."""
    sandbox.script(Fault(kind))
    left = int(x.get(ME).headers[header]) - clock[0].timestamp()
    assert low <= left <= high


@pytest.mark.parametrize("kind", ["429-no-headers", "429-legacy", "429-retry-after"])
def test_a_429_may_lack_the_headers(x: requests.Session, sandbox: Sandbox, kind: str) -> None:
    """No reset at all, or only Retry-After."""
    sandbox.script(Fault(kind))
    answer = x.get(ME)
    assert "x-rate-limit-reset" not in answer.headers
    assert answer.headers.get("retry-after") == ("7" if kind == "429-retry-after" else None)


@pytest.mark.parametrize("kind", ["402", "402-new", "401", "403-duplicate"])
def test_other_refusals_have_healthy_limits(
    x: requests.Session, sandbox: Sandbox, kind: str
) -> None:
    """Without credits the rate-limit headers look as if all were well."""
    sandbox.script(Fault(kind))
    assert int(_post(x).headers["x-rate-limit-remaining"]) > 90


def test_a_path_that_is_not_there_can_fail_as_well(x: requests.Session, sandbox: Sandbox) -> None:
    """Unknown paths are a 404, and faults meet them too."""
    url = "https://api.x.com/2/media/upload/initialize"
    assert x.post(url).status_code == 404
    sandbox.script(Fault("503"))
    assert x.post(url).status_code == 503


def test_the_log_names_the_fault(x: requests.Session, sandbox: Sandbox) -> None:
    """The request log tells what was done to a request, and holds no secret."""
    sandbox.script(Fault("503", effect="after"))
    _post(x)
    call = sandbox.calls[-1]
    assert (call.fault, call.status, call.body) == ("503 after", 503, {"text": "港"})
    assert "oauth_signature" not in str(call)


def test_uploads_fail_without_a_trace(
    x: requests.Session, sandbox: Sandbox, paint: Callable[..., bytes]
) -> None:
    """A fault before the effect keeps no picture; after it, the picture is there."""
    form = {"media_category": "tweet_image"}
    url = "https://api.x.com/2/media/upload"
    for effect, count in (("before", 0), ("after", 1)):
        sandbox.script(Fault("500-html", on=("POST", "/2/media/*"), effect=effect))  # type: ignore[arg-type]
        files = {"media": ("a", paint())}
        answer = x.post(url, files=files, data=form)
        assert (answer.status_code, len(sandbox.world.uploads)) == (500, count)
    assert str(sandbox.calls[-1].body).endswith(" bytes of multipart/form-data")


def test_a_body_in_pieces_arrives_whole(x: requests.Session, sandbox: Sandbox) -> None:
    """A client may send a generator or text as the body."""
    headers = {"content-type": "application/json"}
    x.post(TWEETS, data=iter([b'{"text":', '"港"}'.encode()]), headers=headers)
    x.post(TWEETS, data='{"text":"岸壁"}', headers=headers)
    assert [p.text for p in sandbox.posts()] == ["岸壁", "港"]
