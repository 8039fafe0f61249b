"""What X answers over the wire, or fails to: redirects, drips, resets."""

import socket
from datetime import UTC, datetime

import pytest

from crosspost.errors import NotSent, Uncertain
from crosspost.model import Picture, Post
from tests.networks.conftest import FAULTS, Scripted, hang_up
from tests.words import raises_saying

POST = Post("朝の港で霧笛が鳴った")
OUT = {"data": {"id": "1991", "text": "…"}}
SINCE = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(x: Scripted, status: int) -> None:
    """A redirected post is not sent elsewhere, not even as a GET; X may have taken it before."""
    x.says(status, b"", location=f"{x.url}/elsewhere")
    with raises_saying(Uncertain, match="base_url"):
        x.network().publish(POST, None)
    assert len(x.heard) == 1


def test_a_broken_location_is_no_surprise(x: Scripted) -> None:
    """A redirect to nonsense is a redirect."""
    x.says(302, b"", location="http://[::1")
    with pytest.raises(Uncertain):
        x.network().publish(POST, None)


SLOW = [name for name in FAULTS if name.startswith("drips") or name == "says nothing"]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_lost_answer_leaves_the_post_uncertain(x: Scripted, fault: str) -> None:
    """Once the request was written, only the timeline can tell; slow answers end in time."""

    def act(peer: socket.socket) -> None:
        FAULTS[fault](peer)
        hang_up(peer)

    x.does(act)
    seconds, lost = (0.4, "not within 0.4 s") if fault in SLOW else (30, "(?!not within)")
    with raises_saying(Uncertain, match=f"POST /2/tweets was lost: {lost}"):
        x.network(publish_timeout=seconds).publish(POST, None)
    assert len(x.heard) == 1


@pytest.mark.parametrize("fault", ["resets", "says nothing", "stops in the body"])
def test_a_lost_answer_to_an_upload_or_a_look_is_tried_again(x: Scripted, fault: str) -> None:
    """What shows nothing to readers is never uncertain."""
    x.does(FAULTS[fault])
    x.does(FAULTS[fault])
    network = x.network(publish_timeout=0.4)
    with pytest.raises(NotSent):
        network.upload(Picture(b"picture", "image/jpeg", 8, 8))
    with pytest.raises(NotSent):
        network.find(POST, SINCE)


def test_an_endless_answer_is_not_read(x: Scripted) -> None:
    """Nothing from outside exhausts the daemon."""

    def act(peer: socket.socket) -> None:
        peer.sendall(b"HTTP/1.1 201 Created\r\n\r\n")
        for _ in range(200):
            peer.sendall(b" " * 65536)

    x.does(act)
    with raises_saying(Uncertain, match="was lost: it is longer than"):
        x.network().publish(POST, None)
