"""All of it on loopback: a WordPress-like blog, X in the sandbox, `crosspost` as a process."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crosspost.demo.blog import Blog, Draft
from crosspost.model import State
from crosspost.outbox.store import Store, open_store
from crosspost.sandbox.core import Sandbox
from crosspost.sandbox.world import DEMO

PATIENCE_SECONDS = 120.0  #: how long a loaded machine may take; nothing waits so long otherwise
SECRETS = DEMO.variables()
CONFIG = """
[state]
url = "sqlite:///{folder}/state/crosspost.db"
[[feeds]]
name = "blog"
url = "{blog}/feed/"
every = "1s"
accounts = ["main"]
[accounts.main]
base_url = "{x}"
min_distance = "0s"
[delivery]
settle_looks = ["1s", "2s"]
retry_first = "1s"
retry_most = "2s"
publish_timeout = "30s"
lease = "40s"
[fetch]
allow_private_networks = true
full_every = "1s"
"""


@dataclass(slots=True)
class Rehearsal:
    """The three of them, and a hand on each."""

    folder: Path
    blog: Blog
    site: str
    sandbox: Sandbox
    x: str
    more: str = ""  #: lines added to the configuration
    url: str = ""  #: of the record, when it is not the file in the folder
    process: "subprocess.Popen[bytes] | None" = None
    secrets: dict[str, str] = field(default_factory=lambda: dict(SECRETS))

    @property
    def config(self) -> Path:
        """The configuration file."""
        return self.folder / "crosspost.toml"

    @property
    def log(self) -> str:
        """What the daemon has logged."""
        return (self.folder / "daemon.log").read_text("utf-8")

    def configure(self, text: str = CONFIG, more: str = "") -> None:
        """Write the configuration."""
        filled = text.format(folder=self.folder, blog=self.site, x=self.x)
        self.config.write_text(filled + more, "utf-8")

    def start(self) -> None:
        """Start the daemon and wait until it has looked at the feed."""
        if not self.config.exists():
            self.configure()
        with (self.folder / "daemon.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "crosspost", "run", "--config", str(self.config)],
                env=self.environment(),
                stderr=log,
                cwd=self.folder,
            )
        self.wait(lambda: "daemon.started" in self.log, "the daemon to start")
        self.wait(self.has_baseline, "the first look")

    def edit(self, old: str, new: str) -> None:
        """Change the configuration as an editor does: a new file in the place of the old one."""
        text = self.config.read_text("utf-8")
        assert old in text
        part = self.config.with_suffix(".part")
        part.write_text(text.replace(old, new), "utf-8")
        part.replace(self.config)

    def wait_for_log(self, words: str, count: int = 1) -> None:
        """Wait until the daemon has logged so many lines with these words."""
        self.wait(lambda: self.log.count(words) >= count, f"{words} in the log")

    def wait_for_holds(self, count: int) -> None:
        """Wait until so many deliveries are held; the record is asked, as it costs no process."""
        with closing(self.open_store()) as store:
            held = (State.HELD,)
            self.wait(lambda: len(store.deliveries(states=held)) == count, f"{count} holds")

    def held(self) -> list[str]:
        """Return why each held delivery is held."""
        return [d["why"] for d in self.status()["waiting"] if d["state"] == "held"]

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Send the daemon a signal and return its exit code."""
        assert self.process is not None, "the daemon runs"
        self.process.send_signal(number)
        code = self.process.wait(timeout=PATIENCE_SECONDS)
        self.process = None
        return code

    def environment(self) -> dict[str, str]:
        """Return the environment of every command: the secrets, and nothing else of ours."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith("CROSSPOST_")}
        return {**kept, **self.secrets, "PYTHONPATH": str(Path(__file__).parents[2])}

    def command(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Run a command as a person types it."""
        return subprocess.run(
            [sys.executable, "-m", "crosspost", *words, "--config", str(self.config)],
            env=self.environment(),
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS * 2,
            stdin=subprocess.DEVNULL,
            check=False,
        )

    def status(self) -> dict[str, Any]:
        """Return what `crosspost status --json` says."""
        done = self.command("status", "--json")
        assert done.returncode == 0, done.stderr
        said: dict[str, Any] = json.loads(done.stdout)
        return said

    def open_store(self) -> Store:
        """Open the record beside the daemon."""
        (self.folder / "state").mkdir(exist_ok=True)
        return open_store(self.url or f"sqlite:///{self.folder}/state/crosspost.db")

    def has_baseline(self) -> bool:
        """Whether the feed was seen."""
        store = self.open_store()
        try:
            state = store.feed("blog")
        finally:
            store.close()
        return state is not None and (state.baseline_at is not None or bool(state.error))

    def texts(self) -> list[str]:
        """Return the posts on X, oldest first."""
        return [post.text for post in reversed(list(self.sandbox.world.newest()))]

    def wait_for_posts(self, count: int) -> None:
        """Wait until so many posts are out."""
        self.wait(lambda: len(self.texts()) >= count, f"{count} posts")

    def looks(self) -> int:
        """How often the feed was asked for so far."""
        return sum(address.startswith("/feed/") for _method, address, _status in self.blog.seen)

    def wait_for_looks(self, count: int = 2) -> None:
        """Wait until the feed was asked for so many times more."""
        before = self.looks()
        self.wait(lambda: self.looks() >= before + count, f"{count} looks")

    def wait(self, is_done: Callable[[], bool], what: str) -> None:
        """Wait for something; the daemon's log is shown when it does not come."""
        until = time.monotonic() + PATIENCE_SECONDS
        while not is_done():
            log = self.log if (self.folder / "daemon.log").exists() else ""
            assert time.monotonic() < until, f"waited in vain for {what}\n{log[-4000:]}"
            if self.process is not None:
                code = self.process.poll()
                assert code is None, f"the daemon ended with {code}\n{log[-4000:]}"
            time.sleep(0.05)


def draft(title: str, body: str = "") -> Draft:
    """Return an article with enough text for a summary."""
    text = body or "県の第三者委員会は、浄水場の更新費が当初の一・八倍に膨らんだ経緯を公表した。"
    return Draft(title=title, body=f"<p>{text}</p>")
