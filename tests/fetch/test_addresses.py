"""Which addresses are connected to, on every hop and in every spelling."""

from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address
from typing import TYPE_CHECKING

import pytest
from yarl import URL

from crosspost.errors import NotFetched
from crosspost.fetch.addresses import may_connect
from crosspost.fetch.targets import follow, target
from tests.words import english, raises_saying

if TYPE_CHECKING:
    from tests.fetch.conftest import Fetch, Reply, Site


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "169.254.1.1",
        "100.64.0.1", "100.100.100.200", "0.0.0.0", "198.18.0.1", "192.0.2.1", "224.0.0.1",
        "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fd00::1",
        "fec0::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001:0:1::80ff:fffe", "::7f00:1",
        "fd00:ec2::254", "168.63.129.16", "192.0.0.192", "::ffff:0:10.0.0.1",
        "2606:4700::5efe:10.0.0.1", "2606:4700::200:5efe:127.0.0.1",
    ],
)  # fmt: skip
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    """Private, loopback, link-local, metadata, reserved, and each of them wrapped in IPv6."""
    assert not may_connect(address, allow_private=False)


@pytest.mark.parametrize(
    "address",
    ["93.184.216.34", "2606:4700::1111", "::ffff:93.184.216.34", "64:ff9b::5db8:d822"],
)
def test_a_public_address_is_allowed(address: str) -> None:
    """The internet, also behind NAT64 and as a mapped address."""
    assert may_connect(address, allow_private=False)


@pytest.mark.parametrize("address", ["127.0.0.1", "192.168.1.1", "::1", "fd00::1", "100.64.0.1"])
def test_the_operator_may_allow_private_networks(address: str) -> None:
    """A blog in the house is reachable when the configuration says so."""
    assert may_connect(address, allow_private=True)


METADATA = ("169.254.169.254", "169.254.170.2", "168.63.129.16", "192.0.0.192", "100.100.100.200")
#: Where a translator or a tunnel puts an IPv4 address; "96" and the like are lengths of a prefix.
WRAPPED: dict[str, Callable[[int], int]] = {
    "plain": lambda low: low,
    "mapped": lambda low: 0xFFFF << 32 | low,
    "translated": lambda low: 0xFFFF << 48 | low,
    "6to4": lambda low: 0x2002 << 112 | low << 80,
    "Teredo": lambda low: 0x20010000 << 96 | low ^ 0xFFFFFFFF,
    "NAT64": lambda low: 0x64FF9B << 96 | low,
    "NAT64 of the house": lambda low: 0x64FF9B0001 << 80 | low,
    "NAT64 of the house, 48": lambda low: (
        0x64FF9B0001 << 80 | low >> 16 << 64 | (low & 0xFFFF) << 40
    ),
    "NAT64 of a provider, 96": lambda low: 0x20010DB8 << 96 | low,
    "NAT64 of a provider, 64": lambda low: 0x20010DB8 << 96 | low << 24,
    "NAT64 of a provider, 32": lambda low: 0x20010DB8 << 96 | low << 64,
    "ISATAP": lambda low: 0x26064700 << 96 | 0x5EFE << 32 | low,
}


@pytest.mark.parametrize("wrap", WRAPPED)
@pytest.mark.parametrize("address", METADATA)
def test_metadata_addresses_stay_closed(address: str, wrap: str) -> None:
    """Where clouds keep their credentials nothing is asked, whatever is allowed or wraps them."""
    wrapped = WRAPPED[wrap](int(IPv4Address(address)))
    spelling = address if wrap == "plain" else str(IPv6Address(wrapped))
    assert not may_connect(spelling, allow_private=True)
    assert not may_connect(spelling, allow_private=False)


@pytest.mark.parametrize(
    "address",
    ["fd00:ec2::254", "fd00:ec2::23", "fd00:c1::a9fe:a9fe", "fd20:ce::254", "fd00:42::42",
     "fe80::a9fe:a9fe"],
)  # fmt: skip
def test_metadata_addresses_of_ipv6_stay_closed(address: str) -> None:
    """Clouds give them beside the old ones."""
    assert not may_connect(address, allow_private=True)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "[::1]", "[::ffff:127.0.0.1]",
     "0", "[::ffff:7f00:1]", "127.0.0.1."],
)  # fmt: skip
def test_loopback_is_refused_in_every_spelling(
    site: "Site", reply: "Reply", fetch: "Fetch", host: str
) -> None:
    """Names, numbers and wrapped forms end before a byte is sent, and name the setting."""
    site.answers["/feed/"] = reply(b"secret")
    with raises_saying(NotFetched, match=r"allow_private_networks|written as a number"):
        fetch(site.url(host=host), allow_private=False)
    assert site.asked == []


