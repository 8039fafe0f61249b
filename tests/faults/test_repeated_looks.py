"""No look repeats within one turn, and one that was throttled keeps all others back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from crosspost.model import Post, Receipt, State
from crosspost.pipeline.deliver import deliver
from crosspost.pipeline.round import next_due
from tests.faults.conftest import Found
from tests.faults.mishaps import Fate, Mishap
from tests.faults.town import Town
from tests.faults.wire import DirectNetwork

TITLES = ("霧の朝、港に三隻の貨物船", "豪雨の夜、堤防の上の人々", "強風の昼、止まった渡し船")
LOOK = 0


def looks(town: Town) -> int:
    """Return how often the timeline was asked for."""
    return sum(call.method == "GET" for call in town.sandbox.calls)


def doubt(town: Town) -> None:
    """Find three articles at a start, which may be out."""
    for title in TITLES:
        town.publish(title)
    town.look(started=True)
    town.now += timedelta(minutes=1)


def test_a_throttled_look_is_believed_for_everything_that_must_be_looked_for(found: Found) -> None:
    """Each article asked for itself, and X counted on; nobody is asked for it, nothing is sent."""
    town = found()
    doubt(town)
    town.send("main", Fate({LOOK: Mishap("429")}))
    assert looks(town) == 1
    alone = replace(town.pipe, accounts={"main": town.pipe.accounts["main"]})
    again = next_due(alone)
    assert again
    assert again > town.now + timedelta(minutes=1)
    for _ in range(30):
        town.now += timedelta(seconds=1)
        town.send("main")
        town.settle()
    assert looks(town) == 1
    assert {d.state for d in town.store.deliveries(account="main")} == {State.QUEUED}
    town.finish()
    assert [len(town.posts("main", title[:4])) for title in TITLES] == [1, 1, 1]


def test_another_accounts_looks_go_on(found: Found) -> None:
    """Limits are the account's own."""
    town = found()
    doubt(town)
    town.send("main", Fate({LOOK: Mishap("429")}))
    town.send("other")
    assert looks(town) == 2


def test_a_throttle_that_a_clock_ahead_has_heard_of_keeps_no_look_back(found: Found) -> None:
    """Once the clock is right, X is asked again."""
    town = found()
    doubt(town)
    true = town.now
    town.now += timedelta(hours=3)
    town.send("main", Fate({LOOK: Mishap("429")}))
    town.now = true
    town.settle()
    town.send("main")
    assert looks(town) == 2


class Wandering(DirectNetwork):
    """Sees the clock set back under each look."""

    town: Town

    def find(
        self,
        post: Post,
        since: datetime,
        known: Sequence[str] = (),
        *,
        expected: Sequence[str] = (),
    ) -> Receipt | None:
        """Look; by then, nothing is due."""
        found = super().find(post, since, known, expected=expected)
        Wandering.town.now -= timedelta(hours=1)
        return found


def test_whatever_the_clock_does_a_delivery_is_looked_for_once_a_turn(found: Found) -> None:
    """Due before its look, not due behind it, and due again: X was asked 46 times a second."""
    Wandering.town = town = found(network=Wandering)
    doubt(town)
    true, tried = town.now, set[int]()
    for _ in range(10):
        town.now = true
        town.runner.run(deliver(town.pipe, "main", tried=tried))
    assert looks(town) == len(TITLES)
