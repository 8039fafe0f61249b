"""docs/operate.md and the Japanese page name everything that an operator can meet."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from crosspost.cli.app import app
from crosspost.model import State
from crosspost.words.ja.labels import LABELS

ROOT = Path(__file__).parents[1]
PAGES = {
    language: (ROOT / "docs" / path).read_text("utf-8")
    for language, path in (("en", "operate.md"), ("ja", "ja/operate.md"))
}
STATES = {"en": "## States of a delivery", "ja": "## 配信の状態"}
LOG = {"en": "## The log", "ja": "## ログ"}
in_both = pytest.mark.parametrize("language", sorted(PAGES))
# The events of the record itself carry the machine's moves; docs/outbox.md has them all.
LOGGERS = (
    "cli/starting.py",
    "daemon.py",
    "standby.py",
    "trouble.py",
    "alerts.py",
    "pipeline/report.py",
    "web/server.py",
)
EVENT = re.compile(
    r'"((?:daemon|clock|state|config|web|feed|hub|article|delivery|operator|alert|standby'
    r'|secrets)\.\w+)"'
)


def events() -> set[str]:
    """Return the events that the program logs."""
    found: set[str] = set()
    for name in LOGGERS:
        found.update(EVENT.findall((ROOT / "crosspost" / name).read_text("utf-8")))
    return found | {"feed.clean", "feed.unchanged"}


def section(language: str, heading: str) -> str:
    """Return what stands under a heading of a page."""
    return PAGES[language].partition(f"\n{heading}\n")[2].partition("\n## ")[0]


def commands() -> list[str]:
    """Return every command."""
    return sorted(get_command(app).commands)  # type: ignore[attr-defined]


@in_both
@pytest.mark.parametrize("command", commands())
def test_every_command_is_documented(command: str, language: str) -> None:
    """It has its line in the table."""
    assert re.search(rf"^\| `crosspost {command}[ `]", PAGES[language], re.MULTILINE)


@in_both
def test_every_log_event_is_documented_and_no_other(language: str) -> None:
    """The table of events is whole and true."""
    table = section(language, LOG[language])
    first = "".join(line.split("|")[1] for line in table.splitlines() if line.startswith("| `"))
    assert set(re.findall(r"`([\w.]+)`", first)) == events()


def test_an_event_has_the_same_level_in_both_languages() -> None:
    """The tables of events have the same lines in the same order."""
    cells = {
        language: [
            re.findall(r"[\w.]+", line.rpartition("|")[0].rpartition("|")[0])
            for line in section(language, heading).splitlines()
            if line.startswith("| `")
        ]
        for language, heading in LOG.items()
    }
    assert cells["en"] == cells["ja"]


@in_both
def test_every_state_is_documented(language: str) -> None:
    """In the order of the journey."""
    table = section(language, STATES[language])
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == [state.value for state in State]


def test_a_state_is_called_in_japanese_as_commands_call_it() -> None:
    """The word beside the state is the catalogue's."""
    shown = re.findall(r"^\| `(\w+)` \| (\S+) \|", section("ja", STATES["ja"]), re.MULTILINE)
    assert dict(shown) == {state.value: LABELS[state.value] for state in State}
