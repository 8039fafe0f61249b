"""The sandbox on a real socket of this machine, with real resets, hangs and closed ports."""

import asyncio
import socket
import struct
import threading
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import Future
from contextlib import asynccontextmanager, contextmanager, suppress

from aiohttp import web

from crosspost.errors import ConfigError
from crosspost.sandbox.core import Sandbox
from crosspost.sandbox.faults import Fault
from crosspost.sandbox.front import handle
from crosspost.sandbox.wire import Answer, Request, Wire

_LARGEST_BODY = 24 * 1024 * 1024
_RST = struct.pack("ii", 1, 0)  #: SO_LINGER of no time: closing sends RST
_CLOSED_SECONDS = 1.0
_PORT_KINDS = frozenset({"refuse", "connect-timeout"})


async def _read(request: web.Request) -> Request:
    path, _, query = request.raw_path.partition("?")
    return Request(
        method=request.method,
        path=path,
        query=query,
        headers={k.lower(): v for k, v in request.headers.items()},
        body=await request.read(),
        base=f"{request.scheme}://{request.host}",
        peer=request.remote or "",
    )


def _reset(request: web.Request) -> None:
    transport = request.transport
    if transport is None:
        return
    transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RST)
    transport.abort()


async def _stream(request: web.Request, answer: Answer) -> web.StreamResponse:
    """Send the whole length in the header, and then only a part of it, or a drip."""
    response = web.StreamResponse(status=answer.status, headers=dict(answer.headers))
    response.content_length = len(answer.body)
    await response.prepare(request)
    if answer.wire is Wire.TRUNCATE:
        await response.write(answer.body[: len(answer.body) // 2])
        if request.transport:
            request.transport.close()
        return response
    for byte in answer.body:
        await asyncio.sleep(answer.seconds / len(answer.body))
        await response.write(bytes([byte]))
    await response.write_eof()
    return response


async def _deliver(request: web.Request, answer: Answer) -> web.StreamResponse:
    response = web.Response(status=answer.status, headers=dict(answer.headers), body=answer.body)
    if answer.wire in {Wire.SLOW, Wire.TRUNCATE}:
        return await _stream(request, answer)
    if answer.seconds:
        await asyncio.sleep(answer.seconds)
    if answer.wire in {Wire.RESET, Wire.HANG}:
        _reset(request)
    elif answer.wire is Wire.CLOSE and request.transport:
        request.transport.close()
    return response


class _Port:
    """A port that can be closed for a while and opened again, for connections that are refused."""

    def __init__(self, runner: web.AppRunner, host: str, port: int) -> None:
        self._runner = runner
        self._host = host
        if port:
            _bind(host, port, shared=False).close()  # another sandbox would answer in turn
        # Bound but never listening: it keeps the number while the port is closed.
        self._holder = _bind(host, port)
        self.number: int = self._holder.getsockname()[1]
        self._loop = asyncio.get_running_loop()
        self._server: asyncio.Server | None = None
        self._opening: asyncio.Task[None] | None = None

    async def open(self, *, after: float = 0.0) -> None:
        await asyncio.sleep(after)
        assert self._runner.server is not None, "`serve` sets it up first"
        listener = _bind(self._host, self.number)
        self._server = await self._loop.create_server(self._runner.server, sock=listener)

    def close(self) -> None:
        if self._opening:
            self._opening.cancel()
        if self._server:
            self._server.close()
            self._server = None

    def release(self) -> None:
        self.close()
        self._holder.close()

    async def _refuse(self, seconds: float) -> None:
        self.close()
        self._opening = self._loop.create_task(self.open(after=seconds))

    def watch(self, fault: Fault) -> None:
        """Close the port when such a fault is scripted, from whichever thread, and use it up."""
        if fault.kind not in _PORT_KINDS:
            return
        fault.times = 0
        seconds = _CLOSED_SECONDS if fault.seconds is None else fault.seconds
        closing = asyncio.run_coroutine_threadsafe(self._refuse(seconds), self._loop)
        with suppress(RuntimeError):
            if asyncio.get_running_loop() is self._loop:
                return
        closing.result()


def _bind(host: str, port: int, *, shared: bool = True) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, shared)
    try:
        bound.bind((host, port))
    except OSError as error:
        bound.close()
        raise ConfigError(
            f"the sandbox cannot listen on {host}:{port}: {error.strerror}; choose another --port"
        ) from error
    return bound


@asynccontextmanager
async def serve(sandbox: Sandbox, *, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
    """Serve the sandbox and yield its base URL; port 0 takes a free one.

    ConfigError when the port cannot be had.
    """

    async def act(request: web.Request) -> web.StreamResponse:
        return await _deliver(
            request, await asyncio.to_thread(handle, sandbox, await _read(request))
        )

    app = web.Application(client_max_size=_LARGEST_BODY)
    app.router.add_route("*", "/{path:.*}", act)
    runner = web.AppRunner(app, handler_cancellation=True, access_log=None, shutdown_timeout=0.1)
    opened = _Port(runner, host, port)
    await runner.setup()
    sandbox.on_fault(opened.watch)
    try:
        await opened.open()
        yield f"http://{f'[{host}]' if ':' in host else host}:{opened.number}"
    finally:
        sandbox.off_fault(opened.watch)
        opened.release()
        await runner.cleanup()


@contextmanager
def running(sandbox: Sandbox, *, host: str = "127.0.0.1", port: int = 0) -> Iterator[str]:
    """Serve the sandbox from a thread of its own and yield its base URL."""
    started: Future[tuple[str, asyncio.AbstractEventLoop, asyncio.Event]] = Future()

    async def main() -> None:
        try:
            async with serve(sandbox, host=host, port=port) as url:
                stop = asyncio.Event()
                started.set_result((url, asyncio.get_running_loop(), stop))
                await stop.wait()
        except ConfigError as error:
            started.set_exception(error)

    thread = threading.Thread(target=asyncio.run, args=[main()], name="sandbox", daemon=True)
    thread.start()
    url, loop, stop = started.result()
    try:
        yield url
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()
