"""`crosspost --help`: the commands by who types them, at once."""

import subprocess
import sys


def _help(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *options, "-m", "crosspost", "--help"]
    return subprocess.run(command, capture_output=True, text=True, check=True)


def test_commands_stand_under_who_types_them() -> None:
    """Three groups, in this order, each with its commands."""
    said = _help().stdout
    places = ["For the author:", "preview", "For the operator:", "run", "Try it:", "demo"]
    found = [said.index(f"\n  {p} " if p[0].islower() else f"\n{p}\n") for p in places]
    assert found == sorted(found)


def test_what_a_command_does_is_told_whole() -> None:
    """A long line is wrapped, never cut."""
    said = _help().stdout
    assert "..." not in said.partition("For the author:")[2]


def test_help_loads_nothing_heavy() -> None:
    """Whoever asks for help waits for no table, no record and no network."""
    loaded = _help("-X", "importtime").stderr
    heavy = ("rich", "asyncio", "pydantic", "sqlalchemy", "aiohttp", "tweepy")
    assert not [name for name in heavy if f" {name}\n" in loaded]
