"""One life of the real daemon: blog and X on loopback, misfortune by plan, then the count."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from chaos.plan import Event, Plan

from crosspost import clock
from crosspost.demo.articles import load
from crosspost.demo.blog import Blog, Draft
from crosspost.demo.server import running as running_blog
from crosspost.model import Delivery, Receipt, State
from crosspost.model.why import ASKING
from crosspost.outbox import verdict
from crosspost.outbox.store import Store, open_store
from crosspost.sandbox.core import Sandbox
from crosspost.sandbox.faults import Fault
from crosspost.sandbox.server import running as running_x
from crosspost.sandbox.world import DEMO, Knobs

PATIENCE = 90.0  # seconds after the misfortune in which all must be out
_STEP = 0.2
_TELLING = 6  # characters that begin no other article's title
_LONG = timedelta(seconds=30)
_QUIET = 2.5  # seconds in which nothing more may come out
_SECRETS = DEMO.variables()
_CONFIG = """
[state]
url = "sqlite:///{folder}/crosspost.db"
[[feeds]]
name = "blog"
url = "{blog}/feed/"
every = "1s"
[accounts.main]
base_url = "{x}"
min_distance = "0s"
throttled_wait = 2
[post]
link = "{link}"
[delivery]
settle_looks = ["1s", "2s"]
retry_first = "1s"
retry_most = "2s"
publish_timeout = "2s"
lease = "4s"
picture_patience = "5s"
[fetch]
allow_private_networks = true
full_every = "5s"
timeout = "5s"
hosts = {{ "blog.example.jp" = "127.0.0.1" }}
"""


@dataclass(frozen=True, slots=True)
class Count:
    """What came of a life."""

    articles: int
    duplicates: int
    lost: int
    story: str = ""  #: what the record and the log say, when something is wrong


@dataclass(slots=True)
class Life:
    """A daemon, its blog and its X."""

    folder: Path
    blog: Blog
    sandbox: Sandbox
    numbers: dict[int, int] = field(default_factory=dict)  #: of the plan -> of the blog
    marks: dict[int, str] = field(default_factory=dict)  #: by which an article's posts are told
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        """Start the daemon."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith("CROSSPOST_")}
        root = str(Path(__file__).parents[2])
        with (self.folder / "daemon.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "crosspost", "run", "--config", "crosspost.toml"],
                env={**kept, **_SECRETS, "PYTHONPATH": root},
                stdout=log,
                stderr=log,
                cwd=self.folder,
            )

    def kill(self) -> None:
        """End the daemon as a power cut does."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def do(self, event: Event) -> None:
        """Let something happen."""
        match event.kind:
            case "publish":
                draft = _draft(event)
                self.numbers[event.number] = self.blog.publish(draft)
                self.marks[event.number] = draft.title[:_TELLING]
            case "revise":
                self._revise(self.numbers[event.number])
            case "fault":
                told = {"kind": event.value, "on": event.on, "effect": event.effect}
                self.sandbox.script(Fault(**told, seconds=4.0))
            case "trouble" | "calm":
                self.blog.trouble = event.value
            case "kill":
                self.kill()
                self.start()
            case "latency" | "lag":
                self.sandbox.turn(**{event.kind: float(event.value)})

    def _revise(self, number: int) -> None:
        title = self.blog.post(number).draft.title
        self.blog.revise(number, title=f"【更新】{title}")
        self.blog.append_tsuiki(number, "協議の次回日程は来月三日と発表された。")

    def is_settled(self, store: Store) -> bool:
        """Answer what the record asks of the operator; whether nothing is left to do.

        The ten minutes for which a blog under maintenance asks are cut short.
        """
        state = store.feed("blog")
        if state and state.next_at and state.next_at - clock.now() > _LONG:
            store.save_feed(replace(state, next_at=clock.now()))
        for account in store.paused():
            if account.retry_at is None:
                store.resume(account.name, clock.now())
        held = store.deliveries(states=(State.HELD,))
        for delivery in held:
            self._answer(store, delivery)
        waiting = store.deliveries(states=(State.QUEUED, State.SENDING, State.UNCERTAIN))
        return not held and not waiting and all(self.copies())

    def _answer(self, store: Store, delivery: Delivery) -> None:
        """Look at the timeline where the record asks for that; else send it."""
        mark = next(mark for mark in self.marks.values() if mark in delivery.post.text)
        out = [post for post in self.sandbox.posts() if mark in post.text]
        if out and delivery.why.has(*ASKING):
            step = verdict.confirm(delivery, Receipt(out[0].id, ""), now=clock.now())
        else:
            step = verdict.release(delivery, now=clock.now())
        store.apply(delivery, step, now=clock.now())

    def copies(self) -> list[int]:
        """Return how often each article is out."""
        texts = [post.text for post in self.sandbox.world.newest()]
        return [sum(mark in text for text in texts) for mark in self.marks.values()]


def _draft(event: Event) -> Draft:
    sample = load()[event.number].draft
    if event.value == "picture":
        return sample
    body = "県の第三者委員会は、浄水場の更新費が当初の一・八倍に膨らんだ経緯を公表した。"
    title = f"第{event.number + 1}次の試算、浄水場の更新費は倍近くに"
    return Draft(title=title, body=f"<p>{body}</p>")


@contextmanager
def begun(link: str) -> Iterator[Life]:
    """Put blog, X and daemon up; the daemon has seen the feed."""
    blog = Blog()
    sandbox = Sandbox(knobs=Knobs(duplicates="off"))
    for day in (3, 2):
        old = Draft(title=f"前からある記事その{day}", body="<p>港の再開発が始まった。</p>")
        blog.publish(old, at=clock.now() - timedelta(days=day))
    with (
        tempfile.TemporaryDirectory(prefix="crosspost-faults-") as name,
        running_blog(blog) as site,
        running_x(sandbox) as x,
    ):
        # X links no address of this machine: the articles bear a name that it would link.
        blog.site = site.replace("127.0.0.1", "blog.example.jp")
        life = Life(Path(name), blog, sandbox)
        config = _CONFIG.format(folder=name, blog=site, x=x, link=link)
        (life.folder / "crosspost.toml").write_text(config, "utf-8")
        try:
            life.start()
            with _opened(life) as store:
                _wait(lambda: (state := store.feed("blog")) and state.baseline_at, PATIENCE)
            yield life
        finally:
            life.kill()


@contextmanager
def _opened(life: Life) -> Iterator[Store]:
    store = open_store(f"sqlite:///{life.folder}/crosspost.db")
    try:
        yield store
    finally:
        store.close()


def _wait(is_done: Callable[[], object], seconds: float) -> bool:
    until = time.monotonic() + seconds
    while not is_done():
        if time.monotonic() > until:
            return False
        time.sleep(_STEP)
    return True


def live(plan: Plan) -> Count:
    """Live through the events, let the misfortune end, and count what is out."""
    with begun(plan.link) as life:
        began = time.monotonic()
        for event in plan.events:
            time.sleep(max(0.0, began + event.at - time.monotonic()))
            life.do(event)
        life.sandbox.clear_faults()
        life.sandbox.turn(latency=0, lag=0)
        life.blog.trouble = ""
        with _opened(life) as store:
            settled = _wait(lambda: life.is_settled(store), PATIENCE)
            time.sleep(_QUIET)
            copies = life.copies()
            doubles = sum(max(0, number - 1) for number in copies)
            lost = copies.count(0)
            wrong = doubles or lost or not settled
            return Count(len(copies), doubles, lost, _tell(life, store) if wrong else "")


def _tell(life: Life, store: Store) -> str:
    lines = [f"{e.at:%H:%M:%S.%f} {e.kind} {e.delivery} {e.why}" for e in store.events(limit=80)]
    calls = [
        f"{c.at:%H:%M:%S.%f} {c.method} {c.path} {c.status} {c.fault} {c.why}"
        for c in life.sandbox.calls
    ]
    log = (life.folder / "daemon.log").read_text("utf-8")
    return "\n".join(["RECORD", *lines, "X", *calls, "LOG", log[-6000:]])
