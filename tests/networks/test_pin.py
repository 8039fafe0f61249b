"""Tokens by PIN, from the sandbox over a real socket, as `crosspost auth` gets them."""

import re
from collections.abc import Iterator

import pytest
import requests

from crosspost.errors import AccountClosed, NotSent
from crosspost.networks.x.pin import Pin
from crosspost.sandbox.core import Sandbox
from crosspost.sandbox.server import running
from crosspost.sandbox.world import DEMO
from tests.words import raises_saying


@pytest.fixture
def x() -> Iterator[str]:
    """Return the address of an X on this machine."""
    with running(Sandbox()) as url:
        yield url


def begin(x: str, **changes: str) -> Pin:
    """Return an authorisation with the app's keys, or other ones."""
    keys = {"api_key": DEMO.api_key, "api_secret": DEMO.api_secret}
    return Pin({"base_url": x, **keys, **changes})


def read_pin(address: str) -> str:
    """Open the address as a person does, and read the PIN off the page."""
    page = requests.get(address, timeout=5)
    found = re.search(r"PIN: ([0-9]{7})", page.text)
    assert found, page.text
    return found[1]


def test_a_pin_is_exchanged_for_the_tokens_of_whoever_was_signed_in(x: str) -> None:
    """The address leads to base_url; the tokens come with the account's name."""
    pin = begin(x)
    address = pin.address()
    assert address.startswith(f"{x}/oauth/authorize?oauth_token=")
    tokens = pin.redeem(read_pin(address))
    assert tokens.token == DEMO.access_token
    assert tokens.secret == DEMO.access_token_secret
    assert tokens.username == DEMO.username


def test_a_wrong_pin_is_refused_and_the_right_one_works_once(x: str) -> None:
    """The message says to begin again."""
    pin = begin(x)
    right = read_pin(pin.address())
    with raises_saying(AccountClosed, match="begin again"):
        pin.redeem("0" if right != "0" else "1")
    pin.redeem(right)
    with raises_saying(AccountClosed, match="begin again"):
        pin.redeem(right)


@pytest.mark.parametrize("wrong", [{"api_key": "another"}, {"api_secret": "another"}])
def test_keys_of_another_app_are_named(x: str, wrong: dict[str, str]) -> None:
    """The message names the API key and secret."""
    with raises_saying(AccountClosed, match="API key and secret"):
        begin(x, **wrong).address()


def test_an_x_out_of_reach_is_no_matter_of_keys() -> None:
    """The message names the address and the network."""
    with raises_saying(NotSent, match=r"127\.0\.0\.1:1 cannot be reached"):
        begin("http://127.0.0.1:1").address()
