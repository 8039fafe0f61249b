"""What an author means by --at."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from crosspost.cli.times import read_time
from crosspost.errors import ConfigError
from tests.words import english, raises_saying

TOKYO = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo("Asia/Tokyo"))
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("", 0),
        ("+2h", 2),
        ("21:00", 9),
        ("9:00", 21),
        ("2026-12-01 12:00", 8 * 24),
        ("2026-12-01T12:00", 8 * 24),
        ("２１：００", 9),
        ("21時", 9),
        ("21時30分", 9.5),
        ("+2時間", 2),
        ("＋３０分", 0.5),
        ("+1時間30分", 1.5),
        ("2時間後", 2),
        ("+1日", 24),
        ("2026/12/01 07:30", 7 * 24 + 19.5),
        ("2026/12/1 7:30", 7 * 24 + 19.5),
        ("明日 7:30", 19.5),
        ("明日７時", 19),
        ("明後日　12:00", 48),
        ("今日 21:00", 9),
        ("午後9時", 9),
        ("午後 0:30", 0.5),
        ("午前9時半", 21.5),
        ("明日7時半", 19.5),
        ("あさって 12:00", 48),
    ],
)
def test_a_time_is_a_span_or_the_next_such_one_on_the_clock(text: str, hours: float) -> None:
    """It is read in the account's zone."""
    assert read_time(text, now=TOKYO) == TOKYO + timedelta(hours=hours)


@pytest.mark.parametrize(
    ("now", "shown"),
    [
        (datetime(2027, 3, 28, 1, 30, tzinfo=BERLIN), "2027-03-28T04:30:00+02:00"),
        (datetime(2027, 10, 31, 1, 30, tzinfo=BERLIN), "2027-10-31T02:30:00+01:00"),
    ],
    ids=["begins", "ends"],
)
def test_two_hours_are_two_hours_also_when_summer_time_changes(now: datetime, shown: str) -> None:
    """They pass as they do on a stop watch; the clock on the wall jumps meanwhile."""
    later = read_time("+2h", now=now)
    assert later.isoformat() == shown
    assert later.astimezone(UTC) - now.astimezone(UTC) == timedelta(hours=2)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("25:99", ""),
        ("25:00", "hour must be in 0..23"),
        ("later", ""),
        ("+30 apples", "no such span of time"),
        ("+", "no such span of time"),
        ("+99999999999d", ""),
        ("+9999999d", ""),
        ("その後", "no such span of time"),
        ("2026-13-01 07:30", "month must be in 1..12"),
        ("2026-12/01 07:30", ""),
        ("2026-12-12:30", ""),
        ("午後21時", "午後 has no hour 21"),
        ("2026-11-23 07:30", "this time has passed"),
        ("今日 7:30", "this time has passed"),
    ],
)
def test_what_is_no_time_is_refused_with_examples(text: str, why: str) -> None:
    """Whatever was wrong, the line shows how a time is written."""
    with pytest.raises(ConfigError) as caught:
        read_time(text, now=TOKYO)
    assert english(caught.value).startswith(f'--at "{text}": {why}')
    forms = 'write "21:00", "2026-12-01 07:30", "明日 7:30", "+2h" or "+30分"'
    assert forms in english(caught.value)


@pytest.mark.parametrize("text", ["2026-10-25 02:30", "明日 2:30", "明日2時半"])
def test_an_hour_that_comes_twice_is_asked_about(text: str) -> None:
    """When summer time ends, half past two is an hour apart from itself."""
    now = datetime(2026, 10, 24, 12, tzinfo=BERLIN)
    ways = 'write "2026-10-25 02:30\\+02:00" or "2026-10-25 02:30\\+01:00"'
    with raises_saying(ConfigError, match=ways):
        read_time(text, now=now)


@pytest.mark.parametrize(("zone", "hour"), [("+02:00", 0), ("+01:00", 1)])
def test_an_hour_that_comes_twice_is_named_with_its_zone(zone: str, hour: int) -> None:
    """As the question proposes it."""
    now = datetime(2026, 10, 24, 12, tzinfo=BERLIN)
    at = read_time(f"2026-10-25 02:30{zone}", now=now)
    assert at.astimezone(UTC) == datetime(2026, 10, 25, hour, 30, tzinfo=UTC)


def test_an_hour_that_is_passed_over_is_refused() -> None:
    """When summer time begins there is no half past two."""
    now = datetime(2026, 3, 28, 12, tzinfo=BERLIN)
    with raises_saying(ConfigError, match="pass over this time"):
        read_time("2026-03-29 02:30", now=now)


def test_in_the_second_of_two_like_hours_the_first_one_has_passed() -> None:
    """Both show the same, and only one is to come."""
    now = datetime(2026, 10, 25, 2, 10, tzinfo=BERLIN, fold=1)
    with raises_saying(ConfigError, match="has passed"):
        read_time("2026-10-25 02:30+02:00", now=now)
