"""`crosspost health` asks the record that the daemon uses, wherever that is named."""

import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from crosspost import clock, health
from crosspost.health import JOBS, main
from crosspost.outbox.store import open_store
from crosspost.settings import load

NAME = "CROSSPOST_STATE__URL"
#: Each place in its forms; "" says nothing there.
FORMS = {
    "environment": ("", NAME, NAME.lower(), "CROSSPOST_STATE"),
    "env file": ("", NAME, f"export {NAME}", f"# {NAME}", "crosspost_State"),
    "secret": ("", NAME, NAME.lower(), "CROSSPOST_STATE"),
    "file": ("", "[state]"),
}


def say(name: str, place: str) -> str:
    """Return what stands behind a name: the address itself, or the whole table as JSON."""
    url = f"sqlite:///{place.replace(' ', '-')}/crosspost.db"
    return url if name.lower().endswith("url") else f'{{"url": "{url}"}}'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a working folder with a secrets folder beside it, without any variable of ours."""
    monkeypatch.chdir(tmp_path)
    for name in (NAME, "CROSSPOST_CONFIG", "CROSSPOST_STATE"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "secrets").mkdir()
    for where in ("crosspost.tables.SECRETS", "crosspost.settings.reading.SECRETS"):
        monkeypatch.setattr(where, tmp_path / "secrets")
    return tmp_path


def lay_out(folder: Path, forms: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Name the record in some of the places and return the configuration file."""
    variable, line, secret, table = forms
    if variable:
        monkeypatch.setenv(variable, say(variable, "environment"))
    if line:
        text = f"CROSSPOST_ACCOUNTS__MAIN__API_KEY=k\n{line}='{say(line, 'env file')}'\n"
        (folder / ".env").write_text(text)
    if secret:
        (folder / "secrets" / secret).write_text(say(secret, "secret") + "\n")
    config = folder / "crosspost.toml"
    config.write_text(f'[state]\nurl = "{say("url", "file")}"\n' if table else "")
    return config


@pytest.mark.parametrize("forms", list(product(*FORMS.values())), ids=" + ".join)
def test_the_record_is_the_daemons(
    folder: Path, monkeypatch: pytest.MonkeyPatch, forms: tuple[str, ...]
) -> None:
    """Environment over `.env` over secret files over the file, in every form that counts."""
    config = lay_out(folder, forms, monkeypatch)
    assert health._find_url(["--config", str(config)]) == load(config).state.url


@pytest.mark.parametrize("place", [0, 1, 2], ids=list(FORMS)[:3])
def test_a_daemon_whose_record_is_named_beside_the_file_is_healthy(
    folder: Path, monkeypatch: pytest.MonkeyPatch, place: int
) -> None:
    """It was red for ever, or told of another record."""
    forms = tuple(form[1] if n == place else "" for n, form in enumerate(FORMS.values()))
    config = lay_out(folder, forms, monkeypatch)
    opened = open_store(load(config).state.url)
    for job in JOBS:
        opened.beat(job, clock.now())
    opened.close()
    assert main(["--config", str(config)]) == 0


def test_a_broken_env_file_makes_a_working_daemon_not_ill(folder: Path) -> None:
    """It goes on with what it read before; only lines that name the record count."""
    (folder / ".env").write_text("CROSSPOST_ACCOUNTS__MAIN__API_KEY='open\n")
    opened = open_store("sqlite:///state/crosspost.db")
    for job in JOBS:
        opened.beat(job, clock.now())
    opened.close()
    assert main([]) == 0


def test_nothing_heavy_is_loaded_for_it(folder: Path) -> None:
    """An env file that names the record costs the one small library that reads such files."""
    (folder / ".env").write_text(f"{NAME}=sqlite:///state/crosspost.db\n")
    code = (
        "import sys; from crosspost.health import main; main([])\n"
        "print(sorted({'pydantic', 'pydantic_settings', 'sqlalchemy', 'typer'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
