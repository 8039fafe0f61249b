"""Several articles, two accounts, edits, faults and crashes, in any order that chance thinks of."""

import shutil
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from tests.faults.mishaps import CRASH, MOVES, NO_ROOM, Fate, Mishap
from tests.faults.town import ACCOUNTS, Town
from tests.faults.wire import Blind, DirectNetwork

KINDS = sorted({*MOVES["publish"], *MOVES["look"], *MOVES["commit"]}, key=str)
FEED_MISHAPS = [Mishap("503"), Mishap("truncated"), CRASH]
LOOKS = {"settle_looks": ["30s", "2m", "10m", "30m", "1h"]}


class Articles(RuleBasedStateMachine):
    """An author, an operator's server room and a network that fail each other."""

    written = Bundle("written")
    network = DirectNetwork

    @initialize()
    def begin(self) -> None:
        """See the feed for the first time."""
        self.folder = Path(tempfile.mkdtemp(prefix="crosspost-"))
        self.town = Town(self.folder, network=self.network, more={"delivery": LOOKS})
        self.titles: list[str] = []
        self.failed = False
        self.town.publish("前報、港の将来を語る会が開かれた")
        self.town.look()

    @rule(target=written, is_seen=st.booleans())
    def publish(self, is_seen: bool) -> int:  # noqa: FBT001 — drawn by name
        """Publish an article, and perhaps look at the feed."""
        title = f"第{len(self.titles) + 101}報、港の再開発をめぐる動き"
        self.titles.append(title)
        number = self.town.publish(title)
        if is_seen:
            self.town.look()
        return number

    @rule(post=written, way=st.sampled_from(["title", "addition", "slug"]))
    def edit(self, post: int, way: str) -> None:
        """Change an article, announced or not."""
        self.town.now += timedelta(seconds=1)
        blog = self.town.blog
        if way == "title":
            blog.revise(post, title=f"{blog.post(post).draft.title}【更新】")
        elif way == "addition":
            blog.append_tsuiki(post, "次回の会合は来月三日に開かれる。")
        else:
            blog.change_slug(post, f"minato-{post}-{len(blog.post(post).former)}")

    @rule(mishap=st.none() | st.sampled_from(FEED_MISHAPS))
    def look(self, mishap: Mishap | None) -> None:
        """Look at the feed."""
        self.failed |= mishap is not None
        self.town.look(Fate({0: mishap} if mishap else {}))

    @rule(at=st.sampled_from([0, 1]))
    def look_and_fail_to_write(self, at: int) -> None:
        """Look, and find the disk full, or die behind the commit."""
        self.failed = True
        self.town.look(Fate({1: (NO_ROOM, CRASH)[at]}))

    @rule(
        account=st.sampled_from(sorted(ACCOUNTS)),
        mishap=st.sampled_from([None, *KINDS]),
        at=st.integers(1, 2),
    )
    def send(self, account: str, mishap: Mishap | None, at: int) -> None:
        """Let an account's job come round; its request or the effect behind it may fail."""
        self.town.now += timedelta(minutes=1)  # the least distance between two posts
        self._strike(mishap, at, lambda fate: self.town.send(account, fate))

    @rule(mishap=st.none() | st.sampled_from(KINDS), at=st.integers(0, 1))
    def settle(self, mishap: Mishap | None, at: int) -> None:
        """Let the looks at the timelines be taken that are due."""
        self._strike(mishap, at, self.town.settle)

    @rule(minutes=st.sampled_from([1, 3, 11, 61]))
    def wait(self, minutes: int) -> None:
        """Let time pass."""
        self.town.now += timedelta(minutes=minutes)

    @invariant()
    def nobody_meets_an_article_twice(self) -> None:
        """Each account has at most one post of each article."""
        for account in ACCOUNTS:
            for title in self.titles:
                assert len(self.town.posts(account, title[:6])) <= 1

    def _strike(self, mishap: Mishap | None, at: int, job: Callable[[Fate], None]) -> None:
        """Let a mishap fall on an effect that can meet it."""
        fate = Fate({at: mishap} if mishap else {}, fitting=True)
        job(fate)
        self.failed |= mishap is not None

    def teardown(self) -> None:
        """Let all misfortune end: each article is out once, in order where nothing failed."""
        if not hasattr(self, "town"):
            return
        try:
            self.town.finish()
            for account in ACCOUNTS:
                out = [self.town.posts(account, title[:6]) for title in self.titles]
                assert [len(posts) for posts in out] == [1] * len(self.titles)
                assert self.failed or out == sorted(out)
        finally:
            self.town.close()
            shutil.rmtree(self.folder)


SETTINGS = settings(
    max_examples=25,
    stateful_step_count=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
Articles.TestCase.settings = SETTINGS
TestArticles = Articles.TestCase


class Blinded(Articles):
    """The same with a look at the timeline that never finds a post."""

    network = Blind


def test_a_blind_look_is_caught() -> None:
    """A play of chance that could not fail would prove nothing."""
    longer = settings(SETTINGS, max_examples=200, phases=[Phase.generate])
    with pytest.raises(AssertionError):
        run_state_machine_as_test(Blinded, settings=longer)
