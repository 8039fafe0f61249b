"""What the daemon does when its record cannot be written."""

from datetime import UTC, datetime, timedelta

import pytest
import structlog
from structlog.testing import capture_logs

from crosspost.errors import StoreBusy, StoreError
from crosspost.trouble import Trouble

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
FULL = StoreError("the disk is full")


@pytest.fixture
def trouble() -> Trouble:
    """Return a record that is well."""
    return Trouble(structlog.get_logger())


def rest(trouble: Trouble, since: datetime) -> timedelta:
    """Return how long nothing is begun."""
    return next(n * SECOND for n in range(10_000) if not trouble.rests(since + n * SECOND))


def test_jobs_rest_longer_after_each_write_that_failed(trouble: Trouble) -> None:
    """What a picture or a look costs is not paid every second while nothing can be kept."""
    now, rests = NOW, []
    for _ in range(12):
        trouble.note("deliver:main", FULL, now=now)
        rests.append(rest(trouble, now).total_seconds())
        now += timedelta(seconds=rests[-1])

    assert rests == [2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]


def test_a_record_that_was_well_for_long_rests_briefly_again(trouble: Trouble) -> None:
    """Yesterday's full disk says nothing of today's."""
    for _ in range(5):
        trouble.note("watch", FULL, now=NOW)
    trouble.note("watch", FULL, now=NOW + timedelta(hours=1))

    assert rest(trouble, NOW + timedelta(hours=1)) == 2 * SECOND


def test_a_locked_record_lets_nothing_rest(trouble: Trouble) -> None:
    """It is asked before each step whether it is free."""
    trouble.note("watch", StoreBusy("locked"), now=NOW)

    assert not trouble.rests(NOW)


def test_a_beat_ends_the_rest_only_where_beats_had_failed(trouble: Trouble) -> None:
    """A beat may find room on a disk that is too full for more; the end is told once."""
    with capture_logs() as said:
        trouble.note("watch", FULL, now=NOW)
        trouble.end(now=NOW)
        assert trouble.rests(NOW)
        trouble.note("beat", FULL, now=NOW)
        trouble.end(now=NOW)
        assert not trouble.rests(NOW)

    assert [line["event"] for line in said] == ["state.failed", "state.failed", "state.recovered"]


def test_a_clock_that_is_set_back_ends_the_rest(trouble: Trouble) -> None:
    """Nothing rests for longer than the longest rest."""
    trouble.note("watch", FULL, now=NOW + timedelta(days=1))

    assert not trouble.rests(NOW)


def test_each_job_says_once_that_it_could_not_write(trouble: Trouble) -> None:
    """A beat that failed does not hide that a post's outcome was lost; neither says it twice."""
    with capture_logs() as said:
        for job in ("beat", "deliver:main", "beat", "deliver:main"):
            trouble.note(job, FULL, now=NOW)

    assert [line["job"] for line in said] == ["beat", "deliver:main"]
