"""Dates in every form that feeds use."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosspost.feed.dates import parse_date

JAPAN = timezone(timedelta(hours=9))
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Sat, 16 Aug 2025 10:00:00 +0900",
        "Sat, 16 Aug 2025 10:00:00 JST",
        "Sat, 16 Aug 2025 01:00:00 GMT",
        "Sat, 16 Aug 2025 10:00:00 GMT+9",
        "Sat, 16 Aug 2025 10:00:00 +0900 (JST)",
        "Sat, 16 Aug 2025 10:00:00 Asia/Tokyo",
        "Sat, 16 Aug 2025 10:00:00",
        "Sat, 16 Aug 2025 10:00:00 XYZ",
        "Sat, 16 Aug 2025 10:00:00 Nowhere/Atall",
        "Fri, 15 Aug 2025 20:00 CDT",
        "Fri, 15 Aug 2025 21:00:00 EDT",
        "Saturday, 16-Aug-25 01:00:00 UTC",
        "Sat Aug 16 10:00:00 2025",
        "August 16th, 2025 10:00 AM",
        "16 August 2025 10:00",
        "土, 16 8月 2025 10:00:00 +0900",
        "2025-08-16T10:00:00+09:00",
        "2025-08-16T10:00:00.000+0900",
        "2025-08-16T01:00:00Z",
        "2025-08-16T01:00Z",
        "2025-08-16 10:00:00",
        "2025/08/16 10:00",
        "2025.8.16 10:00",
        "20250816T010000Z",
        "2025年08月16日 10時00分",
        "2025年8月16日(土) 午前10:00",
        "２０２５年８月１６日　１０時",
        "令和7年8月16日 10時",
        "R7年8月16日 10:00",
    ],
)
def test_every_form_of_a_moment_is_the_same_moment(text: str) -> None:
    """Offsets, names of zones, Japanese forms and none at all (the feed's own zone)."""
    assert parse_date(text, zone=JAPAN, now=NOW) == datetime(2025, 8, 16, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2025-08-16", datetime(2025, 8, 15, 15, 0, tzinfo=UTC)),
        ("2025-08-16+09:00", datetime(2025, 8, 15, 15, 0, tzinfo=UTC)),
        ("Sat, 16 Aug 2025 24:00:00 +0900", datetime(2025, 8, 16, 15, 0, tzinfo=UTC)),
        ("2025-08-16T10:00:60Z", datetime(2025, 8, 16, 10, 0, 59, tzinfo=UTC)),
        ("2025年8月16日 午後3時5分6秒", datetime(2025, 8, 16, 6, 5, 6, tzinfo=UTC)),
        ("Aug 16, 2025 12:30 AM", datetime(2025, 8, 15, 15, 30, tzinfo=UTC)),
        ("令和元年5月1日", datetime(2019, 4, 30, 15, 0, tzinfo=UTC)),
        ("平成30年1月2日", datetime(2018, 1, 1, 15, 0, tzinfo=UTC)),
        ("8月16日 10:00", datetime(2026, 8, 16, 1, 0, tzinfo=UTC)),
        ("12月31日", datetime(2025, 12, 30, 15, 0, tzinfo=UTC)),
        ("01 Jan 99 00:00 GMT", datetime(1999, 1, 1, tzinfo=UTC)),
        ("2041-01-01T00:00:00Z", datetime(2041, 1, 1, tzinfo=UTC)),
    ],
)
def test_odd_dates_are_read(text: str, moment: datetime) -> None:
    """Ends of days, eras, missing years and the future are what they say."""
    assert parse_date(text, zone=JAPAN, now=NOW) == moment


@pytest.mark.parametrize(
    "text",
    ["", "昨日", "2025-13-45", "2025-08-16 25:00", "2025-08-16 10:61", "0000-00-00 00:00:00",
     "-0001-11-30T00:00:00Z", "9999-12-31T23:59:59-12:00", "Sat, 31 Foo 2025 10:00:00"],
)  # fmt: skip
def test_what_is_no_date_is_none(text: str) -> None:
    """Impossible and zero dates are no dates; nothing is guessed."""
    assert parse_date(text, zone=JAPAN, now=NOW) is None


@given(st.text(max_size=60))
def test_no_text_breaks_the_parser(text: str) -> None:
    """Whatever stands there, the answer is a moment in UTC or None."""
    found = parse_date(text, zone=JAPAN, now=NOW)
    assert found is None or found.tzinfo is UTC


@given(
    st.datetimes(min_value=datetime(1970, 1, 2), max_value=datetime(2200, 1, 1)),  # noqa: DTZ001
    st.integers(-14 * 60, 14 * 60),
)
def test_what_is_written_is_read_back(moment: datetime, minutes: int) -> None:
    """ISO and RFC 822 forms of any moment in any offset are read as that moment."""
    whole = moment.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=minutes)))
    for text in (whole.isoformat(), whole.strftime("%a, %d %b %Y %H:%M:%S %z")):
        assert parse_date(text, zone=JAPAN, now=NOW) == whole
