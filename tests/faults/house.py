"""One delivery with all around it, in a world that can be put back to where it was."""

import asyncio
import copy
import sqlite3
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from crosspost.errors import StoreError
from crosspost.model import (
    Article,
    Change,
    ChangeKind,
    Delivery,
    FeedState,
    Finding,
    Planned,
    Post,
    Receipt,
    State,
    Thumbnail,
)
from crosspost.model.why import ASKING
from crosspost.outbox import verdict
from crosspost.outbox.machine import start_lag
from crosspost.outbox.opening import open_engine
from crosspost.pipeline.deliver import deliver, turn_of
from crosspost.pipeline.parts import Account, Pipeline
from crosspost.pipeline.settle import recover, settle, suspect
from crosspost.sandbox.core import Sandbox
from crosspost.sandbox.limits import Buckets
from crosspost.sandbox.oauth import Nonces
from crosspost.sandbox.reading import EDIT_WINDOW
from crosspost.sandbox.world import DEMO, Knobs, World
from crosspost.settings import FeedSection, Settings
from tests.faults.mishaps import Crash, Fate
from tests.faults.parts import Blog, Record, open_pipeline
from tests.faults.wire import DirectNetwork
from tests.words import plain

NOON = datetime(2026, 11, 23, 3, tzinfo=UTC)
LINK = "https://blog.example.jp/2026/11/minato/"
PICTURE = Thumbnail("https://blog.example.jp/minato.jpg", alt="桟橋に並ぶ漁船＝港町新聞社提供")
POST = Post(
    f"霧の港で三か国の会談が始まった。\n{LINK}", weight=60, links=(LINK,), thumbnail=PICTURE
)
#: What the future depends on, and what only people read.
_TABLES = ("deliveries", "accounts", "facts")
_FORGOTTEN = ("events", "charges")


#: An account that may edit.
AUTHOR = replace(DEMO, premium=True)


@dataclass(frozen=True, slots=True)
class Jobs:
    """What the daemon does in turn; a test of the test puts a faulty one in its place."""

    recover: Callable[..., object] = recover
    settle: Callable[[Pipeline], Awaitable[object]] = settle
    deliver: Callable[[Pipeline, str], Awaitable[object]] = deliver
    record: type[Record] = Record
    network: type[DirectNetwork] = DirectNetwork


@dataclass(frozen=True, slots=True)
class Moment:
    """Everything that the future depends on."""

    now: datetime
    rows: Mapping[str, tuple[tuple[Any, ...], ...]]
    world: World
    memory: tuple[object, ...]


