"""A mistake in `.env` is named with its line, and no value is shown."""

from pathlib import Path

import pytest

from crosspost.errors import ConfigError
from crosspost.settings import load, load_what_stands
from tests.settings.test_reading import GOOD, write
from tests.words import english, raises_saying

KEY = "CROSSPOST_ACCOUNTS__MAIN__API_KEY"
MISTAKES = (
    ("\nCROSSPOST_ACCOUNTS_MAIN_API_KEY=canary\n", "line 2: CROSSPOST_ACCOUNTS_MAIN_API_KEY: two"),
    ("CROSSPOST_ACCOUNTS__MAIN_API_KEY=canary", f"between the parts: {KEY}"),
    (f'{KEY}="canary\nCROSSPOST_LOG__LEVEL=info\n', ".env line 1: a quote is not closed"),
    (f"# one\n\n{KEY}='canary\n", ".env line 3: a quote is not closed"),
    (f"{KEY}=canary\n = canary\n", ".env line 2: write NAME=value"),
    (f"{KEY}=abc\ncanary\n", ".env line 2: write NAME=value"),
    ("CROSSPOST_ACOUNTS__MAIN__API_KEY=canary", f"did you mean {KEY}?"),
    ("ACCOUNTS__MAIN__API_KEY=canary", "their names begin with CROSSPOST_"),
)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a good configuration in the working folder."""
    monkeypatch.chdir(tmp_path)
    return write(tmp_path, GOOD)


@pytest.mark.parametrize(("text", "words"), MISTAKES)
def test_a_mistake_is_named_with_file_and_line(path: Path, text: str, words: str) -> None:
    """What is there instead of what was meant is not: it may be a key."""
    path.with_name(".env").write_text(text, "utf-8")
    with pytest.raises(ConfigError) as caught:
        load(path)
    assert words in english(caught.value)
    assert english(caught.value).startswith(".env line ")
    assert "canary" not in english(caught.value)


def test_a_file_in_another_encoding_or_without_rights_is_said(path: Path) -> None:
    """Notepad's byte-order mark is passed over."""
    env = path.with_name(".env")
    env.write_text(f"{KEY}=abc\n", "utf-8-sig")
    assert load(path).accounts["main"].options["api_key"].get_secret_value() == "abc"
    env.write_text(f"# 設定\n{KEY}=abc\n", "shift_jis")
    with raises_saying(ConfigError, match="save the file as UTF-8"):
        load(path)
    # Such a file may say where the record is: another one is not steered in its place.
    with raises_saying(ConfigError, match="save the file as UTF-8"):
        load_what_stands(path)


@pytest.mark.parametrize(
    "text", [*(text for text, _words in MISTAKES), "CROSSPOST_BUDGET__MONTHLY_USD=much\n"]
)
def test_what_steers_goes_on_without_a_broken_file(path: Path, text: str) -> None:
    """It needs no keys; the configuration counts as it stands."""
    path.with_name(".env").write_text(text, "utf-8")
    settings, wrong = load_what_stands(path)
    assert set(settings.accounts) == {"main"}
    assert settings.feeds[0].name == "blog"
    assert wrong


def test_a_broken_file_that_names_the_record_opens_no_other_one(path: Path) -> None:
    """Commented out it names none."""
    env = path.with_name(".env")
    named = "CROSSPOST_STATE__URL=sqlite:///other.db\n"
    env.write_text(f"{named}FOO=1\n", "utf-8")
    with raises_saying(ConfigError, match="line 2: FOO"):
        load_what_stands(path)
    env.write_text(f"# {named}FOO=1\n", "utf-8")
    assert load_what_stands(path)[0].state.url == "sqlite:///state/crosspost.db"
    env.write_text(f"{named}CROSSPOST_BUDGET__MONTHLY_USD=much\n", "utf-8")
    with raises_saying(ConfigError, match="monthly_usd"):
        load_what_stands(path)
