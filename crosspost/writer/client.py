"""Asks a model's server once: a total deadline, a cap of bytes, no redirect, no second try."""

import asyncio
import io
import json
import ssl
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import aiohttp

from crosspost import __version__
from crosspost.model import Article, Gist, Reason
from crosspost.model.refusals import NoGist
from crosspost.text import one_line
from crosspost.writer.answer import Reply, read
from crosspost.writer.prompt import make_request

_MOST_BODY = 262_144  #: bytes
_PIECE = 16_384
_OK = 200
_REST = 60  #: seconds in which a server that failed is not asked again
_MILLION = Decimal(1_000_000)
_TYPICAL_OUT = 800  #: tokens of an answer, for the estimate before it


class _Failed(Exception):
    """The server gave no usable answer."""

    def __init__(self, why: Reason) -> None:
        super().__init__(str(why))
        self.why = why


@dataclass(frozen=True, slots=True)
class Written:
    """What came of asking: candidates, best first, or why there are none; and what it cost."""

    gists: tuple[Gist, ...]
    usd: Decimal
    why: Reason | None = None


class Writer:
    """A model behind an OpenAI-compatible server, which the operator has chosen by its address."""

    def __init__(
        self,
        base_url: str,
        name: str,
        *,
        api_key: str = "",
        seconds: float = 30,
        usd_in: Decimal = Decimal(0),
        usd_out: Decimal = Decimal(0),
    ) -> None:
        self.name = name
        self._base = base_url.rstrip("/")
        self._key = api_key
        self._seconds = seconds
        self._usd_in, self._usd_out = usd_in, usd_out
        self._rests_until = 0.0  # of the loop's clock

    @property
    def is_free(self) -> bool:
        """Whether asking costs nothing."""
        return not self._usd_in and not self._usd_out

    def estimate(self, article: Article, *, characters: int) -> Decimal:
        """Return what asking will cost at most, in USD: a character is a token at most."""
        request = make_request(article, name=self.name, characters=characters)
        read_in = sum(len(message["content"]) for message in request["messages"])
        return self._price(read_in, _TYPICAL_OUT)

    async def write(self, article: Article, *, characters: int) -> Written:
        """Ask for gists of at most so many characters; never raises, and ends in time."""
        if asyncio.get_running_loop().time() < self._rests_until:
            return Written((), Decimal(0), NoGist.RESTS())
        request = make_request(article, name=self.name, characters=characters)
        try:
            body = await self._exchange("POST", "chat/completions", request)
        except _Failed as failed:
            self._rests_until = asyncio.get_running_loop().time() + _REST
            return Written((), Decimal(0), failed.why)
        reply = read(body)
        return Written(reply.gists, self._cost(reply, request, body), reply.why)

    async def greet(self) -> Reason | None:
        """Ask for the list of models, which costs nothing; return why there is no answer."""
        try:
            await self._exchange("GET", "models", None)
        except _Failed as failed:
            return failed.why
        return None

    async def _exchange(self, method: str, path: str, document: dict[str, Any] | None) -> bytes:
        headers = {"User-Agent": f"crosspost/{__version__}", "Accept-Encoding": "identity"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        url = f"{self._base}/{path}"
        try:
            async with (
                asyncio.timeout(self._seconds),
                aiohttp.ClientSession(
                    cookie_jar=aiohttp.DummyCookieJar(),
                    auto_decompress=False,
                    timeout=aiohttp.ClientTimeout(total=None),
                ) as session,
                session.request(
                    method, url, json=document, headers=headers, allow_redirects=False
                ) as response,
            ):
                if response.status != _OK:
                    raise _Failed(NoGist.STATUS(status=response.status))
                return await _read(response)
        except TimeoutError:
            raise _Failed(NoGist.LATE(seconds=self._seconds)) from None
        except (aiohttp.ClientError, OSError, ssl.SSLError, ValueError) as error:
            told = one_line(f"{type(error).__name__}: {error}")[:200]
            raise _Failed(NoGist.DOWN(what=told)) from None

    def _cost(self, reply: Reply, request: dict[str, Any], body: bytes) -> Decimal:
        """Return the price of an answer, by the server's count or by our own upper bound."""
        told = json.dumps(request["messages"], ensure_ascii=False)
        read_in = len(told) if reply.tokens_in is None else reply.tokens_in
        written = len(body) if reply.tokens_out is None else reply.tokens_out
        return self._price(read_in, written)

    def _price(self, read_in: int, written: int) -> Decimal:
        return (self._usd_in * read_in + self._usd_out * written) / _MILLION


async def _read(response: aiohttp.ClientResponse) -> bytes:
    body = io.BytesIO()
    async for piece in response.content.iter_chunked(_PIECE):
        body.write(piece)
        if body.tell() > _MOST_BODY:
            raise _Failed(NoGist.TOO_LARGE(most=_MOST_BODY))
    return body.getvalue()
