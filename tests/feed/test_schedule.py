"""When a feed is looked at again."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosspost.feed.schedule import after_failure, next_look
from crosspost.model import Document
from tests.words import english

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)  # a Monday
EVERY = timedelta(minutes=20)
EMPTY = Document("rss20", "", ())


def wait(headers: dict[str, str] | None = None, **options: Any) -> timedelta:  # noqa: ANN401
    """Return how long is waited without jitter."""
    facts: dict[str, Any] = {"now": NOW, "every": EVERY, "chance": 0.0, "headers": headers or {}}
    facts["document"] = None
    return next_look(**(facts | options))[0] - NOW


def test_jitter_only_lengthens() -> None:
    """The interval is the least; chance adds at most 15 %."""
    assert wait() == EVERY
    assert wait(chance=1.0) == EVERY * 1.15


@pytest.mark.parametrize(
    ("headers", "minutes"),
    [
        ({"Cache-Control": "public, max-age=3600"}, 60),
        ({"cache-control": 'max-age="3600"', "Age": "600"}, 50),
        ({"Cache-Control": "max-age=60"}, 20),
        ({"Cache-Control": "max-age=99999999999"}, 360),
        ({"Cache-Control": "no-cache, max-age=3600"}, 20),
        ({"Cache-Control": "max-age=abc"}, 20),
        ({"Cache-Control": "private"}, 20),
        ({"Cache-Control": "max-age=60", "Expires": "Mon, 23 Nov 2026 05:00:00 GMT"}, 20),
        ({"Expires": "Mon, 23 Nov 2026 04:00:00 GMT"}, 60),
        (
            {
                "Expires": "Mon, 23 Nov 2026 05:00:00 GMT",
                "Date": "Mon, 23 Nov 2026 04:00:00 GMT",
            },
            60,
        ),
        ({"Expires": "Mon, 23 Nov 2026 04:00:00 -0000"}, 60),
        ({"Expires": "Wed, 11 Jan 1984 05:00:00 GMT"}, 20),
        ({"Expires": "0"}, 20),
    ],
)
def test_the_server_may_lengthen_the_interval(headers: dict[str, str], minutes: int) -> None:
    """max-age goes before Expires, counts up to six hours, and never shortens."""
    assert wait(headers) == timedelta(minutes=minutes)


def test_the_feeds_ttl_counts_as_well() -> None:
    """The longer of the wishes is kept, and the reason names it."""
    document = Document("rss20", "", (), ttl=90)
    due, why = next_look(
        now=NOW,
        every=EVERY,
        chance=0,
        headers={"Cache-Control": "max-age=3600"},
        document=document,
    )
    assert due == NOW + timedelta(minutes=90)
    assert "ttl" in english(why)


def test_a_rehearsal_keeps_its_own_pace() -> None:
    """On loopback nothing lengthens an interval of seconds."""
    document = Document("rss20", "", (), ttl=90, skip_hours=frozenset({3}))
    found = wait(
        {"Cache-Control": "max-age=3600"},
        every=timedelta(seconds=2),
        document=document,
        rehearsal=True,
    )
    assert found == timedelta(seconds=2)


@pytest.mark.parametrize(
    ("hours", "days", "due"),
    [
        ({3, 4}, set(), datetime(2026, 11, 23, 5, 0, tzinfo=UTC)),
        ({5}, set(), NOW + EVERY),
        (set(), {"Monday"}, datetime(2026, 11, 24, 0, 0, tzinfo=UTC)),
        (set(range(24)), set(), NOW + EVERY),
        (set(), {"Monday", "Tuesday"}, datetime(2026, 11, 24, 3, 0, tzinfo=UTC)),
    ],
)
def test_hours_and_days_to_skip_are_a_soft_veto(
    hours: set[int], days: set[str], due: datetime
) -> None:
    """They delay by at most a day, and a feed that skips every hour is asked anyway."""
    document = Document("rss20", "", (), skip_hours=frozenset(hours), skip_days=frozenset(days))
    assert NOW + wait(document=document) == due


def test_a_server_that_ignores_validators_is_named() -> None:
    """Identical full answers in a row are told, not punished."""
    _, why = next_look(now=NOW, every=EVERY, chance=0, headers={}, document=EMPTY, same_body=3)
    assert "ignores validators (3" in english(why)


@pytest.mark.parametrize(
    ("failures", "minutes"), [(1, 40), (2, 80), (3, 160), (4, 320), (5, 320), (99, 320)]
)
def test_failures_double_the_interval(failures: int, minutes: int) -> None:
    """A server in trouble is asked ever more rarely, up to some hours."""
    due, why = after_failure(now=NOW, every=EVERY, chance=0, failures=failures)
    assert due == NOW + timedelta(minutes=minutes)
    assert english(why).startswith(f"failure {failures}")


@pytest.mark.parametrize(
    ("retry", "due"),
    [
        (timedelta(minutes=1), timedelta(minutes=40)),
        (timedelta(hours=3), timedelta(hours=3)),
        (timedelta(days=9), timedelta(hours=24)),
    ],
)
def test_retry_after_only_lengthens(retry: timedelta, due: timedelta) -> None:
    """The server's word counts up to a day, never below our own patience."""
    found, why = after_failure(now=NOW, every=EVERY, chance=0, failures=1, retry_at=NOW + retry)
    assert found == NOW + due
    assert ("Retry-After" in english(why)) == (due != timedelta(minutes=40))


def test_a_rehearsal_recovers_soon() -> None:
    """With an interval of seconds the wait stays in seconds."""
    every = timedelta(seconds=2)
    due, _ = after_failure(now=NOW, every=every, chance=0, failures=50, rehearsal=True)
    assert due == NOW + timedelta(seconds=8)


def test_a_long_interval_is_not_shortened_by_failure() -> None:
    """Whoever looks once a day does so after a failure, too."""
    due, why = after_failure(now=NOW, every=timedelta(days=1), chance=0, failures=3)
    assert due == NOW + timedelta(days=1)
    assert "24 h" in english(why)


@given(st.floats(0, 1), st.integers(1, 10**6), st.integers(1, 200), st.booleans())
def test_never_earlier_than_the_interval(
    chance: float,
    seconds: int,
    failures: int,
    rehearsal: bool,  # noqa: FBT001 — drawn
) -> None:
    """Whatever happens, the operator's interval is the least between two looks."""
    every = timedelta(seconds=seconds)
    due, _ = after_failure(
        now=NOW, every=every, chance=chance, failures=failures, rehearsal=rehearsal
    )
    assert due >= NOW + every
    assert wait(every=every, chance=chance, rehearsal=rehearsal) >= every
