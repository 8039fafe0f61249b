"""Unpacking costs what the bytes are long, and happens beside the event loop."""

import asyncio
import gzip
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from crosspost.errors import NotFetched
from crosspost.fetch import Fetcher
from crosspost.fetch.unpacking import Damaged, unpack
from tests.words import raises_saying

if TYPE_CHECKING:
    from tests.fetch.conftest import Fetch, Reply, Site

EMPTY = gzip.compress(b"", mtime=0)
PAGE = "潮見港の風向計は今日も北を指している。".encode() * 40


@contextmanager
def watching(told: Callable[[Any], object]) -> Iterator[None]:
    """Tell of each return of `decompress`, in whatever thread, with the object that it is of."""

    def profile(_frame: object, event: str, what: object) -> None:
        if event == "c_return" and getattr(what, "__name__", "") == "decompress":
            told(getattr(what, "__self__", None))

    sys.setprofile(profile)
    threading.setprofile(profile)
    try:
        yield
    finally:
        sys.setprofile(None)
        threading.setprofile(None)


@pytest.mark.parametrize(
    "members",
    [[EMPTY] * 2_000, [gzip.compress(PAGE)] * 300, [EMPTY, gzip.compress(PAGE * 50)] * 20],
    ids=["empty", "small", "mixed"],
)
def test_what_stands_behind_a_member_is_hardly_copied(members: list[bytes]) -> None:
    """The rest of the input, that zlib copies: in all no more than thrice the packed bytes."""
    copied, calls = 0, 0

    def count(unpacker: Any) -> None:  # noqa: ANN401 — zlib names no type for it
        nonlocal copied, calls
        copied, calls = copied + len(unpacker.unused_data), calls + 1

    packed = b"".join(members)
    with watching(count):
        found = unpack(packed, "gzip", most=20_000_000)
    assert found == b"".join(map(gzip.decompress, members))
    assert copied <= 3 * len(packed)
    assert calls <= 20 * len(members)


def test_a_stream_of_endless_members_is_refused() -> None:
    """Ten thousand are more than any packer makes of what may be read at all."""
    assert unpack(EMPTY * 10_000, "gzip", most=10) == b""
    with pytest.raises(Damaged, match=r"packed-members \(most=10000\)"):
        unpack(EMPTY * 10_001, "gzip", most=10)


def test_a_body_is_unpacked_beside_the_event_loop(site: "Site", reply: "Reply") -> None:
    """Whatever it takes, everything else goes on meanwhile."""
    site.answers["/feed/"] = reply(gzip.compress(PAGE), Content_Encoding="gzip")
    threads: list[int] = []

    async def once() -> bytes:
        fetcher = Fetcher(allow_private=True)
        try:
            with watching(lambda _: threads.append(threading.get_ident())):
                return (await fetcher.get(site.url())).body
        finally:
            await fetcher.close()

    assert asyncio.run(once()) == PAGE
    assert threads
    assert threading.get_ident() not in threads


def test_the_deadline_counts_while_a_body_is_unpacked(
    site: "Site", reply: "Reply", fetch: "Fetch"
) -> None:
    """An answer that is there in time, and unpacked too late, is no answer."""
    site.answers["/feed/"] = reply(gzip.compress(PAGE), Content_Encoding="gzip")
    with (
        watching(lambda _: site.ended.wait(1)),
        raises_saying(NotFetched, match=r"within 0\.3 seconds"),
    ):
        fetch(site.url(), total_seconds=0.3)


def test_no_more_comes_over_the_wire_than_the_body_may_hold(
    site: "Site", reply: "Reply", fetch: "Fetch"
) -> None:
    """Packing makes nothing longer, so the smaller cap holds for both."""
    site.answers["/feed/"] = reply(gzip.compress(bytes(range(256)) * 4))
    with raises_saying(NotFetched, match="larger than 100 bytes"):
        fetch(site.url(), most_body=100)
