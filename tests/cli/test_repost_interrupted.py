"""Whoever changes their mind at a repost: nothing goes out unasked, and what stays is said."""

import os
import pty
import signal
import subprocess
import sys
from contextlib import closing

import pytest

from tests.cli.conftest import CONFIG, Desk

# Tests that run in the background have inherited to ignore Ctrl-C; a command that does not end by
# it ends by the alarm, so that the test fails and does not hang.
HEEDING = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.alarm(60)
from crosspost.__main__ import main
main()
"""
# Who leads a session and opens a terminal is the one whom its Ctrl-C ends.
AT_TERMINAL = f"""
import os
os.close(os.open(os.ttyname(0), os.O_RDWR))
{HEEDING}
"""


def type_at_terminal(*words: str, until: bytes, then: bytes) -> tuple[int, str]:
    """Play a command at a terminal, type `then` when it shows `until`; its code and screen."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", AT_TERMINAL, *words],
        stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
    ) as command:  # fmt: skip
        os.close(theirs)
        screen, typed = b"", False
        while chunk := _read(ours):
            screen += chunk
            if not typed and until in screen:
                os.write(ours, then)
                typed = True
        code = command.wait()
    os.close(ours)
    return code, screen.decode()


def _read(terminal: int) -> bytes:
    """Return what is on the screen anew, nothing when the command has ended."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


@pytest.mark.parametrize(("keys", "code"), [(b"\x03y\n", 130), (b"\x04", 0), (b"n\n", 0)])
def test_whoever_does_not_say_yes_orders_nothing_and_is_told_so(
    at_work: Desk, keys: bytes, code: int
) -> None:
    """Ctrl-C ends the question at once, whatever is typed behind it; Ctrl-D is a no."""
    ended, screen = type_at_terminal("repost", until=b"[y/N]", then=keys)
    assert ended == code
    assert "nothing is ordered" in screen
    assert "Abort" not in screen
    with closing(at_work.store()) as store:
        assert len(store.deliveries()) == 1


@pytest.mark.parametrize("terminal", ["xterm", "dumb"])
def test_what_ctrl_c_leaves_ordered_is_named_with_how_to_take_it_back(
    at_work: Desk, terminal: str
) -> None:
    """The wait ends, not the order; on a terminal of any kind it says what it waits for."""
    at_work.patch.setenv("TERM", terminal)
    at_work.configure(CONFIG.replace('"0s"\n[fetch]', '"1h"\n[fetch]'))
    ended, screen = type_at_terminal("repost", "--yes", until=b"minimum distance", then=b"\x03")
    assert ended == 130
    assert "delivery 2 stays ordered; take it back with crosspost withdraw 2" in screen


def test_without_a_terminal_one_line_says_what_is_waited_for(at_work: Desk) -> None:
    """A minute in silence looks like a fault; nor is it said again and again."""
    at_work.configure(CONFIG.replace('"0s"\n[fetch]', '"1h"\n[fetch]'))
    words = [sys.executable, "-c", HEEDING, "repost", "--yes"]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as command:
        assert command.stderr
        first = command.stderr.readline().decode()
        command.send_signal(signal.SIGINT)
        rest = command.stderr.read().decode()
    assert "delivery 2: queued (waits for the minimum distance" in first
    assert rest.startswith("delivery 2 stays ordered")


def test_a_comment_is_not_dropped_by_a_native_repost(at_work: Desk) -> None:
    """X's own Repost has no place for it."""
    said = at_work.type("repost", "--as", "native", "--comment", "続報", "--dry-run")
    assert said.code == 2
    assert "leave out --comment" in said.err
