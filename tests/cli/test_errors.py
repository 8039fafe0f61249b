"""What goes wrong is one clear line and an exit code, never a trace."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from crosspost.outbox.store import exclusive
from tests.cli.conftest import CONFIG, Desk

ROOT = Path(__file__).parents[2]
COMMANDS = (
    ("status",),
    ("once",),
    ("run",),
    ("check",),
    ("log",),
    ("explain", "latest"),
    ("repost", "--yes"),
    ("hold", "1"),
    ("release", "1"),
    ("withdraw", "1"),
    ("confirm", "1", "12"),
    ("pause", "main"),
    ("resume", "main"),
    ("config",),
    ("backup", "copy.db"),
    ("alert",),
    ("auth", "main"),
)

# In one test, for the record that they need takes longer than they do.
WRONG_WISHES: tuple[tuple[tuple[str, ...], int, str], ...] = (
    (("explain", "そんな記事はない"), 1, "no article is known by"),
    (("explain", "前からある記事"), 1, "fits several articles"),
    (("hold", "99"), 1, "there is no delivery 99"),
    (("hold", "1"), 1, "hold needs one that is"),
    (("release", "x"), 1, "is no delivery's number"),
    (("release", "1"), 1, "release needs one that is held"),
    (("withdraw", "1"), 1, "withdraw needs one that is"),
    (("confirm", "1", "later"), 1, "is no address or number of a post"),
    (("pause", "other"), 1, 'no account "other"; configured: main'),
    (("resume", "other"), 1, 'no account "other"'),
    (("once", "--wait", "long"), 2, '--wait "long": write a duration'),
    (("backup", "state/crosspost.db"), 2, "is there already"),
    (("alert", "--test"), 2, "[alerts] urls is empty"),
    (("init",), 2, "is there already"),
    (("init", "new.toml"), 2, "crosspost init --url https://"),
    (("init", "new.toml", "--yes"), 2, "crosspost init --url https://"),
    (("init", "new.toml", "--url", "https：//a.jp/"), 1, "did you mean https://a.jp/ ?"),
    (("auth", "other"), 2, "not configured as an account on X"),
    (("repost", "そんな記事はない", "--yes"), 1, "no known article has"),
    (("repost", "http://127.0.0.1:1/x/", "--yes"), 1, "cannot be read"),
    (("repost", "--as", "quote", "--yes"), 2, 'write "post" or "native"'),
    (("repost", "--at", "25:99", "--yes"), 2, "--at"),
    (("repost", "--at", "2020-01-01 07:00", "--yes"), 2, "has passed"),
    (("repost", "--account", "other", "--yes"), 1, 'no account "other"'),
    (("repost", "4"), 2, "add --yes"),
    (("repost", "", "--yes"), 1, "name an article: latest, an address"),
    (("repost", "https://x.com/a/status/1900000000000000000", "--yes"), 1, "went out as post 19"),
    (("repost", "1", "--as", "native", "--yes"), 2, "no post on"),
    (("preview", "missing.xml"), 1, "missing.xml cannot be read"),
    (("preview", "http://127.0.0.1:1/feed/"), 1, "127.0.0.1:1"),
    (("preview", ""), 1, "name an address or a file"),
    (("preview", "ｈｔｔｐｓ：／／blog.example.jp／"), 1, "mean https://blog.example.jp/ ?"),
    (("preview", "blog.example.jp／feed／"), 1, "did you mean blog.example.jp/feed/ ?"),
    (("preview", "https：//blog.example.jp"), 1, "is not an http(s) address"),
    (("preview", "https:/blog.example.jp"), 1, "did you mean https://blog.example.jp ?"),
    (("preview", "https://blog.example.jp／feed／"), 1, "is not an address; correct it"),
    (("preview", "http://[::1"), 1, "is not an address; correct it"),
    (("preview", "http://a..b/"), 1, "is not an address; correct it"),
    (("backup", "/nonexistent/b.db"), 2, "the folder /nonexistent does not exist"),
    (("backup", "taken.db"), 2, "taken.db cannot be written"),
    (("frobnicate",), 2, "No such command"),
    (("status", "--frobnicate"), 2, "No such option"),
)


def is_one_line(text: str) -> bool:
    """Whether an error is a single line of ours."""
    return text.startswith("crosspost: ") and text.count("\n") == 1


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_without_a_configuration_every_command_says_how_to_get_one(
    desk: Desk, words: tuple[str, ...]
) -> None:
    """Exit code 2, one line, the remedy."""
    (desk.folder / "config" / "crosspost.toml").unlink()
    said = desk.type(*words)
    assert said.code == 2
    assert is_one_line(said.err)
    assert "crosspost init" in said.err


@pytest.mark.parametrize(
    ("change", "words", "code", "said"),
    [
        (("[fetch]", "[fetsch]"), ("check",), 2, 'fetsch: unknown key; did you mean "fetch"?'),
        (("[fetch]", "[fetch"), ("once",), 2, "not valid TOML"),
        (("[fetch]", "[summary]\nby = 'poem'\n[fetch]"), ("once",), 2, 'there is no "poem"'),
        (("[fetch]", "[post]\ntemplate = '{title} {titel}'\n[fetch]"), ("once",), 2, "{titel}"),
        (("min_distance", "network = 'fax'\nmin_distance"), ("once",), 2, 'there is no "fax"'),
        (("sqlite:///state/crosspost.db", "mysql://x/y"), ("status",), 2, "mysql is not supported"),
        (("sqlite:///state/crosspost.db", "sqlite:////dev/null/x.db"), ("status",), 2, "state"),
        (("base_url", "colour = 1\nbase_url"), ("once",), 2, "accounts.main.colour: unknown key"),
    ],
)
def test_a_mistake_in_the_file_is_named(
    desk: Desk, change: tuple[str, str], words: tuple[str, ...], code: int, said: str
) -> None:
    """The line has the key's path and what is allowed."""
    desk.configure(CONFIG.replace(*change))
    done = desk.type(*words)
    assert done.code == code, done
    assert is_one_line(done.err), done.err
    assert said in done.err


