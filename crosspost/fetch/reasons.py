"""Says in an operator's words why an address gave no usable answer."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import aiohttp

from crosspost.errors import NotFetched
from crosspost.fetch.addresses import AddressRefused
from crosspost.model import Fact, Reason
from crosspost.model.failures import Fault

_LONGEST_RETRY = timedelta(hours=24)
_RETRY = frozenset({403, 429, 503})
_STATUS = {
    401: Fault.ASKS_PASSWORD,
    403: Fault.FORBIDDEN,
    404: Fault.NOTHING_THERE,
    410: Fault.GONE_FOR_GOOD,
    429: Fault.TOO_OFTEN,
    500: Fault.SERVER_ERROR,
    503: Fault.MAINTENANCE,
}
_SERVER_ERRORS = 500
_LONGEST_SHOWN = 500  #: characters; a Japanese category has three hundred
_OWN_CONNECTOR_KINDS = (aiohttp.ClientConnectorDNSError, aiohttp.ClientSSLError)
#: The first kind that fits counts.
_KINDS: tuple[tuple[type[Exception], Fault], ...] = (
    (aiohttp.ConnectionTimeoutError, Fault.CONNECT_SLOW),
    (TimeoutError, Fault.ANSWER_SLOW),
    (aiohttp.ClientConnectorDNSError, Fault.NO_NAME),
    (aiohttp.ClientConnectorCertificateError, Fault.CERTIFICATE),
    (aiohttp.ClientSSLError, Fault.NO_TLS),
    (aiohttp.ClientPayloadError, Fault.BROKEN_OFF),
    (aiohttp.InvalidURL, Fault.NUMBER_HOST),
    (aiohttp.ServerDisconnectedError, Fault.DISCONNECTED),
    (aiohttp.ClientResponseError, Fault.ODD_HTTP),
    (Exception, Fault.SILENT),
)


def shown(url: object) -> str:
    """Return an address as messages name it: a redirect may lead to one that fills a screen."""
    text = str(url)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def refused_address(url: object, what: object) -> NotFetched:
    """Say that an address is not on the public internet."""
    return NotFetched(Fault.PRIVATE(url=shown(url), what=str(what)))


def bad_status(
    url: object, status: int, headers: Mapping[str, str], *, now: datetime
) -> NotFetched:
    """Say what a status means that brings no usable body."""
    if headers.get("cf-mitigated", "").lower() == "challenge":
        meaning = Fault.CHALLENGED
    elif status in _STATUS:
        meaning = _STATUS[status]
    elif status >= _SERVER_ERRORS:
        meaning = Fault.SERVER_DOWN
    else:
        meaning = Fault.UNUSABLE
    retry_at = retry_after(headers, now=now) if status in _RETRY else None
    why = Fault.STATUS(url=shown(url), status=status, cause=meaning())
    return NotFetched(why, retry_at=retry_at, status=status)


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
    return NotFetched(Fault.NO_ANSWER(url=shown(url), cause=_explain(error, seconds)))


def _explain(error: Exception, seconds: float) -> Reason:
    if isinstance(error, aiohttp.ClientConnectorError):
        if isinstance(error.os_error, ConnectionRefusedError):
            return Fault.REFUSED()
        if not isinstance(error, _OWN_CONNECTOR_KINDS):
            return Fault.NO_CONNECTION(detail=str(error.os_error.strerror or error.os_error))
    code = next(code for kind, code in _KINDS if isinstance(error, kind))
    # aiohttp draws the bytes that it could not read below its first line.
    told = error.message if isinstance(error, aiohttp.ClientResponseError) else str(error)
    facts: dict[str, Fact] = {
        "seconds": seconds,
        "detail": told.partition("\n")[0].rstrip(":")[:200],
    }
    return code(**{name: facts[name] for name in code.names})


def refusal_in(error: BaseException) -> AddressRefused | None:
    """Return the refused address behind an error, if that is what it is."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, AddressRefused):
            return seen
        seen = seen.__cause__ or seen.__context__
    return None
