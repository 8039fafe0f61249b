"""When something may be tried again, and when an account may post."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosspost.model import AccountState, Delivery, Post, State
from crosspost.outbox.pace import back_off, next_allowed, retry_time, too_old
from tests.words import english, plain

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
FIRST, MOST = timedelta(seconds=30), timedelta(hours=1)
TOKYO, BERLIN = ZoneInfo("Asia/Tokyo"), ZoneInfo("Europe/Berlin")
NIGHT = (time(23), time(7))


def _allowed(
    now: datetime,
    *,
    account: AccountState = AccountState("main"),  # noqa: B008 — frozen
    last_sent_at: datetime | None = None,
    quiet: tuple[time, time] | None = None,
    zone: ZoneInfo = TOKYO,
) -> tuple[datetime | None, str]:
    at, why = next_allowed(
        now,
        account=account,
        last_sent_at=last_sent_at,
        min_distance=timedelta(minutes=1),
        quiet=quiet,
        zone=zone,
    )
    return at, english(why)


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [
        (0, 30),
        (1, 60),
        (2, 120),
        (6, 1920),
        (7, 3600),  # 3840, capped
        (10_000, 3600),  # no overflow after years
    ],
)
def test_back_off_doubles_up_to_the_cap(failures: int, seconds: int) -> None:
    """30 s, doubled with each failure, never beyond an hour."""
    assert back_off(FIRST, MOST, failures=failures, chance=0) == timedelta(seconds=seconds)


@given(st.integers(0, 10**6), st.floats(0, 1, exclude_max=True))
def test_jitter_shortens_by_less_than_half(failures: int, chance: float) -> None:
    """Whatever the dice say, the wait stays between half and whole."""
    whole = back_off(FIRST, MOST, failures=failures, chance=0)

    assert whole / 2 <= back_off(FIRST, MOST, failures=failures, chance=chance) <= whole


@pytest.mark.parametrize(
    ("asked", "repeated", "expected"),
    [
        (None, False, timedelta(minutes=4)),  # nothing named: our own wait
        (timedelta(seconds=-5), False, timedelta(minutes=4)),  # in the past: a skewed clock
        (timedelta(seconds=1), False, timedelta(seconds=1)),  # believed once
        (timedelta(seconds=1), True, timedelta(minutes=4)),  # not again and again
        (timedelta(minutes=15), True, timedelta(minutes=15)),  # longer than ours: believed
        (timedelta(days=30), False, timedelta(hours=24)),  # beyond any window of X
    ],
)
def test_server_is_believed_within_reason(
    asked: timedelta | None, expected: timedelta, *, repeated: bool
) -> None:
    """A retry time that the server names counts, but cannot stall or hurry us."""
    at = None if asked is None else NOW + asked
    found = retry_time(NOW, timedelta(minutes=4), asked=at, repeated=repeated)

    assert found == NOW + expected


def test_open_account_may_post_now() -> None:
    """Nothing is in the way, and there is no reason to give."""
    assert _allowed(NOW) == (NOW, "")


def test_distance_to_the_post_before_is_kept() -> None:
    """A minute after the last attempt, not earlier."""
    at, why = _allowed(NOW, last_sent_at=NOW - timedelta(seconds=20))

    assert at == NOW + timedelta(seconds=40)
    assert why == "waits for the minimum distance to the post before"


def test_throttled_account_waits_for_the_reset() -> None:
    """The longest of several reasons decides, and is named."""
    account = AccountState("main", throttled_until=NOW + timedelta(minutes=9))
    at, why = _allowed(NOW, account=account, last_sent_at=NOW)

    assert at == NOW + timedelta(minutes=9)
    assert why == 'account "main" is throttled'


def test_paused_account_waits_for_a_person() -> None:
    """Without a probe there is no time to name."""
    at, why = _allowed(NOW, account=AccountState("main", paused_at=NOW, why=plain("suspended")))

    assert at is None
    assert why == 'account "main" is paused: suspended'


def test_paused_account_is_probed_when_planned() -> None:
    """With a probe planned, a pending post may be tried then."""
    probe = NOW + timedelta(hours=1)
    account = AccountState("main", paused_at=NOW, why=plain("no credits"), retry_at=probe)

    assert _allowed(NOW, account=account) == (probe, 'account "main" is paused: no credits')


def _local(text: str, zone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("at", "quiet", "zone", "end"),
    [
        ("2026-11-23T22:59", NIGHT, TOKYO, None),
        ("2026-11-23T23:00", NIGHT, TOKYO, "2026-11-24T07:00"),
        ("2026-11-24T03:00", NIGHT, TOKYO, "2026-11-24T07:00"),
        ("2026-11-24T06:59", NIGHT, TOKYO, "2026-11-24T07:00"),
        ("2026-11-24T07:00", NIGHT, TOKYO, None),
        ("2026-11-24T13:30", (time(13), time(14)), TOKYO, "2026-11-24T14:00"),
        ("2026-11-24T12:59", (time(13), time(14)), TOKYO, None),
        # Summer time begins at 2:00 and ends at 3:00: the night ends at 7:00 on the wall
        ("2026-03-29T01:30", NIGHT, BERLIN, "2026-03-29T07:00"),
        ("2026-10-25T02:30", NIGHT, BERLIN, "2026-10-25T07:00"),
    ],
)
def test_quiet_hours_end_in_the_accounts_zone(
    at: str, quiet: tuple[time, time], zone: ZoneInfo, end: str | None
) -> None:
    """Quiet hours hold until their end on the account's own clock, across midnight too."""
    moment = _local(at, zone)
    found, why = _allowed(moment, quiet=quiet, zone=zone)

    assert found == (_local(end, zone) if end else moment)
    assert why == ("waits for the end of the quiet hours" if end else "")


