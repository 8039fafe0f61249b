"""Steps at rest: each is stored as it was decided, and has one winner."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier

import pytest

from crosspost.errors import AccountClosed, NotSent, Uncertain
from crosspost.model import Charge, Delivery, FeedState, Media, Receipt, State
from crosspost.outbox.machine import after_error, after_receipt, begin
from crosspost.outbox.store import Store, open_store
from crosspost.outbox.verdict import hold, withdraw
from tests.outbox.conftest import RULES, Find, start
from tests.words import english, plain

MINUTE = timedelta(minutes=1)


def test_step_is_stored_as_it_was_decided(store: Store, queued: Delivery, now: datetime) -> None:
    """Every field that the machine sets comes back, with a new version and a line of the record."""
    begun = start(store, queued, now)
    full = replace(
        begun,
        attempts=1,
        waits=2,
        looks=1,
        token_failures=1,
        media=Media("900", now + MINUTE, alt_done=True),
        media_losses=1,
        picture_refused=True,
        picture_since=now,
        released=True,
    )
    step = after_error(full, Uncertain("no answer"), now=now, rules=RULES, chance=0)

    after = store.apply(begun, step, now=now)

    assert after == store.delivery(queued.id)
    assert after == replace(step.after, version=2)
    assert store.events(delivery=queued.id)[-1].kind == "delivery.doubt"
    assert english(store.events(delivery=queued.id)[-1].why) == "no answer"


def test_second_to_decide_is_told_so(store: Store, queued: Delivery, now: datetime) -> None:
    """Two decide on the same row: the second gets None and changes nothing."""
    step = begin(queued, now=now, rules=RULES)

    assert store.apply(queued, step, now=now) is not None
    assert store.apply(queued, step, now=now) is None
    assert store.apply(queued, hold(queued, plain("wait")), now=now) is None
    assert len(store.events(delivery=queued.id)) == 2


def test_stale_delivery_cannot_be_sent(store: Store, queued: Delivery, now: datetime) -> None:
    """The state is the same, the row is not: what was decided on the old one is void."""
    assert store.save_media(queued, Media("900", now), why=plain("uploaded"), now=now)

    assert store.apply(queued, begin(queued, now=now, rules=RULES), now=now) is None


def test_state_counts_as_well_as_the_version(store: Store, queued: Delivery, now: datetime) -> None:
    """A step that was decided for another state does not apply."""
    mistaken = replace(queued, state=State.HELD)

    assert store.apply(mistaken, withdraw(mistaken), now=now) is None
    assert store.delivery(queued.id).state is State.QUEUED


def test_step_without_an_arrow_is_a_defect(store: Store, queued: Delivery, now: datetime) -> None:
    """A forged step does not reach the database."""
    step = begin(queued, now=now, rules=RULES)
    forged = replace(step, after=replace(step.after, state=State.PUBLISHED))

    with pytest.raises(AssertionError):
        store.apply(queued, forged, now=now)


def test_step_carries_its_charges(store: Store, queued: Delivery, now: datetime) -> None:
    """What an outcome costs is written with it, or not at all."""
    begun = start(store, queued, now)
    step = after_receipt(begun, Receipt("1", ""), now=now)
    charge = Charge(now, "main", "post-with-url", Decimal("0.2"), queued.id)

    store.apply(begun, step, now=now, charges=(charge,))
    store.apply(begun, step, now=now, charges=(charge,))

    assert store.charges(now) == [charge]


def _race(url: str, number: int, barrier: Barrier, won: list[int]) -> None:
    store = open_store(url)
    delivery = store.delivery(number)
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    step = begin(delivery, now=now, rules=RULES)
    barrier.wait()
    won.append(store.apply(delivery, step, now=now) is not None)
    store.close()


def test_one_of_racing_processes_wins(address: str, find: Find, now: datetime) -> None:
    """Four processes begin the same delivery at the same moment, eight times: one each."""
    store = open_store(address)
    numbers = store.record(FeedState("blog"), [find(n) for n in range(8)], now=now)
    store.close()
    context = get_context("fork")
    with context.Manager() as manager:
        for number in numbers:
            won = manager.list()
            barrier = context.Barrier(4)
            racers = [
                context.Process(target=_race, args=(address, number, barrier, won))
                for _ in range(4)
            ]
            for racer in racers:
                racer.start()
            for racer in racers:
                racer.join()
            assert sorted(won) == [False, False, False, True]


def test_closed_account_is_paused_with_the_step(
    store: Store, queued: Delivery, now: datetime
) -> None:
    """One transaction, one event; probes that fail alike add none; a success opens it again."""
    begun = start(store, queued, now)
    error = AccountClosed("no credits", code="credits")
    for minutes in range(3):
        at = now + minutes * MINUTE
        step = after_error(begun, error, now=at, rules=RULES, chance=0)
        again = store.apply(begun, step, now=at)
        assert again is not None
        begun = start(store, again, at)
    account = store.account("main")
    store.apply(begun, after_receipt(begun, Receipt("1", ""), now=now), now=now)

    kinds = [e.kind for e in store.events(account="main") if e.kind.startswith("account.")]
    assert account.paused_at == now
    assert account.code == "credits"
    assert account.retry_at == now + 2 * MINUTE + RULES.retry_most
    assert store.account("main").paused_at is None
    assert kinds == ["account.paused", "account.resumed"]


def test_post_that_was_under_way_does_not_end_a_persons_pause(
    store: Store, queued: Delivery, now: datetime
) -> None:
    """A person paused the account while a post was being sent: it goes out, the pause stays."""
    begun = start(store, queued, now)
    store.pause("main", code="operator", why=plain("holidays"), now=now)
    store.apply(begun, after_receipt(begun, Receipt("1", ""), now=now), now=now)

    assert store.account("main").code == "operator"


def test_throttled_account_is_marked_with_the_step(
    store: Store, queued: Delivery, now: datetime
) -> None:
    """The reset that the network named is kept for all deliveries of the account."""
    begun = start(store, queued, now)
    error = NotSent("throttled", retry_at=now + 9 * MINUTE)
    store.apply(begun, after_error(begun, error, now=now, rules=RULES, chance=0), now=now)

    assert store.account("main").throttled_until == now + 9 * MINUTE
