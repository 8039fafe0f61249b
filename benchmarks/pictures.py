"""What the daemon still holds after its work: `python pictures.py FOLDER` prints MB as JSON.

It reads the feed in the folder often, many at once as after a start, and fits each picture there.
"""

import asyncio
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from measuring import read_memory

from crosspost import daemon  # noqa: F401 — what else the process holds
from crosspost.cli import starting
from crosspost.feed import parsing
from crosspost.post import darkroom
from crosspost.threads import run_apart

_AT_ONCE = 16
_ROUNDS = 6


def draw_pictures(folder: Path, count: int) -> None:
    """Write JPEGs of about 7 million pixels, as cameras make them."""
    from PIL import Image  # noqa: PLC0415 — the process that is measured draws none

    for number in range(count):
        noise = Image.frombytes("RGB", (200, 150), os.urandom(200 * 150 * 3))
        noise.resize((3000 + 100 * number, 2200)).save(folder / f"{number}.jpg", quality=90)


async def work(body: bytes, pictures: list[Path]) -> dict[str, float]:
    """Return the memory (RSS) before, after the feeds, and after the pictures."""
    now = datetime.now(UTC)  # noqa: TID251 — a benchmark's own date
    held = {"before": read_memory(os.getpid())["rss"]}
    for _ in range(_ROUNDS):
        reads = (
            run_apart(parsing.parse, body + b"\n" * n, url="http://blog.example/feed", now=now)
            for n in range(_AT_ONCE)
        )
        await asyncio.gather(*reads)
    held[f"after {_ROUNDS * _AT_ONCE} reads of the feed"] = read_memory(os.getpid())["rss"]
    for path in pictures:
        await run_apart(darkroom.develop, path.read_bytes())
    held[f"and {len(pictures)} pictures"] = read_memory(os.getpid())["rss"]
    return held


if __name__ == "__main__":
    starting.return_large_blocks()
    place = Path(sys.argv[1])
    drawn = sorted(place.glob("*.jpg")) * 4
    print(json.dumps(asyncio.run(work((place / "ours").read_bytes(), drawn))))
