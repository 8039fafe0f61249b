"""How X is reached: by TLS, directly or through a proxy, once for each call."""

import json
import shlex
import shutil
import socket
import ssl
import subprocess
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crosspost.errors import NotSent, Uncertain
from crosspost.model import Post
from crosspost.networks.x.client import Deadline
from tests.networks.conftest import FAULTS, Scripted, out
from tests.words import raises_saying

POST = Post("朝の港で霧笛が鳴った")
SINCE = datetime(2026, 11, 20, tzinfo=UTC)


def test_each_call_has_a_connection_of_its_own(x: Scripted) -> None:
    """A keep-alive connection that X closed meanwhile can never swallow a post."""
    x.says(201, out())
    x.says(201, out())
    network = x.network()
    network.publish(POST, None)
    network.publish(POST, None)
    assert [heard.connection for heard in x.heard] == [1, 2]


def test_a_refused_connection_sends_nothing(x: Scripted) -> None:
    """Nobody listens: the post was certainly not sent."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
        with raises_saying(NotSent, match=r"refused; nothing was sent"):
            x.network(base_url=url).publish(POST, None)


@pytest.mark.parametrize("fault", ["says nothing", "drips its status", "resets", "closes"])
def test_a_failed_tls_handshake_sends_nothing(x: Scripted, fault: str) -> None:
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
    x: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy of the environment does not take the sandbox away."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    said = out()
    x.says(201, said)
    assert x.network().publish(POST, None).id == said["data"]["id"]


def test_x_is_asked_through_the_proxy_of_the_environment(
    x: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy that refuses the tunnel was told the host, and nothing else."""
    monkeypatch.setenv("HTTPS_PROXY", x.url)
    x.says(502, b"")
    with raises_saying(NotSent, match="nothing was sent"):
        x.network(base_url="https://api.x.com").publish(POST, None)
    assert x.heard[0].method == "CONNECT"
    assert "authorization" not in x.heard[0].headers


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl makes the certificate")
def test_a_post_goes_out_over_tls_and_a_dripping_answer_ends_in_time(
    x: Scripted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
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
    said = out()
    body = json.dumps(said).encode()
    head = f"HTTP/1.1 201 Created\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    replies = [
        lambda peer: peer.sendall(head + body),
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
        assert x.network(base_url=url).publish(POST, None).id == said["data"]["id"]
        with raises_saying(Uncertain, match=r"not within 1 s"):
            x.network(base_url=url, publish_timeout=1).publish(POST, None)
    thread.join()