def test_throttle_that_ends_in_the_night_waits_for_the_morning() -> None:
    """The end of one reason may fall into another."""
    evening = _local("2026-11-23T22:50", TOKYO)
    account = AccountState("main", throttled_until=evening + timedelta(minutes=15))

    assert _allowed(evening, account=account, quiet=NIGHT)[0] == _local("2026-11-24T07:00", TOKYO)


def _aged(age: timedelta | None, *, released: bool = False) -> Delivery:
    return Delivery(
        id=1,
        article=1,
        account="main",
        edition=1,
        state=State.QUEUED,
        post=Post("港"),
        due_at=NOW,
        article_published=None if age is None else NOW - age,
        released=released,
    )


@pytest.mark.parametrize(
    ("delivery", "why"),
    [
        (_aged(timedelta(hours=48)), ""),
        (_aged(timedelta(hours=49)), "the article is 49 hours old, max_age is 48 hours"),
        (_aged(timedelta(days=5)), "the article is 5 days old, max_age is 48 hours"),
        (_aged(timedelta(days=5), released=True), ""),
        (_aged(None), ""),
    ],
)
def test_old_article_is_named_as_such(delivery: Delivery, why: str) -> None:
    """Older than max_age when its turn comes, unless a person released it."""
    published = delivery.article_published
    most = timedelta(hours=48)
    assert english(too_old(delivery, published=published, now=NOW, max_age=most)) == why


@pytest.mark.parametrize(
    ("published", "is_old"),
    [
        (NOW - timedelta(hours=1), False),
        (NOW - timedelta(days=3), True),
        (NOW + timedelta(days=400), True),
        (None, True),
    ],
)
def test_the_articles_own_date_counts_where_it_can(
    published: datetime | None, *, is_old: bool
) -> None:
    """A clock that was days behind has seen it days ago; a date to come says nothing."""
    seen = _aged(timedelta(days=5))
    told = too_old(seen, published=published, now=NOW, max_age=timedelta(hours=48))
    assert bool(told) is is_old
