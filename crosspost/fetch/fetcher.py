"""Fetches an address politely: one request a host at a time, and every wait has an end."""

import asyncio
import io
import ipaddress
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from weakref import WeakValueDictionary

import aiohttp
from yarl import URL

from crosspost import __version__, clock
from crosspost.errors import NotFetched
from crosspost.fetch import reasons, targets
from crosspost.fetch.addresses import GuardedResolver, may_connect
from crosspost.fetch.unpacking import Damaged, TooLarge, is_packed, unpack
from crosspost.model.failures import Fault
from crosspost.threads import run_apart

Accept = Literal["feed", "page", "json", "image"]
_ACCEPT: dict[Accept, str] = {
    "feed": (
        "application/rss+xml, application/atom+xml, application/feed+json, "
        "application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, */*;q=0.5"
    ),
    "page": "text/html, application/xhtml+xml, */*;q=0.5",
    "json": "application/json, */*;q=0.5",
    "image": "image/jpeg, image/png, image/webp, image/*;q=0.8, */*;q=0.5",
}
_CONNECT = 10  #: seconds
_AT_ONCE = 64  #: requests
_UNPACKED_AT_ONCE = 2  #: bodies; more are no quicker, but their memory adds up
_MOST_HOPS = 5
_PIECE = 65_536  #: bytes
_MOST_HEADER = 65_536  #: bytes of one header line; security policies grow long
_NOT_MODIFIED = 304
_USABLE = frozenset({*range(200, 300), _NOT_MODIFIED}) - {206, 226}  # a part, a delta: not whole
_PERMANENT = frozenset({301, 308})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Fetched:
    """A usable answer: 2xx with its body, or 304 without."""

    status: int
    url: str  #: where it was found after redirects
    headers: Mapping[str, str]  #: names in any case
    body: bytes = b""
    moved_to: str = ""  #: where permanent redirects (301, 308) lead, "" when there was none


@dataclass(frozen=True, slots=True)
class _Limits:
    seconds: float  #: in total, redirects included, waiting for a turn not
    wire: int  #: bytes as sent
    body: int  #: bytes after decompression


@dataclass(slots=True)
class _Journey:
    """One request on its way through the redirects."""

    url: URL
    headers: dict[str, str]
    limits: _Limits
    deadline: float = 0.0  #: of the loop's clock; set when its first turn comes
    moved_to: str = ""
    permanent: bool = True  #: every redirect so far was permanent


