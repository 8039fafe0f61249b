"""When an edit of the configuration file is taken up."""

from pathlib import Path

import pytest

from crosspost.edits import EditedFile
from crosspost.errors import ConfigError
from tests.words import raises_saying


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a valid file."""
    path = tmp_path / "crosspost.toml"
    path.write_text("[budget]\nmonthly_usd = 1\n")
    return path


def test_an_edit_is_new_when_it_has_come_to_rest(path: Path) -> None:
    """An editor may write in steps: what changes between two questions is still being written."""
    file = EditedFile(path)
    assert not file.is_new()
    for text in ("[budget]\n", "[budget]\nmonthly_usd = 2\n"):
        path.write_text(text)
        assert not file.is_new()
    assert file.is_new()
    assert file.take_up().budget.monthly_usd == 2
    assert not file.is_new()


def test_what_is_forgotten_is_new_as_it_stands(path: Path) -> None:
    """SIGHUP reads file and secrets again."""
    file = EditedFile(path)
    file.forget()
    assert file.is_new()


def test_a_file_without_anything_is_refused_and_not_asked_about_again(path: Path) -> None:
    """An editor or a full disk has emptied it: nothing in it is no wish."""
    file = EditedFile(path)
    path.write_text(" \n")
    with raises_saying(ConfigError, match="the file is empty"):
        file.take_up()
    assert not file.is_new()


def test_a_file_that_is_gone_is_an_edit(path: Path) -> None:
    """It is told like any other that cannot be used."""
    file = EditedFile(path)
    path.unlink()
    assert not file.is_new()
    assert file.is_new()
    with pytest.raises(ConfigError):
        file.take_up()
