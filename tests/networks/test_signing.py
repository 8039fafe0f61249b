"""Each call to X is signed, and no secret is told."""

import base64
import hashlib
import hmac
import logging
from datetime import UTC, datetime
from urllib.parse import parse_qsl, quote, unquote, urlsplit

import pytest

from crosspost.model import Picture, Post
from tests.networks.conftest import Heard, Scripted, out
from tests.words import english

KEY = b"invented-api-secret&invented-token-secret"
POST = Post("朝の港で霧笛が鳴った")
SINCE = datetime(2026, 11, 20, tzinfo=UTC)


def signature(heard: Heard, base: str) -> str:
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


def oauth(heard: Heard) -> dict[str, str]:
    """Return the OAuth fields of the Authorization header."""
    kind, _, rest = heard.headers["authorization"].partition(" ")
    assert kind == "OAuth"
    pairs = (part.strip().partition("=")[::2] for part in rest.split(","))
    return {name: unquote(value.strip('"')) for name, value in pairs}


def test_every_kind_of_call_is_signed_as_rfc_5849_says(x: Scripted) -> None:
    """JSON, form and query calls carry a signature over OAuth and query parameters only."""
    x.says(201, out())
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


def test_no_secret_is_logged_or_told(x: Scripted, caplog: pytest.LogCaptureFixture) -> None:
    """Neither the libraries at level DEBUG nor an answer that echoes the request betray a key."""
    caplog.set_level(logging.DEBUG)
    x.says(403, {"detail": "invented-token-secret invented-api-key invented-api-secret"})
    with pytest.raises(Exception, match=r"x\.answered") as caught:
        x.network().publish(POST, None)
    told = caplog.text + english(caught.value)
    assert "invented-" not in told
    assert "oauth_signature" not in told
