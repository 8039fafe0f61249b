"""The peer's part of the polls, `reader`: `python polls_peer.py BLOG FOLDER TIMES` prints JSON."""

import asyncio
import itertools
import json
import sys
from dataclasses import asdict
from pathlib import Path

from blog import ITEMS, write_feed
from measuring import measure
from reader import make_reader


async def run(blog: str, folder: Path, times: int) -> dict[str, object]:
    """Measure the three polls; the library is synchronous, so each one is simply called."""
    peer = make_reader(str(folder / "reader.sqlite"))
    newest = itertools.count(ITEMS)

    def publish() -> None:
        (folder / "peer").write_bytes(write_feed(next(newest)))

    async def poll(name: str) -> None:
        peer.update_feed(f"{blog}/{name}")

    publish()
    (folder / "plain-peer").write_bytes(write_feed(ITEMS))
    for name in ("peer", "plain-peer"):
        peer.add_feed(f"{blog}/{name}")
        await poll(name)
    results = {
        "unchanged, 304": asdict(await measure(lambda: poll("peer"), times=times)),
        "unchanged, no validators": asdict(await measure(lambda: poll("plain-peer"), times=times)),
        "one new item": asdict(await measure(lambda: poll("peer"), times=times, before=publish)),
    }
    entries = peer.get_entry_counts(feed=f"{blog}/peer").total
    if entries != ITEMS + times + 1:
        sys.exit(f"the peer has {entries} entries instead of {ITEMS + times + 1}")
    return results


if __name__ == "__main__":
    print(json.dumps(asyncio.run(run(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])))))
