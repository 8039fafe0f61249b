"""What the log never tells."""

import logging

import pytest

from crosspost import log
from crosspost.cli.ending import finish

CANARY = "kanaria-0815"


@pytest.fixture(autouse=True)
def hidden() -> None:
    """Let the canary be a secret."""
    log.hide([CANARY])


def test_a_secret_is_masked_wherever_it_stands_in_a_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """As a value, in a list of differences, in the trace of an exception."""
    log.configure("info", "json")
    try:
        int(CANARY)
    except ValueError:
        log.logger().exception("daemon.failed", why=CANARY, changed=[f"key: {CANARY} -> x"])
    said = capsys.readouterr().err
    assert CANARY not in said
    assert said.count("***") == 3


def test_lines_of_libraries_are_masked_too() -> None:
    """A task that nobody waited for is told of by asyncio itself."""
    log.configure()
    masking = log._Masking("%(message)s")
    record = logging.LogRecord("asyncio", 40, "", 1, "lost: %s", (CANARY,), None)
    assert masking.format(record) == "lost: ***"


def test_a_fault_of_the_program_ends_in_a_masked_trace(capsys: pytest.CaptureFixture[str]) -> None:
    """The exit code is 1; the last line asks for a report."""

    def fail() -> None:
        raise RuntimeError(f"a fault with {CANARY}")

    assert finish(fail) == 1
    said = capsys.readouterr().err
    assert CANARY not in said
    assert "RuntimeError: a fault with ***" in said
    assert said.endswith("please report it with its trace\n")
