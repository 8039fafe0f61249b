"""What is held when a record is put back may be out: it is looked for at the start, by itself."""

from datetime import timedelta

from crosspost.model import Delivery, State, Why
from crosspost.outbox import verdict
from crosspost.outbox.machine import start_lag
from crosspost.pipeline.settle import suspect
from tests.faults.mishaps import Fate, Mishap
from tests.faults.test_older_record import DAY, FIRST, deliveries, put_back, town
from tests.faults.town import Town

__all__ = ["town"]


def hold_back(town: Town) -> Delivery:
    """Publish an article and hold its post."""
    town.publish(FIRST)
    town.look()
    waiting = deliveries(town)[-1]
    held = town.store.apply(waiting, verdict.hold(waiting, Why.BY_PERSON()), now=town.now)
    assert held
    return held


def let_out(town: Town, held: Delivery) -> None:
    """Release it, and send it."""
    town.now += timedelta(hours=5)
    town.store.apply(held, verdict.release(held, now=town.now), now=town.now)
    town.send("main")


def count_looks(town: Town) -> int:
    """Return how often a timeline was asked for."""
    return sum(call.method == "GET" for call in town.sandbox.calls)


def test_what_was_held_and_is_out_by_now_is_found_without_a_person(town: Town) -> None:
    """It stayed held for ever, with a question that nobody needed to answer."""
    held = hold_back(town)
    put_back(town, lambda: let_out(town, held))
    town.now += timedelta(minutes=1)
    town.settle()
    found = town.store.delivery(held.id)
    assert found.state is State.PUBLISHED
    assert found.receipt
    assert [found.receipt.id] == town.posts("main", FIRST[:4])


def test_what_is_held_is_looked_for_once_a_start_and_stays_held(town: Town) -> None:
    """An ordinary restart costs one look, which is not billed, and no more of them."""
    held = hold_back(town)
    for start in (1, 2):
        town.store.beat("daemon", town.now)
        suspect(town.pipe, apart=start_lag(town.pipe.rules))
        town.settle()
        assert count_looks(town) == start - 1
        for _ in range(5):
            town.now += timedelta(minutes=1)
            town.settle()
        assert count_looks(town) == start
        assert town.store.delivery(held.id).why == Why.BY_PERSON()
    assert town.store.charges(town.now - DAY) == []


def test_what_is_held_is_looked_for_again_when_nothing_could_be_seen(town: Town) -> None:
    """A timeline that is down says nothing; the doubt outlasts another start."""
    held = hold_back(town)
    put_back(town, lambda: let_out(town, held))
    town.now += timedelta(minutes=1)
    town.settle(Fate({0: Mishap("503")}))
    assert town.store.delivery(held.id).state is State.HELD
    town.store.beat("daemon", town.now)
    suspect(town.pipe, apart=start_lag(town.pipe.rules))
    town.now += timedelta(hours=1)
    town.settle()
    assert town.store.delivery(held.id).state is State.PUBLISHED
