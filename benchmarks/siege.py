"""The daemon under a limit of 256 MB: the worst pictures in a row, and strangers at its door.

python benchmarks/siege.py [--limit MB]     prints what it held, and how /healthz answered meanwhile
"""

import argparse
import json
import os
import sqlite3
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import formatdate
from pathlib import Path

import albums
import requests
from measuring import describe_machine, read_own_peak, serving
from processes import running, sandboxed

_CONFIG = """
[state]
url = "sqlite:///{folder}/state/crosspost.db"
[fetch]
allow_private_networks = true
[budget]
monthly_usd = 1000
per_day = 1000
[web]
enabled = true
port = 0
ping_secret = "bench-ping-secret"
[accounts.main]
network = "x"
base_url = "{sandbox}"
min_distance = "0s"
api_key = "sandbox-api-key"
api_secret = "sandbox-api-secret"
access_token = "1790300012340056789-sandbox"
access_token_secret = "sandbox-access-token-secret"
[[feeds]]
name = "ours"
url = "{blog}/feed"
every = "2s"
max_new_per_poll = 100
accounts = ["main"]
"""
_BODY = 8_000_000  #: bytes of what each stranger sends
_PATIENCE = 240  #: seconds until all must be posted
_SLOWEST = 1.0  #: seconds that /healthz may take


def write_feed(blog: str, pictures: list[str]) -> bytes:
    """Return a feed with one article for each picture."""
    begin = time.time()
    items = "".join(
        f"<item><title>港の報告{number}、{name}</title><link>{blog}/a/{number}</link>"
        f"<guid>{blog}/?p={number}</guid><pubDate>{formatdate(begin - number)}</pubDate>"
        f'<description>&lt;img src="{blog}/{name}" alt="" width="1200" height="900"&gt;'
        f"&lt;p&gt;第{number}の会談は、港の共同管理について結論を出さずに終わった。&lt;/p&gt;"
        "</description></item>"
        for number, name in enumerate(pictures, start=10)
    )
    items += (
        f"<item><title>前からある記事</title><link>{blog}/a/1</link><guid>{blog}/?p=1</guid>"
        f"<pubDate>{formatdate(begin - 9_000)}</pubDate><description>会談。</description></item>"
    )
    head = "<title>海峡時報</title><language>ja</language>"
    return f'<rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()


@contextmanager
def limited(megabytes: int) -> Iterator[tuple[list[str], Path]]:
    """Make a control group with this limit; gives what to put before a command, and its folder."""
    old, new = Path("/sys/fs/cgroup/memory"), Path("/sys/fs/cgroup")
    is_old = old.is_dir()
    group = (old if is_old else new) / f"crosspost-siege-{os.getpid()}"
    group.mkdir()
    limit = group / ("memory.limit_in_bytes" if is_old else "memory.max")
    limit.write_text(str(megabytes << 20))
    try:
        yield ["sh", "-c", f'echo $$ > {group}/cgroup.procs; exec "$0" "$@"'], group
    finally:
        while (group / "cgroup.procs").read_text():
            time.sleep(0.1)
        group.rmdir()


def read_peak(group: Path) -> float:
    """Return the most that the group ever held, in MB: the daemon, its children, their files."""
    for name in ("memory.max_usage_in_bytes", "memory.peak"):
        if (group / name).exists():
            return int((group / name).read_text()) / 2**20
    return float("nan")


class Watch:
    """Asks /healthz all the time, and keeps the slowest answer."""

    def __init__(self, web: str) -> None:
        self.slowest, self.answers = 0.0, 0
        self.said: Counter[str] = Counter()  #: "" for a good answer
        self._web, self._ended = web, threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        while not self._ended.wait(0.05):
            begin = time.perf_counter()
            try:
                answer = requests.get(f"{self._web}/healthz", timeout=10)
                said = "" if answer.ok else answer.text[:200]
            except requests.RequestException as error:
                said = type(error).__name__
            self.slowest = max(self.slowest, time.perf_counter() - begin)
            self.answers += 1
            self.said[said] += 1

    def end(self) -> None:
        """Stop asking."""
        self._ended.set()
        self._thread.join()


