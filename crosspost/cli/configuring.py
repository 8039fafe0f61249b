"""`config` and `backup`."""

import json
from pathlib import Path

from crosspost import clock, wiring
from crosspost.cli.options import print_json
from crosspost.cli.voice import say
from crosspost.masks import mask_all
from crosspost.outbox import restore
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


def put_back(settings: Settings, file: Path) -> None:
    """Put a backup in the record's place, and say what is looked for at the next start."""
    restored = restore.put_back(settings.state.url, file, now=clock.now())
    record, kept = str(restored.record), str(restored.kept or "")
    print(say(Line.RESTORED(path=record, backup=str(file))))
    if restored.last_event:
        print(say(Line.RESTORED_FROM(at=restored.last_event)))
    if kept:
        print(say(Line.RESTORED_OVER(path=kept)))
    for account, count in sorted(restored.looked_for.items()):
        print(say(Line.LOOKED_FOR(account=account, found=count)))
    print(say(Line.NOT_SENT_AGAIN()))
