"""A clock that was wrong binds nothing once it is right, and no look or send repeats meanwhile."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from crosspost import clock
from crosspost.model import Delivery
from crosspost.sandbox.faults import Fault
from crosspost.sandbox.world import Knobs
from tests.acceptance.rehearsal import CONFIG, Rehearsal, draft
from tests.acceptance.wrong_clock import WrongClock, opened

TITLE = "時計の狂った朝に、港の見張り台から届いた知らせ"
HOUR = timedelta(hours=1)
#: The defaults: what is in doubt at a start is looked for after ten seconds, then each in its time.
SLOW = CONFIG.replace('settle_looks = ["1s", "2s"]', 'settle_looks = ["30s", "2m", "10m"]')


@pytest.fixture
def wrong(rehearsal: Rehearsal, tmp_path: Path) -> Iterator[WrongClock]:
    """Give the daemon a clock of its own."""
    rehearsal.blog.structure = "/archives/{id}/"
    with opened(tmp_path) as made:
        rehearsal.secrets.update(made.variables)
        yield made


def deliveries(rehearsal: Rehearsal) -> list[Delivery]:
    """Return all deliveries."""
    with closing(rehearsal.open_store()) as store:
        return store.deliveries()


def count_looks(rehearsal: Rehearsal, *, read: bool = False) -> int:
    """Return how often the timeline was asked for, or was read."""
    calls = list(rehearsal.sandbox.calls)
    looks = [c for c in calls if c.method == "GET" and c.path.endswith("/tweets")]
    return sum(c.status == 200 for c in looks) if read else len(looks)


@pytest.mark.parametrize("ahead", [3 * HOUR, 9000 * HOUR, timedelta(minutes=4)], ids=str)
def test_a_clock_set_back_within_ten_seconds_of_the_start(
    rehearsal: Rehearsal, wrong: WrongClock, ahead: timedelta
) -> None:
    """X was asked 46 times a second, and then a person about what was never sent.

    By a clock that is a year ahead the article is too old as well, as long as that lasts.
    """
    rehearsal.sandbox.knobs = Knobs(any_key=True)
    rehearsal.configure(SLOW)
    rehearsal.start()
    rehearsal.stop()
    rehearsal.blog.publish(draft(TITLE))
    wrong.set(ahead)
    rehearsal.start()
    rehearsal.wait(lambda: bool(deliveries(rehearsal)), "the plan")
    wrong.set(timedelta(0))
    rehearsal.wait_for_log("clock.stepped")
    rehearsal.wait_for_posts(1)
    assert count_looks(rehearsal) == 1


def test_a_clock_ahead_that_x_refuses_is_over_when_it_is_right(
    rehearsal: Rehearsal, wrong: WrongClock
) -> None:
    """X says 401 to signatures from the future; account and post were bound for as long."""
    rehearsal.configure(SLOW)
    rehearsal.start()
    wrong.set(3 * HOUR)
    rehearsal.blog.publish(draft(TITLE))
    rehearsal.wait(lambda: _is_put_off(rehearsal), "the refusal")
    wrong.set(timedelta(0))
    rehearsal.wait_for_posts(1)
    rehearsal.wait(lambda: not _is_put_off(rehearsal), "the end")
    # X's refusal is certain: none is needed where nothing else had put the post in doubt.
    assert count_looks(rehearsal, read=True) <= 1
    assert len(rehearsal.texts()) == 1


def _is_put_off(rehearsal: Rehearsal) -> bool:
    with closing(rehearsal.open_store()) as store:
        account = store.account("main")
    return bool(account.throttled_until or account.paused_at)


def test_what_a_clock_ahead_put_in_doubt_is_found_in_time(
    rehearsal: Rehearsal, wrong: WrongClock
) -> None:
    """The looks come when they would have come, and reach back to when it really went out."""
    rehearsal.sandbox.knobs = Knobs(any_key=True)
    rehearsal.configure()
    rehearsal.start()
    wrong.set(3 * HOUR)
    rehearsal.sandbox.script(Fault("close", on=("POST", "/2/tweets"), effect="after"))
    rehearsal.sandbox.script(Fault("503", on=("GET", "/2/users/*/tweets"), times=2))
    rehearsal.blog.publish(draft(TITLE))
    rehearsal.wait(lambda: count_looks(rehearsal) > 0, "a look that failed")
    wrong.set(timedelta(0))
    rehearsal.wait(lambda: any(d.receipt for d in deliveries(rehearsal)), "the find")
    assert len(rehearsal.texts()) == 1
    (delivery,) = deliveries(rehearsal)
    assert delivery.sent_at
    assert delivery.sent_at < clock.now()


def test_a_clock_days_behind_at_the_start_holds_nothing_that_is_new(
    rehearsal: Rehearsal, wrong: WrongClock
) -> None:
    """A machine without a battery begins with the day on which it was switched off."""
    wrong.set(timedelta(days=-5))
    rehearsal.configure(SLOW)
    rehearsal.start()
    rehearsal.blog.publish(draft(TITLE))
    rehearsal.wait(lambda: bool(deliveries(rehearsal)), "the plan")
    wrong.set(timedelta(0))
    rehearsal.wait_for_posts(1)
    assert rehearsal.held() == []


def test_a_throttled_look_throttles_all_looks(rehearsal: Rehearsal) -> None:
    """Several that are in doubt: the first 429 is believed for all of them."""
    rehearsal.configure(CONFIG.replace("[[feeds]]", "[[feeds]]\nmax_new_per_poll = 9"))
    rehearsal.start()
    rehearsal.stop()
    for number in range(4):
        rehearsal.blog.publish(draft(f"{'霧雨風雪'[number] * 9}、{number * 7}隻が沖で待つ"))
    rehearsal.sandbox.script(Fault("429", on=("GET", "/2/users/*/tweets"), times=1))
    rehearsal.start()
    rehearsal.wait(lambda: count_looks(rehearsal) > 0, "the first look")
    rehearsal.wait_for_looks(4)
    assert count_looks(rehearsal) == 1
