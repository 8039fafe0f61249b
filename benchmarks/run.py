"""`make bench`: polls beside the peer library, starts, memory, and the costs of one post.

python benchmarks/run.py [--times N] [--pings N] [--json]
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from blog import ITEMS, write_feed
from hostile import TEXTS
from measuring import HERE, ROOT, describe_machine, serving
from pictures import draw_pictures
from processes import measure_daemon, measure_pings, time_command

from crosspost.model import Article, Block, Room
from crosspost.post.weight import weight
from crosspost.summary._relevance import units
from crosspost.summary.select import Options, create

#: What issue 5 asks for; memory in MB, all else in seconds.
_AIMS = {"crosspost --help": 0.25, "crosspost health": 0.15, "idle memory (RSS)": 57.0}


def measure_polls(folder: Path, blog: str, *, times: int) -> dict[str, dict[str, dict[str, float]]]:
    """Return the costs of each poll, ours and the peer's, each in a process of its own."""
    found = {}
    for name in ("ours", "peer"):
        command = [sys.executable, str(HERE / f"polls_{name}.py"), blog, str(folder), str(times)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
        found[name] = json.loads(done.stdout)
    return found


def measure_work(folder: Path) -> dict[str, float]:
    """Return what a daemon's process still holds after many feeds and pictures, in MB."""
    draw_pictures(folder, 6)
    (folder / "ours").write_bytes(write_feed(ITEMS))
    command = [sys.executable, str(HERE / "pictures.py"), str(folder)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def measure_texts() -> dict[str, float]:
    """Return milliseconds for weighing one post, and for the gist of 20,000 characters."""
    post = "連立与党、停戦の第二段階を年内に決める方針\n\n" + "港の共同管理を協議する。" * 9
    body = write_feed(3).decode().split("<p>")[2:]
    paragraphs = [p.partition("</p>")[0] for p in body if "</p>" in p]
    whole, blocks = 0, []
    for paragraph in paragraphs:
        if whole < 20_000:
            blocks.append(Block("own", paragraph))
            whole += len(paragraph)
    summarizer, room = create(Options()), Room(200, weight)

    def summarize(blocks: list[Block]) -> str:
        read = Article("blog", ("wp:1",), "https://blog.example.jp/1", "題", blocks=tuple(blocks))
        units.cache_clear()
        return summarizer.summarize(read, room)

    hostile = {name: _mean(partial(summarize, [Block("own", t)]), 5) for name, t in TEXTS.items()}
    worst = max(hostile, key=hostile.__getitem__)
    return {
        "weight() of one post, ms": _mean(lambda: weight(post), 2_000),
        "summary of 20,000 characters, ms": _mean(lambda: summarize(blocks), 20),
        f"summary of the worst of {len(TEXTS)} hostile texts ({worst}), ms": hostile[worst],
    }


def _mean(work: object, times: int) -> float:
    work()
    begin = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - begin) / times * 1e3


def measure_all(*, times: int, pings: int) -> dict[str, object]:
    """Measure everything, in one run on one machine."""
    with tempfile.TemporaryDirectory() as name, serving(Path(name)) as blog:
        folder = Path(name)
        daemon = measure_daemon(folder, blog, times=3)
        config = str(folder / "daemon0.toml")
        return {
            "machine": describe_machine(),
            "polls": measure_polls(folder, blog, times=times),
            "starts": {
                "crosspost --help": time_command("--help", times=7),
                "crosspost health": time_command("health", "--config", config, times=10),
            },
            "daemon": daemon,
            "work": measure_work(folder),
            "texts": measure_texts(),
            "pings": measure_pings(folder, blog, times=pings),
        }


def show(found: dict[str, object]) -> None:
    """Print the figures as the tables of docs/benchmarks.md."""
    print(f"{found['machine']}\n")
    print("| poll of the 20-item feed | crosspost | reader | ratio of CPU | ratio of time |")
    print("|---|---|---|---|---|")
    for poll, ours in found["polls"]["ours"].items():
        peer = found["polls"]["peer"][poll]
        cells = [f"{c['cpu']:.1f} ms CPU, {c['wall']:.1f} ms" for c in (ours, peer)]
        ratios = [f"{ours[kind] / peer[kind]:.2f}" for kind in ("cpu", "wall")]
        print(f"| {' | '.join([poll, *cells, *ratios])} |")
    print("\n| what | figure | aim |\n|---|---|---|")
    for what, figure in _rows(found):
        aim = next((f"≤ {a:g}" for name, a in _AIMS.items() if what.startswith(name)), "")
        print(f"| {what} | {figure} | {aim} |")


def _rows(found: dict[str, object]) -> list[tuple[str, str]]:
    rows = [
        (f"{command}, s", f"{cost['wall']:.2f} (CPU {cost['cpu']:.2f})")
        for command, cost in found["starts"].items()
    ]
    daemon = found["daemon"]
    rows += [(f"daemon ready, {record}, s", f"{s:.2f}") for record, s in daemon["ready"].items()]
    rows += [
        (
            f"idle memory (RSS), {record}, MB",
            f"{size['rss']:.1f} (PSS {size['pss']:.1f}, USS {size['uss']:.1f})",
        )
        for record, size in daemon["memory"].items()
    ]
    rows += [(f"memory (RSS) {when}, MB", f"{mb:.1f}") for when, mb in found["work"].items()]
    rows += [(what, f"{ms:.3f}") for what, ms in found["texts"].items()]
    pings = found["pings"]
    rows += [
        (f"from ping to post, {kind} of {pings['pings']}, s", f"{pings[kind]:.2f}")
        for kind in ("median", "worst")
    ]
    return rows


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--pings", type=int, default=50)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    measured = measure_all(times=asked.times, pings=asked.pings)
    print(json.dumps(measured, indent=1)) if asked.json else show(measured)
