"""What an author means by --at."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from crosspost.cli.reposting import read_time

TOKYO = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo("Asia/Tokyo"))
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "hours"),
    [("", 0), ("+2h", 2), ("21:00", 9), ("9:00", 21), ("2026-12-01 12:00", 8 * 24)],
)
def test_a_time_is_a_span_or_the_next_such_one_on_the_clock(text: str, hours: int) -> None:
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
