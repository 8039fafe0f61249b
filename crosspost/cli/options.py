"""What several commands share: the configuration file and the form of what is printed."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from crosspost.cli.voice import say, speak_as
from crosspost.errors import ConfigError
from crosspost.model.mistakes import Mistake
from crosspost.model.reasons import parts_of
from crosspost.words.lines import Line

if TYPE_CHECKING:
    from crosspost.settings import Settings

Config = Annotated[Path | None, typer.Option("--config", "-c", help="The configuration file.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for scripts.")]

_chosen: dict[str, Path | None] = {"config": None}


def choose_config(path: Path | None) -> None:
    """Remember the file named before the command."""
    _chosen["config"] = path


def named_file(named: Path | None) -> Path | None:
    """Return the file that was named after or before the command."""
    return named or _chosen["config"]


def read_settings(named: Path | None, *, judge: bool = True) -> tuple[Path, "Settings"]:
    """Find and read the file in force and set up the logs; ConfigError says what is wrong.

    `check` judges the parts by itself.
    """
    from crosspost import wiring  # noqa: PLC0415 — only the commands that need it load it
    from crosspost.settings import find_file, load  # noqa: PLC0415

    path = find_file(named_file(named))
    settings = load(path)
    speak_as(settings)
    if judge:
        wiring.check_parts(settings, path)
    wiring.start_log(settings)
    return path, settings


def find_settings(named: Path | None) -> tuple[Path, "Settings"] | None:
    """Read the file in force as `read_settings` does; None where none is named and none found."""
    from crosspost.settings import find_file  # noqa: PLC0415 — the same

    try:
        find_file(named_file(named))
    except ConfigError as error:
        if error.why.code is Mistake.NONE_FOUND:
            return None
        raise
    return read_settings(named)


def read_what_stands(named: Path | None) -> "Settings":
    """Read a broken file as far as the record needs, and say so: the daemon can be steered."""
    from crosspost import wiring  # noqa: PLC0415 — only the commands that need it load it
    from crosspost.settings import find_file, load_what_stands  # noqa: PLC0415

    settings, wrong = load_what_stands(find_file(named_file(named)))
    speak_as(settings)
    if wrong:
        first, *more = parts_of(wrong) if wrong.code is Mistake.LINES else (wrong,)
        told = Line.BROKEN_FILE(cause=first)
        if more:
            told = Line.BROKEN_FILE_MORE(cause=first, found=len(more))
        sys.stderr.write(f"crosspost: {say(told)}\n")
    wiring.start_log(settings)
    return settings


def print_json(value: Any) -> None:  # noqa: ANN401 — anything JSON can hold
    """Print JSON with Japanese as it is (where the terminal has it), and times in ISO 8601."""
    can_all = sys.stdout.encoding.lower().replace("-", "") == "utf8"
    print(json.dumps(value, ensure_ascii=not can_all, indent=2, default=_plain))


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
