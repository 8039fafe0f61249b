"""The demo: the sample blog, X on this machine and the daemon, playing together on loopback."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from crosspost import clock, wiring
from crosspost.daemon import Daemon
from crosspost.demo.articles import Sample, load
from crosspost.demo.blog import Blog, Draft
from crosspost.demo.server import serve as serve_blog
from crosspost.errors import ConfigError, CrosspostError
from crosspost.model import Delivery, Reason, State
from crosspost.model.denials import Denial
from crosspost.outbox.store import Store, exclusive
from crosspost.sandbox.core import Sandbox
from crosspost.sandbox.server import serve as serve_sandbox
from crosspost.sandbox.world import DEMO
from crosspost.settings import Settings
from crosspost.words.lines import Line

#: A first article that stands in the feed before the daemon sees it: the baseline.
_FIRST = Draft(
    title="このブログについて",
    body="<p>世界の政治を、地図の上で考えるための小さな編集室です。</p>",
)
#: The sample blog's name; it leads nowhere outside the demo, but X would link it, and bill it.
HOST = "kaizu.example.jp"
PORT = 8300  #: of the timeline, where nobody names another
_PAUSE_SECONDS = 0.1
_PATIENCE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Scene:
    """What the audience is told: one line, or a post that went out."""

    line: Reason
    delivery: Delivery | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """The demo while it plays."""

    blog: Blog
    sandbox: Sandbox
    store: Store
    timeline: str  #: address of the timeline page
    tell: Callable[[Scene], None]


def make_settings(blog: str, x: str, state: Path) -> Settings:
    """Return a rehearsal's configuration: everything on this machine, nothing slow."""
    table = {
        "state": {"url": f"sqlite:///{state / 'crosspost.db'}"},
        "feeds": [{"name": "demo", "url": f"{blog}/feed/", "every": "1s", "accounts": ["main"]}],
        "accounts": {
            "main": {
                "network": "x",
                "base_url": x,
                "min_distance": "0s",
                "api_key": DEMO.api_key,
                "api_secret": DEMO.api_secret,
                "access_token": DEMO.access_token,
                "access_token_secret": DEMO.access_token_secret,
            }
        },
        "revision": {"on_revision": "announce", "min_distance": "0s"},
        "fetch": {"allow_private_networks": True, "hosts": {HOST: "127.0.0.1"}},
    }
    return Settings.model_validate(table)


async def play(
    *, state: Path, port: int | None, once: bool, tell: Callable[[Scene], None]
) -> list[Delivery]:
    """Play the demo and return what went out; with `once` it ends by itself, otherwise at Ctrl-C.

    ConfigError when the port cannot be had; one that nobody named gives way where `once` is asked.
    """
    blog, sandbox = Blog(), Sandbox()
    blog.publish(_FIRST, at=clock.now() - timedelta(days=1))
    async with AsyncExitStack() as stack:
        site = await stack.enter_async_context(serve_blog(blog))
        blog.site = f"http://{HOST}:{urlsplit(site).port}"
        sandbox.here[blog.site] = site
        x = await _open_x(stack, sandbox, port=port, gives_way=once)
        settings = make_settings(site, x, state)
        stack.enter_context(exclusive(settings.state.url))
        store = stack.enter_context(wiring.opened(settings))
        stage = Stage(blog, sandbox, store, f"{x}/", tell)
        daemon = Daemon(wiring.make_pipeline(settings, store))
        running = asyncio.ensure_future(daemon.run())
        try:
            tell(Scene(Line.DEMO_BLOG(url=site)))
            taken = "" if port is not None or x.endswith(f":{PORT}") else str(PORT)
            tell(Scene(Line.DEMO_TIMELINE(url=x, taken=taken)))
            tell(Scene(Line.DEMO_LINKS(host=HOST)))
            await _tell_story(stage, running)
            if once:
                tell(Scene(Line.DEMO_ALL_OUT()))
            else:
                tell(Scene(Line.DEMO_ALL_OUT_STAY()))
                await running
        finally:
            daemon.stop()
            await running
        return published(store)


async def _open_x(
    stack: AsyncExitStack, sandbox: Sandbox, *, port: int | None, gives_way: bool
) -> str:
    wanted = PORT if port is None else port
    try:
        return await stack.enter_async_context(serve_sandbox(sandbox, port=wanted))
    except ConfigError:
        if port is not None or not gives_way:
            raise
        return await stack.enter_async_context(serve_sandbox(sandbox))


async def _tell_story(stage: Stage, running: "asyncio.Future[None]") -> None:
    await _wait(stage, running, is_done=lambda: _is_watched(stage), what=Line.FIRST_LOOK())
    stage.tell(Scene(Line.DEMO_BASELINE()))
    revisions: list[tuple[int, Sample]] = []
    for count, sample in enumerate(load(), start=1):
        post = stage.blog.publish(sample.draft)
        stage.tell(Scene(Line.DEMO_PUBLISHED(title=sample.draft.title)))
        await _wait_for_posts(stage, running, count)
        if sample.revision:
            revisions.append((post, sample))
    total = len(published(stage.store))
    for count, (post, sample) in enumerate(revisions, start=1):
        assert sample.revision is not None, "only revised samples are collected"
        stage.blog.revise(post, title=sample.revision.title)
        stage.blog.append_tsuiki(post, sample.revision.addition)
        stage.tell(Scene(Line.DEMO_REVISED(title=sample.revision.title)))
        await _wait_for_posts(stage, running, total + count)


def _is_watched(stage: Stage) -> bool:
    state = stage.store.feed("demo")
    return state is not None and state.baseline_at is not None


async def _wait_for_posts(stage: Stage, running: "asyncio.Future[None]", count: int) -> None:
    await _wait(
        stage,
        running,
        is_done=lambda: len(published(stage.store)) >= count,
        what=Line.POST_OUT(),
    )
    stage.tell(Scene(Line.DEMO_POSTED(), delivery=published(stage.store)[-1]))


async def _wait(
    stage: Stage, running: "asyncio.Future[None]", *, is_done: Callable[[], bool], what: Reason
) -> None:
    until = clock.now() + timedelta(seconds=_PATIENCE_SECONDS)
    while not is_done():
        if running.done():
            raise CrosspostError(Denial.DEMO_ENDED())
        if clock.now() > until:
            held = stage.store.deliveries(states=(State.HELD, State.UNCERTAIN))
            why = held[0].why if held else Denial.SEE_LOG()
            raise CrosspostError(Denial.DEMO_VAIN(what=what, cause=why))
        await asyncio.sleep(_PAUSE_SECONDS)


def published(store: Store) -> list[Delivery]:
    """Return what is out, oldest first."""
    return sorted(store.deliveries(states=(State.PUBLISHED,)), key=lambda d: (d.sent_at, d.id))
