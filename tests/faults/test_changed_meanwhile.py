"""An article changes while nobody knows whether its post is out."""

from collections.abc import Callable

from crosspost.model import Delivery, State
from tests.faults.mishaps import Fate, Mishap
from tests.faults.town import Town

Found = Callable[..., Town]
PUBLISH = 1  # the second effect of a turn without a picture: its intent is committed before it
TITLE = "港の会談で三か国が合意へ"


def lose(found: Found, *, effect: str = "before") -> tuple[Town, int]:
    """Send an article to X, and lose the answer."""
    town = found()
    number = town.publish(TITLE)
    town.look()
    lost = Mishap("500", "after" if effect == "after" else "before")
    town.send("main", Fate({PUBLISH: lost}))
    assert delivery(town).state is State.UNCERTAIN
    return town, number


def delivery(town: Town) -> Delivery:
    """Return the delivery to the first account."""
    return town.store.deliveries(account="main")[0]


def settle(town: Town) -> None:
    """Take all looks that are planned."""
    while (waiting := delivery(town)).state is State.UNCERTAIN:
        town.now = max(town.now, waiting.due_at)
        town.settle()


def test_a_password_set_meanwhile_keeps_what_was_not_out_from_going_out(found: Found) -> None:
    """The looks prove it absent, and it is not sent again."""
    town, number = lose(found)
    town.blog.protect(number)
    town.look()
    settle(town)
    assert delivery(town).state is State.QUEUED
    town.send("main")
    assert delivery(town).state is State.HELD
    assert town.posts("main") == []
