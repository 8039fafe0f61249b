"""The record in trouble: nothing is lost, nothing goes out twice, and somebody is told."""

import os
import resource
import sqlite3
from contextlib import closing

import pytest

from crosspost import clock
from crosspost.sandbox.faults import Fault
from tests.acceptance.rehearsal import Rehearsal, draft
from tests.acceptance.webhook import Webhook

TITLE = "満杯の円盤に書けなかった日の記事、復旧後に一度だけ届く"


@pytest.fixture(autouse=True)
def short_addresses(rehearsal: Rehearsal) -> None:
    """Let addresses be short: X links none on this machine, so that each weighs in full."""
    rehearsal.blog.structure = "/archives/{id}/"


def test_a_full_disk_stops_everything_and_loses_nothing(
    rehearsal: Rehearsal, webhook: Webhook
) -> None:
    """No write, no post; the operator is told; with room again it goes out, once."""
    rehearsal.configure(more=f'[alerts]\nurls = ["json://127.0.0.1:{webhook.port}/"]\n')
    rehearsal.start()
    assert rehearsal.process
    limits = resource.prlimit(rehearsal.process.pid, resource.RLIMIT_FSIZE)
    # The log is smaller than this, each file of the record is larger.
    resource.prlimit(rehearsal.process.pid, resource.RLIMIT_FSIZE, (20_000, limits[1]))
    rehearsal.blog.publish(draft(TITLE))
    rehearsal.wait_for_log("state.failed")
    rehearsal.wait(lambda: bool(webhook.heard), "an alert")
    assert webhook.titles[0] == "the record cannot be used"
    assert rehearsal.texts() == []
    resource.prlimit(rehearsal.process.pid, resource.RLIMIT_FSIZE, limits)
    rehearsal.wait_for_posts(1)
    rehearsal.wait_for_log("state.recovered")
    rehearsal.wait_for_looks(3)
    assert len(rehearsal.texts()) == 1
    assert "Traceback" not in rehearsal.log


def test_a_locked_record_is_waited_for(rehearsal: Rehearsal) -> None:
    """Another program writes for a while: the daemon goes on when it has ended."""
    rehearsal.start()
    path = rehearsal.folder / "state" / "crosspost.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        rehearsal.blog.publish(draft(TITLE))
        rehearsal.wait_for_log("state.failed")
        assert rehearsal.texts() == []
        other.execute("ROLLBACK")
    rehearsal.wait_for_posts(1)
    assert len(rehearsal.texts()) == 1


def test_a_backup_of_the_running_daemon_is_restored(rehearsal: Rehearsal) -> None:
    """The copy goes into the record's place; what it knew is not posted again."""
    rehearsal.start()
    rehearsal.blog.publish(draft(TITLE))
    rehearsal.wait_for_posts(1)
    copy = rehearsal.folder / "copy.db"
    assert rehearsal.command("backup", str(copy)).returncode == 0
    rehearsal.stop()
    for path in (rehearsal.folder / "state").glob("crosspost.db*"):
        path.unlink()
    copy.rename(rehearsal.folder / "state" / "crosspost.db")
    rehearsal.start()
    rehearsal.wait_for_looks(2)
    assert len(rehearsal.texts()) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_volume_that_became_read_only_is_said(rehearsal: Rehearsal) -> None:
    """The remedy is in the line."""
    rehearsal.start()
    rehearsal.stop()
    folder = rehearsal.folder / "state"
    folder.chmod(0o500)
    try:
        done = rehearsal.command("once")
    finally:
        folder.chmod(0o700)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_receipt_waits_in_memory_for_a_disk_that_filled_while_x_answered(
    rehearsal: Rehearsal,
) -> None:
    """X has the post, the outcome cannot be written: it is, once there is room; nobody looks."""
    rehearsal.start()
    assert rehearsal.process
    slow = Fault("slow", on=("POST", "/2/tweets"), effect="after", seconds=2)
    rehearsal.sandbox.script(slow)
    rehearsal.blog.publish(draft(TITLE))
    rehearsal.wait_for_posts(1)
    limits = resource.prlimit(rehearsal.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(rehearsal.process.pid, resource.RLIMIT_FSIZE, (20_000, limits[1]))
    with closing(rehearsal.open_store()) as store:
        (sending,) = store.deliveries()
        lease_until = sending.lease_until
        assert lease_until
        rehearsal.wait(lambda: clock.now() > lease_until, "the lease to run out")
        before = len(rehearsal.sandbox.calls)
        resource.prlimit(rehearsal.process.pid, resource.RLIMIT_FSIZE, limits)
        rehearsal.wait(lambda: store.delivery(1).receipt is not None, "the receipt")
    assert len(rehearsal.sandbox.calls) == before
    assert len(rehearsal.texts()) == 1
