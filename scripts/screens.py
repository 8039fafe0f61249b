"""Plays a short rehearsal on loopback and writes what the commands print into the documents.

    python scripts/screens.py              writes the blocks under the marks `<!-- screen: NAME -->`
    python scripts/screens.py --timeline   draws docs/images/timeline.png as well (needs chromium)

NAME is a command, or `COMMAND-ja` for what it prints in Japanese. The story has a clock of its own,
so that a second run writes the same; only the port of the rehearsal's blog is replaced by one that
never changes.
"""

import argparse
import asyncio
import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, redirect_stdout, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

from crosspost import clock, wiring
from crosspost.cli import voice
from crosspost.cli.app import app
from crosspost.demo import articles
from crosspost.demo.blog import Blog, Draft
from crosspost.demo.server import running as running_blog
from crosspost.demo.show import HOST
from crosspost.health import JOBS
from crosspost.pipeline.deliver import deliver
from crosspost.pipeline.parts import Pipeline
from crosspost.pipeline.watch import look
from crosspost.sandbox.core import Sandbox
from crosspost.sandbox.server import running as running_x
from crosspost.sandbox.world import Knobs
from crosspost.settings import load
from crosspost.words.language import LANGUAGES

DOCS = Path(__file__).parents[1] / "docs"
_BEGIN = datetime(2026, 10, 19, 0, 0, tzinfo=UTC)
_PORT = ":38080"  # as long as every port that the system gives away, so that the lines keep
_COLUMNS = "96"
_SCREEN = re.compile(
    r"(<!-- screen: ([\w-]+) -->\n```text\n).*?(^```\n)", flags=re.DOTALL | re.MULTILINE
)
_CONFIG = """
[state]
url = "sqlite:///{folder}/crosspost.db"
[[feeds]]
name = "blog"
url = "{blog}/feed/"
accounts = ["main"]
[accounts.main]
base_url = "{x}"
api_key = "invented-key"
api_secret = "invented-secret"
access_token = "1790300012340056789-invented"
access_token_secret = "invented-token-secret"
[fetch]
allow_private_networks = true
hosts = {{ "{host}" = "127.0.0.1" }}
"""
_NAMED = "サリス海峡"
_COMMANDS = {
    "preview": ("{feed}", "--limit", "1"),
    "status": (),
    "explain": (_NAMED,),
    "repost": (_NAMED, "--comment", "続報を追記しました", "--dry-run"),
}


@dataclass(slots=True)
class Story:
    """The rehearsal: a blog, X in the sandbox, and the pipeline under one clock."""

    blog: Blog
    feed: str
    x: str
    config: Path
    pipe: Pipeline
    now: datetime = _BEGIN
    posts: list[int] = field(default_factory=list)

    async def look(self) -> None:
        """Look at the feed, as the daemon does when its time has come."""
        await look(self.pipe, self.pipe.settings.feeds[0], pinged=True)

    async def publish(self, draft: Draft, *, send: bool = True) -> None:
        """Publish an article on the blog and let it be found and announced."""
        self.now += timedelta(minutes=40)
        self.posts.append(self.blog.publish(draft))
        self.now += timedelta(seconds=20)
        await self.look()
        while send and await deliver(self.pipe, "main"):
            self.now += timedelta(seconds=2)


@contextmanager
def opened(folder: Path) -> Iterator[Story]:
    """Open the stage; the one place that reads the time reads the story's from now on."""
    told: list[Story] = []

    def now() -> datetime:
        return told[0].now if told else _BEGIN

    clock.now = now
    blog, sandbox = Blog(now=now), Sandbox(knobs=Knobs(any_key=True), now=now)
    with ExitStack() as stack:
        site = stack.enter_context(running_blog(blog))
        blog.site = f"http://{HOST}:{urlsplit(site).port}"
        x = stack.enter_context(running_x(sandbox))
        config = folder / "crosspost.toml"
        config.write_text(_CONFIG.format(folder=folder, blog=site, x=x, host=HOST), "utf-8")
        settings = load(config)
        store = stack.enter_context(wiring.opened(settings))
        pipe = replace(wiring.make_pipeline(settings, store), now=now, chance=lambda: 0.5)
        told.append(Story(blog, f"{site}/feed/", x, config, pipe))
        yield told[0]


