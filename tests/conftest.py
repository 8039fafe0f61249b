"""What holds for all tests: nothing is timed, and each run draws the same examples."""

import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from crosspost.cli.voice import forget
from tests.speech import blank

if TYPE_CHECKING:
    from tests.faults.house import House, Open

settings.register_profile("untimed", deadline=None, derandomize=True)
settings.load_profile("untimed")

if os.environ.get("CROSSPOST_TEST_WORDS") == "X":
    blank.begin()

# Commands speak English to the tests, whoever runs them, in this process and in others.
os.environ["LC_ALL"] = "C.UTF-8"


@pytest.fixture(autouse=True)
def _speak_anew() -> None:
    """Let each test begin in the terminal's language; the last one's configuration is forgotten."""
    forget()


@pytest.fixture
def open_house(tmp_path: Path) -> Iterator["Open"]:
    """Open a house for a test and close it behind it."""
    from tests.faults.house import House  # noqa: PLC0415 — few tests need one

    opened: list[House] = []

    def open_(**parts: Any) -> "House":  # noqa: ANN401 — whatever a house is made of
        opened.append(House(tmp_path, **parts))
        return opened[-1]

    yield open_
    for house in opened:
        house.close()


#: Seconds that the tests of a folder may take together on two quiet cores; told, never judged.
BUDGETS = {"acceptance": 300, "cli": 60, "faults": 60, "outbox": 60, "test_every_fault.py": 90}
_USUAL = 30


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print how many seconds each folder took, beside its budget."""
    spent: dict[str, float] = defaultdict(float)
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport):
                path = report.nodeid.partition("::")[0]
                spent[path.removeprefix("tests/").partition("/")[0]] += report.duration
    terminalreporter.section("seconds, of the budget")
    for place, seconds in sorted(spent.items(), key=lambda item: -item[1]):
        budget = BUDGETS.get(place, _USUAL)
        over = "  over" if seconds > budget else ""
        terminalreporter.write_line(f"{seconds:6.1f} of {budget:3}  {place}{over}")
