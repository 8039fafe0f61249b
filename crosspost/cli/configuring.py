"""`config` and `backup`."""

import json
from pathlib import Path

from crosspost import wiring
from crosspost.cli.options import print_json
from crosspost.settings import Settings
from crosspost.settings.schema import make_schema


def print_schema() -> None:
    """Print the JSON schema of the configuration."""
    print(json.dumps(make_schema(), ensure_ascii=False, indent=2))


def print_settings(path: Path, settings: Settings) -> None:
    """Print what is in force; secrets are masked by their type."""
    print_json({"file": str(path), "settings": settings.model_dump(mode="json")})


def back_up(settings: Settings, file: Path) -> None:
    """Copy the record into one file."""
    with wiring.opened(settings) as store:
        store.backup(file)
    size = file.stat().st_size / 1e6
    print(f"{file}: {size:.1f} MB; to restore it, stop crosspost and put it in the record's place")
