"""The daemon ends, dies or comes back on an older record: nothing is lost or sent twice."""

import shutil
import signal

import pytest

from crosspost.model import Delivery, State
from crosspost.sandbox.faults import Fault
from tests.acceptance.rehearsal import Rehearsal, draft
from tests.faults.locking import locked
from tests.words import english

TITLE = "終わりの合図の前に出た記事は、その受領まで書き留められる"


@pytest.fixture(autouse=True)
def short_addresses(rehearsal: Rehearsal) -> None:
    """Let addresses be short: X links none on this machine, so that each weighs in full."""
    rehearsal.blog.structure = "/archives/{id}/"


def deliveries(rehearsal: Rehearsal) -> list[Delivery]:
    """Return what the record has, newest first."""
    store = rehearsal.open_store()
    try:
        return store.deliveries()
    finally:
        store.close()


def test_the_step_at_hand_is_finished_when_the_daemon_is_told_to_end(rehearsal: Rehearsal) -> None:
    """The answer to a post comes after SIGTERM: its receipt is in the record, nothing to settle."""
    rehearsal.start()
    slow = Fault("slow", on=("POST", "/2/tweets"), effect="after", seconds=0.3)
    rehearsal.sandbox.script(slow)
    rehearsal.blog.publish(draft(TITLE))
    rehearsal.wait_for_posts(1)
    assert rehearsal.stop(signal.SIGTERM) == 0
    (delivery,) = deliveries(rehearsal)
    assert (delivery.state, slow.hits) == (State.PUBLISHED, 1)
    [wrong] = rehearsal.status()["daemon"]["wrong"]
    assert wrong.startswith("the daemon was stopped at ")


def test_a_daemon_under_a_locked_record_still_hears_the_signal(rehearsal: Rehearsal) -> None:
    """It ends cleanly while another program writes, and goes on where it was."""
    rehearsal.start()
    with locked(rehearsal.folder / "state" / "crosspost.db"):
        rehearsal.blog.publish(draft(TITLE))
        rehearsal.wait_for_log("state.failed")
        assert rehearsal.stop(signal.SIGTERM) == 0
    assert rehearsal.texts() == []
    rehearsal.start()
    rehearsal.wait_for_posts(1)
    rehearsal.wait_for_looks(2)
    assert len(rehearsal.texts()) == 1


def test_an_older_copy_of_the_record_that_is_put_back_posts_nothing_twice(
    rehearsal: Rehearsal,
) -> None:
    """Copied, gone on, killed, put back, all within seconds, with X's duplicate rule off."""
    rehearsal.sandbox.turn(duplicates="off")
    state = rehearsal.folder / "state"
    rehearsal.start()
    assert rehearsal.command("backup", str(rehearsal.folder / "copy.db")).returncode == 0
    rehearsal.blog.publish(draft(TITLE))
    rehearsal.wait_for_posts(1)
    rehearsal.stop(signal.SIGKILL)
    for path in state.glob("crosspost.db*"):
        path.unlink()
    shutil.copy(rehearsal.folder / "copy.db", state / "crosspost.db")
    rehearsal.blog.publish(draft("写しが戻された後に書かれた、まだ誰も読んでいない記事"))
    rehearsal.start()
    rehearsal.wait_for_posts(2)
    rehearsal.wait(
        lambda: {d.state for d in deliveries(rehearsal)} == {State.PUBLISHED}, "both to be settled"
    )
    assert len(rehearsal.texts()) == 2
    assert "found on the timeline" in english(deliveries(rehearsal)[1].why)


def test_a_record_that_is_replaced_while_the_daemon_runs_ends_it(rehearsal: Rehearsal) -> None:
    """It would go on in a file that nobody sees; started again, it posts nothing twice."""
    state = rehearsal.folder / "state"
    rehearsal.start()
    rehearsal.blog.publish(draft(TITLE))
    rehearsal.wait_for_posts(1)
    assert rehearsal.command("backup", str(rehearsal.folder / "copy.db")).returncode == 0
    (rehearsal.folder / "copy.db").replace(state / "crosspost.db")
    assert rehearsal.process
    assert rehearsal.process.wait(timeout=60) == 2
    assert "was replaced or removed" in rehearsal.log
    rehearsal.start()
    rehearsal.wait_for_looks(2)
    assert len(rehearsal.texts()) == 1
