"""A table of slips: each is one line with its place, its key, what is allowed, and no secret."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from crosspost.errors import ConfigError
from crosspost.settings import load
from crosspost.words import Speech
from tests.settings.test_reading import write
from tests.words import english

GOOD = """[state]
url = "sqlite:///state/crosspost.db"
[[feeds]]
name = "blog"
url = "https://blog.example.jp/feed/"
every = "20m"

[accounts.main]
network = "x"
[budget]
monthly_usd = 20
"""
SLIPS = tomllib.loads(Path(__file__).with_name("slips.toml").read_text("utf-8"))
KEY = "CROSSPOST_ACCOUNTS__MAIN__API_KEY"
#: Words of libraries, which tell an operator nothing.
STRANGE = ("input should", "Input should", "valid integer", "unable to", "pydantic", "Error")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty working folder; a key of the account stands in the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(KEY, "canary")
    return tmp_path


def refuse(path: Path) -> str:
    """Return the one line in which a file is refused, and see that it holds no secret."""
    with pytest.raises(ConfigError) as caught:
        load(path)
    told = english(caught.value)
    assert len(told.splitlines()) == 1, told
    assert "canary" not in told
    assert not [word for word in STRANGE if word in told]
    assert Speech("ja").say(caught.value.why) != told
    return told


@pytest.mark.parametrize("slip", SLIPS["file"], ids=lambda slip: slip["slip"])
def test_a_slip_in_the_file_is_one_line_with_its_place(folder: Path, slip: dict[str, Any]) -> None:
    """Keys of the account in the environment hide nothing of what is wrong in the file."""
    assert slip["was"] in GOOD
    told = refuse(write(folder, GOOD.replace(slip["was"], slip["slip"])))
    assert slip["says"] in told
    assert f"crosspost.toml line {slip['line']}: " in told


@pytest.mark.parametrize("slip", SLIPS["variable"], ids=lambda slip: slip["name"])
@pytest.mark.parametrize("place", ["environment", ".env", "secrets"])
def test_a_slip_in_what_lies_over_the_file_names_the_variable(
    folder: Path, monkeypatch: pytest.MonkeyPatch, slip: dict[str, Any], place: str
) -> None:
    """In the environment, in `.env` and as a secret file; names are looked at in the first two."""
    secrets = folder / "secrets"
    secrets.mkdir()
    monkeypatch.setattr("crosspost.settings.reading.SECRETS", secrets)
    if place == "environment":
        monkeypatch.setenv(slip["name"], slip["value"])
    elif place == ".env":
        (folder / ".env").write_text(f"{slip['name']}='{slip['value']}'\n", "utf-8")
    elif ": " not in slip["says"] or "between" in slip["says"]:
        pytest.skip("whose a secret file is, is not known")
    else:
        (secrets / slip["name"]).write_text(slip["value"], "utf-8")
    assert slip["says"] in refuse(write(folder, GOOD))


def test_one_address_is_one_address(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable needs no brackets around it; a list is JSON."""
    for said, urls in (
        ("mailto://a@example.jp", ["mailto://a@example.jp"]),
        ('["mailto://a@example.jp", "json://b"]', ["mailto://a@example.jp", "json://b"]),
    ):
        monkeypatch.setenv("CROSSPOST_ALERTS__URLS", said)
        found = load(write(folder, GOOD)).alerts.urls
        assert [url.get_secret_value() for url in found] == urls


def test_what_others_name_alike_is_left_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Kubernetes names variables after a service, and people after what they like."""
    for name in ("PORT", "SERVICE_HOST", "PORT_8080_TCP", "VERSION", "HOME"):
        monkeypatch.setenv(f"CROSSPOST_{name}", "tcp://10.0.0.1")
    assert set(load(write(folder, GOOD)).accounts) == {"main"}
