"""`make bench-scale`: ten thousand feeds through one interval, and a million known articles.

    python benchmarks/scale.py [--feeds N] [--ports N] [--interval SECONDS] [--articles N]

The interval of 15 minutes is compressed; lateness is counted from the moment a look was due.
"""

import argparse
import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from blog import ITEMS, write_feed
from many import kind
from measuring import HERE, ROOT, describe_machine, measure, read_memory, serving
from polls_ours import make_pipeline

from crosspost.pipeline.watch import look

_HEAD = """
[state]
url = "sqlite:///{folder}/state/crosspost.db"
[fetch]
allow_private_networks = true
timeout = "5s"
[log]
level = "error"
[accounts.main]
network = "dry"
"""
_FEED = """[[feeds]]
name = "f{number}"
url = "http://127.0.0.1:{port}/{number}"
every = "{every}s"
accounts = ["main"]
"""
_TICKS = os.sysconf("SC_CLK_TCK")


@contextmanager
def many_blogs(ports: int):  # noqa: ANN201 — a context manager of the ports
    """Serve all the blogs from another process."""
    command = [sys.executable, str(HERE / "many.py"), str(ports)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            yield server.stdout.readline().split()
        finally:
            server.terminate()


def measure_feeds(folder: Path, *, feeds: int, ports: int, every: int) -> dict[str, object]:
    """Run the daemon over the first looks, then measure one whole interval."""
    with many_blogs(ports) as found:
        text = _HEAD.format(folder=folder) + "".join(
            _FEED.format(number=n, port=found[n % ports], every=every) for n in range(feeds)
        )
        config = folder / "many.toml"
        config.write_text(text, "utf-8")
        command = [sys.executable, "-m", "crosspost", "run", "--config", str(config)]
        with subprocess.Popen(command, cwd=ROOT) as daemon:
            try:
                return _follow(folder / "state" / "crosspost.db", daemon, feeds=feeds, every=every)
            finally:
                daemon.send_signal(signal.SIGTERM)


def _follow(
    path: Path, daemon: subprocess.Popen[bytes], *, feeds: int, every: int
) -> dict[str, object]:
    begin = time.time()
    while _read(path, "SELECT count(*) FROM feeds")[0][0] < feeds:
        if daemon.poll() is not None or time.time() - begin > 600:
            sys.exit("the first looks did not come to an end")
        time.sleep(0.5)
    first = time.time() - begin
    due = dict(_read(path, "SELECT name, next_at FROM feeds"))
    spent, begun = _cpu(daemon.pid), time.time()
    late: dict[str, float] = {}
    # Jitter and back-off of the dead stretch the interval.
    while time.time() - begun < every * 1.2:
        for name, looked in _read(path, "SELECT name, looked_at FROM feeds"):
            if name not in late and looked > due[name]:
                late[name] = _seconds(looked) - _seconds(due[name])
        time.sleep(1)
    took = time.time() - begun
    return {
        "first looks, s": first,
        "interval, s": took,
        "CPU, s": _cpu(daemon.pid) - spent,
        "memory, MB": read_memory(daemon.pid)["rss"],
        "late": late,
    }


def _read(path: Path, statement: str) -> list[tuple]:
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            return connection.execute(statement).fetchall()
    except sqlite3.OperationalError:
        return [(0,)]


def _seconds(moment: str) -> float:
    return datetime.fromisoformat(moment).timestamp()


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def show_feeds(found: dict[str, object]) -> None:
    """Print CPU, memory and how late the looks were, for each sort of blog."""
    late = found.pop("late")
    for what, figure in found.items():
        print(f"| {what} | {figure:.1f} |")
    print(f"| CPU of a core | {found['CPU, s'] / found['interval, s']:.0%} |")
    sorts = Counter(kind(int(name[1:])) for name in late)
    print("\n| late by, s | looks | median | 95 % | 99 % | most |\n|---|---|---|---|---|---|")
    for sort in ("steady", "changing", "dead", "dripping"):
        ours = sorted(s for name, s in late.items() if kind(int(name[1:])) == sort)
        if ours:
            parts = [ours[min(int(len(ours) * p), len(ours) - 1)] for p in (0.5, 0.95, 0.99, 1)]
            print(f"| {sort} | {sorts[sort]} | {' | '.join(f'{p:.2f}' for p in parts)} |")


async def measure_articles(folder: Path, *, articles: int) -> None:
    """Print what a poll with a new item takes with a thousand, and with many known articles."""
    print("\n| known articles | unchanged (304), ms CPU | one new item, ms CPU |\n|---|---|---|")
    with serving(folder) as blog:
        (folder / "ours").write_bytes(write_feed(ITEMS))
        pipe = make_pipeline(blog, folder)
        feed = pipe.settings.feeds[0]
        await look(pipe, feed)
        number = ITEMS
        for known in (1_000, articles):
            _fill(folder / "state" / "crosspost.db", known)

            def publish() -> None:
                nonlocal number
                number += 1
                (folder / "ours").write_bytes(write_feed(number))

            same = await measure(lambda: look(pipe, feed), times=20)
            new = await measure(lambda: look(pipe, feed), times=20, before=publish)
            print(f"| {known:,} | {same.cpu:.1f} | {new.cpu:.1f} |")
        await pipe.fetcher.close()


def _fill(path: Path, known: int) -> None:
    """Add invented articles, seen long ago, until there are so many; half in the feed itself."""
    with closing(sqlite3.connect(path)) as connection, connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(articles)")]
        kept = ", ".join(
            c for c in columns if c not in {"id", "first_seen_at", "feed", "url", "text"}
        )
        have = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
        connection.execute(
            f"""WITH RECURSIVE n(i) AS (SELECT ? UNION ALL SELECT i + 1 FROM n WHERE i < ?)
            INSERT INTO articles (feed, url, first_seen_at, text, {kept})
            SELECT iif(i % 2, 'ours', 'other'), 'http://127.0.0.1/old/' || i,
                   '2020-01-01T00:00:00.000000Z', substr(text, 1, 200), {kept}
            FROM n, (SELECT * FROM articles ORDER BY id LIMIT 1)""",
            (have + 1, known),
        )
        connection.execute(
            "INSERT OR IGNORE INTO aliases (alias, feed, article, since)"
            " SELECT 'l:' || url, feed, id, first_seen_at FROM articles"
        )
        for kind in ("path", "title", "text"):
            connection.execute(
                "INSERT OR IGNORE INTO likenesses (likeness, feed, article)"
                f" SELECT '{kind}:' || hex(id * 2654435761), feed, id FROM articles"
            )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=10_000)
    parser.add_argument("--ports", type=int, default=2_000)
    parser.add_argument("--interval", type=int, default=300)
    parser.add_argument("--articles", type=int, default=1_000_000)
    asked = parser.parse_args()
    print(f"{describe_machine()}\n\n| {asked.feeds:,} feeds | |\n|---|---|")
    with tempfile.TemporaryDirectory() as name:
        show_feeds(
            measure_feeds(Path(name), feeds=asked.feeds, ports=asked.ports, every=asked.interval)
        )
    with tempfile.TemporaryDirectory() as name:
        asyncio.run(measure_articles(Path(name), articles=asked.articles))
