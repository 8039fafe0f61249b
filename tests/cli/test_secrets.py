"""Passwords of the configuration stand in no answer, and its files are closed to others."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

SECRET = "geheim-hinterm-deich"
FILE = f"""
[state]
url = "sqlite:///state/crosspost.db?password={SECRET}1"
[[feeds]]
name = "blog"
url = "http://reader:{SECRET}2@127.0.0.1:9/feed/?token={SECRET}3"
[accounts.main]
network = "dry"
base_url = "http://u:{SECRET}4@127.0.0.1:9"
my_password = "{SECRET}5"
[web]
public_url = "https://bot.example.jp/?secret={SECRET}6"
[fetch]
allow_private_networks = true
"""


def say(folder: Path, *arguments: str, umask: int = 0o022) -> str:
    """Run a command in a folder and return all that it says."""
    done = subprocess.run(
        [sys.executable, "-m", "crosspost", *arguments], cwd=folder, text=True, umask=umask,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    return done.stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a configuration full of passwords."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "crosspost.toml").write_text(FILE, "utf-8")
    return tmp_path


@pytest.mark.parametrize("command", [["config"], ["once", "--wait", "0s"]])
def test_no_command_tells_a_password(folder: Path, command: list[str]) -> None:
    """Whatever it says of feeds, record and keys, right or wrong."""
    said = say(folder, *command)
    assert said
    assert SECRET not in said


def test_record_lock_and_backup_are_their_owners(folder: Path) -> None:
    """Also where the system would let all read them, and those of before."""
    (folder / "config" / "crosspost.toml").write_text('[accounts.main]\nnetwork = "dry"\n', "utf-8")
    say(folder, "once", "--wait", "0s", umask=0)
    record = folder / "state" / "crosspost.db"
    say(folder, "backup", str(folder / "copy.db"), umask=0)
    files = [record, record.with_name("crosspost.db.lock"), folder / "copy.db"]
    assert [stat.S_IMODE(file.stat().st_mode) for file in files] == [0o600] * 3
    for file in files[:2]:
        file.chmod(0o644)
    say(folder, "once", "--wait", "0s")
    assert [stat.S_IMODE(file.stat().st_mode) for file in files[:2]] == [0o600] * 2


def test_a_file_of_secrets_that_is_open_is_told(folder: Path) -> None:
    """`check` names the file, its rights and the remedy."""
    (folder / ".env").write_text("", "utf-8")
    (folder / ".env").chmod(0o644)
    said = say(folder, "check")
    assert "rights 0644" in said
    assert "chmod 600 .env" in said
    assert SECRET not in said
