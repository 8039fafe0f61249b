"""`config` and `backup`."""

import json
from pathlib import Path

from crosspost import clock, wiring
from crosspost.cli.options import print_json
from crosspost.outbox import restore
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
    print(f"{file}: {size:.1f} MB; crosspost restore puts it back")


def put_back(settings: Settings, file: Path) -> None:
    """Put a backup in the record's place, and say what is looked for at the next start."""
    restored = restore.put_back(settings.state.url, file, now=clock.now())
    print(f"{restored.record} is now {file}, written to last at {restored.last_event or 'no time'}")
    if restored.kept:
        print(f"the record that was there is kept: {restored.kept}")
    for account, count in sorted(restored.looked_for.items()):
        print(f'"{account}": {count} waiting; each is looked for on the timeline before it is sent')
    print("what went out since the backup is found on the timelines and not sent again")
