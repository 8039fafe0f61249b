"""Commands typed in a folder with a configuration, beside a blog and X on this machine."""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import structlog

from crosspost import clock
from crosspost.cli.app import main
from crosspost.cli.options import choose_config
from crosspost.cli.voice import speak_as
from crosspost.demo.blog import Blog, Draft
from crosspost.demo.server import running as running_blog
from crosspost.outbox.store import Store, open_store
from crosspost.sandbox.core import Sandbox
from crosspost.sandbox.server import running as running_sandbox
from crosspost.sandbox.world import DEMO
from crosspost.settings import load

CONFIG = """
[state]
url = "sqlite:///state/crosspost.db"
[[feeds]]
name = "blog"
url = "{blog}/feed/"
every = "1h"
accounts = ["main"]
[accounts.main]
base_url = "{x}"
min_distance = "0s"
[fetch]
allow_private_networks = true
full_every = "0s"
"""


@dataclass(frozen=True, slots=True)
class Said:
    """What a command said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 — any document
        """The document on stdout."""
        return json.loads(self.out)


@dataclass(slots=True)
class Desk:
    """A person's terminal, 100 columns wide."""

    folder: Path
    blog: Blog
    site: str
    sandbox: Sandbox
    x: str
    patch: pytest.MonkeyPatch
    screen: pytest.CaptureFixture[str]

    def type(self, *words: str) -> Said:
        """Type a command and return what it said."""
        self.patch.setattr(sys, "argv", ["crosspost", *words])
        self.screen.readouterr()
        choose_config(None)
        try:
            code = main()
        except SystemExit as end:
            code = int(end.code or 0)
        return Said(code, *self.screen.readouterr())

    def configure(self, text: str = CONFIG) -> None:
        """Write the configuration."""
        path = self.folder / "config" / "crosspost.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text.replace("{blog}", self.site).replace("{x}", self.x), "utf-8")

    def language(self, language: str) -> None:
        """Let the configuration say which language is spoken, from now on."""
        path = self.folder / "config" / "crosspost.toml"
        path.write_text(f'{path.read_text("utf-8")}\n[ui]\nlanguage = "{language}"\n', "utf-8")
        speak_as(load(path))

    def publish(self, title: str, *, days_ago: float = 0) -> int:
        """Publish an article with a text and return its number on the blog."""
        text = "<p>県の第三者委員会は、浄水場の更新費が当初の一・八倍に膨らんだ経緯を公表した。</p>"
        at = clock.now() - timedelta(days=days_ago)
        return self.blog.publish(Draft(title=title, body=text), at=at)

    def store(self) -> Store:
        """Open the record beside the command."""
        return open_store(f"sqlite:///{self.folder}/state/crosspost.db")


@pytest.fixture
def desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Desk]:
    """Return a terminal in a folder with a valid configuration; three articles are on the blog."""
    blog, sandbox = Blog(structure="/archives/{id}/"), Sandbox()
    with running_blog(blog) as site, running_sandbox(sandbox) as x:
        made = Desk(tmp_path, blog, site, sandbox, x, monkeypatch, capsys)
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("COLUMNS", "100")
        monkeypatch.delenv("CROSSPOST_CONFIG", raising=False)
        for name, secret in DEMO.variables().items():
            monkeypatch.setenv(name, secret)
        for day in (3, 2, 1):
            made.publish(f"前からある記事その{day}", days_ago=day)
        made.configure()
        yield made
        # The commands logged to the stderr of this test, which is closed now.
        structlog.reset_defaults()


@pytest.fixture
def at_work(desk: Desk) -> Desk:
    """Return a terminal where the feed is known and one article went out."""
    assert desk.type("once").code == 0
    desk.publish(
        "サリス海峡の通航料をめぐりヴェルダとミラドが四か月ぶりに協議再開、共同管制室は年内に再稼働へ"
    )
    said = desk.type("once")
    assert said.code == 0, said.err
    return desk
