"""A process that was frozen, or lost its lock, sends nothing; another one takes its place."""

import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from crosspost.errors import StoreBusy, StoreGone, StoreTaken
from crosspost.outbox.lock import Line, exclusive
from crosspost.outbox.tenure import FROZEN_SECONDS, LASTS_SECONDS, Tenure, alone

#: Holds a record and says at each line that it reads whether it may send.
HOLDER = """
import sys
from crosspost.errors import StoreError
from crosspost.outbox import advisory, tenure
from crosspost.outbox.store import exclusive
from sqlalchemy import text
tenure.RENEW_SECONDS = 0.1
advisory._IMPATIENT = text("SET idle_session_timeout = '1s'")
with exclusive(sys.argv[1]) as held:
    term = held.term
    print("held", flush=True)
    for line in sys.stdin:
        try:
            held.prove(term)
            print("sends", flush=True)
        except StoreError as error:
            print(type(error).__name__, flush=True)
"""


@dataclass
class Scripted:
    """A lock that does as it is told."""

    renewals: list[bool | StoreGone] = field(default_factory=list)
    held: bool = True

    def renew(self) -> bool:
        """Do the next thing."""
        said = self.renewals.pop(0) if self.renewals else True
        if isinstance(said, StoreGone):
            raise said
        return said

    def is_held(self) -> bool:
        """Return what was told."""
        return self.held


@dataclass
class Seconds:
    """A clock that a test turns."""

    at: float = 1000.0

    def __call__(self) -> float:
        """Return the time."""
        return self.at


def test_a_fresh_and_unbroken_tenure_may_send() -> None:
    """What holds in every ordinary minute."""
    tenure = Tenure(Scripted(), seconds=Seconds())
    tenure.prove(tenure.term)
    assert tenure.term == 1


def test_a_renewal_counts_only_for_a_while() -> None:
    """Who was frozen longer finds it old, whatever the lock says; the next renewal mends it."""
    seconds = Seconds()
    tenure = Tenure(Scripted(), seconds=seconds)
    seconds.at += LASTS_SECONDS + 1
    with pytest.raises(StoreBusy):
        tenure.prove(tenure.term)
    tenure.keep()
    tenure.prove(tenure.term)


def test_a_lock_that_was_lost_for_a_while_ends_what_was_begun_before() -> None:
    """Another process may have sent the same meanwhile; what begins now may go."""
    tenure = Tenure(Scripted([False]), seconds=Seconds())
    begun = tenure.term
    tenure.keep()
    with pytest.raises(StoreBusy):
        tenure.prove(begun)
    tenure.prove(tenure.term)


def test_a_lock_that_is_not_there_at_the_last_moment_stops_the_request() -> None:
    """It is asked for once more, right before the first byte."""
    with pytest.raises(StoreBusy):
        Tenure(Scripted(held=False), seconds=Seconds()).prove(1)


def test_who_has_lost_it_to_another_never_has_it_again() -> None:
    """The daemon ends, even where the other one has ended meanwhile."""
    tenure = Tenure(Scripted([StoreGone("taken")]), seconds=Seconds())
    for _ in range(2):
        with pytest.raises(StoreGone):
            tenure.keep()
    with pytest.raises(StoreBusy):
        tenure.prove(tenure.term)


def test_who_is_alone_needs_no_proof() -> None:
    """A pipeline that shares its record with nobody."""
    tenure = alone()
    tenure.keep()
    tenure.prove(0)
    assert tenure.term == 1


def test_a_frozen_holder_loses_the_record_and_sends_nothing_when_it_wakes(address: str) -> None:
    """SIGSTOP and SIGCONT: in a file the one that waits frees the lock, a server does it itself."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, address],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as frozen:
        assert ask(frozen, "") == "held"
        assert ask(frozen, "may I?") == "sends"
        frozen.send_signal(signal.SIGSTOP)
        seconds = Seconds()
        line = Line(address, seconds=seconds)
        taken = 0
        while True:
            line.look()
            try:
                with exclusive(address):
                    frozen.send_signal(signal.SIGCONT)
                    assert ask(frozen, "may I?") == "StoreBusy"
                    break
            except StoreTaken:
                taken += 1
                seconds.at += FROZEN_SECONDS / 3
        assert taken > 1
        frozen.kill()


def ask(process: "subprocess.Popen[str]", line: str) -> str:
    """Write a line, unless it is empty, and return the answer."""
    assert process.stdin is not None
    assert process.stdout is not None
    if line:
        process.stdin.write(f"{line}\n")
        process.stdin.flush()
    return process.stdout.readline().strip()


def test_a_holder_that_lives_is_never_robbed(tmp_path: Path) -> None:
    """Its lock is renewed all the while; only the one whose time stands still is passed over."""
    url = f"sqlite:///{tmp_path}/crosspost.db"
    seconds = Seconds()
    line = Line(url, seconds=seconds)
    with exclusive(url) as tenure:
        for _ in range(5):
            line.look()
            seconds.at += FROZEN_SECONDS - 1
            tenure.keep()
        line.look()
        tenure.prove(tenure.term)
        assert tenure.term == 1
    Line(f"sqlite:///{tmp_path}/nowhere/crosspost.db").look()