class Fetcher:
    """The one door to the network for feeds, pages, REST answers and pictures.

    No cookies, no referrer, no credentials, no proxies from the environment. It belongs to the
    event loop in which it is first used.
    """

    def __init__(
        self,
        *,
        contact: str = "",
        allow_private: bool = False,
        hosts: Mapping[str, str] | None = None,
        total_seconds: float = 30,
        most_wire: int = 10_000_000,
        most_body: int = 20_000_000,
    ) -> None:
        self._agent = f"crosspost/{__version__} ({f'+{contact}' if contact else 'feed reader'})"
        self._allow_private = allow_private
        self._placed = hosts
        self._limits = _Limits(total_seconds, most_wire, most_body)
        self._session: aiohttp.ClientSession | None = None
        self._room = asyncio.Semaphore(_AT_ONCE)
        self._unpacking = asyncio.Semaphore(_UNPACKED_AT_ONCE)
        self._hosts: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def get(
        self,
        url: str,
        *,
        accept: Accept = "feed",
        headers: Mapping[str, str] | None = None,
        most_body: int | None = None,
        seconds: float | None = None,
    ) -> Fetched:
        """Return the answer; NotFetched says in an operator's words why there is none.

        The deadline counts from the moment that the host is free for us: requests to one host
        and port wait for each other, all others do not.
        """
        body = most_body or self._limits.body
        limits = _Limits(
            seconds or self._limits.seconds, wire=min(self._limits.wire, body), body=body
        )
        journey = _Journey(
            targets.target(url), {"Accept": _ACCEPT[accept], **(headers or {})}, limits
        )
        for _ in range(_MOST_HOPS + 1):
            found = await self._hop(journey)
            if found:
                return found
        raise NotFetched(Fault.REDIRECTS(url=str(url), most=_MOST_HOPS))

    async def post(self, url: str, form: Mapping[str, str], *, seconds: float = 10) -> int:
        """Send a form and return the answer's status; its body is not read, no redirect followed.

        NotFetched when there is no answer in time, or the address may not be asked.
        """
        address = targets.target(url)
        self._refuse_literal(address)
        try:
            async with (
                asyncio.timeout(seconds),
                self._room,
                self._connect().post(address, data=form, allow_redirects=False) as response,
            ):
                return response.status
        except (aiohttp.ClientError, OSError, ssl.SSLError, ValueError) as error:
            if refused := reasons.refusal_in(error):
                raise reasons.refused_address(address, refused) from None
            raise reasons.failure(address, error, seconds=seconds) from None

    async def close(self) -> None:
        """Close the connections; the fetcher may be used again."""
        session, self._session = self._session, None
        if session:
            await session.close()

    async def _hop(self, journey: _Journey) -> Fetched | None:
        """Ask one address when its turn comes; None when it redirects."""
        self._refuse_literal(journey.url)
        lock = self._hosts.setdefault(f"{journey.url.host}:{journey.url.port}", asyncio.Lock())
        async with lock, self._room:
            journey.deadline = journey.deadline or self._now() + journey.limits.seconds
            try:
                async with asyncio.timeout_at(journey.deadline):
                    return await self._ask(journey)
            except (aiohttp.ClientError, OSError, ssl.SSLError, ValueError) as error:
                refused = reasons.refusal_in(error)
                if refused:
                    raise reasons.refused_address(journey.url, refused) from None
                raise reasons.failure(journey.url, error, seconds=journey.limits.seconds) from None

    async def _ask(self, journey: _Journey) -> Fetched | None:
        request = self._connect().get(journey.url, headers=journey.headers, allow_redirects=False)
        async with request as response:
            if response.status in _REDIRECTS and "location" in response.headers:
                _follow(journey, response)
                return None
            if response.status not in _USABLE:
                raise reasons.bad_status(
                    journey.url, response.status, response.headers, now=clock.now()
                )
            body = b"" if response.status == _NOT_MODIFIED else await self._read(response, journey)
            return Fetched(
                response.status, str(journey.url), response.headers, body, journey.moved_to
            )

    async def _read(self, response: aiohttp.ClientResponse, journey: _Journey) -> bytes:
        """Return the unpacked body; both caps hold while it is read."""
        wire = await _read_wire(response, journey)
        encoding = ",".join(response.headers.getall("content-encoding", ()))
        async with self._unpacking:
            return await _unpack(wire, encoding, journey)

    def _refuse_literal(self, url: URL) -> None:
        """Check an address written as a number; aiohttp asks no resolver for those."""
        host = url.raw_host or ""
        try:
            ipaddress.ip_address(host)
        except ValueError:
            return
        if not may_connect(host, allow_private=self._allow_private):
            raise reasons.refused_address(url, host)

    def _connect(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    resolver=GuardedResolver(allow_private=self._allow_private, hosts=self._placed),
                    limit=0,
                ),
                headers={
                    "User-Agent": self._agent,
                    "Accept-Encoding": "gzip, deflate, br, zstd",
                },
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=_CONNECT),
                max_line_size=_MOST_HEADER,
                max_field_size=_MOST_HEADER,
            )
        return self._session

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()


def _follow(journey: _Journey, response: aiohttp.ClientResponse) -> None:
    journey.url = targets.follow(journey.url, response.headers["location"])
    journey.permanent = journey.permanent and response.status in _PERMANENT
    if journey.permanent:
        journey.moved_to = str(journey.url)


async def _read_wire(response: aiohttp.ClientResponse, journey: _Journey) -> bytes:
    """Return the body as it was sent, kept once while it grows."""
    wire, most = io.BytesIO(), journey.limits.wire
    async for piece in response.content.iter_chunked(_PIECE):
        wire.write(piece)
        if wire.tell() > most:
            raise NotFetched(Fault.TOO_LARGE(url=reasons.shown(journey.url), most=most))
    return wire.getvalue()


async def _unpack(wire: bytes, encoding: str, journey: _Journey) -> bytes:
    """Return the unpacked body; a thread does the work, and the deadline goes on counting."""
    limits, place = journey.limits, reasons.shown(journey.url)
    try:
        if not is_packed(wire, encoding):
            return unpack(wire, encoding, most=limits.body)
        return await run_apart(unpack, wire, encoding, most=limits.body)
    except TooLarge:
        raise NotFetched(Fault.UNPACKS_LARGE(url=place, most=limits.body)) from None
    except Damaged as error:
        raise NotFetched(Fault.NOT_UNPACKED(url=place, cause=error.why)) from None
