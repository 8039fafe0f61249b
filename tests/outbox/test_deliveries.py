"""Deliveries at rest: one row each, offered when it is due, and found again."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from crosspost.errors import NotFound, NotSent
from crosspost.model import Delivery, FeedState, Media, Planned, Post, Receipt, State, Thumbnail
from crosspost.outbox.machine import after_error, after_receipt
from crosspost.outbox.ordering import Order
from crosspost.outbox.settling import recover
from crosspost.outbox.store import Store
from crosspost.outbox.verdict import confirm, hold, withdraw
from tests.outbox.conftest import RULES, Find, start
from tests.words import english, plain

MINUTE = timedelta(minutes=1)


def _publish(store: Store, delivery: Delivery, now: datetime, number: str) -> Delivery:
    begun = start(store, delivery, now)
    receipt = Receipt(number, f"https://x.example/{number}")
    done = store.apply(begun, after_receipt(begun, receipt, now=now), now=now)
    assert done is not None
    return done


def test_key_is_taken_once(store: Store, queued: Delivery, now: datetime) -> None:
    """One delivery for each (article, account, edition) (law 1)."""
    planned = Planned("main", Post("もう一度"), now, Decimal("0.015"), released=True)

    assert store.order(queued.article, [Order(planned, plain("again"))], now=now) == []
    assert store.next_edition(queued.article, "main") == 2
    following = Order(replace(planned, edition=2), plain("again"))
    [number] = store.order(queued.article, [following], now=now)
    second = store.delivery(number)
    assert (second.edition, second.released, english(second.why)) == (2, True, "again")
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
    begun = start(store, queued, now)

    assert store.abandoned(now, all_of_them=False) == []
    assert store.abandoned(now, all_of_them=True) == [begun]
    assert store.abandoned(now + RULES.lease, all_of_them=False) == [begun]


def test_uncertain_delivery_is_due_for_looks(store: Store, queued: Delivery, now: datetime) -> None:
    """It is offered for a look when that is due, and never for sending."""
    begun = start(store, queued, now)
    store.apply(begun, recover(begun, now=now, rules=RULES), now=now)

    assert store.uncertain(now) == []
    assert len(store.uncertain(now + RULES.settle_looks[0])) == 1
    assert store.queued("main", now + timedelta(days=1)) == []


def test_upload_is_kept_for_a_retry(store: Store, queued: Delivery, now: datetime) -> None:
    """The media id and its expiry survive a restart; the state stays."""
    media = Media("900", now + timedelta(hours=24), alt_done=True)
    kept = store.save_media(queued, media, why=plain("uploaded"), now=now)

    assert kept == store.delivery(queued.id)
    assert kept is not None
    assert (kept.media, kept.state) == (media, State.QUEUED)
    assert store.events(delivery=queued.id)[-1].kind == "delivery.picture"


def test_waiting_post_is_written_again(store: Store, queued: Delivery, now: datetime) -> None:
    """A corrected title reaches a post that still waits, with its price and its picture."""
    kept = store.save_media(queued, Media("900", now), why=plain("uploaded"), now=now)
    assert kept is not None
    post = replace(queued.post, text="港の再開発【追記】")
    planned = Planned("main", post, now + MINUTE, Decimal("0.015"))

    after = store.rewrite(kept, planned, why=plain("revised"), now=now)

    assert after is not None
    assert (after.post.text, after.price) == ("港の再開発【追記】", Decimal("0.015"))
    assert (after.due_at, after.media) == (now + MINUTE, Media("900", now))
    begun = start(store, after, now)
    assert store.rewrite(begun, planned, why=plain("too late"), now=now) is None


def test_rewriting_drops_the_upload_of_another_picture(
    store: Store, queued: Delivery, now: datetime
) -> None:
    """An upload belongs to the picture that it shows, and so does what went wrong with it."""
    kept = store.save_media(queued, Media("900", now), why=plain("uploaded"), now=now)
    assert kept is not None
    failed = replace(kept, picture_since=now, picture_refused=True, media_losses=1)
    post = replace(queued.post, thumbnail=Thumbnail("https://blog.example.jp/other.jpg"))

    after = store.rewrite(
        failed, Planned("main", post, now, Decimal(0)), why=plain("revised"), now=now
    )

    assert after is not None
    assert after.media is None
    assert (after.picture_since, after.picture_refused, after.media_losses) == (None, False, 0)


def test_held_delivery_keeps_its_reason_when_rewritten(
    store: Store, queued: Delivery, now: datetime
) -> None:
    """Why it waits for a person is still true; that it was rewritten stands in the record."""
    held = store.apply(queued, hold(queued, plain("four at once")), now=now)
    assert held is not None
    store.rewrite(held, Planned("main", Post("新"), now, Decimal(0)), why=plain("revised"), now=now)

    assert english(store.delivery(queued.id).why) == "four at once"
    assert english(store.events(delivery=queued.id)[-1].why) == "revised"


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
    held = store.apply(queued, hold(queued, plain("?")), now=now)
    assert held is not None
    store.apply(held, confirm(held, Receipt("77", ""), now=now), now=now)

    assert store.known_receipts("main", now) == ["77"]


def test_not_sent_is_no_distance(store: Store, queued: Delivery, now: datetime) -> None:
    """An attempt that certainly failed does not delay the next post."""
    begun = start(store, queued, now)
    error = NotSent("no connection")
    step = after_error(begun, error, now=now, rules=RULES, chance=0)
    store.apply(begun, step, now=now)

    assert store.last_sent_at("main") is None
