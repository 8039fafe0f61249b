"""Repost as the author types it, beside a running daemon and without one."""

import json

import pytest

from tests.acceptance.rehearsal import Rehearsal, draft

TITLE = "潮見湾の埋め立て計画、県議会が条件つきで承認"


@pytest.fixture(autouse=True)
def short_addresses(rehearsal: Rehearsal) -> None:
    """Let addresses be short: X links none on this machine, so that each weighs in full."""
    rehearsal.blog.structure = "/archives/{id}/"


def publish(rehearsal: Rehearsal, title: str = TITLE) -> str:
    """Publish an article, wait until it is out, and return its address."""
    number = rehearsal.blog.publish(draft(title))
    rehearsal.wait(lambda: any(title in text for text in rehearsal.texts()), title)
    return rehearsal.blog.url(rehearsal.blog.post(number))


def test_the_running_daemon_sends_it_and_the_command_prints_the_address(
    rehearsal: Rehearsal,
) -> None:
    """`repost latest` ends with the post's address; the text says that it is announced again."""
    rehearsal.start()
    publish(rehearsal)
    done = rehearsal.command("repost", "latest", "--yes")
    assert done.returncode == 0, done.stderr
    newest = rehearsal.sandbox.posts()[0].id
    assert done.stdout.splitlines()[-1] == f"{rehearsal.x}/i/web/status/{newest}"
    assert "note: it went out" in done.stdout
    assert rehearsal.texts()[-1].startswith(f"【再掲】{TITLE}")
    assert len(rehearsal.texts()) == 2


def test_without_a_daemon_the_command_sends_it_under_the_same_lease(rehearsal: Rehearsal) -> None:
    """The daemon is stopped: the command takes its place, natively if that is wanted."""
    rehearsal.start()
    publish(rehearsal)
    rehearsal.stop()
    done = rehearsal.command("repost", "--as", "native", "--yes")
    assert done.returncode == 0, done.stderr
    assert next(iter(rehearsal.sandbox.world.newest())).repost_of
    done = rehearsal.command("repost", "--comment", "続報を追記しました", "--yes", "--json")
    assert json.loads(done.stdout)[0]["state"] == "published"
    assert rehearsal.texts()[-1].startswith("続報を追記しました")


def test_a_later_time_waits_for_the_daemon_and_says_so(rehearsal: Rehearsal) -> None:
    """--at orders it; the exit code is 0 although nothing has been sent yet."""
    rehearsal.start()
    publish(rehearsal)
    rehearsal.stop()
    done = rehearsal.command("repost", "--at", "+3s", "--yes")
    assert done.returncode == 0
    assert "is queued for" in done.stdout
    assert "no daemon runs now" in done.stderr
    assert len(rehearsal.texts()) == 1
    again = rehearsal.command("repost", "--yes")
    assert again.returncode == 1
    assert "on its way" in again.stderr
    rehearsal.start()
    rehearsal.wait_for_posts(2)
