"""`config` and `backup`."""

import json
from pathlib import Path

from crosspost import wiring
from crosspost.cli.options import print_json
from crosspost.cli.voice import say
from crosspost.masks import mask_all
from crosspost.settings import Settings
from crosspost.settings.schema import make_schema
from crosspost.words.lines import Line


def print_schema() -> None:
    """Print the JSON schema of the configuration."""
    print(json.dumps(make_schema(), ensure_ascii=False, indent=2))


def print_settings(path: Path, settings: Settings) -> None:
    """Print what is in force; secrets are masked, those in addresses as well."""
    print_json({"file": str(path), "settings": mask_all(settings.model_dump(mode="json"))})


def back_up(settings: Settings, file: Path) -> None:
    """Copy the record into one file."""
    with wiring.opened(settings) as store:
        store.backup(file)
    megabytes = round(file.stat().st_size / 1e6, 1)
    print(say(Line.BACKED_UP(path=str(file), megabytes=megabytes)))
