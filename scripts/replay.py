"""Replays captures of one feed, in time order, to `crosspost run` with the sandbox as X."""

import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

from crosspost import clock
from crosspost.model import Delivery, State
from crosspost.outbox.store import Store, open_store
from crosspost.sandbox.core import Sandbox
from crosspost.sandbox.server import running
from crosspost.sandbox.world import DEMO, Knobs

_OWN = re.compile(rb"127\.0\.0\.1:18090")
_SIZE = re.compile(r"-\d+x\d+(?=\.\w+$)|-scaled(?=\.\w+$)")
_PATIENCE_SECONDS = 30
_CONFIG = """
[state]
url = "sqlite:///{folder}/crosspost.db"
[[feeds]]
name = "replay"
url = "{blog}/feed/"
every = "1s"
max_age = "36500d"
max_new_per_poll = 10
accounts = ["main"]
[accounts.main]
base_url = "{x}"
min_distance = "0s"
[delivery]
picture_patience = "1s"
retry_first = "1s"
[fetch]
allow_private_networks = true
full_every = "1s"
[revision]
min_distance = "0s"
on_revision = "{policy}"
[budget]
monthly_usd = 1000
per_day = 1000
"""


@dataclass(frozen=True, slots=True)
class Step:
    """What one capture led to."""

    capture: str
    announced: tuple[str, ...]
    held: int
    told: str


@dataclass(frozen=True, slots=True)
class Result:
    """The whole series."""

    steps: list[Step]
    verdict: str
    failed: int


@dataclass(slots=True)
class Captures:
    """A server that shows one capture after the other."""

    folder: Path
    current: Path | None = None
    served_at: datetime | None = None  #: when the current capture was sent whole
    headers: dict[str, str] = field(default_factory=dict)

    def show(self, path: Path) -> None:
        """Serve this capture from now on."""
        self.current, self.served_at = path, None
        self.headers = _read_headers(path.with_suffix(".headers"))

    def feed(self, port: int) -> bytes:
        """Return the capture with its own address in place of the captured one."""
        assert self.current is not None, "a capture is shown before the daemon starts"
        return _OWN.sub(f"127.0.0.1:{port}".encode(), self.current.read_bytes())

    def picture(self, path: str) -> bytes | None:
        """Return an uploaded picture whatever size is asked for."""
        name = _SIZE.sub("", unquote(path).rsplit("/", 1)[-1])
        found = self.folder.parent / "images" / name
        return found.read_bytes() if found.is_file() else None


def _read_headers(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    lines = path.read_text("utf-8").splitlines()[1:]
    pairs = (line.split(": ", 1) for line in lines if ": " in line)
    return {name.lower(): value for name, value in pairs}


@contextmanager
def serve(captures: Captures) -> Iterator[str]:
    """Serve the captures on loopback."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            port = self.server.server_address[1]
            if not self.path.startswith("/feed"):
                return self._send(captures.picture(self.path), "image/jpeg")
            validators = {k: captures.headers.get(k, "") for k in ("etag", "last-modified")}
            asked = self.headers.get("If-None-Match"), self.headers.get("If-Modified-Since")
            bare = re.sub(r'^W/|-gzip(?="$)', "", validators["etag"])
            if bare and asked == (bare, validators["last-modified"]):
                return self._send(b"", "", status=304)
            body = captures.feed(port)
            self._send(body, captures.headers.get("content-type", "text/xml"), **validators)
            captures.served_at = clock.now()
            return None

        def _send(self, body: bytes | None, kind: str, status: int = 200, **headers: str) -> None:
            self.send_response(status if body is not None else 404)
            for name, value in headers.items():
                if value:
                    self.send_header(name, value)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_: object) -> None:
            """Stay quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def replay(folder: Path, files: list[Path], *, policy: str = "quiet") -> Result:
    """Show each capture to the daemon until it has read it and nothing waits any more."""
    captures, sandbox = Captures(folder), Sandbox(knobs=Knobs(duplicates="off", rate_limits=False))
    captures.show(files[0])
    with tempfile.TemporaryDirectory() as state, serve(captures) as blog, running(sandbox) as x:
        config = Path(state, "crosspost.toml")
        config.write_text(_CONFIG.format(folder=state, blog=blog, x=x, policy=policy))
        store = open_store(f"sqlite:///{state}/crosspost.db")
        with _daemon(config):
            steps = [_step(captures, store, path) for path in files]
        deliveries = store.deliveries(limit=10_000)
        store.close()
    return Result(steps, *_judge(deliveries, sandbox))


@contextmanager
def _daemon(config: Path) -> Iterator[None]:
    command = [sys.executable, "-m", "crosspost", "run", "--config", str(config)]
    log = config.with_suffix(".log")
    with log.open("w") as output:
        process = subprocess.Popen(command, env={**os.environ, **DEMO.variables()}, stderr=output)
        try:
            yield
        finally:
            process.terminate()
            process.wait(timeout=10)


def _step(captures: Captures, store: Store, path: Path) -> Step:
    known = {delivery.id for delivery in store.deliveries(limit=10_000)}
    last = max((event.id for event in store.events(limit=1)), default=0)
    captures.show(path)
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until:
        waiting = store.deliveries(states=(State.QUEUED, State.SENDING, State.UNCERTAIN))
        if captures.served_at and _is_read(store, captures.served_at) and not waiting:
            break
        time.sleep(0.1)
    new = [d for d in store.deliveries(limit=10_000) if d.id not in known]
    out = tuple(_show(store, d) for d in new if d.state is State.PUBLISHED)
    kinds = Counter(event.kind for event in store.events(limit=200) if event.id > last)
    state = store.feed("replay")
    told = ", ".join(f"{kind} {count}" for kind, count in kinds.items() if "delivery" not in kind)
    if state and state.error:
        told = state.error
    held = sum(d.state is State.HELD for d in new)
    return Step(path.stem, out, held, told)


def _is_read(store: Store, served_at: datetime) -> bool:
    state = store.feed("replay")
    return state is not None and state.looked_at is not None and state.looked_at > served_at


def _show(store: Store, delivery: Delivery) -> str:
    picture = "with picture" if delivery.media or delivery.post.thumbnail else "no picture"
    return f"{store.article(delivery.article).title} ({picture})"


def _judge(deliveries: list[Delivery], sandbox: Sandbox) -> tuple[str, int]:
    out = [d for d in deliveries if d.state is State.PUBLISHED]
    counts = Counter((d.article, d.edition) for d in out)
    twice = sum(count > 1 for count in counts.values())
    lost = len(out) - len(sandbox.world.posts)
    verdict = f"{len(out)} announced, {twice} twice, {abs(lost)} that X and the record disagree on"
    return verdict, int(twice > 0 or lost != 0)
