"""The server: loopback by default, off unless it is configured."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from hmac import compare_digest

from aiohttp import web

from crosspost import clock
from crosspost.errors import ConfigError, StoreBusy
from crosspost.health import judge
from crosspost.model.denials import Denial
from crosspost.outbox.store import Store
from crosspost.pipeline.nudge import nudge
from crosspost.pipeline.overview import gather
from crosspost.settings import Settings
from crosspost.web import metrics, ping, websub

_LARGEST_PING = 16 * 1024
#: A hub sends the whole feed; only its signature is looked at.
_LARGEST_NEWS = 8 * 1024 * 1024
_READ_SECONDS = 2.0
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
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5, keepalive_timeout=15)
    await runner.setup()
    try:
        await web.TCPSite(runner, section.host, section.port).start()
    except OSError as error:
        await runner.cleanup()
        raise ConfigError(
            Denial.WEB_PORT(
                host=section.host, port=section.port, detail=error.strerror or str(error)
            )
        ) from error
    try:
        host, port = runner.addresses[0][:2]
        yield f"http://{host}:{port}"
    finally:
        await runner.cleanup()


class _Routes:
    def __init__(self, current: Current, store: Store, tell: Tell) -> None:
        self._current = current
        self._store = store
        self._tell = tell

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
        body = await _read(request, most=_LARGEST_PING)
        if not ping.is_ping(body):
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
        """Take a hub's message: always a success, so that the hub learns nothing."""
        body = await _read(request, most=_LARGEST_NEWS)
        signature = request.headers.get("X-Hub-Signature", "")
        token = request.match_info["token"]
        feed = websub.find_told(self._store, token, signature=signature, body=body)
        if feed and self._current().feed(feed):
            self._nudge([feed])
        return web.Response(status=202)

    def _nudge(self, feeds: list[str]) -> None:
        try:
            taken = nudge(self._store, feeds, now=clock.now())
        except StoreBusy as error:
            raise web.HTTPServiceUnavailable(headers={"Retry-After": "1"}) from error
        if taken:
            self._tell(taken)


async def _read(request: web.Request, *, most: int) -> bytes:
    """Return the body; nothing of one that is too large or too slow."""
    body = bytearray()
    try:
        async with asyncio.timeout(_READ_SECONDS):
            async for piece in request.content.iter_chunked(_PIECE):
                body += piece
                if len(body) > most:
                    return b""
    except TimeoutError:
        return b""
    return bytes(body)


def _verdict(wrong: list[str]) -> web.Response:
    return web.Response(status=503 if wrong else 200, text="; ".join(wrong) or "ok")


def _xml(text: str) -> web.Response:
    return web.Response(text=text, content_type="text/xml")
