"""The server: loopback by default, off unless it is configured."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from hmac import compare_digest

from aiohttp import web

from crosspost import clock, log
from crosspost.errors import ConfigError, StoreBusy
from crosspost.health import judge
from crosspost.model.denials import Denial
from crosspost.outbox.store import Store
from crosspost.pipeline.nudge import nudge
from crosspost.pipeline.overview import gather
from crosspost.settings import Settings
from crosspost.web import metrics, ping, websub
from crosspost.web.gate import Gate

_LARGEST_PING = 16 * 1024
#: A hub sends the whole feed; only its signature is looked at.
_LARGEST_NEWS = 8 * 1024 * 1024
_READ_SECONDS = 2.0
#: Bodies that are read at the same time; all of them together hold some megabytes.
_MOST_READ = 32
_PIECE = 65_536

Current = Callable[[], Settings]
Tell = Callable[[list[str]], None]


@asynccontextmanager
async def serve(current: Current, store: Store, *, tell: Tell) -> AsyncIterator[str]:
    """Serve while the daemon runs and yield the address.

    `current` gives the settings in force, `tell` hears which feeds were nudged. ConfigError when
    the port cannot be had.
    """
    section = current().web
    app = web.Application()
    app.add_routes(_Routes(current, store, tell).table())
    app.on_response_prepare.append(_drop_banner)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    assert runner.server is not None, "it is set up"
    gate = Gate(
        runner.server, note=_note, access_log=None, keepalive_timeout=15.0, lingering_time=0.0
    )
    loop = asyncio.get_running_loop()
    try:
        listening = await loop.create_server(gate, section.host, section.port)
    except OSError as error:
        await runner.cleanup()
        raise ConfigError(
            Denial.WEB_PORT(
                host=section.host, port=section.port, detail=error.strerror or str(error)
            )
        ) from error
    try:
        host, port = listening.sockets[0].getsockname()[:2]
        yield f"http://{host}:{port}"
    finally:
        listening.close()
        await runner.cleanup()


def _note(what: str) -> None:
    log.logger().warning("web.refused", what=what)


async def _drop_banner(_request: web.Request, response: web.StreamResponse) -> None:
    """Do not tell strangers which versions of what answer them."""
    response.headers.pop("Server", None)


class _Routes:
    def __init__(self, current: Current, store: Store, tell: Tell) -> None:
        self._current = current
        self._store = store
        self._tell = tell
        self._reading = asyncio.Semaphore(_MOST_READ)

    def table(self) -> list[web.RouteDef]:
        return [
            web.get("/healthz", self._health),
            web.get("/readyz", self._ready),
            web.get("/metrics", self._metrics),
            web.post("/ping/{secret}", self._ping),
            web.get(f"{websub.PATH}/{{token}}", self._verify),
            web.post(f"{websub.PATH}/{{token}}", self._hear),
        ]

    async def _health(self, _request: web.Request) -> web.Response:
        """Say whether the daemon works and may send; as `crosspost health` does."""
        beats = {job: at.timestamp() for job, at in self._store.beats().items()}
        paused = [(account.name, account.code) for account in self._store.paused()]
        return _verdict(judge(beats, paused, now=clock.now().timestamp()))

    async def _ready(self, _request: web.Request) -> web.Response:
        """Say whether every feed was looked at once."""
        known = {state.name for state in self._store.feeds() if state.clean_at}
        waiting = [f.name for f in self._current().feeds if f.name not in known]
        return _verdict([f'feed "{name}" has given no clean answer yet' for name in waiting])

    async def _metrics(self, _request: web.Request) -> web.Response:
        seen = gather(self._current(), self._store, now=clock.now())
        body = metrics.render(seen, self._store.counts())
        return web.Response(body=body, headers={"Content-Type": metrics.CONTENT_TYPE})

    async def _ping(self, request: web.Request) -> web.Response:
        secret = self._current().web.ping_secret.get_secret_value()
        given = request.match_info["secret"]
        if not secret or not compare_digest(secret.encode(), given.encode()):
            raise web.HTTPNotFound
        body = bytearray()
        is_whole = await self._read(request, body.extend, most=_LARGEST_PING)
        if not (is_whole and ping.is_ping(body)):
            return _xml(ping.FAULT)
        meant = ping.find_feeds(body, self._current().feeds)
        self._nudge(meant)
        return _xml(ping.ANSWER)

    async def _verify(self, request: web.Request) -> web.Response:
        """Answer a hub that asks whether its subscription was wanted."""
        token = request.match_info["token"]
        answer = websub.verify(self._store, token, request.query, now=clock.now())
        if answer is None:
            raise web.HTTPNotFound
        return web.Response(text=answer)

    async def _hear(self, request: web.Request) -> web.Response:
        """Take a hub's message: always a success, so that the hub learns nothing.

        A stranger's body is not read, and a hub's is not kept: only its signature is looked at.
        """
        signed = request.headers.getall("X-Hub-Signature", []) + request.headers.getall(
            "X-Hub-Signature-256", []
        )
        heard = websub.begin_hearing(self._store, request.match_info["token"], signed=signed)
        if heard and self._current().feed(heard.feed):
            is_whole = await self._read(request, heard.take, most=_LARGEST_NEWS)
            if is_whole and websub.is_news(self._store, heard):
                self._nudge([heard.feed])
        return web.Response(status=202)

    async def _read(
        self, request: web.Request, take: Callable[[bytes], object], *, most: int
    ) -> bool:
        """Read a body piece by piece; False of one that is too large or too slow."""
        length = 0
        try:
            async with asyncio.timeout(_READ_SECONDS), self._reading:
                async for piece in request.content.iter_chunked(_PIECE):
                    length += len(piece)
                    if length > most:
                        return False
                    take(piece)
        except TimeoutError:
            return False
        return True

    def _nudge(self, feeds: list[str]) -> None:
        try:
            taken = nudge(self._store, feeds, now=clock.now())
        except StoreBusy as error:
            raise web.HTTPServiceUnavailable(headers={"Retry-After": "1"}) from error
        if taken:
            self._tell(taken)


def _verdict(wrong: list[str]) -> web.Response:
    return web.Response(status=503 if wrong else 200, text="; ".join(wrong) or "ok")


def _xml(text: str) -> web.Response:
    return web.Response(text=text, content_type="text/xml")