def test_a_redirect_into_the_house_is_refused(site: "Site", reply: "Reply", fetch: "Fetch") -> None:
    """Each hop is checked: a redirect to the metadata address is not followed."""
    site.answers["/feed/"] = reply(status="302 Found", Location="http://169.254.169.254/latest/")
    with raises_saying(NotFetched, match="not on the public internet"):
        fetch(site.url())


@pytest.mark.parametrize(
    ("statuses", "moved"),
    [
        (["301"], "/1/"),
        (["308", "301"], "/2/"),
        (["302"], ""),
        (["301", "302"], "/1/"),
        (["302", "301"], ""),
        (["303", "307"], ""),
    ],
)
def test_redirects_are_followed_and_permanent_ones_reported(
    site: "Site", reply: "Reply", fetch: "Fetch", statuses: list[str], moved: str
) -> None:
    """Only an unbroken chain of 301 and 308 from the start says that the feed has moved."""
    for hop, status in enumerate(statuses):
        site.answers[f"/{hop}/"] = reply(status=f"{status} Moved", Location=f"../{hop + 1}/#top")
    site.answers[f"/{len(statuses)}/"] = reply(b"<rss/>")
    found = fetch(site.url("/0/"))
    assert found.url == site.url(f"/{len(statuses)}/")
    assert found.moved_to == (site.url(moved) if moved else "")


def test_five_redirects_are_enough(site: "Site", reply: "Reply", fetch: "Fetch") -> None:
    """A circle ends with a word about it."""
    site.answers["/feed/"] = reply(status="302 Found", Location="/feed/")
    with raises_saying(NotFetched, match="more than 5 redirects"):
        fetch(site.url())
    assert len(site.asked) == 6


def test_encryption_is_never_given_up() -> None:
    """A redirect from https to http is refused; the other way is taken."""
    with raises_saying(NotFetched, match="from https to http"):
        follow(URL("https://blog.example/feed/"), "http://blog.example/feed/")
    assert str(follow(URL("http://blog.example/"), "https://blog.example/")) == (
        "https://blog.example/"
    )


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "javascript:alert(1)", "http://[", "http://u:p@b.example/"]
)
def test_a_redirect_stays_on_the_web(location: str) -> None:
    """Other schemes, broken addresses and credentials are not followed."""
    with pytest.raises(NotFetched):
        follow(URL("http://blog.example/"), location)


@pytest.mark.parametrize(
    ("url", "wire"),
    [
        ("http://blog.example", "http://blog.example/"),
        ("http://blog.example/feed/?a=1&b=%2F#top", "http://blog.example/feed/?a=1&b=%2F"),
        ("http://blog.example/潮.jpg", "http://blog.example/%E6%BD%AE.jpg"),
        ("http://blog.example/%e6%bd%ae%2D.jpg", "http://blog.example/%e6%bd%ae%2D.jpg"),
        ("http://blog.example/a b.jpg", "http://blog.example/a%20b.jpg"),
        ("HTTP://潮見.example:8080/x", "http://xn--ngx007c.example:8080/x"),
        ("http://[::1]:8080/x", "http://[::1]:8080/x"),
    ],
)
def test_an_address_goes_out_to_the_letter(url: str, wire: str) -> None:
    """Only what cannot stand in a request is encoded; signatures stay whole."""
    assert str(target(url)) == wire


@pytest.mark.parametrize(
    "url", ["ftp://blog.example/", "blog.example/feed", "http://", "http://a:b@c.example/", "http://x:y/"]
)  # fmt: skip
def test_what_is_no_web_address_is_refused(url: str) -> None:
    """Other schemes, missing hosts and user names are named as such."""
    with pytest.raises(NotFetched) as caught:
        target(url)
    assert "a:b" not in english(caught.value)
