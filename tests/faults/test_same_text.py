"""A text that is out already is held at once: X takes none twice, and would be asked five times."""

from datetime import timedelta

from crosspost.model import Post, State, Why
from crosspost.outbox import verdict
from tests.faults.conftest import Found
from tests.faults.house import House
from tests.faults.mishaps import Fate, Mishap
from tests.faults.test_last_look import Open, open_house

__all__ = ["open_house"]
TITLE = "本日の船便の運航状況をお知らせします"
PUBLISH = 1


def sent(calls: object) -> int:
    """Return how often X was asked to publish."""
    return sum((c.method, c.path) == ("POST", "/2/tweets") for c in calls)  # type: ignore[attr-defined]


def test_a_text_that_equals_an_own_older_post_is_held_at_once(found: Found) -> None:
    """Two articles of like title, whose posts bear no link: nothing is sent in vain."""
    town = found(more={"post": {"link": "never", "template": "{title}"}})
    for _ in range(2):
        town.publish(TITLE)
        town.look()
        for held in town.store.deliveries(states=(State.HELD,), account="main"):
            release = verdict.release(held, now=town.now, by_person=False)
            town.store.apply(held, release, now=town.now)
        town.now += timedelta(minutes=5)
        town.send("main")
    last, first = town.store.deliveries(account="main")
    assert (first.state, last.state) == (State.PUBLISHED, State.HELD)
    assert first.receipt
    assert last.why == Why.SAME_POST(post=first.receipt.id)
    assert len(town.posts("main")) == 1
    release = verdict.release(last, now=town.now)
    town.store.apply(last, release, now=town.now)
    town.now += timedelta(minutes=5)
    town.send("main")
    assert len(town.posts("main")) == 2


def test_what_x_calls_a_duplicate_and_nobody_finds_is_sent_no_more(open_house: Open) -> None:
    """It was tried as often as anything whose outcome is unknown, and refused each time."""
    house: House = open_house(post=Post("霧の港で三か国の会談が始まった。", weight=34))
    house.turn(Fate({PUBLISH: Mishap("403-duplicate")}))
    while house.delivery.state is State.UNCERTAIN:
        house.turn(Fate())
    assert house.delivery.state is State.HELD
    assert sent(house.sandbox.calls) == 1