def knock(web: str, ended: threading.Event) -> None:
    """Send large bodies to doors that are there, with a wrong secret and with the right one."""
    body = bytes(_BODY)
    doors = ("/ping/wrong-secret", "/ping/bench-ping-secret", "/websub/ours/wrong", "/websub/ours")
    turn = 0
    while not ended.wait(0.1):
        turn += 1
        try:
            requests.post(web + doors[turn % len(doors)], body, timeout=10)
        except requests.RequestException:
            continue  # turned away, as it should be


def besiege(folder: Path, *, limit: int, crowd: int) -> dict[str, object]:
    """Play it; return what was posted, and what it took."""
    names = []
    for number, draw in enumerate(albums.PICTURES.values()):
        names.append(f"{number}.picture")
        (folder / names[-1]).write_bytes(draw())
    with serving(folder) as blog, sandboxed() as sandbox, limited(limit) as (prefix, group):
        config = folder / "siege.toml"
        config.write_text(_CONFIG.format(folder=folder, blog=blog, sandbox=sandbox), "utf-8")
        (folder / "feed").write_bytes(write_feed(blog, []))
        with running(config, prefix=prefix) as (daemon, _took, lines):
            web = json.loads(lines[-1])["url"]
            threading.Thread(target=daemon.stderr.read, daemon=True).start()
            time.sleep(3)
            rest = read_peak(group)
            watch, ended = Watch(web), threading.Event()
            for _ in range(crowd):
                threading.Thread(target=knock, args=(web, ended), daemon=True).start()
            (folder / "feed").write_bytes(write_feed(blog, names))
            posts = wait_for(sandbox, len(names), daemon)
            ended.set()
            watch.end()
            alive = daemon.poll() is None
            own = read_own_peak(daemon.pid) if alive else float("nan")
            lost = read_losses(folder)
            peak = read_peak(group)
    return {
        "alive": alive,
        "posted": f"{len(posts)} of {len(names)}",
        "with a picture": sum(bool(post.get("media") or post.get("attachments")) for post in posts),
        "why not": dict(lost),
        "MB at rest": round(rest),
        "MB at most": round(peak),
        "MB of the daemon alone, at most": round(own),
        "healthz, slowest s": round(watch.slowest, 2),
        "healthz, answers": watch.answers,
        "healthz, not well": sum(n for said, n in watch.said.items() if said),
        "complete": alive and len(posts) == len(names) and watch.slowest <= _SLOWEST,
    }


def read_losses(folder: Path) -> Counter[str]:
    """Return why pictures were left out, as the record tells, and how often."""
    with sqlite3.connect(f"file:{folder}/state/crosspost.db?mode=ro", uri=True) as record:
        rows = record.execute("SELECT kind, reason, facts FROM events").fetchall()
    lost = (" ".join(map(str, why))[:200] for kind, *why in rows if kind != "delivery.picture")
    return Counter(why for why in lost if "picture" in why)


def wait_for(sandbox: str, count: int, daemon: object) -> list[dict[str, object]]:
    """Return the posts once they are so many, or the daemon has ended, or it takes too long."""
    begin = time.monotonic()
    while True:
        posts = requests.get(f"{sandbox}/sandbox/posts", timeout=30).json()
        late = time.monotonic() - begin > _PATIENCE
        if len(posts) >= count or late or daemon.poll() is not None:
            return posts
        time.sleep(0.5)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, default=256)
    parser.add_argument("--strangers", type=int, default=60)
    asked = parser.parse_args()
    print(describe_machine())
    with tempfile.TemporaryDirectory() as name:
        found = besiege(Path(name), limit=asked.limit, crowd=asked.strangers)
    print(f"limit: {asked.limit} MB, {asked.strangers} strangers with {_BODY // 1_000_000} MB each")
    for what, figure in found.items():
        print(f"{what}: {figure}")
    sys.exit(0 if found["complete"] else 1)