async def play(story: Story) -> None:
    """Play: two articles are announced, one of them is revised, one is held, one waits."""
    samples = articles.load()
    strait, cable, currency = samples[0], samples[5], samples[4]
    assert strait.revision, "the first article is the one that is revised"
    story.blog.publish(Draft("このブログについて", "<p>小さな編集室です。</p>"), at=_BEGIN)
    await story.look()
    await story.publish(strait.draft)
    await story.publish(cable.draft)
    story.blog.revise(story.posts[0], title=strait.revision.title)
    story.blog.append_tsuiki(story.posts[0], strait.revision.addition)
    await story.publish(replace(cable.draft, slug="tevan-cable-again"), send=False)
    await story.publish(currency.draft, send=False)
    for job in JOBS:
        story.pipe.store.beat(job, story.now)
    story.now += timedelta(seconds=5)
    await story.pipe.fetcher.close()


def show(story: Story, language: str, command: str, *arguments: str) -> str:
    """Return what a command prints in a terminal of that language."""
    os.environ["LC_ALL"] = language
    voice.forget()
    out = StringIO()
    with redirect_stdout(out), suppress(SystemExit):
        app(["--config", str(story.config), command, *arguments])
    real = out.getvalue().replace(story.x, "https://x.com")  # as it reads when it is no rehearsal
    text = real.replace(f":{urlsplit(story.feed).port}", _PORT)
    return "\n".join(line.rstrip() for line in text.strip("\n").splitlines())


def draw_screens(timeline: Path | None = None) -> dict[str, str]:
    """Return what each command prints; draw the timeline into a file if one is named."""
    os.environ["COLUMNS"] = _COLUMNS
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder)) as story:
        asyncio.run(play(story))
        if timeline:
            _draw(story.x, timeline)
        return {
            command if language == "en" else f"{command}-{language}": show(
                story, language, command, *(each.format(feed=story.feed) for each in arguments)
            )
            for language in LANGUAGES
            for command, arguments in _COMMANDS.items()
        }


def fill(text: str, screens: dict[str, str]) -> str:
    """Return a document with its screens as they are now."""
    return _SCREEN.sub(lambda found: f"{found[1]}{screens[found[2]]}\n{found[3]}", text)


def _draw(address: str, file: Path) -> None:
    """Draw the page with chromium, in at most 256 colours."""
    from PIL import Image  # noqa: PLC0415 — only for the picture

    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "timeline.png"
        options = (
            "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run"
            " --disable-background-networking --disable-component-update --disable-sync"
            " --hide-scrollbars --force-device-scale-factor=1.5 --window-size=602,1094"
            f" --user-data-dir={folder}/profile --screenshot={raw}"
        )
        subprocess.run(
            ["chromium", *options.split(), f"{address}/"], check=True, capture_output=True
        )
        with Image.open(raw) as image:
            few = image.convert("RGB").quantize(256, kmeans=2, dither=Image.Dither.NONE)
        few.save(file, "PNG", optimize=True)


def main() -> None:
    """Write the screens into the documents."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--timeline", action="store_true", help="draw docs/images/timeline.png too")
    asked = parser.parse_args()
    screens = draw_screens(DOCS / "images" / "timeline.png" if asked.timeline else None)
    for page in sorted(DOCS.rglob("*.md")):
        text = page.read_text("utf-8")
        if (filled := fill(text, screens)) != text:
            page.write_text(filled, "utf-8")
            print(f"docs/{page.relative_to(DOCS)}: written")


if __name__ == "__main__":
    main()
