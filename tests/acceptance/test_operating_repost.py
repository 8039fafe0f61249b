"""Repost as the author types it, beside a running daemon and without one."""

import json
import re
from datetime import timedelta

import pytest

from crosspost import clock
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
    assert re.fullmatch(r"https://x\.com/i/web/status/\d+", done.stdout.splitlines()[-1])
    assert "note: it went out" in done.stdout
    assert rehearsal.texts()[-1].startswith(f"【再掲】{TITLE}")
    assert len(rehearsal.texts()) == 2


def test_an_article_is_found_by_every_spelling_of_its_address(rehearsal: Rehearsal) -> None:
    """Scheme, www, slash, encoding, fragment, ?p=N, ID and part of the title name the same."""
    rehearsal.start()
    url = publish(rehearsal)
    number = rehearsal.blog.published()[0].id
    spellings = (
        url,
        url.rstrip("/"),
        url.replace("http://", "https://"),
        f"{url}?utm_source=x#top",
        f"{rehearsal.site}/?p={number}",
        "4",
        "潮見湾の埋め立て",
    )
    for spelling in spellings:
        done = rehearsal.command("repost", spelling, "--dry-run", "--json")
        assert done.returncode == 0, (spelling, done.stderr)
        assert json.loads(done.stdout)["article"]["title"] == TITLE


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


def test_an_article_that_no_feed_ever_showed_is_read_from_its_page(rehearsal: Rehearsal) -> None:
    """It has left the feed before the first look; its address is enough."""
    rehearsal.blog.window = 2
    old = rehearsal.blog.publish(
        draft("十年前の記事だが、いま読み返す価値がある"), at=clock.now() - timedelta(days=3650)
    )
    rehearsal.start()
    done = rehearsal.command("repost", rehearsal.blog.url(rehearsal.blog.post(old)), "--yes")
    assert done.returncode == 0, done.stderr
    assert rehearsal.texts()[0].startswith("十年前の記事")
    assert not rehearsal.texts()[0].startswith("【再掲】")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["repost", "そんな記事はない", "--yes"], 1, "no known article has"),
        (["repost", "http://127.0.0.1:1/nowhere/", "--yes"], 1, "cannot be read"),
        (["repost", "latest", "--as", "quote", "--yes"], 2, 'write "post" or "native"'),
        (["repost", "latest", "--at", "25:99", "--yes"], 2, "--at"),
        (["repost", "latest", "--at", "2020-01-01 07:00", "--yes"], 2, "has passed"),
        (["repost", "latest", "--account", "other", "--yes"], 1, 'no account "other"'),
        (["repost", "latest", "--as", "native", "--yes"], 2, "no post on"),
        (["repost", "latest"], 2, "add --yes"),
        (["repost", "前からある記事", "--yes"], 1, "fits several"),
    ],
)
def test_what_cannot_be_reposted_is_said_in_a_line(
    seen: Rehearsal, words: list[str], code: int, said: str
) -> None:
    """A wrong wish ends with its reason and sends nothing."""
    done = seen.command(*words)
    assert (done.returncode, said in done.stderr) == (code, True), done.stderr
    assert "Traceback" not in done.stderr
    assert seen.texts() == []


def test_a_protected_article_is_refused(rehearsal: Rehearsal) -> None:
    """What a password guards is never announced by hand either."""
    rehearsal.start()
    number = rehearsal.blog.publish(draft("会員のみなさまへのお知らせ"))
    rehearsal.blog.protect(number)
    rehearsal.wait_for_looks(3)
    done = rehearsal.command("repost", rehearsal.blog.url(rehearsal.blog.post(number)), "--yes")
    assert done.returncode == 1
    assert "password" in done.stderr
    assert rehearsal.texts() == []
