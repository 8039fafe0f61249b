"""Every key is described, and what is made from the settings is what is shipped."""

import runpy
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from crosspost.networks.x import Options as XOptions
from crosspost.networks.x.prices import Prices
from crosspost.settings import Settings
from crosspost.settings.sections import AccountSection, FeedSection
from crosspost.words.ja.settings import KEYS, TABLES

ROOT = Path(__file__).parents[2]
SCRIPT = runpy.run_path(str(ROOT / "scripts" / "document_settings.py"))


def models() -> Iterator[type[BaseModel]]:
    """Return every table of the file."""
    yield from (FeedSection, AccountSection, XOptions, Prices)
    for field in Settings.model_fields.values():
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield field.annotation


@pytest.mark.parametrize("model", list(models()), ids=lambda model: model.__name__)
def test_every_key_says_what_it_is_for(model: type[BaseModel]) -> None:
    """A key has a description, which configure.md and the schema show."""
    silent = [name for name, field in model.model_fields.items() if not field.description]
    assert not silent


def test_every_key_is_told_in_japanese_and_no_other() -> None:
    """The Japanese has every table and every key that the page shows, and nothing that is gone."""
    told = list(SCRIPT["tables"]())
    assert set(TABLES) == {table.path for table in told}
    assert set(KEYS) == {f"{t.path}.{name}" for t in told for name in t.model.model_fields}
    assert all(KEYS.values())


@pytest.mark.parametrize("language", ["ENGLISH", "JAPANESE"])
def test_the_pages_of_keys_are_made_from_the_settings(language: str) -> None:
    """What stands in docs/ is what scripts/document_settings.py writes."""
    page = SCRIPT[language]
    assert page.path.read_text("utf-8") == SCRIPT["make_page"](page)


def test_the_shipped_schema_is_what_the_command_prints() -> None:
    """config/crosspost.schema.json and `crosspost config --schema` are one text."""
    command = [sys.executable, "-m", "crosspost", "config", "--schema"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert (ROOT / "config" / "crosspost.schema.json").read_text("utf-8") == done.stdout
