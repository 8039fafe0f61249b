"""What the daemon does when its record cannot be written."""

from dataclasses import dataclass

import pytest
import structlog
from structlog.testing import capture_logs

from crosspost.errors import StoreBusy, StoreError
from crosspost.trouble import PATIENCE, Trouble

FULL = StoreError("the disk is full")
BUSY = StoreBusy("another program keeps it locked")


@dataclass(slots=True)
class Seconds:
    """A clock that a test turns."""

    at: float = 1000.0

    def __call__(self) -> float:
        """Return the seconds since somewhere."""
        return self.at


@pytest.fixture
def seconds() -> Seconds:
    """Return the clock."""
    return Seconds()


@pytest.fixture
def trouble(seconds: Seconds) -> Trouble:
    """Return a record that is well."""
    return Trouble(structlog.get_logger(), seconds=seconds)


def rest(trouble: Trouble, seconds: Seconds, work: str) -> int:
    """Wait until a work may be begun again; how many seconds that took."""
    begun = seconds.at
    while trouble.rests(work):
        seconds.at += 1
    return round(seconds.at - begun)


def test_a_work_rests_longer_after_each_write_that_failed(
    trouble: Trouble, seconds: Seconds
) -> None:
    """What a picture or a look costs is not paid every second while nothing can be kept."""
    rests = []
    for _ in range(12):
        trouble.note("deliver:main", FULL)
        rests.append(rest(trouble, seconds, "deliver:main"))

    assert rests == [2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]


def test_work_that_succeeded_begins_the_rests_anew(trouble: Trouble, seconds: Seconds) -> None:
    """A short failure each good minute lets nothing rest longer and longer."""
    rests = []
    for _ in range(6):
        trouble.note("look:blog", FULL)
        rests.append(rest(trouble, seconds, "look:blog"))
        trouble.end("look:blog")
        seconds.at += 60

    assert rests == [2] * 6


def test_what_cannot_be_written_of_one_work_rests_no_other(trouble: Trouble) -> None:
    """Another feed's smaller look may find room, and an account's posts are its own."""
    trouble.note("look:blog", FULL)

    assert trouble.rests("look:blog")
    assert not any(map(trouble.rests, ("look:other", "deliver:main", "settle", "watch")))
    assert trouble.has_failed("look:blog")
    assert not trouble.has_failed("look:other")


def test_while_not_even_a_beat_is_written_nothing_is_begun(trouble: Trouble) -> None:
    """The first beat that is written ends it; the works that failed themselves rest on."""
    trouble.note("look:blog", FULL)
    trouble.note("beat", FULL)
    assert all(map(trouble.rests, ("look:blog", "look:other", "deliver:main")))

    trouble.end("beat")
    assert trouble.rests("look:blog")
    assert not trouble.rests("look:other")


def test_the_end_is_told_once_every_work_that_failed_was_done(
    trouble: Trouble, seconds: Seconds
) -> None:
    """A beat may find room on a disk that is too full for more."""
    with capture_logs() as said:
        trouble.note("look:blog", FULL)
        trouble.end("beat")
        assert trouble.why
        seconds.at += 10
        trouble.end("look:blog")
        trouble.end("beat")
        trouble.end("beat")

    assert [line["event"] for line in said] == ["state.failed", "state.recovered"]
    assert trouble.why is None


def test_a_locked_record_lets_nothing_rest_and_is_told_after_a_while(
    trouble: Trouble, seconds: Seconds
) -> None:
    """It is asked before each step whether it is free; a backup is no trouble."""
    with capture_logs() as said:
        trouble.note("watch", BUSY)
        assert not trouble.rests("watch")
        assert trouble.why is None
        seconds.at += PATIENCE
        trouble.note("watch", BUSY)
        assert trouble.why == BUSY.why
        trouble.end("beat")

    assert [line["event"] for line in said] == ["state.failed", "state.recovered"]


def test_a_lock_of_yesterday_makes_nobody_impatient(trouble: Trouble, seconds: Seconds) -> None:
    """Each lock has its own ten seconds."""
    trouble.note("watch", BUSY)
    trouble.end("beat")
    seconds.at += 3600
    trouble.note("watch", BUSY)

    assert trouble.why is None


def test_each_work_says_once_that_it_could_not_write(trouble: Trouble) -> None:
    """A beat that failed does not hide that a post's outcome was lost; neither says it twice."""
    with capture_logs() as said:
        for work in ("beat", "deliver:main", "beat", "deliver:main"):
            trouble.note(work, FULL)

    assert [line["job"] for line in said] == ["beat", "deliver:main"]


def test_another_configuration_forgets_works_that_may_be_no_more(trouble: Trouble) -> None:
    """An account that was taken away would be in trouble for ever."""
    trouble.note("deliver:old", FULL)
    trouble.clear()
    trouble.end("beat")

    assert trouble.why is None
