"""Says in an operator's words why an address gave no usable answer."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import aiohttp

from crosspost.errors import NotFetched
from crosspost.fetch.addresses import AddressRefused

_LONGEST_RETRY = timedelta(hours=24)
_RETRY = frozenset({403, 429, 503})
_STATUS = {
    401: "a password is asked for; the feed must be readable without one",
    403: "the server refuses us; a security plugin or firewall may have to let crosspost through",
    404: "there is nothing at this address; correct it",
    410: "the server says that this is gone for good; correct the address or remove the feed",
    429: "the server says that we ask too often",
    500: "the blog's server has an error; look at its log",
    503: "the blog is out of order for now (maintenance or load)",
}
_SERVER_ERRORS = 500
_LONGEST_SHOWN = 500  #: characters; a Japanese category has three hundred
_OWN_CONNECTOR_WORDS = (aiohttp.ClientConnectorDNSError, aiohttp.ClientSSLError)
#: The first kind that fits speaks.
_WORDS: tuple[tuple[type[Exception], str], ...] = (
    (aiohttp.ConnectionTimeoutError, "no connection in time; the server is down or unreachable"),
    (TimeoutError, "no complete answer within {seconds:g} seconds; the server is slow or hangs"),
    (
        aiohttp.ClientConnectorDNSError,
        "its name does not resolve; check the address, or this machine's DNS",
    ),
    (
        aiohttp.ClientConnectorCertificateError,
        "its certificate is not valid ({detail}); the blog's server must be mended",
    ),
    (
        aiohttp.ClientSSLError,
        "no encrypted connection; check http or https in the address, and the port",
    ),
    (
        aiohttp.ClientPayloadError,
        "the answer broke off before its announced end; nothing of it is used",
    ),
    (aiohttp.InvalidURL, "the host is written as a number in an unusual way; write its name"),
    (aiohttp.ServerDisconnectedError, "the server closed the connection without an answer"),
    (
        aiohttp.ClientResponseError,
        (
            "the answer is not HTTP ({detail}); another program, or a warning of PHP's, "
            "may write into its answers"
        ),
    ),
    (Exception, "no answer ({detail})"),
)
_ALLOW = "fetch.allow_private_networks = true allows it"


def shown(url: object) -> str:
    """Return an address as messages name it: a redirect may lead to one that fills a screen."""
    text = str(url)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def refused_address(url: object, what: object) -> NotFetched:
    """Say that an address is not on the public internet."""
    return NotFetched(
        f"{shown(url)}: {what}, which is not on the public internet, so it was not connected to; "
        f"{_ALLOW} (cloud metadata addresses stay closed)"
    )


def bad_status(
    url: object, status: int, headers: Mapping[str, str], *, now: datetime
) -> NotFetched:
    """Say what a status means that brings no usable body."""
    if headers.get("cf-mitigated", "").lower() == "challenge":
        meaning = (
            "Cloudflare wants to see a browser; its owner must let crosspost's user agent through"
        )
    elif status in _STATUS:
        meaning = _STATUS[status]
    elif status >= _SERVER_ERRORS:
        meaning = "the blog's server is out of order"
    else:
        meaning = "that is no usable answer"
    retry_at = retry_after(headers, now=now) if status in _RETRY else None
    return NotFetched(f"{shown(url)}: status {status}: {meaning}", retry_at=retry_at, status=status)


def retry_after(headers: Mapping[str, str], *, now: datetime) -> datetime | None:
    """Return the moment of Retry-After (seconds or a date), at most 24 hours away."""
    value = headers.get("retry-after", "").strip()
    if value.isdecimal():
        wait = timedelta(seconds=min(int(value[:10]), _LONGEST_RETRY.total_seconds()))
        return now + wait
    try:
        date = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return None
    date = date if date.tzinfo else date.replace(tzinfo=UTC)
    return min(date, now + _LONGEST_RETRY) if date > now else None


def failure(url: object, error: Exception, *, seconds: float) -> NotFetched:
    """Say what went wrong on the way."""
    return NotFetched(f"{shown(url)}: {_explain(error, seconds)}")


def _explain(error: Exception, seconds: float) -> str:
    if isinstance(error, aiohttp.ClientConnectorError):
        if isinstance(error.os_error, ConnectionRefusedError):
            return "the connection was refused; nothing listens there"
        if not isinstance(error, _OWN_CONNECTOR_WORDS):
            return f"no connection ({error.os_error.strerror or error.os_error})"
    words = next((words for kind, words in _WORDS if isinstance(error, kind)), "no answer")
    # aiohttp draws the bytes that it could not read below its first line.
    told = error.message if isinstance(error, aiohttp.ClientResponseError) else str(error)
    return words.format(seconds=seconds, detail=told.partition("\n")[0].rstrip(":")[:200])


def refusal_in(error: BaseException) -> AddressRefused | None:
    """Return the refused address behind an error, if that is what it is."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, AddressRefused):
            return seen
        seen = seen.__cause__ or seen.__context__
    return None
