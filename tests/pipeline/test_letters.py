"""When the operator is written to."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from crosspost.model import UNTOLD
from crosspost.model.calls import Call
from crosspost.pipeline.letters import Told, remember, write_letters
from crosspost.pipeline.needs import Need
from tests.words import english, plain

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
DAY = timedelta(hours=24)
TITLE = 'account "main" is paused (credits)'
PAUSED = Need("account:main:credits", plain(TITLE), plain("Buy credits."))


def hold(number: int) -> Need:
    """Return the need of a held delivery."""
    return Need(
        f"held:{number}", Call.HELD(title=f"記事{number}"), plain("too many"), Call.HELD_GROUP
    )


def play(rounds: list[list[Need]], step: timedelta) -> list[str]:
    """Return the titles of all letters when each of them is sent at once."""
    told: dict[str, Told] = {}
    titles = []
    for number, needs in enumerate(rounds):
        for letter in write_letters(needs, told, now=NOW + number * step, remind_every=DAY):
            titles.append(english(letter.title))
            told = remember(told, letter)
    return titles


def test_a_need_is_told_once_reminded_daily_and_cleared() -> None:
    """Once, again after a day, and when it is over."""
    assert play([[PAUSED]] * 49 + [[], []], timedelta(hours=1)) == [
        TITLE,
        f"still: {TITLE}",
        f"still: {TITLE}",
        f"over: {TITLE}",
    ]


def test_what_was_not_sent_is_said_again() -> None:
    """A letter counts only when it was remembered."""
    first = write_letters([PAUSED], {}, now=NOW, remind_every=DAY)
    again = write_letters([PAUSED], {}, now=NOW + DAY, remind_every=DAY)
    assert [letter.title for letter in first] == [letter.title for letter in again]


def test_holds_that_come_together_are_one_letter() -> None:
    """A flood is one letter with a list; a later hold is a letter of its own; so are the ends."""
    flood = [hold(number) for number in range(5)]
    letters = write_letters([*flood, PAUSED], {}, now=NOW, remind_every=DAY)
    assert [english(letter.title) for letter in letters] == ["5 deliveries are held", TITLE]
    assert english(letters[0].text).count("\n") == 4
    assert play([flood, [*flood, hold(9)], flood[:2], []], timedelta(minutes=1)) == [
        "5 deliveries are held",
        "held: 記事9",
        "over: 4 deliveries are held",
        "over: 2 deliveries are held",
    ]


def test_a_reminder_says_since_when() -> None:
    """The operator sees how long it has lasted."""
    told = {PAUSED.key: Told(PAUSED.title, None, NOW - 2 * DAY, NOW - DAY)}
    [letter] = write_letters([PAUSED], told, now=NOW, remind_every=DAY)
    assert english(letter.text) == "Since 2026-11-21 12:00 JST. Buy credits."


def test_what_a_clock_ahead_has_told_is_said_again() -> None:
    """Nobody waits for that time to come; a clock that is moved a little makes no letter."""
    for ahead, letters in ((2 * DAY, 1), (timedelta(seconds=30), 0)):
        told = {PAUSED.key: Told(PAUSED.title, None, NOW, NOW + ahead)}
        assert len(write_letters([PAUSED], told, now=NOW, remind_every=DAY)) == letters


@given(st.lists(st.sets(st.integers(0, 3)), max_size=12))
def test_every_beginning_has_one_letter_and_every_end_one(rounds: list[set[int]]) -> None:
    """However needs come and go, nothing is told twice or left without its end."""
    needs = [
        [Need(str(n), plain(f"need {n}"), UNTOLD) for n in sorted(each)]
        for each in [*rounds, set()]
    ]
    titles = play(needs, timedelta(seconds=1))
    for number in range(4):
        present = [number in each for each in rounds]
        begins = sum(now and not before for before, now in pairwise([False, *present]))
        assert titles.count(f"need {number}") == begins
        assert titles.count(f"over: need {number}") == begins
