"""The account on X against the sandbox: the way of a post, and every fault that X has."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Literal

import pytest
from PIL import Image

from crosspost.errors import CrosspostError, NotSent, Uncertain
from crosspost.model import Picture, Post, Receipt, Thumbnail
from crosspost.networks.x import Options, create
from crosspost.networks.x.network import XNetwork
from crosspost.sandbox.core import Sandbox
from crosspost.sandbox.faults import FAULTS, Fault
from crosspost.sandbox.server import running
from crosspost.sandbox.world import DEMO, Account

LINK = "https://blog.example.jp/2026/11/minato/"
POST = Post(
    f"霧の港で三か国の会談が始まった。\n{LINK}",
    links=(LINK,),
    thumbnail=Thumbnail("https://blog.example.jp/a.jpg", alt="桟橋に並ぶ漁船＝港町新聞社提供"),
)
WRITE = ("POST", "/2/tweets")
EFFECTS: tuple[Literal["before", "after"], ...] = ("before", "after")
CLOSED_PORT = ["refuse", "connect-timeout"]
ENDLESS = ["hang", "slow"]
CASES = [
    (kind, effect)
    for kind in FAULTS
    if kind not in CLOSED_PORT
    for effect in EFFECTS[: 1 + FAULTS[kind].after]
]


def since() -> datetime:
    """Return a moment before all that a test does: sockets have the real time."""
    return datetime.now(UTC) - timedelta(minutes=5)  # noqa: TID251 — see above


def account(url: str, who: Account = DEMO, *, seconds: float = 30) -> XNetwork:
    """Return an account on the sandbox."""
    options = Options.model_validate(
        {
            "base_url": url,
            "publish_timeout": seconds,
            "api_key": who.api_key,
            "api_secret": who.api_secret,
            "access_token": who.access_token,
            "access_token_secret": who.access_token_secret,
        }
    )
    return create(options, account="main", weigh=len)


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[Sandbox, str]]:
    """One sandbox for all: what a test wants of it, it sets."""
    sandbox = Sandbox(DEMO, replace(DEMO, id="22", access_token="22-b", premium=True))
    with running(sandbox) as url:
        yield sandbox, url


@pytest.fixture
def sandbox(served: tuple[Sandbox, str]) -> Sandbox:
    """Forget all that happened."""
    served[0].reset()
    return served[0]


@pytest.fixture
def network(sandbox: Sandbox, served: tuple[Sandbox, str]) -> XNetwork:
    """Log in."""
    return account(served[1])


def drawn() -> Picture:
    """Return a small picture."""
    file = io.BytesIO()
    Image.new("RGB", (64, 48), "navy").save(file, "JPEG")
    return Picture(file.getvalue(), "image/jpeg", 64, 48)


@pytest.mark.parametrize("names", ["both", "new", "old"])
def test_a_post_goes_out_with_its_picture_and_is_found_again(
    sandbox: Sandbox, network: XNetwork, names: str
) -> None:
    """Upload, alt text, post, look: under X's new names and under the old ones."""
    sandbox.turn(names=names)
    assert POST.thumbnail
    media = network.describe(network.upload(drawn()), POST.thumbnail.alt)
    receipt = network.publish(POST, media)
    assert sandbox.world.posts[receipt.id].media == (media.id,)
    assert network.find(POST, since()) == receipt
    assert network.find(POST, since(), known=[receipt.id]) is None
    assert sandbox.world.ledger.total <= network.price(POST) + network.look_price()


def test_a_picture_goes_as_json_where_forms_are_refused(
    sandbox: Sandbox, network: XNetwork
) -> None:
    """The outage of June 2025."""
    sandbox.turn(multipart=False)
    assert network.upload(drawn()).id


def test_a_repost_and_an_edit_are_found_again(
    sandbox: Sandbox, served: tuple[Sandbox, str]
) -> None:
    """Each is told from the post that it belongs to, and a repost can be made anew."""
    network = account(served[1], sandbox.accounts["22"])
    first = network.publish(POST, None)
    edit = replace(POST, text=f"改めて、{POST.text}", replaces=first.id)
    repost = Post("", repost_of=first.id)
    assert network.find(repost, since()) is None
    assert network.find(edit, since(), known=[first.id]) is None
    reposted = network.publish(repost, None)
    assert network.find(repost, since()) == reposted
    again = network.publish(repost, None)
    assert again != reposted
    edited = network.publish(edit, None)
    assert network.find(edit, since(), known=[first.id, reposted.id, again.id]) == edited
    assert network.find(POST, since(), known=[first.id, edited.id]) is None


def test_the_keys_are_verified(network: XNetwork) -> None:
    """The sandbox knows whose they are."""
    told = network.verify()
    assert (told.id, told.username, told.access) == (DEMO.id, DEMO.username, "read-write")
    assert told.ahead is not None
    assert abs(told.ahead) < timedelta(seconds=30)


def attempt(network: XNetwork) -> Receipt | CrosspostError:
    """Return what became of publishing, as far as the network could tell."""
    try:
        return network.publish(POST, None)
    except CrosspostError as error:
        return error


@pytest.mark.parametrize(("kind", "effect"), CASES, ids=[f"{k} {e}" for k, e in CASES])
def test_no_fault_is_taken_for_what_it_is_not(
    sandbox: Sandbox, served: tuple[Sandbox, str], kind: str, effect: Literal["before", "after"]
) -> None:
    """A post that is out is told as out or as uncertain, and the look then tells the truth."""
    sandbox.script(Fault(kind, on=WRITE, effect=effect))
    told = attempt(account(served[1], seconds=1 if kind in ENDLESS else 30))
    sandbox.clear_faults()
    out = list(sandbox.world.posts)
    assert len(out) == (1 if isinstance(told, Receipt) or effect == "after" else 0)
    if out:
        assert isinstance(told, Receipt | Uncertain)
    if isinstance(told, Uncertain):
        found = account(served[1]).find(POST, since())
        assert (found.id if found else None) == (out[0] if out else None)


@pytest.mark.parametrize("kind", CLOSED_PORT)
def test_a_closed_port_sends_nothing(kind: str) -> None:
    """It is certain that the post is not out."""
    sandbox = Sandbox()
    with running(sandbox) as url:
        sandbox.script(Fault(kind, on=WRITE))
        assert isinstance(attempt(account(url, seconds=1)), NotSent)
    assert not sandbox.world.posts


def test_a_timeline_that_lags_is_readable_and_empty(sandbox: Sandbox, network: XNetwork) -> None:
    """One look is no proof: that is for the outbox to know."""
    sandbox.turn(lag=60)
    network.publish(POST, None)
    assert network.find(POST, since()) is None
