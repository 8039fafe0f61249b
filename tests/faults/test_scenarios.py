"""Single stories, told in full: what happens, when, what it costs and what the record says."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from crosspost.model import State
from tests.faults.conftest import Found
from tests.faults.house import NOON, House, Open
from tests.faults.mishaps import Fate, Mishap
from tests.faults.town import Town
from tests.words import english

#: Effects of a first turn: picture, it is opened (two commits), two calls, two commits, post.
UPLOAD, PUBLISH = 3, 7


@pytest.fixture
def town(found: Found) -> Town:
    """Found a town whose feed was seen with one article."""
    return found()


def calls(house: House, path: str, method: str = "POST") -> list[datetime]:
    """Return when X was asked so."""
    return [c.at for c in house.sandbox.calls if (c.method, c.path) == (method, path)]


def whys(house: House, kind: str) -> list[str]:
    """Return what the record says of events of a kind."""
    return [english(e.why) for e in house.store.events() if e.kind == kind]


def finish(house: House) -> None:
    """Let the delivery take its way without mishaps."""
    while house.delivery.state is not State.PUBLISHED:
        house.turn(Fate())
        house.check()


def test_a_timeline_that_cannot_be_read_for_an_hour_delays_and_sends_nothing(
    open_house: Open,
) -> None:
    """The post is out, its answer was lost, and X answers 503 to every look for an hour."""
    house = open_house()
    house.turn(Fate({PUBLISH: Mishap("hang", "after")}))
    while house.now < NOON + timedelta(hours=1):
        house.turn(Fate({0: Mishap("503")}))
        assert house.delivery.state is State.UNCERTAIN
    assert len(calls(house, "/2/tweets")) == 1
    assert len(whys(house, "delivery.overlook")) >= 5
    finish(house)
    assert house.now < NOON + timedelta(hours=3)
    assert len(house.out) == len(calls(house, "/2/tweets")) == 1
    assert house.delivery.attempts == 0


def test_what_was_found_on_the_timeline_is_in_the_ledger_like_any_other_post(
    open_house: Open,
) -> None:
    """The post with its URL and alt text, and the upper bound of the look that found it."""
    house = open_house()
    house.turn(Fate({PUBLISH: Mishap("close", "after")}))
    finish(house)
    charged = {c.item: c.usd for c in house.store.charges(NOON)}
    assert charged == {"post-with-url": Decimal("0.205"), "timeline-read": Decimal("0.005")}
    assert house.sandbox.world.ledger.total <= sum(charged.values())


@pytest.mark.parametrize(
    ("kind", "wait"),
    [
        ("429", timedelta(minutes=15, seconds=1)),
        ("429-retry-after", timedelta(seconds=7)),
        ("429-24h", timedelta(hours=5, seconds=1)),
        ("429-no-headers", timedelta(minutes=15)),
        ("429-past", timedelta(minutes=15)),
        ("429-skewed", timedelta(minutes=15)),
        ("429-legacy", timedelta(minutes=15)),
    ],
)
def test_a_throttled_post_waits_as_long_as_x_says_within_reason(
    open_house: Open, kind: str, wait: timedelta
) -> None:
    """The true reset is believed, a missing or skewed one is not; no failed attempt (law 12)."""
    house = open_house()
    house.turn(Fate({PUBLISH: Mishap(kind)}))
    delivery = house.delivery
    assert (delivery.state, delivery.attempts) == (State.QUEUED, 0)
    finish(house)
    first, second = calls(house, "/2/tweets")
    assert second - first == wait
    assert len(calls(house, "/2/media/upload")) == 1


@pytest.mark.parametrize("kind", ["402", "402-new"])
def test_without_credits_the_account_pauses_once_and_the_queue_keeps_its_order(
    town: Town, kind: str
) -> None:
    """Probes that fail say nothing more; `resume` sends all of it, the oldest first."""
    titles = [f"第{number}報、港の再開発をめぐる動き" for number in range(101, 104)]
    for title in titles:
        town.publish(title)
    town.look()
    for _ in range(3):
        town.send("main", Fate({1: Mishap(kind)}))
        town.now += timedelta(hours=2)
    paused = [e for e in town.store.events(account="main") if e.kind == "account.paused"]
    assert len(paused) == 1
    assert "console.x.com" in english(paused[0].why)
    waiting = town.store.deliveries(account="main")
    assert [(d.state, d.attempts) for d in waiting] == [(State.QUEUED, 0)] * 3
    assert town.posts("main") == []
    town.store.resume("main", town.now)
    town.finish()
    out = [town.posts("main", title[:6]) for title in titles]
    assert out == sorted(out)
    assert [len(posts) for posts in out] == [1, 1, 1]


def test_a_suspended_account_waits_for_a_person(open_house: Open) -> None:
    """Nothing is tried again until somebody says `resume`; the queue is not burnt."""
    house = open_house()
    house.turn(Fate({PUBLISH: Mishap("403-suspended")}))
    account = house.store.account("main")
    assert (account.code, account.retry_at) == ("suspended", None)
    assert house.delivery.state is State.QUEUED
    finish(house)
    assert whys(house, "account.resumed")[0] == "a person resumed it"


def test_a_picture_that_expired_is_uploaded_again(open_house: Open) -> None:
    """A day of throttling outlasts the upload: the post still has its picture."""
    house = open_house()
    house.sandbox.turn(media_seconds=3600)
    house.turn(Fate({PUBLISH: Mishap("429-24h")}))
    finish(house)
    assert len(calls(house, "/2/media/upload")) == 2
    (post,) = (house.sandbox.world.posts[number] for number in house.out)
    assert house.sandbox.world.uploads[post.media[0]].alt


@pytest.mark.parametrize(("losses", "pictures"), [(1, 1), (2, 0)])
def test_a_picture_that_x_has_lost_is_uploaded_once_more(
    open_house: Open, losses: int, pictures: int
) -> None:
    """X refuses its own media id: once again, then the post goes without, and says so."""
    house = open_house()
    for _ in range(losses):
        house.turn(Fate({PUBLISH: Mishap("400-media-ids")}))
    finish(house)
    (post,) = (house.sandbox.world.posts[number] for number in house.out)
    assert len(post.media) == pictures
    said = whys(house, "delivery.return")[-1]
    assert ("without its picture" in said) == (not pictures)


@pytest.mark.parametrize(("refusals", "pictures"), [(1, 1), (2, 0)])
def test_a_refused_picture_is_encoded_anew_once_and_then_left_out(
    open_house: Open, refusals: int, pictures: int
) -> None:
    """The record says why the post has no picture."""
    house = open_house()
    for _ in range(refusals):
        house.turn(Fate({UPLOAD: Mishap("400-media")}))
    finish(house)
    (post,) = (house.sandbox.world.posts[number] for number in house.out)
    assert len(post.media) == pictures
    said = whys(house, "delivery.postpone")[-1]
    assert ("without its picture" in said) == (not pictures)
    assert len(calls(house, "/2/media/upload")) == 2
    price = Decimal("0.205") if pictures else Decimal("0.200")
    assert [c.usd for c in house.store.charges(NOON)] == [price]
    assert [d.price for d in house.store.deliveries()] == [price]


def test_a_refused_picture_holds_the_post_where_the_operator_wants_that(open_house: Open) -> None:
    """`picture = "hold"`: a person decides, and the record says about what."""
    house = open_house(more={"delivery": {"picture": "hold"}})
    for _ in range(2):
        house.turn(Fate({UPLOAD: Mishap("400-media")}))
    assert house.delivery.state is State.HELD
    assert "picture cannot be shown" in english(house.delivery.why)
    assert house.out == []
