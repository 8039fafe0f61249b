"""Starts, memory at rest, and the way of an article from the ping to X: whole processes, timed."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import requests
from blog import ITEMS, write_feed
from measuring import ROOT, read_memory

_REST = 6  #: seconds after the baseline until the memory is read
_CONFIG = """
[state]
url = "sqlite:///{folder}/{state}/crosspost.db"
[fetch]
allow_private_networks = true
[thumbnail]
enabled = false
[budget]
monthly_usd = 1000
per_day = 1000
[web]
enabled = {web}
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
url = "{blog}/ours"
every = "1h"
accounts = ["main"]
"""
_PING = """<?xml version="1.0"?><methodCall><methodName>weblogUpdates.ping</methodName><params>
<param><value>海峡時報</value></param><param><value>{blog}/</value></param></params></methodCall>"""


def write_config(
    folder: Path, blog: str, *, state: str, sandbox: str = "", web: bool = False
) -> Path:
    """Write a configuration of one feed and one account on X."""
    path = folder / f"{state}.toml"
    address = sandbox or "http://127.0.0.1:9"
    text = _CONFIG.format(
        folder=folder, blog=blog, state=state, sandbox=address, web=str(web).lower()
    )
    path.write_text(text, "utf-8")
    return path


def time_command(*arguments: str, times: int) -> dict[str, float]:
    """Return the medians of wall clock and CPU of a whole command, in seconds."""
    walls, cpus = [], []
    for turn in range(times + 1):
        begin, spent = time.perf_counter(), os.times()
        subprocess.run(_command(*arguments), cwd=ROOT, stdout=subprocess.DEVNULL, check=False)
        after = os.times()
        if turn:
            walls.append(time.perf_counter() - begin)
            cpus.append(sum(after[2:4]) - sum(spent[2:4]))
    return {"wall": median(walls), "cpu": median(cpus)}


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "crosspost", *arguments]


@contextmanager
def running(
    config: Path, *, prefix: Sequence[str] = ()
) -> Iterator[tuple[subprocess.Popen[str], float, list[str]]]:
    """Run the daemon; gives the process, how long it took to be ready, and its lines until then."""
    begin = time.perf_counter()
    command = [*prefix, *_command("run", "--config", str(config))]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as daemon:
        lines: list[str] = []
        wanted = "web.started" if "enabled = true\nport" in config.read_text() else "daemon.started"
        for line in daemon.stderr:
            lines.append(line)
            if wanted in line:
                break
        else:
            sys.exit(f"the daemon ended: {''.join(lines)}")
        try:
            yield daemon, time.perf_counter() - begin, lines
        finally:
            daemon.send_signal(signal.SIGTERM)
            daemon.communicate()


def measure_daemon(folder: Path, blog: str, *, times: int) -> dict[str, object]:
    """Return when the daemon is ready, and what it holds at rest before its first post."""
    (folder / "ours").write_bytes(write_feed(ITEMS))
    ready: dict[str, list[float]] = {"new record": [], "known record": []}
    memory: dict[str, dict[str, float]] = {}
    for turn in range(times):
        config = write_config(folder, blog, state=f"daemon{turn}")
        for record, seconds in ready.items():
            with running(config) as (daemon, took, _lines):
                seconds.append(took)
                time.sleep(0 if turn else _REST)
                memory.setdefault(record, read_memory(daemon.pid))
                time.sleep(2)
    return {"ready": {record: median(took) for record, took in ready.items()}, "memory": memory}


def measure_pings(folder: Path, blog: str, *, times: int) -> dict[str, float]:
    """Return median and worst of the seconds from a ping to the post on X (the sandbox)."""
    (folder / "ours").write_bytes(write_feed(ITEMS))
    with sandboxed() as sandbox:
        config = write_config(folder, blog, state="pings", sandbox=sandbox, web=True)
        with running(config) as (_daemon, _took, lines):
            web = json.loads(lines[-1])["url"]
            time.sleep(3)
            took = [_follow(folder, n, web=web, sandbox=sandbox, blog=blog) for n in range(times)]
    return {"median": median(took), "worst": max(took), "pings": times}


@contextmanager
def sandboxed() -> Iterator[str]:
    """Run X on this machine in a process of its own; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = _command("sandbox", "--port", str(port))
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as sandbox:
        try:
            sandbox.stdout.readline()
            yield f"http://127.0.0.1:{port}"
        finally:
            sandbox.terminate()


def _follow(folder: Path, number: int, *, web: str, sandbox: str, blog: str) -> float:
    """Publish an article, ping, and wait until the post is out."""
    (folder / "ours").write_bytes(write_feed(ITEMS + 1 + number))
    begin = time.perf_counter()
    body = _PING.format(blog=blog).encode()
    requests.post(f"{web}/ping/bench-ping-secret", body, timeout=5).raise_for_status()
    while _count(sandbox) <= number:
        if time.perf_counter() - begin > 60:
            sys.exit(f"article {number} was not posted within a minute")
        time.sleep(0.01)
    return time.perf_counter() - begin


def _count(sandbox: str) -> int:
    return len(requests.get(f"{sandbox}/sandbox/posts", timeout=5).json())