def test_a_wrong_wish_is_answered_in_words(at_work: Desk) -> None:
    """The line says what is wrong and what can be done; nothing is sent."""
    (at_work.folder / "taken.db.part").mkdir()
    for words, code, said in WRONG_WISHES:
        done = at_work.type(*words)
        assert (words, done.code) == (words, code), done.err
        assert said in done.err, words
        assert "Traceback" not in done.err
    assert len(at_work.sandbox.posts()) == 1


def test_wrong_keys_are_said_without_being_shown(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`check` names the variables that are missing, or X's answer to wrong ones."""
    monkeypatch.setenv("CROSSPOST_ACCOUNTS__MAIN__API_SECRET", "wrong-canary")
    said = desk.type("check", "--account", "main")
    assert said.code == 1
    assert "BAD" in said.out
    assert "canary" not in said.out + said.err
    monkeypatch.delenv("CROSSPOST_ACCOUNTS__MAIN__API_SECRET")
    assert "set CROSSPOST_ACCOUNTS__MAIN__API_SECRET" in desk.type("check").out


def test_a_terminal_that_knows_no_japanese_is_no_fault(desk: Desk) -> None:
    """What it cannot show becomes "?", and JSON is written with escapes."""
    desk.publish("髙市氏の発言をめぐる三か国の反応をまとめた記事の見出し")
    words = [sys.executable, "-m", "crosspost", "preview", f"{desk.site}/feed/"]
    ascii_only = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(words, env=ascii_only, capture_output=True, check=True)
    assert b"????" in done.stdout
    done = subprocess.run([*words, "--json"], env=ascii_only, capture_output=True, check=True)
    assert json.loads(done.stdout)["entries"][0]["title"].startswith("髙市氏")


def test_a_second_daemon_is_refused(at_work: Desk) -> None:
    """Two senders on one record would be two posts; the other process is named."""
    with exclusive(f"sqlite:///{at_work.folder}/state/crosspost.db"):
        for words in (["run", "--no-wait"], ["once"]):
            said = at_work.type(*words)
            assert said.code == 2
            assert f"process {os.getpid()}" in said.err
            assert is_one_line(said.err)


def test_a_port_in_use_ends_the_daemon_with_everything_closed(desk: Desk) -> None:
    """One line names the key; the event loop has nothing to complain of behind it."""
    port = desk.x.rpartition(":")[2]
    desk.configure(f"{CONFIG}[web]\nenabled = true\nport = {port}\n")
    words = [sys.executable, "-X", "dev", "-m", "crosspost", "run"]
    told = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(words, env=told, capture_output=True, check=False, text=True)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("crosspost: [web] cannot listen on 127.0.0.1:")
    assert "Unclosed" not in done.stderr


def test_a_foreign_database_is_left_alone(desk: Desk) -> None:
    """A file of another program is refused and not changed."""
    path = desk.folder / "state" / "crosspost.db"
    path.parent.mkdir()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name)")
    connection.close()
    before = path.read_bytes()
    said = desk.type("status")
    assert said.code == 2
    assert "belongs to another program" in said.err
    assert path.read_bytes() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_said(desk: Desk) -> None:
    """The folder of the record must be writable by this user."""
    folder = desk.folder / "state"
    folder.mkdir(mode=0o500)
    said = desk.type("status")
    assert said.code == 2
    assert "right to write" in said.err


def test_an_unreachable_feed_fails_once_and_check(desk: Desk) -> None:
    """Exit code 1; `check` names the feed, `once` logs why."""
    desk.configure(CONFIG.replace("{blog}", "http://127.0.0.1:1"))
    assert desk.type("once").code == 1
    said = desk.type("check")
    assert said.code == 1
    assert 'BAD   feed "blog": http://127.0.0.1:1/feed/' in said.out


def test_the_file_is_named_before_or_after_the_command(desk: Desk, tmp_path: Path) -> None:
    """--config before or after the command names the file."""
    other = tmp_path / "other.toml"
    other.write_text((desk.folder / "config" / "crosspost.toml").read_text("utf-8"), "utf-8")
    assert desk.type("--config", str(other), "config").json["file"] == str(other)
    assert desk.type("config", "--config", str(other)).json["file"] == str(other)
