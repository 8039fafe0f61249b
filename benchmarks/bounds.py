"""`make bench-hostile`: CPU and memory of the worst bodies and pictures, each beside its bound.

python benchmarks/bounds.py [--only WORD] [--all]      everything; exit code 1 beyond a bound
python benchmarks/bounds.py --look NAME ADDRESS        one body, in a process of its own
"""

import argparse
import asyncio
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import albums
import bodies
from measuring import describe_machine, read_memory, read_own_peak

from crosspost import wiring
from crosspost.cli import starting
from crosspost.errors import PictureError
from crosspost.pipeline.watch import look
from crosspost.post import darkroom
from crosspost.settings import Settings

#: What issue 12 asks for: seconds of CPU for a whole look and for a picture, MB above the rest.
LOOK_SECONDS, PICTURE_SECONDS, LOOK_MB, PICTURE_MB = 2.0, 2.0, 160.0, 160.0
Cost = dict[str, object]
_CALM = bodies.rss("<description>港は静かである。</description>")


@lru_cache(maxsize=1)
def _make(name: str) -> tuple[bytes, dict[str, str]]:
    made = (bodies.FEEDS | bodies.PAGES)[name]()
    if isinstance(made, tuple):
        return made
    return made.encode() if isinstance(made, str) else made, {}


class _Blog(BaseHTTPRequestHandler):
    """Gives out `/NUMBER/once/feed` calm at first and then hostile, `/NUMBER/page` at once."""

    asked: set[str] = set()  # noqa: RUF012 — of all requests

    def do_GET(self) -> None:
        number, what = self.path.strip("/").split("/")
        name = list(bodies.FEEDS | bodies.PAGES)[int(number)]
        site = f"http://{self.headers['Host']}/{number}"
        body, headers = _CALM, {}
        if name in bodies.PAGES and what != "page":
            new = f"<item><title>港の報告</title><link>{site}/page</link></item>"
            body = bodies.rss("", around=new) if what in self.asked else _CALM
        elif what == "hostile" or what in self.asked or what == "page":
            body, headers = _make(name)
        self.asked.add(what)
        self.send_response(200)
        for key, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _settings(folder: Path, address: str) -> Settings:
    feed = {"name": "blog", "url": address, "every": "1s", "accounts": ["main"]}
    return Settings.model_validate(
        {
            "state": {"url": f"sqlite:///{folder}/crosspost.db"},
            "feeds": [feed],
            "fetch": {"allow_private_networks": True, "hosts": {"blog.example.jp": "127.0.0.1"}},
            "accounts": {"main": {"network": "dry"}},
        }
    )


async def _look(address: str, times: int) -> tuple[float, str]:
    """Look so often at a feed; return the CPU seconds of the last look and what came of it."""
    with tempfile.TemporaryDirectory() as name:
        settings = _settings(Path(name), address)
        pipe = wiring.make_pipeline(settings, wiring.open_store(settings.state.url))
        for _ in range(times):
            begin = time.process_time()
            found = await look(pipe, pipe.settings.feeds[0], pinged=True)
            seconds = time.process_time() - begin
        await pipe.fetcher.close()
        pipe.store.close()
        return seconds, found.why


def measure_look(address: str) -> Cost:
    """Return what the hostile body costs at first sight, and among articles that are known."""
    starting.return_large_blocks()
    asyncio.run(_look(f"{address}/calm-warm", 1))
    before = read_memory("self")["rss"]
    first, _ = asyncio.run(_look(f"{address}/hostile", 1))
    later, why = asyncio.run(_look(f"{address}/later", 2))
    peak = read_own_peak(os.getpid()) - before
    return {"cpu": max(first, later), "mb": peak, "came": str(why)}


def measure_bodies(word: str) -> list[Cost]:
    """Return what each body costs, in a process of its own."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Blog)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    found = []
    for number, name in enumerate(bodies.FEEDS | bodies.PAGES):
        if word not in name:
            continue
        _Blog.asked.clear()
        address = f"http://127.0.0.1:{server.server_port}/{number}"
        command = [sys.executable, __file__, "--look", address]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
        found.append({"what": name} | json.loads(done.stdout))
        print(f"{name}: {found[-1]['cpu']:.2f} s, {found[-1]['mb']:.0f} MB", file=sys.stderr)
    server.shutdown()
    return found


def measure_pictures(word: str) -> list[Cost]:
    """Return what each picture costs in the process that opens it, the program's part included."""
    found = []
    for name, draw in albums.PICTURES.items():
        if word not in name:
            continue
        data = draw()
        command = [sys.executable, __file__, "--picture"]
        done = subprocess.run(command, input=data, stdout=subprocess.PIPE, check=True)
        found.append({"what": name} | json.loads(done.stdout))
        print(f"{name}: {found[-1]['cpu']:.2f} s, {found[-1]['mb']:.0f} MB", file=sys.stderr)
    return found


def measure_picture(data: bytes) -> Cost:
    """Open a picture as the daemon does; the child's whole memory counts, and the bytes here."""
    try:
        made = darkroom.develop(data)
        came = f"{made.mime}, {made.width} x {made.height}, {len(made.data):,} bytes"
    except PictureError as error:
        came = f"refused: {error}"
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    mb = used.ru_maxrss / 1024 + len(data) / 1e6
    return {"cpu": used.ru_utime + used.ru_stime, "mb": mb, "came": came}


def show(title: str, found: list[Cost], *, bounds: tuple[float, float], most: int | None) -> int:
    """Print the worst and their bound; return how many are beyond it."""
    seconds, mb = bounds
    beyond = [one for one in found if one["cpu"] > seconds or one["mb"] > mb]
    ranked = sorted(found, key=lambda one: -max(one["cpu"] / seconds, one["mb"] / mb))
    print(f"\n{title}: {len(found)}; bound: {seconds:g} s of CPU, {mb:g} MB; beyond: {len(beyond)}")
    print("| what | CPU, s | MB above rest | what came of it |\n|---|---|---|---|")
    for one in ranked[:most]:
        print(f"| {one['what']} | {one['cpu']:.2f} | {one['mb']:.0f} | {str(one['came'])[:90]} |")
    return len(beyond)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--look", default="")
    parser.add_argument("--picture", action="store_true")
    asked = parser.parse_args()
    if asked.look:
        print(json.dumps(measure_look(asked.look)))
    elif asked.picture:
        print(json.dumps(measure_picture(sys.stdin.buffer.read())))
    else:
        print(describe_machine())
        shown = None if asked.all else 12
        looks, opened = measure_bodies(asked.only), measure_pictures(asked.only)
        far = show("Bodies", looks, bounds=(LOOK_SECONDS, LOOK_MB), most=shown)
        far += show("Pictures", opened, bounds=(PICTURE_SECONDS, PICTURE_MB), most=shown)
        sys.exit(1 if far else 0)
