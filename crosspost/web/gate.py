"""The gate before the server: strangers may knock as often as they like, and take little.

aiohttp bounds neither how many connections there are, nor how long one takes to say what it wants.
Descriptors are what the looks at feeds need as well.
"""

import asyncio
from collections.abc import Callable
from typing import Any, cast

from aiohttp import web

MOST_CONNECTIONS = 64
HEAD_SECONDS = 5.0  #: until a request's head is whole
LIFE_SECONDS = 30.0  #: of a connection, whatever it asks for
_NOTE_SECONDS = 60.0  #: a log line at most so often
_PIECE = 16_384  #: bytes that are read of a connection at once
_END = b"\r\n\r\n"

Note = Callable[[str], None]


class Gate:
    """Makes a protocol for each connection that comes in; `note` hears what was refused."""

    def __init__(self, server: web.Server, *, note: Note, **options: float | None) -> None:
        self._server = server
        self._note = note
        self._options = options
        self._open: dict[Connection, None] = {}  #: the oldest first
        self._noted_at = -_NOTE_SECONDS

    def __call__(self) -> asyncio.Protocol:
        """Return the protocol of a connection that comes in."""
        return Connection(self)

    def make_handler(self) -> "_Handler":
        """Return what speaks HTTP on one connection."""
        loop = asyncio.get_running_loop()
        return _Handler(self._server, loop=loop, gate=self, **self._options)

    def admit(self, connection: "Connection") -> bool:
        """Let a connection in; where there are too many, the oldest of the half-open ones goes."""
        if len(self._open) >= MOST_CONNECTIONS:
            self.refuse("connections")
            idle = next((each for each in self._open if not each.has_asked), None)
            if idle is None:
                return False
            idle.end()
        self._open[connection] = None
        return True

    def leave(self, connection: "Connection") -> None:
        """Forget a connection that has ended."""
        self._open.pop(connection, None)

    def refuse(self, what: str) -> None:
        """Note that something was refused; a flood makes one line a minute."""
        now = asyncio.get_running_loop().time()
        if now - self._noted_at >= _NOTE_SECONDS:
            self._noted_at = now
            self._note(what)


class Connection(asyncio.Protocol):
    """One connection: ended when it takes too long to ask, and after its time in any case."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._handler: _Handler | None = None
        self._transport: asyncio.Transport | None = None
        self._timers: list[asyncio.TimerHandle] = []
        self._tail = b""
        self.has_asked = False  #: the head of its first request is whole

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Let it in, or end it before it has cost anything."""
        self._transport = cast("asyncio.Transport", transport)
        if not self._gate.admit(self):
            self._transport.abort()
            return
        # asyncio makes room for 256 kB at each read, however much comes: megabytes for a crowd.
        cast("Any", transport).max_size = _PIECE
        self._handler = self._gate.make_handler()
        self._handler.connection_made(transport)
        loop = asyncio.get_running_loop()
        self._timers = [
            loop.call_later(HEAD_SECONDS, self._end_half_open),
            loop.call_later(LIFE_SECONDS, self.end),
        ]

    def end(self) -> None:
        """End it at once."""
        self._gate.leave(self)
        if self._transport:
            self._transport.abort()

    def _end_half_open(self) -> None:
        if not self.has_asked:
            self._gate.refuse("half a request")
            self.end()

    def data_received(self, data: bytes) -> None:
        """Hand over what came in."""
        if not self.has_asked:
            said = self._tail + data
            self.has_asked = _END in said
            self._tail = said[-len(_END) :]
        if self._handler:
            self._handler.data_received(data)

    def eof_received(self) -> bool | None:
        """Hand over that nothing more comes."""
        if self._handler:
            self._handler.eof_received()
        return None

    def pause_writing(self) -> None:
        """Hand over that the other side reads slowly."""
        if self._handler:
            self._handler.pause_writing()

    def resume_writing(self) -> None:
        """Hand over that it reads again."""
        if self._handler:
            self._handler.resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        """Give everything back."""
        for timer in self._timers:
            timer.cancel()
        self._gate.leave(self)
        if self._handler:
            self._handler.connection_lost(exc)


class _Handler(web.RequestHandler):
    """aiohttp's handler, which answers what is no HTTP with a trace in the log."""

    __slots__ = ("_gate",)

    def __init__(
        self,
        server: web.Server,
        *,
        loop: asyncio.AbstractEventLoop,
        gate: Gate,
        **options: Any,  # noqa: ANN401 — aiohttp's own
    ) -> None:
        super().__init__(server, loop=loop, **options)
        self._gate = gate

    def handle_error(  # noqa: PLR0917 — the signature is aiohttp's
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """End a connection that speaks no HTTP; what is our own fault is answered and logged."""
        if status == web.HTTPBadRequest.status_code or isinstance(exc, ConnectionError):
            self._gate.refuse("no HTTP")
            raise ConnectionError("no HTTP")
        return super().handle_error(request, status, exc, message)
