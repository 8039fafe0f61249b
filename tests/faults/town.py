"""A blog with its feed, two accounts on X, and the daemon's jobs, on a clock that a test moves."""

import asyncio
import sqlite3
from collections.abc import Callable, Coroutine, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from crosspost.demo import feeds
from crosspost.demo.blog import Blog, Draft
from crosspost.errors import NotFetched, StoreError
from crosspost.fetch import Fetched, Fetcher
from crosspost.model import Delivery, Receipt, State
from crosspost.model.why import ASKING
from crosspost.outbox import verdict
from crosspost.outbox.machine import start_lag
from crosspost.outbox.opening import open_engine
from crosspost.pipeline.deliver import deliver
from crosspost.pipeline.parts import Account, Pipeline
from crosspost.pipeline.round import next_due
from crosspost.pipeline.settle import recover, settle, suspect
from crosspost.pipeline.watch import Look, look
from crosspost.sandbox.core import Sandbox
from crosspost.sandbox.limits import Buckets
from crosspost.sandbox.oauth import Nonces
from crosspost.sandbox.world import DEMO, Knobs
from crosspost.settings import FeedSection, Settings
from tests.faults.house import NOON
from tests.faults.mishaps import Crash, Fate
from tests.faults.parts import Record, open_pipeline
from tests.faults.wire import DirectNetwork

SITE = "https://blog.example.jp"
OTHER = replace(DEMO, id="22", username="takadai", access_token="22-b")
ACCOUNTS = {"main": DEMO, "other": OTHER}
_NEVER = timedelta(days=30)


