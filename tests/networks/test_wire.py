"""What goes over the wire to X, on real sockets."""

import base64
import hashlib
import hmac
import logging
import shlex
import shutil
import socket
import ssl
import struct
import subprocess
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, unquote, urlsplit

import pytest

from crosspost.errors import NotSent, Uncertain
from crosspost.model import Picture, Post
from crosspost.networks.x.client import Deadline

if TYPE_CHECKING:
    from tests.networks.conftest import Heard, Scripted

KEY = b"invented-api-secret&invented-token-secret"
POST = Post("朝の港で霧笛が鳴った")
OUT = {"data": {"id": "1991", "text": "…"}}
SINCE = datetime(2026, 11, 20, tzinfo=UTC)


def signature(heard: "Heard", base: str) -> str:
    """Return the OAuth 1.0a signature that RFC 5849 asks for, from what came over the wire."""
    target = urlsplit(base + heard.target)
    fields = oauth(heard)
    del fields["oauth_signature"]
    pairs = sorted(
        (quote(k, safe="~"), quote(v, safe="~"))
        for k, v in [*fields.items(), *parse_qsl(target.query, keep_blank_values=True)]
    )
    address = f"{target.scheme}://{target.netloc}{target.path}"
    parts = [heard.method, address, "&".join(f"{k}={v}" for k, v in pairs)]
    text = "&".join(quote(part, safe="~") for part in parts)
    digest = hmac.new(KEY, text.encode(), hashlib.sha1).digest()
    return base64.b64encode(digest).decode()


def oauth(heard: "Heard") -> dict[str, str]:
    """Return the OAuth fields of the Authorization header."""
    kind, _, rest = heard.headers["authorization"].partition(" ")
    assert kind == "OAuth"
    pairs = (part.strip().partition("=")[::2] for part in rest.split(","))
    return {name: unquote(value.strip('"')) for name, value in pairs}


def drip(data: bytes) -> Callable[[socket.socket], None]:
    """Send a byte at a time until the other side hangs up."""
    gone = threading.Event()

    def act(peer: socket.socket) -> None:
        try:
            for byte in data:
                peer.sendall(bytes([byte]))
                gone.wait(0.02)
        except OSError:
            return

    return act


def listen(peer: socket.socket) -> None:
    """Say nothing until the other side hangs up."""
    while peer.recv(65536):
        pass


def hang_up(peer: socket.socket) -> None:
    """Close the connection at once, whoever else holds its file."""
    if peer.fileno() >= 0:
        socket.close(peer.detach())


def reset(peer: socket.socket) -> None:
    """Close the connection with a RST."""
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    hang_up(peer)


def test_every_kind_of_call_is_signed_as_rfc_5849_says(x: "Scripted") -> None:
    """JSON, form and query calls carry a signature over OAuth and query parameters only."""
    x.says(201, OUT)
    x.says(200, {"data": {"id": "7"}})
    x.says(200, {"meta": {"result_count": 0}})
    network = x.network()
    network.publish(POST, None)
    network.upload(Picture(b"\xff\xd8picture", "image/jpeg", 8, 8))
    network.find(POST, SINCE)
    assert len(x.heard) == 3
    for heard in x.heard:
        assert oauth(heard)["oauth_signature"] == signature(heard, x.url)
    assert len({oauth(heard)["oauth_nonce"] for heard in x.heard}) == 3


def test_each_call_has_a_connection_of_its_own(x: "Scripted") -> None:
    """A keep-alive connection that X closed meanwhile can never swallow a post."""
    x.says(201, OUT)
    x.says(201, OUT)
    network = x.network()
    network.publish(POST, None)
    network.publish(POST, None)
    assert [heard.connection for heard in x.heard] == [1, 2]


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(x: "Scripted", status: int) -> None:
    """A redirected post is not sent elsewhere, not even as a GET."""
    x.says(status, b"", location=f"{x.url}/elsewhere")
    with pytest.raises(NotSent, match="base_url"):
        x.network().publish(POST, None)
    assert len(x.heard) == 1


def test_a_broken_location_is_no_surprise(x: "Scripted") -> None:
    """A redirect to nonsense is a redirect."""
    x.says(302, b"", location="http://[::1")
    with pytest.raises(NotSent):
        x.network().publish(POST, None)


HEAD = b"HTTP/1.1 201 Created\r\nContent-Length: 9000\r\n"
FAULTS: dict[str, Callable[[socket.socket], None]] = {
    "drips its status": drip(b"H" * 9000),
    "drips its headers": drip(b"HTTP/1.1 201 Created\r\nX-Slow: " + b"a" * 9000),
    "drips its body": drip(HEAD + b"\r\n" + b" " * 9000),
    "drips without an end": drip(b"HTTP/1.1 201 Created\r\n\r\n" + b" " * 9000),
    "says nothing": listen,
    "resets": reset,
    "closes": hang_up,
    "stops in the headers": lambda peer: peer.sendall(HEAD),
    "stops in the body": lambda peer: peer.sendall(HEAD + b'\r\n{"data":{"id":"1"}}'),
    "speaks no HTTP": lambda peer: peer.sendall(b"220 smtp\r\n\r\n"),
    "lies about gzip": lambda peer: peer.sendall(HEAD + b"Content-Encoding: gzip\r\n\r\nno"),
    "breaks its chunks": lambda peer: peer.sendall(
        b"HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
    ),
}


