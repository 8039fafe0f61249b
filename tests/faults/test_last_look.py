"""Right before anything goes out again that may be out, it is looked for once more."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from crosspost.model import Post, State
from crosspost.model.why import ASKING
from crosspost.outbox import verdict
from tests.faults.house import NOON, House
from tests.faults.mishaps import LAG, Fate, Mishap
from tests.words import english

Open = Callable[..., House]
PLAIN = Post("霧の港で三か国の会談が始まった。", weight=34)
PUBLISH = 1  # the second effect of a turn without a picture: its intent is committed before it
LOOK = 0
LOST = {PUBLISH: Mishap("500", "after")}


@pytest.fixture
def open_house(tmp_path: Path) -> Iterator[Open]:
    """Open a house for a test and close it behind it."""
    opened: list[House] = []

    def open_(**parts: Any) -> House:  # noqa: ANN401 — whatever a house is made of
        opened.append(House(tmp_path, **{"post": PLAIN, **parts}))
        return opened[-1]

    yield open_
    for house in opened:
        house.close()


def posts_sent(house: House) -> int:
    """Return how often X was asked to publish."""
    return sum((c.method, c.path) == ("POST", "/2/tweets") for c in house.sandbox.calls)


def show_late(house: House) -> None:
    """Lose the answer of a post that no planned look shows; it is queued again."""
    house.turn(Fate(LOST))
    for _ in range(3):
        house.turn(Fate({LOOK: LAG}))
    assert house.delivery.state is State.QUEUED


def test_a_post_that_shows_up_after_the_last_planned_look_is_found_before_it_is_sent_again(
    open_house: Open,
) -> None:
    """The second sending had to wait for hours, and the timeline has caught up meanwhile."""
    house = open_house()
    show_late(house)
    house.now += timedelta(hours=5)
    house.turn(Fate())
    house.check()
    assert house.delivery.state is State.PUBLISHED
    assert posts_sent(house) == 1


def test_a_post_that_is_absent_at_the_last_look_too_is_sent_again_at_once(
    open_house: Open,
) -> None:
    """The same turn looks and sends: no time is left in which it could show up unseen."""
    house = open_house()
    house.turn(Fate({PUBLISH: Mishap("500")}))
    for _ in range(3):
        house.turn(Fate())
    looked_at = house.now
    house.turn(Fate())
    house.check()
    assert (house.delivery.state, house.now) == (State.PUBLISHED, looked_at)
    assert posts_sent(house) == 2


@pytest.mark.parametrize("kind", ["503", "402", "429", "401"])
def test_a_timeline_that_cannot_be_read_delays_the_second_sending(
    open_house: Open, kind: str
) -> None:
    """Whatever keeps it from being read, nothing is sent before it was."""
    house = open_house()
    show_late(house)
    for _ in range(4):
        house.turn(Fate({LOOK: Mishap(kind)}))
        assert house.delivery.state is State.QUEUED
    assert house.delivery.attempts == 1
    house.turn(Fate())
    house.check()
    assert house.delivery.state is State.PUBLISHED
    assert posts_sent(house) == 1


def look_in_vain(house: House) -> None:
    """Meet an unreadable timeline until a person is asked."""
    for _ in range(60):
        if house.delivery.state is State.UNCERTAIN:
            house.turn(Fate({LOOK: Mishap("503")}))
    assert "crosspost release" in english(house.delivery.why)


def ask(house: House) -> None:
    """Leave the outcome unknown for so long that a person is asked."""
    house.turn(Fate(LOST))
    look_in_vain(house)


def release(house: House) -> None:
    """Say that it is not out."""
    step = verdict.release(house.delivery, now=house.now)
    assert house.store.apply(house.delivery, step, now=house.now)


def test_a_person_who_overlooked_the_post_does_not_double_it(open_house: Open) -> None:
    """`release all` is quickly typed; one look costs a tenth of a cent."""
    house = open_house()
    ask(house)
    release(house)
    house.turn(Fate())
    house.check()
    assert house.delivery.state is State.PUBLISHED
    assert "found on the timeline" in english(house.delivery.why)
    assert posts_sent(house) == 1


@pytest.mark.parametrize("kind", ["503", "404"])
def test_the_word_of_a_person_counts_where_the_timeline_says_nothing(
    open_house: Open, kind: str
) -> None:
    """Who was asked and says no is not asked again."""
    house = open_house()
    house.turn(Fate({PUBLISH: Mishap("500")}))
    look_in_vain(house)
    release(house)
    house.turn(Fate({LOOK: Mishap(kind)}))
    house.check()
    assert house.delivery.state is State.PUBLISHED


def test_a_duplicate_that_the_record_knows_nothing_of_is_looked_for(open_house: Open) -> None:
    """X says that the same text is out already: it stands there since the article is news."""
    house = open_house(duplicates="hours:24")
    house.now = NOON + timedelta(hours=3)
    out = house.network.publish(PLAIN, None).id
    house.now += timedelta(hours=1)
    house.turn(Fate())
    assert house.delivery.state is State.UNCERTAIN
    house.turn(Fate())
    house.check()
    assert house.delivery.receipt
    assert house.delivery.receipt.id == out


def test_a_duplicate_that_nobody_finds_becomes_a_question(open_house: Open) -> None:
    """X calls it a duplicate each time, and the timeline never shows it: a person is asked."""
    house = open_house()
    for _ in range(30):
        if house.delivery.state is State.HELD:
            break
        publishes = house.delivery.state is State.QUEUED
        at = PUBLISH if house.delivery.doubt_since is None else PUBLISH + 2
        house.turn(Fate({at: Mishap("403-duplicate")} if publishes else {}))
        house.check()
    assert house.delivery.why.has(*ASKING)
    assert house.out == []