class Newsstand(Fetcher):
    """Serves the blog's feed as WordPress does, validators included; there is no more to fetch."""

    def __init__(self, blog: Blog, fate: Callable[[], Fate]) -> None:
        super().__init__()
        self._blog = blog
        self._fate = fate
        self.answers: list[int] = []
        self.together: asyncio.Barrier | None = None  #: lets looks that run at once wait here

    async def get(
        self,
        url: str,
        *,
        accept: str = "feed",
        headers: Mapping[str, str] | None = None,
        **_options: Any,  # noqa: ANN401 — as the Fetcher
    ) -> Fetched:
        """Return the feed, or 304 when it is known."""
        if accept != "feed":
            if self.together:
                await self.together.wait()
            raise NotFetched(f"{url}: not found", status=404)
        mishap = self._fate().meet("feed")
        await asyncio.sleep(0)
        if mishap and mishap.kind == "503":
            raise NotFetched(f"{url}: status 503", status=503)
        tag, modified = self._blog.validators()
        if headers and headers.get("If-None-Match") == tag:
            fetched = Fetched(304, url, {"etag": tag})
        else:
            fetched = self._page(url, {"etag": tag, "last-modified": modified})
        self.answers.append(fetched.status)
        if mishap and mishap.kind == "crash":
            raise Crash
        if mishap and mishap.kind == "truncated":
            return replace(fetched, body=fetched.body[: len(fetched.body) // 2])
        return fetched

    def _page(self, url: str, headers: Mapping[str, str]) -> Fetched:
        number = int(parse_qs(urlsplit(url).query).get("paged", ["1"])[0])
        start = self._blog.window * (number - 1)
        posts = self._blog.published()[start : start + self._blog.window]
        if number > 1 and not posts:
            raise NotFetched(f"{url}: not found", status=404)
        body = feeds.rss(self._blog, posts, address=url)
        return Fetched(200, url, {**headers, "content-type": "application/rss+xml"}, body.encode())


@dataclass(slots=True)
class Town:
    """Everything between an author and the readers of two accounts."""

    folder: Path
    record: type[Record] = Record
    network: type[DirectNetwork] = DirectNetwork
    more: Mapping[str, Any] = field(default_factory=dict)  #: settings
    first: str = "none"  #: what is announced at first sight
    now: datetime = NOON
    fate: Fate = field(default_factory=Fate)
    runner: asyncio.Runner = field(default_factory=asyncio.Runner)
    blog: Blog = field(init=False)
    sandbox: Sandbox = field(init=False)
    store: Record = field(init=False)
    pipe: Pipeline = field(init=False)
    newsstand: Newsstand = field(init=False)
    begun_at: datetime = field(init=False)  #: the process

    def __post_init__(self) -> None:
        self.blog = Blog(now=lambda: self.now, site=SITE)
        knobs = Knobs(any_key=True, duplicates="off")
        self.sandbox = Sandbox(*ACCOUNTS.values(), knobs=knobs, now=lambda: self.now)
        self.newsstand = Newsstand(self.blog, lambda: self.fate)
        self.open()

    def open(self) -> None:
        """Open the record and put the parts together, as a start of the daemon does."""
        self.begun_at = self.now
        self.store = self.record(open_engine(f"sqlite:///{self.folder}/crosspost.db"))
        told: dict[str, Any] = {
            "accounts": {name: {} for name in ACCOUNTS},
            "budget": {"monthly_usd": 10**6, "per_day": 10**6},
            **self.more,
        }
        feed = FeedSection.model_validate(
            {
                "name": "blog",
                "url": f"{SITE}/feed/",
                "max_age": "999w",
                "max_new_per_poll": 9,
                "first": self.first,
            }
        )
        settings = Settings(feeds=(feed,), **told)
        self.pipe = open_pipeline(
            settings, self.store, fetcher=self.newsstand, now=lambda: self.now
        )
        self._log_in()

    def _log_in(self) -> None:
        accounts = {
            name: Account(
                name,
                self.network(
                    who, sandbox=self.sandbox, fate=lambda: self.fate, now=lambda: self.now
                ),
                self.pipe.settings.accounts[name],
            )
            for name, who in ACCOUNTS.items()
        }
        self.pipe = replace(self.pipe, accounts=accounts)

    def close(self) -> None:
        """Let go of everything."""
        self.store.close()
        self.runner.close()

    @property
    def feed(self) -> FeedSection:
        """The blog's feed."""
        return self.pipe.settings.feeds[0]

    # What happens.

    def meet(self, work: Callable[[], Coroutine[Any, Any, Any]], fate: Fate | None = None) -> bool:
        """Let a job of the daemon meet its fate; whether the process has lived through it."""
        self.sandbox.world.buckets, self.sandbox.world.nonces = Buckets(), Nonces()
        self.fate = self.store.fate = fate or Fate()
        try:
            self.runner.run(work())
        except StoreError:
            return True  # the daemon logs it and goes on
        except Crash:
            self.fate = self.store.fate = Fate()
            self._log_in()
            recover(self.pipe, everything=True)
            suspect(self.pipe, apart=start_lag(self.pipe.rules))
            return False
        finally:
            self.fate = self.store.fate = Fate()
        return True

    def look(self, fate: Fate | None = None, *, started: bool = False) -> bool:
        """Look at the feed, a second later than whatever was before."""
        self.now += timedelta(seconds=1)
        return self.meet(lambda: self.ask(started=started), fate)

    def look_at_once(self, times: int) -> None:
        """Let so many looks all recognise what is new before the first of them writes it down."""

        async def at_once() -> None:
            self.newsstand.together = asyncio.Barrier(times)
            await asyncio.gather(*(self.ask(started=True) for _ in range(times)))
            self.newsstand.together = None

        self.meet(at_once)

    async def ask(self, *, started: bool = False) -> Look:
        """Look at the feed."""
        return await look(self.pipe, self.feed, started=started, begun_at=self.begun_at)

    def send(self, account: str, fate: Fate | None = None) -> None:
        """Let the account's job come round."""
        self.meet(lambda: deliver(self.pipe, account), fate)

    def settle(self, fate: Fate | None = None) -> None:
        """Let the job that settles come round."""
        recover(self.pipe, everything=False)
        self.meet(lambda: settle(self.pipe), fate)

    def publish(self, title: str) -> int:
        """Publish an article."""
        self.now += timedelta(seconds=1)
        body = f"<p>{title}について、県の第三者委員会が経緯を公表した。</p>"
        return self.blog.publish(Draft(title=title, body=body))

    def answer(self) -> None:
        """Do as the operator does what the record asks."""
        for account in self.store.paused():
            if account.retry_at is None:
                self.store.resume(account.name, self.now)
        for delivery in self.store.deliveries(states=(State.HELD,)):
            out = self.copies(delivery)
            if out and delivery.why.has(*ASKING):
                step = verdict.confirm(delivery, Receipt(out[0], ""), now=self.now)
            else:
                assert not out, f"it is out, and the record does not ask: {delivery.why}"
                step = verdict.release(delivery, now=self.now)
            self.store.apply(delivery, step, now=self.now)

    def finish(self) -> None:
        """Let all that is left take its way, without mishaps."""
        until = self.now + _NEVER
        self.look(started=True)
        while self.now < until:
            self.answer()
            due = next_due(self.pipe)
            sending = self.store.abandoned(self.now, all_of_them=True)
            if due is None and not sending:
                return
            leases = [d.lease_until for d in sending if d.lease_until]
            self.now = max(self.now, min([*leases, *([due] if due else [])]))
            self.settle()
            for account in ACCOUNTS:
                self.send(account)
        raise AssertionError(f"it never ends: {self.store.deliveries()}")

    # What is so.

    def copies(self, delivery: Delivery) -> list[str]:
        """Return the posts that tell of the delivery's article on its account."""
        mark = self.store.article(delivery.article).title[:_MARK]
        return self.posts(delivery.account, mark)

    def posts(self, account: str, mark: str = "") -> list[str]:
        """Return the ids of the account's posts that bear a mark, oldest first."""
        who = ACCOUNTS[account].id
        return [
            p.id for p in self.sandbox.world.posts.values() if p.author == who and mark in p.text
        ]

    def count_articles(self) -> int:
        """Return how many articles are known."""
        with closing(sqlite3.connect(self.folder / "crosspost.db")) as side:
            return int(side.execute("SELECT count(*) FROM articles").fetchone()[0])


_MARK = 4  #: characters at the beginning of a title that no other article has
