"""The signature is verified as RFC 5849 asks; an independent library signs."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import requests
from requests_oauthlib import OAuth1

from crosspost.sandbox import oauth
from crosspost.sandbox.adapter import InProcess
from crosspost.sandbox.core import Sandbox
from crosspost.sandbox.wire import Rejected, Request
from crosspost.sandbox.world import DEMO, Account

ME = "https://api.x.com/2/users/me"
PLAINTEXT = (
    'OAuth oauth_consumer_key="a", oauth_token="b", oauth_signature="c", oauth_nonce="d", '
    'oauth_timestamp="1", oauth_signature_method="PLAINTEXT"'
)
Connect = Callable[[Account], requests.Session]


def test_the_base_string_is_that_of_the_standard() -> None:
    """The example of RFC 5849 section 3.4.1.1 comes out letter by letter."""
    request = Request(
        "POST",
        "/request",
        query="b5=%3D%253D&a3=a&c%40=&a2=r%20b",
        headers={"content-type": "application/x-www-form-urlencoded"},
        body=b"c2&a3=2+q",
        base="http://EXAMPLE.COM:80",
    )
    claims = {
        "realm": "Example",
        "oauth_consumer_key": "9djdj82h48djs9d2",
        "oauth_token": "kkk9d7dh3k39sjv7",
        "oauth_signature_method": "HMAC-SHA1",
        "oauth_timestamp": "137131201",
        "oauth_nonce": "7d8f3e4a",
        "oauth_signature": "bYT5CMsGcbgUdFHObYMEfcx6bsw=",
    }
    assert oauth.base_string(request, claims) == (
        "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D"
        "%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3"
        "e4a%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkk"
        "k9d7dh3k39sjv7"
    )


def test_the_signature_is_that_of_twitters_own_example() -> None:
    """The worked example in X's "Creating a signature" comes out."""
    base = (
        "POST&https%3A%2F%2Fapi.twitter.com%2F1.1%2Fstatuses%2Fupdate.json&include_entities%3Dtrue"
        "%26oauth_consumer_key%3Dxvz1evFS4wEEPTGEFPHBog%26oauth_nonce%3DkYjzVBB8Y0ZFabxSWbWovY3uYS"
        "Q2pTgmZeNu2VS4cg%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D1318622958%26oa"
        "uth_token%3D370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb%26oauth_version%3D1.0%26st"
        "atus%3DHello%2520Ladies%2520%252B%2520Gentlemen%252C%2520a%2520signed%2520OAuth%2520reque"
        "st%2521"
    )
    key = "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw"
    token = "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE"
    assert oauth.signature(base, key, token) == "hCtSmYh+iHYCEqBWrE7C7hYmtUk="


@pytest.mark.parametrize(
    "change",
    [
        {"api_secret": "wrong"},
        {"access_token_secret": "wrong"},
        {"api_key": "wrong"},
        {"access_token": "1-wrong"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_wrong_credential_is_unauthorized(connect: Connect, change: dict[str, str]) -> None:
    """Each of the four secrets counts; the body is the one that X sends."""
    answer = connect(replace(DEMO, **change)).get(ME)  # type: ignore[arg-type]
    assert answer.status_code == 401
    assert answer.json() == {
        "title": "Unauthorized", "detail": "Unauthorized", "type": "about:blank", "status": 401
    }  # fmt: skip


def test_the_query_is_signed(x: requests.Session, sandbox: Sandbox) -> None:
    """Parameters with commas and foreign letters are part of the base string."""
    url = f"https://api.x.com/2/users/{DEMO.id}/tweets"
    answer = x.get(url, params={"post.fields": "created_at,entities", "max_results": "5"})
    assert answer.status_code == 200
    request = requests.Request("GET", url, params={"max_results": "5"}).prepare()
    assert isinstance(request, requests.PreparedRequest)
    signed = x.auth(request)  # type: ignore[operator, misc]
    signed.url = str(signed.url).replace("=5", "=6")
    assert x.send(signed).status_code == 401
    assert sandbox.calls[-1].why.startswith("the signature is not the one of GET https://api.x.com")


def test_a_replayed_request_is_unauthorized(x: requests.Session, sandbox: Sandbox) -> None:
    """A nonce counts once: a retry must sign anew."""
    request = x.prepare_request(requests.Request("GET", ME))
    assert [x.send(request).status_code, x.send(request).status_code] == [200, 401]
    assert "nonce" in sandbox.calls[-1].why


@pytest.mark.parametrize(("seconds", "status"), [(300, 200), (301, 401), (-300, 200), (-301, 401)])
def test_a_timestamp_may_be_five_minutes_off(
    x: requests.Session, clock: list[datetime], seconds: int, status: int
) -> None:
    """A skewed clock gives 401, as on X."""
    request = x.prepare_request(requests.Request("GET", ME))
    clock[0] += timedelta(seconds=seconds)
    assert x.send(request).status_code == status


@pytest.mark.parametrize("stamp", ["", "soon", "１７００００００００", "9" * 5000])
def test_a_timestamp_that_is_no_number_is_unauthorized(sandbox: Sandbox, stamp: str) -> None:
    """Nonsense is refused, not an error of the server."""
    nonces = oauth.Nonces()
    with pytest.raises(Rejected, match="timestamp"):
        nonces.check({"oauth_timestamp": stamp}, sandbox.now())


def test_old_nonces_are_forgotten(clock: list[datetime]) -> None:
    """What is outside of the window need not be remembered."""
    nonces = oauth.Nonces()
    for number in range(3):
        moment = clock[0] + timedelta(hours=number)
        stamp = str(int(moment.timestamp()))
        nonces.check({"oauth_timestamp": stamp, "oauth_token": "t", "oauth_nonce": "n"}, moment)
    assert len(nonces.seen) == 1


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ("", 401),
        ("Basic abc", 401),
        ("Bearer abc", 403),
        ('OAuth oauth_nonce="1"', 401),
        (PLAINTEXT, 401),
    ],
)
def test_a_header_without_oauth_1_is_refused(sandbox: Sandbox, header: str, status: int) -> None:
    """No header, another scheme, another method or a missing parameter: refused with a reason."""
    answer = sandbox.handle(Request("GET", "/2/users/me", headers={"authorization": header}))
    assert (answer.status, bool(sandbox.calls[-1].why)) == (status, True)


def test_a_read_only_token_may_read_and_not_write(connect: Connect, sandbox: Sandbox) -> None:
    """Reading works; writing gives the 403 that names the OAuth 1.0a permissions."""
    session = connect(sandbox.accounts["33"])
    assert session.get(ME).headers["x-access-level"] == "read"
    answer = session.post("https://api.x.com/2/tweets", json={"text": "港"})
    assert answer.status_code == 403
    assert "oauth1 app permissions" in answer.json()["detail"]
    assert not sandbox.world.posts


def test_any_key_opens_when_the_operator_says_so(sandbox: Sandbox) -> None:
    """With the knob, the token's prefix picks the account, and no signature is looked at."""
    sandbox.turn(any_key=True)
    session = requests.Session()
    session.mount("https://", InProcess(sandbox))
    session.auth = OAuth1("k", "s", "22-anything", "s")
    assert session.get(ME).json()["data"]["username"] == "takadai"
    session.auth = OAuth1("k", "s", "99-anything", "s")
    assert session.get(ME).json()["data"]["id"] == DEMO.id
