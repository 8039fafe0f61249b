"""Deliveries at rest: one row each, and one winner for each step."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier

import pytest

from crosspost.errors import AccountClosed, NotFound, NotSent, Uncertain
from crosspost.model import (
    Charge,
    Delivery,
    FeedState,
    Finding,
    Media,
    Planned,
    Post,
    Receipt,
    State,
    Thumbnail,
)
from crosspost.outbox.machine import Rules, after_error, after_receipt, begin
from crosspost.outbox.settling import recover
from crosspost.outbox.store import Store, open_store
from crosspost.outbox.verdict import confirm, hold, withdraw

Find = Callable[..., Finding]
RULES = Rules(
    retry_first=timedelta(seconds=30),
    retry_most=timedelta(hours=1),
    settle_looks=(timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10)),
    settle_most=timedelta(hours=24),
    lease=timedelta(minutes=5),
    attempts_most=3,
    picture="drop",
    picture_patience=timedelta(minutes=10),
)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def queued(store: Store, find: Find, now: datetime) -> Delivery:
    """Write one article with its delivery down."""
    return store.delivery(store.record(FeedState("blog"), [find(1)], now=now)[0])


def _begin(store: Store, delivery: Delivery, now: datetime) -> Delivery:
    begun = store.apply(delivery, begin(delivery, now=now, rules=RULES), now=now)
    assert begun is not None
    return begun


def _publish(store: Store, delivery: Delivery, now: datetime, number: str) -> Delivery:
    begun = _begin(store, delivery, now)
    receipt = Receipt(number, f"https://x.example/{number}")
    done = store.apply(begun, after_receipt(begun, receipt, now=now), now=now)
    assert done is not None
    return done


def test_step_is_stored_as_it_was_decided(store: Store, queued: Delivery, now: datetime) -> None:
    """Every field that the machine sets comes back, with a new version and a line of the record."""
    begun = _begin(store, queued, now)
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
    assert store.events(delivery=queued.id)[-1].why == "no answer"


def test_second_to_decide_is_told_so(store: Store, queued: Delivery, now: datetime) -> None:
    """Two decide on the same row: the second gets None and changes nothing."""
    step = begin(queued, now=now, rules=RULES)

    assert store.apply(queued, step, now=now) is not None
    assert store.apply(queued, step, now=now) is None
    assert store.apply(queued, hold(queued, "wait"), now=now) is None
    assert len(store.events(delivery=queued.id)) == 2


def test_stale_delivery_cannot_be_sent(store: Store, queued: Delivery, now: datetime) -> None:
    """The state is the same, the row is not: what was decided on the old one is void."""
    assert store.save_media(queued, Media("900", now), why="uploaded", now=now)

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
    begun = _begin(store, queued, now)
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


def test_key_is_taken_once(store: Store, queued: Delivery, now: datetime) -> None:
    """One delivery for each (article, account, edition) (law 1)."""
    planned = Planned("main", Post("もう一度"), now, Decimal("0.015"), released=True)

    assert store.plan(queued.article, planned, now=now, why="again") is None
    assert store.next_edition(queued.article, "main") == 2
    second = store.plan(queued.article, replace(planned, edition=2), now=now, why="again")
    assert second is not None
    assert (second.edition, second.released, second.why) == (2, True, "again")
    assert store.next_edition(queued.article, "other") == 1


def test_oldest_article_goes_first(store: Store, find: Find, now: datetime) -> None:
    """Order of publication, whatever the order of the feed; a future date is no date."""
    findings = [
        find(1, published=now + timedelta(days=9)),
        find(2, published=now - 2 * MINUTE),
        find(3, published=None),
        find(4, published=now - 3 * MINUTE),
    ]
    store.record(FeedState("blog"), findings, now=now)

    assert [delivery.article for delivery in store.queued("main", now)] == [4, 2, 1, 3]
    assert store.queued("main", now - MINUTE) == []
    assert store.queued("other", now) == []
    assert store.delivery(1).article_published == now


def test_postponed_delivery_is_not_due(store: Store, queued: Delivery, now: datetime) -> None:
    """What waits is not offered before its time."""
    error = NotSent("the picture cannot be uploaded now", retry_at=now + MINUTE)
    store.apply(queued, after_error(queued, error, now=now, rules=RULES, chance=0), now=now)

    assert store.queued("main", now) == []
    assert len(store.queued("main", now + MINUTE)) == 1


def test_lease_decides_what_is_abandoned(store: Store, queued: Delivery, now: datetime) -> None:
    """At start-up whatever is sending, later only what has outlived its lease."""
    begun = _begin(store, queued, now)

    assert store.abandoned(now, all_of_them=False) == []
    assert store.abandoned(now, all_of_them=True) == [begun]
    assert store.abandoned(now + RULES.lease, all_of_them=False) == [begun]


def test_uncertain_delivery_is_due_for_looks(store: Store, queued: Delivery, now: datetime) -> None:
    """It is offered for a look when that is due, and never for sending."""
    begun = _begin(store, queued, now)
    store.apply(begun, recover(begun, now=now, rules=RULES), now=now)

    assert store.uncertain(now) == []
    assert len(store.uncertain(now + RULES.settle_looks[0])) == 1
    assert store.queued("main", now + timedelta(days=1)) == []


def test_upload_is_kept_for_a_retry(store: Store, queued: Delivery, now: datetime) -> None:
    """The media id and its expiry survive a restart; the state stays."""
    media = Media("900", now + timedelta(hours=24), alt_done=True)
    kept = store.save_media(queued, media, why="uploaded", now=now)

    assert kept == store.delivery(queued.id)
    assert kept is not None
    assert (kept.media, kept.state) == (media, State.QUEUED)
    assert store.events(delivery=queued.id)[-1].kind == "delivery.picture"


def test_waiting_post_is_written_again(store: Store, queued: Delivery, now: datetime) -> None:
    """A corrected title reaches a post that still waits, with its price and its picture."""
    kept = store.save_media(queued, Media("900", now), why="uploaded", now=now)
    assert kept is not None
    post = replace(queued.post, text="港の再開発【追記】")
    planned = Planned("main", post, now + MINUTE, Decimal("0.015"))

    after = store.rewrite(kept, planned, why="revised", now=now)

    assert after is not None
    assert (after.post.text, after.price) == ("港の再開発【追記】", Decimal("0.015"))
    assert (after.due_at, after.media) == (now + MINUTE, Media("900", now))
    begun = _begin(store, after, now)
    assert store.rewrite(begun, planned, why="too late", now=now) is None


def test_rewriting_drops_the_upload_of_another_picture(
    store: Store, queued: Delivery, now: datetime
) -> None:
    """An upload belongs to the picture that it shows."""
    kept = store.save_media(queued, Media("900", now), why="uploaded", now=now)
    assert kept is not None
    post = replace(queued.post, thumbnail=Thumbnail("https://blog.example.jp/other.jpg"))

    after = store.rewrite(kept, Planned("main", post, now, Decimal(0)), why="revised", now=now)

    assert after is not None
    assert after.media is None


def test_held_delivery_keeps_its_reason_when_rewritten(
    store: Store, queued: Delivery, now: datetime
) -> None:
    """Why it waits for a person is still true; that it was rewritten stands in the record."""
    held = store.apply(queued, hold(queued, "four at once"), now=now)
    assert held is not None
    store.rewrite(held, Planned("main", Post("新"), now, Decimal(0)), why="revised", now=now)

    assert store.delivery(queued.id).why == "four at once"
    assert store.events(delivery=queued.id)[-1].why == "revised"


def test_deliveries_are_found_by_all_that_is_given(store: Store, find: Find, now: datetime) -> None:
    """By state, account and article; newest first, not more than asked for."""
    numbers = store.record(FeedState("blog"), [find(n) for n in range(3)], now=now)
    first = store.delivery(numbers[0])
    store.apply(first, withdraw(first), now=now)

    assert [d.id for d in store.deliveries()] == numbers[::-1]
    assert [d.id for d in store.deliveries(limit=1)] == numbers[2:]
    assert [d.id for d in store.deliveries(states=(State.WITHDRAWN, State.HELD))] == numbers[:1]
    assert [d.id for d in store.deliveries(account="main", article=2)] == numbers[1:2]
    assert store.counts() == {"main": {State.QUEUED: 2, State.WITHDRAWN: 1}}
    with pytest.raises(NotFound):
        store.delivery(99)


def test_published_posts_are_known(store: Store, find: Find, now: datetime) -> None:
    """Their ids are passed over by looks, their times keep the distance, their count the budget."""
    numbers = store.record(FeedState("blog"), [find(n) for n in range(3)], now=now)
    _publish(store, store.delivery(numbers[0]), now - 2 * MINUTE, "100")
    last = _publish(store, store.delivery(numbers[1]), now - MINUTE, "101")

    assert store.known_receipts("main", now - MINUTE) == ["101"]
    assert sorted(store.known_receipts("main", now - 5 * MINUTE)) == ["100", "101"]
    assert store.known_receipts("other", now - 5 * MINUTE) == []
    assert store.last_sent_at("main") == now - MINUTE
    assert store.last_sent_at("other") is None
    assert store.last_published(last.article, "main") == last
    assert store.last_published(store.delivery(numbers[2]).article, "main") is None
    assert store.count_published(now - MINUTE) == 1


def test_post_that_a_person_found_is_known(store: Store, queued: Delivery, now: datetime) -> None:
    """A confirmed post counts as known, though no attempt of ours was settled."""
    held = store.apply(queued, hold(queued, "?"), now=now)
    assert held is not None
    store.apply(held, confirm(held, Receipt("77", ""), now=now), now=now)

    assert store.known_receipts("main", now) == ["77"]


def test_not_sent_is_no_distance(store: Store, queued: Delivery, now: datetime) -> None:
    """An attempt that certainly failed does not delay the next post."""
    begun = _begin(store, queued, now)
    error = NotSent("no connection")
    step = after_error(begun, error, now=now, rules=RULES, chance=0)
    store.apply(begun, step, now=now)

    assert store.last_sent_at("main") is None


def test_closed_account_is_paused_with_the_step(
    store: Store, queued: Delivery, now: datetime
) -> None:
    """One transaction, one event; probes that fail alike add none; a success opens it again."""
    begun = _begin(store, queued, now)
    error = AccountClosed("no credits", code="credits")
    for minutes in range(3):
        at = now + minutes * MINUTE
        step = after_error(begun, error, now=at, rules=RULES, chance=0)
        again = store.apply(begun, step, now=at)
        assert again is not None
        begun = _begin(store, again, at)
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
    begun = _begin(store, queued, now)
    store.pause("main", code="operator", why="holidays", now=now)
    store.apply(begun, after_receipt(begun, Receipt("1", ""), now=now), now=now)

    assert store.account("main").code == "operator"


def test_throttled_account_is_marked_with_the_step(
    store: Store, queued: Delivery, now: datetime
) -> None:
    """The reset that the network named is kept for all deliveries of the account."""
    begun = _begin(store, queued, now)
    error = NotSent("throttled", retry_at=now + 9 * MINUTE)
    store.apply(begun, after_error(begun, error, now=now, rules=RULES, chance=0), now=now)

    assert store.account("main").throttled_until == now + 9 * MINUTE
