"""Looks after a ping: at once, again while page caches lag, never a burst."""

from datetime import datetime, timedelta

from crosspost.model import UNTOLD, Article, Change, ChangeKind, Finding
from crosspost.outbox.store import Store
from crosspost.pipeline import nudge
from crosspost.pipeline.watch import Look
from tests.words import plain

ARTICLE = Article("blog", ("wp:1",), "https://blog.example.jp/1", "新着")
NEWS = (Finding(ARTICLE, Change(ChangeKind.NEW, plain("")), "post", plain("")),)


def look(now: datetime, *, found: bool = False, wait: int = 0) -> Look:
    """Return what a look came to; `wait` are the seconds of a Retry-After."""
    next_at = now + timedelta(seconds=wait or 1200)
    return Look("blog", "clean", UNTOLD, next_at, NEWS if found else (), asked_to_wait=wait > 0)


def test_a_ping_is_due_at_once_and_then_as_caches_expire(store: Store, now: datetime) -> None:
    """At +0, +20 s, +2 min and +10 min, then no more."""
    assert nudge.nudge(store, ["blog"], now=now) == ["blog"]
    looked = []
    for second in range(0, 900, 5):
        moment = now + timedelta(seconds=second)
        if nudge.due(store, now=moment):
            looked.append(second)
            nudge.after_look(store, look(moment))
    assert looked == [0, 20, 120, 600]


def test_a_change_ends_the_looks(store: Store, now: datetime) -> None:
    """What the ping told of has been found."""
    nudge.nudge(store, ["blog"], now=now)
    nudge.after_look(store, look(now, found=True))
    assert nudge.due(store, now=now + timedelta(days=1)) == []


def test_a_burst_of_pings_is_one(store: Store, now: datetime) -> None:
    """A hundred pings in ten seconds cause one look; after a find the next one counts at once."""
    looks = 0
    for number in range(100):
        moment = now + timedelta(seconds=number / 10)
        nudge.nudge(store, ["blog"], now=moment)
        if nudge.due(store, now=moment):
            looks += 1
            nudge.after_look(store, look(moment))
    assert looks == 1
    nudge.after_look(store, look(now, found=True))
    assert nudge.nudge(store, ["blog"], now=now + timedelta(seconds=10)) == ["blog"]


def test_a_ping_is_heard_after_the_clock_was_set_back(store: Store, now: datetime) -> None:
    """What was planned an hour ahead is due, and the next ping is no repetition of it."""
    ahead = now + timedelta(hours=1)
    nudge.nudge(store, ["blog"], now=ahead)
    nudge.after_look(store, look(ahead))
    assert nudge.due(store, now=now) == ["blog"]
    assert nudge.nudge(store, ["blog"], now=now) == ["blog"]
    assert nudge.due(store, now=now) == ["blog"]


def test_a_ping_never_goes_before_the_server_s_word(store: Store, now: datetime) -> None:
    """After a Retry-After the look waits for its end; an answer without one lifts it."""
    nudge.after_look(store, look(now, wait=600))
    nudge.nudge(store, ["blog"], now=now)
    assert nudge.due(store, now=now + timedelta(seconds=599)) == []
    assert nudge.due(store, now=now + timedelta(seconds=600)) == ["blog"]
    nudge.after_look(store, look(now))
    nudge.nudge(store, ["blog"], now=now + timedelta(minutes=5))
    assert nudge.due(store, now=now + timedelta(minutes=5)) == ["blog"]
