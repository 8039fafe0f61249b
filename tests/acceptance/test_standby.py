"""A second daemon waits for the record and goes on where the first one ended."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests import postgres
from tests.acceptance.rehearsal import CONFIG, Rehearsal, draft

POSTGRES = pytest.mark.skipif(not postgres.is_available(), reason="no PostgreSQL here")


@contextmanager
def second(rehearsal: Rehearsal, *words: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Start another daemon on the same configuration; its log is beside the first one's."""
    with (
        (rehearsal.folder / "second.log").open("ab") as log,
        subprocess.Popen(
            [sys.executable, "-m", "crosspost", "run", *words, "--config", str(rehearsal.config)],
            env=rehearsal.environment(),
            stderr=log,
            cwd=rehearsal.folder,
        ) as process,
    ):
        try:
            yield process
        finally:
            process.kill()


def wait_for_second(rehearsal: Rehearsal, words: str) -> None:
    """Wait until the second daemon has logged these words."""
    log = rehearsal.folder / "second.log"
    rehearsal.wait(lambda: words in log.read_text("utf-8"), words)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=POSTGRES)])
def replicas(rehearsal: Rehearsal, request: pytest.FixtureRequest) -> Iterator[Rehearsal]:
    """Give a rehearsal whose record is in each of the databases."""
    if request.param == "sqlite":
        rehearsal.configure()
        yield rehearsal
        return
    with postgres.cluster() as url:
        rehearsal.url = url
        rehearsal.configure(CONFIG.replace("sqlite:///{folder}/state/crosspost.db", url))
        yield rehearsal


def test_the_second_goes_on_where_the_first_was_killed(replicas: Rehearsal) -> None:
    """What waits and what comes after the kill goes out once, by the one that waited."""
    replicas.start()
    with second(replicas) as standby:
        wait_for_second(replicas, "standby.waiting")
        replicas.blog.publish(draft("一台目が動いているあいだに公開された記事の見出し"))
        replicas.wait_for_posts(1)
        assert standby.poll() is None
        assert "healthy" in replicas.command("health").stdout
        replicas.stop(signal.SIGKILL)
        replicas.blog.publish(draft("一台目が止まったあとに公開された記事の見出し、二台目が出す"))
        wait_for_second(replicas, "standby.ended")
        replicas.wait_for_posts(2)
        standby.send_signal(signal.SIGTERM)
        assert standby.wait(timeout=120) == 0
    assert len(replicas.texts()) == 2


def test_a_second_that_must_not_wait_ends_and_one_that_waits_can_be_told_to(
    rehearsal: Rehearsal,
) -> None:
    """`--no-wait` exits with 2 and says who sends; SIGTERM ends a standby with 0."""
    rehearsal.start()
    with second(rehearsal, "--no-wait") as refused:
        assert refused.wait(timeout=120) == 2
    wait_for_second(rehearsal, "sends from this record")
    with second(rehearsal) as standby:
        wait_for_second(rehearsal, "standby.waiting")
        standby.send_signal(signal.SIGTERM)
        assert standby.wait(timeout=120) == 0
