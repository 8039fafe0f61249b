"""Our part of the polls: `python polls_ours.py BLOG FOLDER TIMES` prints its costs as JSON."""

import asyncio
import itertools
import json
import sys
from dataclasses import asdict
from pathlib import Path

from blog import ITEMS, write_feed
from measuring import measure

from crosspost import wiring
from crosspost.cli import starting
from crosspost.pipeline.parts import Pipeline
from crosspost.pipeline.watch import look
from crosspost.settings import load

_CONFIG = """
[state]
url = "sqlite:///{state}/crosspost.db"
[fetch]
allow_private_networks = true
[accounts.main]
network = "dry"
"""
_FEED = """
[[feeds]]
name = "{name}"
url = "{blog}/{name}"
every = "1s"
accounts = ["main"]
"""


def make_pipeline(blog: str, folder: Path) -> Pipeline:
    """Return the pipeline of a feed with validators and one without, whose record is new."""
    feeds = "".join(_FEED.format(name=name, blog=blog) for name in ("ours", "plain-ours"))
    path = folder / "crosspost.toml"
    path.write_text(_CONFIG.format(state=folder / "state") + feeds, "utf-8")
    settings = load(path)
    return wiring.make_pipeline(settings, wiring.open_store(settings.state.url))


async def run(blog: str, folder: Path, times: int) -> dict[str, object]:
    """Measure the three polls."""
    pipe = make_pipeline(blog, folder)
    ours, plain = pipe.settings.feeds
    newest = itertools.count(ITEMS)
    outcomes: list[str] = []

    def publish() -> None:
        (folder / "ours").write_bytes(write_feed(next(newest)))

    async def poll(feed: object) -> None:
        outcomes.append(str((await look(pipe, feed)).why))

    publish()
    (folder / "plain-ours").write_bytes(write_feed(ITEMS))
    await poll(ours)
    await poll(plain)
    results = {
        "unchanged, 304": asdict(await measure(lambda: poll(ours), times=times)),
        "unchanged, no validators": asdict(await measure(lambda: poll(plain), times=times)),
        "one new item": asdict(await measure(lambda: poll(ours), times=times, before=publish)),
    }
    planned = len(pipe.store.deliveries())
    if planned != times + 1:
        sys.exit(f"{planned} deliveries instead of {times + 1}: {outcomes[-1]}")
    await pipe.fetcher.close()
    return results


if __name__ == "__main__":
    starting.return_large_blocks()
    print(json.dumps(asyncio.run(run(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])))))
