"""docs/operate.md names everything that an operator can meet."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from crosspost.cli.app import app
from crosspost.model import State

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "operate.md").read_text("utf-8")
# The events of the record itself carry the machine's moves; docs/outbox.md has them all.
LOGGERS = (
    "daemon.py",
    "standby.py",
    "trouble.py",
    "alerts.py",
    "pipeline/report.py",
    "web/server.py",
)
EVENT = re.compile(
    r'"((?:daemon|clock|state|config|web|feed|hub|article|delivery|operator|alert|standby)\.\w+)"'
)


def events() -> set[str]:
    """Return the events that the program logs."""
    found: set[str] = set()
    for name in LOGGERS:
        found.update(EVENT.findall((ROOT / "crosspost" / name).read_text("utf-8")))
    return found | {"feed.clean", "feed.unchanged"}


def commands() -> list[str]:
    """Return every command."""
    return sorted(get_command(app).commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize("command", commands())
def test_every_command_is_documented(command: str) -> None:
    """It has its line in the table."""
    assert re.search(rf"^\| `crosspost {command}[ `]", PAGE, re.MULTILINE)


def test_every_log_event_is_documented_and_no_other() -> None:
    """The table of events is whole and true."""
    table = PAGE.partition("## The log")[2].partition("## Alerts")[0]
    first = "".join(line.split("|")[1] for line in table.splitlines() if line.startswith("| `"))
    assert set(re.findall(r"`([\w.]+)`", first)) == events()


def test_every_state_is_documented() -> None:
    """In the order of the journey."""
    table = PAGE.partition("## States of a delivery")[2].partition("## The log")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == [state.value for state in State]
