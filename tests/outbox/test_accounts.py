"""Accounts, the ledger and the diary."""

from datetime import datetime, timedelta
from decimal import Decimal

from crosspost.model import AccountState, Charge
from crosspost.outbox.accounts import throttle_account
from crosspost.outbox.store import Store
from tests.words import english, plain

HOUR = timedelta(hours=1)


def test_unknown_account_is_open(store: Store) -> None:
    """An account that was never paused needs no row."""
    assert store.account("main") == AccountState("main")


def test_pause_by_a_person_outlasts_the_network(store: Store, now: datetime) -> None:
    """A later pause for credits, which would be probed, does not replace a person's."""
    store.pause("main", code="operator", why=plain("holidays"), now=now)
    store.pause("main", code="credits", why=plain("no credits"), now=now, retry_at=now + HOUR)

    account = store.account("main")
    assert (account.code, account.retry_at) == ("operator", None)


def test_pause_by_a_person_replaces_the_networks(store: Store, now: datetime) -> None:
    """A person may stop the probing."""
    store.pause("main", code="credits", why=plain("no credits"), now=now, retry_at=now + HOUR)
    store.pause("main", code="operator", why=plain("holidays"), now=now + HOUR)

    account = store.account("main")
    assert (account.code, account.paused_at, account.retry_at) == ("operator", now + HOUR, None)


def _throttle(store: Store, until: datetime, now: datetime) -> None:
    with store.writing() as connection:
        throttle_account(connection, "main", plain("429"), until=until, now=now)


def test_resume_opens_the_account(store: Store, now: datetime) -> None:
    """It says whether there was anything to open; a throttle stays."""
    _throttle(store, now + HOUR, now)
    store.pause("main", code="token", why=plain("revoked"), now=now)

    assert store.resume("main", now)
    assert not store.resume("main", now)
    assert store.account("main") == AccountState("main", throttled_until=now + HOUR)


def test_shorter_throttle_does_not_replace_a_longer_one(store: Store, now: datetime) -> None:
    """The 24-hour limit outlasts the one of 15 minutes; a pause stays."""
    store.pause("main", code="operator", why=plain("holidays"), now=now)
    _throttle(store, now + 24 * HOUR, now)
    _throttle(store, now + HOUR, now)

    account = store.account("main")
    assert (account.throttled_until, account.code) == (now + 24 * HOUR, "operator")


def test_ledger_adds_up_exactly(store: Store, now: datetime) -> None:
    """Thousandths of a dollar a thousand times are dollars, to the last digit."""
    for account in ("main", "other"):
        for _ in range(100):
            store.charge(Charge(now, account, "timeline-read", Decimal("0.001")))
    store.charge(Charge(now - HOUR, "main", "post-with-url", Decimal("0.2"), 7))

    assert store.spent("main", now) == Decimal("0.1")
    assert store.spent(None, now - HOUR) == Decimal("0.4")
    assert store.spent("nobody", now) == 0
    assert store.charges(now - HOUR)[-1] == Charge(
        now - HOUR, "main", "post-with-url", Decimal("0.2"), 7
    )


def test_diary_shows_the_last_lines_newest_last(store: Store, now: datetime) -> None:
    """Filtered by all that is given, not more than asked for."""
    for number in range(3):
        store.note("feed.moved", plain(f"why {number}"), feed="blog", now=now)
    store.note("account.checked", plain("by hand"), account="main", article=3, delivery=7, now=now)

    assert [english(e.why) for e in store.events(feed="blog", limit=2)] == [
        "why 1",
        "why 2",
    ]
    assert [e.kind for e in store.events(account="main", article=3)] == ["account.checked"]
    assert store.events(delivery=7, feed="blog") == []
    assert len(store.events()) == 4


def test_heartbeat_is_the_last_one(store: Store, now: datetime) -> None:
    """Each job has one row."""
    store.beat("watch", now)
    store.beat("watch", now + HOUR)
    store.beat("deliver", now)

    assert store.beats() == {"watch": now + HOUR, "deliver": now}


def test_small_facts_are_remembered(store: Store) -> None:
    """Any JSON value; the last one counts, None forgets."""
    store.remember("alert.main", {"sent": ["港"]})
    assert store.recall("alert.main") == {"sent": ["港"]}
    store.remember("alert.main", None)
    assert store.recall("alert.main") is None
    assert store.recall("never") is None
