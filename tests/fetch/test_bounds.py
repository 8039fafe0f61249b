"""Nothing that a server sends takes longer, or more room, than it may."""

import gzip
import socket
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING

import brotli
import pytest
import zstandard

from crosspost.errors import NotFetched
from crosspost.fetch.unpacking import Damaged, TooLarge, unpack
from tests.words import raises_saying

if TYPE_CHECKING:
    from tests.fetch.conftest import Fetch, Reply, Site

TEXT = "潮見港の風向計は今日も北を指している。".encode() * 200
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstandard.ZstdCompressor().compress,
}


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n"])
def test_a_dripping_server_is_left_at_the_deadline(
    site: "Site", fetch: "Fetch", head: bytes
) -> None:
    """Headers or a body that come byte by byte end with the total deadline."""
    dripped: list[int] = []

    def drip(peer: socket.socket) -> None:
        peer.sendall(head)
        for byte in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"a" * 999:
            peer.sendall(bytes([byte]))
            dripped.append(byte)
            if site.ended.wait(0.02):
                return

    site.answers["/feed/"] = drip
    with raises_saying(NotFetched, match=r"within 0\.4 seconds"):
        fetch(site.url(), total_seconds=0.4)
    assert len(dripped) < 999, "it was left before it had said all"


def test_redirects_share_one_deadline(site: "Site", reply: "Reply", fetch: "Fetch") -> None:
    """Slow redirects do not each get the whole time."""

    def slow(peer: socket.socket) -> None:
        site.ended.wait(0.25)
        peer.sendall(reply(status="302 Found", Location="/feed/"))

    site.answers["/feed/"] = slow
    with raises_saying(NotFetched, match="within"):
        fetch(site.url(), total_seconds=0.6)


def test_an_endless_body_is_cut(site: "Site", reply: "Reply", fetch: "Fetch") -> None:
    """More bytes on the wire than allowed end the request."""

    def flood(peer: socket.socket) -> None:
        peer.sendall(reply(Content_Length=""))
        while not site.ended.is_set():
            peer.sendall(b"x" * 65536)

    site.answers["/feed/"] = flood
    with raises_saying(NotFetched, match="larger than 300,000 bytes"):
        fetch(site.url(), most_wire=300_000)


def test_a_bomb_over_the_wire_is_refused(site: "Site", reply: "Reply", fetch: "Fetch") -> None:
    """A small packed answer that unpacks to more than allowed is refused."""
    site.answers["/feed/"] = reply(gzip.compress(bytes(5_000_000)), Content_Encoding="gzip")
    with raises_saying(NotFetched, match="unpacks to more than 1,000,000"):
        fetch(site.url(), most_body=1_000_000)


def test_a_damaged_stream_is_refused(site: "Site", reply: "Reply", fetch: "Fetch") -> None:
    """A packed answer that is cut off is refused, whatever its length says."""
    site.answers["/feed/"] = reply(gzip.compress(TEXT)[:-9], Content_Encoding="gzip")
    with raises_saying(NotFetched, match="cannot be unpacked"):
        fetch(site.url())


@pytest.mark.parametrize("name", PACKERS)
def test_every_packing_that_is_asked_for_is_unpacked(
    site: "Site", reply: "Reply", fetch: "Fetch", name: str
) -> None:
    """gzip, deflate, br and zstd come back as the text that was packed."""
    site.answers["/feed/"] = reply(PACKERS[name](TEXT), Content_Encoding=name)
    assert fetch(site.url()).body == TEXT
    assert name in site.asked[0]


@pytest.mark.parametrize("name", PACKERS)
def test_a_bomb_of_every_packing_ends_at_the_cap(name: str) -> None:
    """What would unpack to twenty megabytes stops at the cap."""
    bomb = PACKERS[name](bytes(20_000_000))
    with pytest.raises(TooLarge):
        unpack(bomb, name, most=1_000_000)


@pytest.mark.parametrize("name", PACKERS)
@pytest.mark.parametrize(
    "damage", [lambda d: d[:-5], lambda d: d[:4] + b"\xff" * 40], ids=["cut off", "overwritten"]
)
def test_a_damaged_stream_of_every_packing_is_an_error(
    name: str, damage: Callable[[bytes], bytes]
) -> None:
    """Cut off or overwritten, it never passes as the whole."""
    with pytest.raises(Damaged):
        unpack(damage(PACKERS[name](TEXT)), name, most=1_000_000)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT, ""),
        (TEXT, "identity"),
        (TEXT, "gzip"),
        (gzip.compress(TEXT), ""),
        (gzip.compress(gzip.compress(TEXT)), "gzip"),
        (gzip.compress(TEXT[:300]) + gzip.compress(TEXT[300:]), "gzip"),
        (gzip.compress(TEXT) + b"\0" * 8, "x-gzip"),
        (zlib.compress(TEXT)[2:-4], "deflate"),
        (brotli.compress(gzip.compress(TEXT)), "gzip, br"),
    ],
)
def test_what_servers_really_send_is_unpacked(data: bytes, encoding: str) -> None:
    """Undeclared, doubled, joined, padded and raw streams give the text."""
    assert unpack(data, encoding, most=1_000_000) == TEXT


def test_an_empty_answer_needs_no_unpacking() -> None:
    """No bytes stay no bytes, whatever is declared."""
    assert unpack(b"", "gzip", most=10) == b""


@pytest.mark.parametrize("encoding", ["compress", "gzip, gzip, gzip, gzip"])
def test_what_was_not_asked_for_is_refused(encoding: str) -> None:
    """An unknown packing, or too many layers, is an error."""
    with pytest.raises(Damaged):
        unpack(gzip.compress(TEXT), encoding, most=1_000_000)


def test_plain_text_is_capped_too() -> None:
    """The cap holds for what was never packed."""
    with pytest.raises(TooLarge):
        unpack(TEXT, "", most=100)