@dataclass(slots=True)
class House:
    """Record, X, blog and daemon in one process, with a clock that a test moves."""

    folder: Path
    post: Post = POST
    follows: Literal["", "repost_of", "replaces"] = ""  #: what it does with a post from before
    jobs: Jobs = Jobs()
    duplicates: str = "off"  #: X's own rule
    more: Mapping[str, Any] = field(default_factory=dict)  #: settings
    now: datetime = NOON
    fate: Fate = field(default_factory=Fate)
    turns: int = 0
    runner: asyncio.Runner = field(default_factory=asyncio.Runner)
    sandbox: Sandbox = field(init=False)
    store: Record = field(init=False)
    network: DirectNetwork = field(init=False)
    pipe: Pipeline = field(init=False)
    before: frozenset[str] = frozenset()  #: what was on X already
    delivery: Delivery = field(init=False)  #: as it stood after the last turn
    _side: sqlite3.Connection = field(init=False)

    def __post_init__(self) -> None:
        file = self.folder / "crosspost.db"
        self.sandbox = Sandbox(
            AUTHOR, knobs=Knobs(any_key=True, duplicates=self.duplicates), now=lambda: self.now
        )
        self.store = self.jobs.record(open_engine(f"sqlite:///{file}"))
        self._side = sqlite3.connect(file, isolation_level=None)
        self._side.execute("PRAGMA synchronous = OFF")  # it only puts the record back
        self.pipe = self._open()
        self._log_in()
        if self.follows:
            first = self.network.publish(Post("港の再開発、工事が始まる"), None).id
            self.before = frozenset({first})
            named: dict[str, Any] = {self.follows: first}
            self.post = replace(self.post, **named)
        self._plan()

    def _log_in(self) -> None:
        """Begin with a network that remembers nothing, as a new process does."""
        self.network = self.jobs.network(
            AUTHOR, sandbox=self.sandbox, fate=lambda: self.fate, now=lambda: self.now
        )
        section = self.pipe.settings.accounts["main"]
        account = Account("main", self.network, section)
        self.pipe = replace(self.pipe, accounts={"main": account})

    def _open(self) -> Pipeline:
        feed = FeedSection.model_validate(
            {"name": "blog", "url": "https://blog.example.jp/feed/", "max_age": "999w"}
        )
        told = {"accounts": {"main": {}}, "budget": {"monthly_usd": 10**6, "per_day": 10**6}}
        settings = Settings(feeds=(feed,), **{**told, **self.more})
        blog = Blog(lambda: self.fate)
        return open_pipeline(settings, self.store, fetcher=blog, now=lambda: self.now)

    def _plan(self) -> None:
        article = Article(
            feed="blog",
            aliases=("g:1",),
            url=LINK,
            title="霧の港で三か国の会談",
            published=self.now,
        )
        planned = Planned("main", self.post, self.now, self.network.price(self.post))
        finding = Finding(
            article, Change(ChangeKind.NEW, plain("")), "post", plain("新着"), (planned,)
        )
        self.store.record(FeedState("blog"), [finding], now=self.now)
        self.delivery = self.store.delivery(1)

    def close(self) -> None:
        """Let go of everything."""
        self._side.close()
        self.store.close()
        self.runner.close()

    # What happens.

    def turn(self, fate: Fate) -> None:
        """Go to the next moment at which something is due, and do it under this fate."""
        self.turns += 1
        self.sandbox.world.buckets, self.sandbox.world.nonces = Buckets(), Nonces()
        state = self._wait(self.store.delivery(1))
        self.fate = self.store.fate = fate
        try:
            self.runner.run(self._work(state))
        except StoreError:
            pass  # the daemon logs it and goes on
        except Crash:
            self._start()
        finally:
            self.fate = self.store.fate = Fate()
        self.delivery = self.store.delivery(1)

    async def _work(self, state: State) -> None:
        """Do what the daemon's jobs do about a delivery in this state; the others pass it over."""
        if state is State.SENDING:
            self.jobs.recover(self.pipe, everything=False)
        elif state is State.UNCERTAIN:
            await self.jobs.settle(self.pipe)
        else:
            await self.jobs.deliver(self.pipe, "main")

    def _start(self) -> None:
        """Start the process anew; it may die again while it starts."""
        self._log_in()
        try:
            self.jobs.recover(self.pipe, everything=True)
            suspect(self.pipe, apart=start_lag(self.pipe.rules))
        except StoreError:
            return self._start()  # it ends with an error, and the container starts it again
        except Crash:
            return self._start()

    def _wait(self, delivery: Delivery) -> State:
        """Let the time pass until something is due; the operator does what the record asks."""
        if delivery.state is State.HELD:
            delivery = self._answer(delivery)
        elif delivery.state is State.QUEUED:
            at, _why = turn_of(self.pipe, "main", now=self.now)
            if at is None:
                self.store.resume("main", self.now)
            self.now = max(self.now, delivery.due_at, at or self.now)
        elif delivery.state is State.SENDING:
            self.now = max(self.now, delivery.lease_until or self.now)
        else:
            self.now = max(self.now, delivery.due_at)
        return delivery.state

    def _answer(self, delivery: Delivery) -> Delivery:
        """Do as the operator: look at the timeline where the record asks, else send it."""
        out = self.out
        if self.follows == "replaces" and self.now > NOON + EDIT_WINDOW:
            step = verdict.withdraw(delivery)  # X takes no edits any more
        elif out and delivery.why.has(*ASKING):
            step = verdict.confirm(delivery, Receipt(out[-1], ""), now=self.now)
        else:
            step = verdict.release(delivery, now=self.now)
        answered = self.store.apply(delivery, step, now=self.now)
        assert answered, "nobody else is there"
        return answered

    # What is so.

    @property
    def out(self) -> list[str]:
        """The ids of what the delivery has put on X."""
        return [number for number in self.sandbox.world.posts if number not in self.before]

    @property
    def since(self) -> datetime:
        """From when on a look at the timeline must reach."""
        return self.delivery.doubt_since or self.delivery.sent_at or self.now

    def check(self) -> None:
        """Raise AssertionError when a reader has, or soon will have, met the article twice."""
        delivery, out = self.delivery, self.out
        assert len(out) <= 1, f"it is out {len(out)} times"
        match delivery.state:
            case State.PUBLISHED:
                assert delivery.receipt
                assert [delivery.receipt.id] == out, "published, but not as that post"
                shown = bool(self.sandbox.world.posts[out[0]].media)
                assert shown == bool(delivery.post.thumbnail), "its picture was lost in silence"
            case State.WITHDRAWN:
                assert not out, "withdrawn, but it is out"
            case State.QUEUED:
                # Where X refuses a duplicate, that refusal leads to another look.
                refuses = self.duplicates != "off"
                assert refuses or not out, "it is out, and queued to be sent again"
            case State.HELD:
                asks = delivery.why.has(*ASKING)
                assert asks or not out, "it is out, and the record does not ask for it"

    # There and back.

    def look_round(self) -> Moment:
        """Keep everything that the future depends on."""
        rows = {
            table: tuple(self._side.execute(f"SELECT * FROM {table}"))  # noqa: S608 — ours
            for table in _TABLES
        }
        return Moment(self.now, rows, copy.deepcopy(self.sandbox.world), self.network.memory)

    def go_back(self, to: Moment) -> None:
        """Put everything back to where it was."""
        with self._transaction() as connection:
            for table in (*_TABLES, *_FORGOTTEN):
                connection.execute(f"DELETE FROM {table}")  # noqa: S608 — ours
            for table, rows in to.rows.items():
                for row in rows:
                    marks = ", ".join("?" * len(row))
                    connection.execute(f"INSERT INTO {table} VALUES ({marks})", row)  # noqa: S608 — ours
        self.now = to.now
        self.sandbox.world = copy.deepcopy(to.world)
        self.network.memory = to.memory

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with closing(self._side.cursor()):
            self._side.execute("BEGIN IMMEDIATE")
            yield self._side
            self._side.execute("COMMIT")


#: What opens a house for a test, of whatever parts.
Open = Callable[..., House]
