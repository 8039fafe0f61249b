"""OAuth 1.0a as a server sees it (RFC 5849): the signature is computed anew and compared."""

import base64
import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import parse_qsl, quote, unquote

from crosspost.sandbox.problems import app_only, unauthorized
from crosspost.sandbox.wire import Rejected, Request

WINDOW = 300  #: seconds that a timestamp may be off; X does not publish its own figure
_PAIR = re.compile(r'\s*([A-Za-z_]+)="([^"]*)"\s*')
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}
_SECONDS = re.compile(r"[0-9]{1,12}")
_REQUIRED = (
    "oauth_consumer_key",
    "oauth_token",
    "oauth_signature",
    "oauth_timestamp",
    "oauth_nonce",
)


def _encode(text: str) -> str:
    return quote(text, safe="-._~")


def claims(request: Request, *, needed: Iterable[str] = _REQUIRED) -> dict[str, str]:
    """Return the oauth_* parameters of the Authorization header; Rejected when one is missing."""
    scheme, _, rest = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        raise Rejected(app_only(), "a bearer token where OAuth 1.0a is needed")
    found = {k: unquote(v) for k, v in _PAIR.findall(rest)} if scheme.lower() == "oauth" else {}
    if missing := [name for name in needed if name not in found]:
        raise Rejected(unauthorized(), f"the Authorization header lacks {', '.join(missing)}")
    if found.get("oauth_signature_method") != "HMAC-SHA1":
        raise Rejected(unauthorized(), "the signature method is not HMAC-SHA1")
    return found


def _base_uri(request: Request) -> str:
    scheme, _, authority = request.base.lower().partition("://")
    return f"{scheme}://{authority.removesuffix(_DEFAULT_PORTS.get(scheme, ':'))}{request.path}"


def base_string(request: Request, oauth: dict[str, str]) -> str:
    """Return the signature base string (RFC 5849 section 3.4.1); JSON and multipart stay out."""
    pairs = parse_qsl(request.query, keep_blank_values=True)
    if request.content_type == "application/x-www-form-urlencoded":
        pairs += parse_qsl(request.body.decode("utf-8", "replace"), keep_blank_values=True)
    pairs += [(k, v) for k, v in oauth.items() if k not in {"oauth_signature", "realm"}]
    ordered = sorted((_encode(k), _encode(v)) for k, v in pairs)
    joined = "&".join(f"{k}={v}" for k, v in ordered)
    return "&".join(_encode(p) for p in (request.method.upper(), _base_uri(request), joined))


def signature(base: str, api_secret: str, token_secret: str) -> str:
    """Return the HMAC-SHA1 signature of a base string, in base64."""
    key = f"{_encode(api_secret)}&{_encode(token_secret)}"
    return base64.b64encode(hmac.digest(key.encode(), base.encode(), hashlib.sha1)).decode()


def check_signature(
    request: Request,
    oauth: dict[str, str],
    *,
    api_secret: str,
    token_secret: str,
) -> None:
    """Raise Rejected unless the request was signed with these secrets."""
    right = signature(base_string(request, oauth), api_secret, token_secret)
    if not hmac.compare_digest(right.encode(), oauth["oauth_signature"].encode()):
        signed = f"{request.method.upper()} {_base_uri(request)}"
        raise Rejected(unauthorized(), f"the signature is not the one of {signed} with these keys")


@dataclass(slots=True)
class Nonces:
    """The nonces seen within the window: each one counts once (RFC 5849 section 3.3)."""

    seen: dict[tuple[str, str], float] = field(default_factory=dict)  #: until when, oldest first

    def check(self, oauth: dict[str, str], now: datetime) -> None:
        """Raise Rejected for a timestamp outside the window or a nonce used before."""
        moment = now.timestamp()
        stamp = oauth["oauth_timestamp"]
        if not _SECONDS.fullmatch(stamp) or abs(int(stamp) - moment) > WINDOW:
            raise Rejected(unauthorized(), f"the timestamp {stamp} is not within {WINDOW} seconds")
        while self.seen and next(iter(self.seen.values())) < moment:
            del self.seen[next(iter(self.seen))]
        key = (oauth.get("oauth_token", ""), oauth["oauth_nonce"])
        if key in self.seen:
            raise Rejected(unauthorized(), "the nonce was used before: a retry must sign anew")
        self.seen[key] = moment + 2 * WINDOW