SLOW = [name for name in FAULTS if name.startswith("drips") or name == "says nothing"]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_lost_answer_leaves_the_post_uncertain(x: "Scripted", fault: str) -> None:
    """Once the request was written, only the timeline can tell; slow answers end in time."""

    def act(peer: socket.socket) -> None:
        FAULTS[fault](peer)
        hang_up(peer)

    x.does(act)
    seconds, lost = (0.4, "not within 0.4 s") if fault in SLOW else (30, "(?!not within)")
    with pytest.raises(Uncertain, match=f"POST /2/tweets was lost: {lost}"):
        x.network(publish_timeout=seconds).publish(POST, None)
    assert len(x.heard) == 1


@pytest.mark.parametrize("fault", ["resets", "says nothing", "stops in the body"])
def test_a_lost_answer_to_an_upload_or_a_look_is_tried_again(x: "Scripted", fault: str) -> None:
    """What shows nothing to readers is never uncertain."""
    x.does(FAULTS[fault])
    x.does(FAULTS[fault])
    network = x.network(publish_timeout=0.4)
    with pytest.raises(NotSent):
        network.upload(Picture(b"picture", "image/jpeg", 8, 8))
    with pytest.raises(NotSent):
        network.find(POST, SINCE)


def test_an_endless_answer_is_not_read(x: "Scripted") -> None:
    """Nothing from outside exhausts the daemon."""

    def act(peer: socket.socket) -> None:
        peer.sendall(b"HTTP/1.1 201 Created\r\n\r\n")
        for _ in range(200):
            peer.sendall(b" " * 65536)

    x.does(act)
    with pytest.raises(Uncertain, match="was lost: it is longer than"):
        x.network().publish(POST, None)


def test_a_refused_connection_sends_nothing(x: "Scripted") -> None:
    """Nobody listens: the post was certainly not sent."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(NotSent, match=r"refused; nothing was sent"):
            x.network(base_url=url).publish(POST, None)


@pytest.mark.parametrize("fault", ["says nothing", "drips its status", "resets", "closes"])
def test_a_failed_tls_handshake_sends_nothing(x: "Scripted", fault: str) -> None:
    """Before TLS stands, nothing of the request was written, and the deadline holds."""
    listener = socket.create_server(("127.0.0.1", 0))

    def accept() -> None:
        peer, _ = listener.accept()
        with peer:
            peer.recv(65536)  # the first words of the handshake
            FAULTS[fault](peer)

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    url = f"https://127.0.0.1:{listener.getsockname()[1]}"
    with listener, pytest.raises(NotSent):
        x.network(base_url=url, publish_timeout=0.4).publish(POST, None)
    thread.join()


def test_a_connection_made_too_late_is_shut() -> None:
    """A slow name server cannot stretch the deadline."""
    here, there = socket.socketpair()
    with here, there, Deadline(0) as deadline:
        while not deadline.is_over:
            pass
        deadline.watch(here)
        assert here.recv(1) == b""
        with pytest.raises(TimeoutError):
            deadline.check()


def test_a_loopback_address_is_never_asked_through_a_proxy(
    x: "Scripted", monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy of the environment does not take the sandbox away."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    x.says(201, OUT)
    assert x.network().publish(POST, None).id == "1991"


def test_x_is_asked_through_the_proxy_of_the_environment(
    x: "Scripted", monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy that refuses the tunnel was told the host, and nothing else."""
    monkeypatch.setenv("HTTPS_PROXY", x.url)
    x.says(502, b"")
    with pytest.raises(NotSent, match="nothing was sent"):
        x.network(base_url="https://api.x.com").publish(POST, None)
    assert x.heard[0].method == "CONNECT"
    assert "authorization" not in x.heard[0].headers


def test_no_secret_is_logged_or_told(x: "Scripted", caplog: pytest.LogCaptureFixture) -> None:
    """Neither the libraries at level DEBUG nor an answer that echoes the request betray a key."""
    caplog.set_level(logging.DEBUG)
    x.says(403, {"detail": "invented-token-secret invented-api-key invented-api-secret"})
    with pytest.raises(Exception, match=r"X answered 403") as caught:
        x.network().publish(POST, None)
    told = caplog.text + str(caught.value)
    assert "invented-" not in told
    assert "oauth_signature" not in told


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl makes the certificate")
def test_a_post_goes_out_over_tls_and_a_dripping_answer_ends_in_time(
    x: "Scripted", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The certificate is checked, and the deadline reaches through the encryption."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    make = (
        "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost"
        f" -addext subjectAltName=IP:127.0.0.1 -keyout {key} -out {certificate}"
    )
    subprocess.run(shlex.split(make), check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    listener = socket.create_server(("127.0.0.1", 0))
    body = b'{"data":{"id":"1991"}}'
    replies = [
        lambda peer: peer.sendall(b"HTTP/1.1 201 Created\r\nContent-Length: 22\r\n\r\n" + body),
        FAULTS["drips its headers"],
    ]

    def accept() -> None:
        for act in replies:
            plain, _ = listener.accept()
            with plain, context.wrap_socket(plain, server_side=True) as peer:
                while not peer.recv(65536).endswith(b"}"):
                    pass
                act(peer)

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    url = f"https://127.0.0.1:{listener.getsockname()[1]}"
    with listener:
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
        assert x.network(base_url=url).publish(POST, None).id == "1991"
        with pytest.raises(Uncertain, match=r"not within 1 s"):
            x.network(base_url=url, publish_timeout=1).publish(POST, None)
    thread.join()
