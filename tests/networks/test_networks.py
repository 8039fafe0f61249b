"""What holds for every network: options, creation, prices, and the methods of the Protocol."""

import inspect
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from crosspost import loading, model
from crosspost.errors import ConfigError
from crosspost.model import Media, Picture, Post, Thumbnail
from crosspost.networks import dry, x
from crosspost.networks.x.prices import Prices
from tests.words import english, raises_saying

PACKAGE = "crosspost.networks"
KEYS = {
    "api_key": "k",
    "api_secret": "s",
    "access_token": "1790300012340056789-t",
    "access_token_secret": "ts\n",
}
SAMPLES: dict[str, dict[str, object]] = {"x": dict(KEYS)}
METHODS = [name for name in vars(model.Network) if not name.startswith("_")]
LINKED = Post("港 a.example", links=("a.example",))
PICTURE = Thumbnail("https://blog.example.jp/a.jpg", alt="桟橋")
PLAIN_PICTURE = Thumbnail("https://blog.example.jp/a.jpg")


def made(name: str) -> Any:  # noqa: ANN401 — whatever the file makes
    """Return an account on the network of that name."""
    module = loading.load(PACKAGE, name)
    options = module.Options.model_validate(SAMPLES.get(name, {}))
    return module.create(options, account="main", weigh=len)


@pytest.mark.parametrize("name", loading.names(PACKAGE))
def test_every_network_has_the_methods_of_the_protocol(name: str) -> None:
    """A second network is one new file, with the same methods and parameters."""
    network = made(name)
    for method in METHODS:
        asked = list(inspect.signature(getattr(model.Network, method)).parameters)[1:]
        assert list(inspect.signature(getattr(network, method)).parameters) == asked, method


@pytest.mark.parametrize("name", loading.names(PACKAGE))
def test_every_network_refuses_unknown_options(name: str) -> None:
    """A misspelt key is told, not ignored."""
    module = loading.load(PACKAGE, name)
    with pytest.raises(ValidationError, match="max_wieght"):
        module.Options.model_validate({"max_wieght": 280})


@pytest.mark.parametrize("name", loading.names(PACKAGE))
def test_every_network_weighs_as_it_is_told_and_has_room(name: str) -> None:
    """The measure is handed in: stages do not know each other."""
    network = made(name)
    assert network.weigh("港町") == 2
    assert network.room(model.Article("blog", (), "", "")) >= 280


@pytest.mark.parametrize("name", ["dry", "x"])
@pytest.mark.parametrize(
    ("post", "usd"),
    [
        (Post("港"), "0.015"),
        (LINKED, "0.200"),
        (Post("港", thumbnail=PICTURE), "0.020"),
        (Post("港", thumbnail=PLAIN_PICTURE), "0.015"),
        (Post(LINKED.text, links=LINKED.links, thumbnail=PICTURE), "0.205"),
        (Post(LINKED.text, links=LINKED.links, replaces="1990"), "0.200"),
        (Post("", repost_of="1990"), "0.015"),
    ],
)
def test_a_post_has_its_price(name: str, post: Post, usd: str) -> None:
    """A preview shows what X will bill."""
    assert made(name).price(post) == Decimal(usd)


def test_prices_can_be_set() -> None:
    """X changes them; uploads cost nothing until it says so."""
    prices = Prices(media_upload=Decimal("0.005"))
    assert prices.of(Post("港", thumbnail=PLAIN_PICTURE)) == Decimal("0.020")
    with pytest.raises(ValidationError):
        Prices(post=Decimal(-1))


@pytest.mark.parametrize(("owner", "usd"), [(True, "0.005"), (False, "0.025")])
def test_a_look_has_its_price(owner: bool, usd: str) -> None:  # noqa: FBT001 — a table
    """Five posts, at the owner's price or at anybody's."""
    options = x.Options.model_validate({**KEYS, "owner_reads": owner})
    assert x.create(options, account="main", weigh=len).look_price() == Decimal(usd)


@pytest.mark.parametrize(
    "url",
    [
        "https://api.x.com",
        "https://api.x.com/",
        "http://127.0.0.1:8300",
        "http://127.9.9.9:1",
        "http://[::1]:8300",
        "http://localhost:8300",
    ],
)
def test_an_address_of_x_is_encrypted_or_on_this_machine(url: str) -> None:
    """A trailing slash does not matter."""
    assert x.Options(base_url=url).base_url == url.rstrip("/")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "api.x.com",
        "ftp://api.x.com",
        "http://api.x.com",
        "http://10.0.0.1:8300",
        "http://localhost.example:8300",
        "https://",
        "https://user@api.x.com",
        "https://api.x.com/?a=1",
        "https://api.x.com/#a",
    ],
)
def test_another_address_is_refused(url: str) -> None:
    """Nothing is sent in the clear over a network."""
    with pytest.raises(ValidationError, match=r"config\.base-url"):
        x.Options(base_url=url)


def test_a_secret_from_a_file_loses_its_line_end() -> None:
    """Files in /run/secrets end with one."""
    assert x.Options.model_validate(KEYS).keys[3] == "ts"


def test_missing_secrets_are_named_by_their_variables() -> None:
    """The operator reads what to set."""
    options = x.Options.model_validate({**KEYS, "api_secret": " ", "access_token": ""})
    with pytest.raises(ConfigError) as caught:
        x.create(options, account="main", weigh=len)
    assert english(caught.value) == (
        "account main: it has no keys for X: set "
        "CROSSPOST_ACCOUNTS__MAIN__API_SECRET, CROSSPOST_ACCOUNTS__MAIN__ACCESS_TOKEN"
    )


@pytest.mark.parametrize("token", ["token", "-token", "12a-token", "123-"])
def test_a_token_without_a_user_is_refused_and_not_shown(token: str) -> None:
    """X's access tokens begin with the user's id."""
    options = x.Options.model_validate({**KEYS, "access_token": token})
    with raises_saying(ConfigError, match="ACCESS_TOKEN") as caught:
        x.create(options, account="main", weigh=len)
    assert token not in english(caught.value).replace("access token of X", "")


def test_secrets_are_not_shown() -> None:
    """Not even by the options themselves."""
    shown = repr(x.Options.model_validate({**KEYS, "api_key": "invented-key"}))
    assert "invented-key" not in shown


def test_a_preview_sends_nothing_and_needs_nothing() -> None:
    """The same post has the same id, nothing is found, nothing costs."""
    account = dry.create(dry.Options(), account="main", weigh=len)
    media = account.describe(account.upload(Picture(b"a", "image/jpeg", 8, 8)), "桟橋")
    assert media.alt_done
    first, again = account.publish(LINKED, media), account.publish(LINKED, None)
    assert first == again
    assert account.publish(Post("別"), None) != first
    assert account.find(LINKED, datetime(2026, 11, 20, tzinfo=UTC)) is None
    assert account.look_price() == 0
    assert isinstance(media, Media)


def test_an_undone_repost_is_estimated_with_the_higher_of_x_s_two_prices() -> None:
    """Its pages name 0.005 and 0.010; a budget errs on the side of the operator."""
    again = Post("", repost_of="1", repost_again=True)
    assert Prices().of(again) == Decimal("0.025")
