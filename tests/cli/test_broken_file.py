"""The file is broken and the daemon goes on with what it read: it can still be steered."""

import pytest

from crosspost.cli.starting import tell_unusable_alerts
from crosspost.settings import load
from tests.cli.conftest import CONFIG, Desk

BROKEN = (
    ("[fetch]", "[fetch"),
    ("[fetch]", "[fetsch]"),
    ('every = "1h"', "every = 1h"),
    ('every = "1h"', 'every = "soon"'),
    ('min_distance = "0s"', "min_distance = "),
    ('min_distance = "0s"', 'min_distance = "soon"'),
    ('accounts = ["main"]', 'accounts = ["other"]'),
)


@pytest.mark.parametrize("change", BROKEN, ids=lambda change: change[1])
def test_a_broken_file_does_not_keep_a_person_from_the_brake(
    desk: Desk, change: tuple[str, str]
) -> None:
    """`pause`, `status`, `alert` and `resume` work and say once that the file is broken."""
    assert desk.type("once").code == 0
    desk.configure(CONFIG.replace(*change))
    for words, out in (
        (("pause", "main"), "is paused"),
        (("status",), "main  paused (operator)"),
        (("alert",), 'account "main" is paused'),
        (("log",), "account.paused"),
        (("resume", "main"), "sends again"),
    ):
        said = desk.type(*words)
        assert (words, said.code) == (words, 0), said.err
        assert out in said.out, words
        assert said.err.startswith("crosspost: config/crosspost.toml")
        assert "a running daemon goes on with what it read before" in said.err
        assert said.err.count("\n") == 1


def test_what_stands_in_a_broken_file_is_shown(desk: Desk) -> None:
    """One wrong table takes only itself away, and several mistakes are counted."""
    desk.configure(CONFIG.replace('every = "1h"', 'evry = "1h"').replace("[fetch]", "[fetsch]"))
    said = desk.type("status", "--json")
    assert [account["name"] for account in said.json["accounts"]] == ["main"]
    assert [feed["name"] for feed in said.json["feeds"]] == []
    assert "(and 1 more; `crosspost check` has all)" in said.err


@pytest.mark.parametrize("change", [("[state]", "[state"), ("url = ", "ulr = "), ("[state]\n", "")])
def test_a_file_that_hides_its_record_opens_no_other_one(
    desk: Desk, change: tuple[str, str]
) -> None:
    """Where the record may be named in what cannot be read, nothing is done."""
    desk.configure(CONFIG.replace(*change, 1))
    assert desk.type("pause", "main").code == 2
    assert not (desk.folder / "state").exists()


def test_sending_commands_want_a_whole_file(desk: Desk) -> None:
    """What posts by itself or tests the file is strict."""
    desk.configure(CONFIG.replace("[fetch]", "[fetsch]"))
    for words in (("once",), ("run",), ("check",), ("repost", "--yes"), ("alert", "--test")):
        assert desk.type(*words).code == 2, words


def test_what_belongs_to_a_network_is_judged_by_every_command(desk: Desk) -> None:
    """`config` calls nothing good that `preview` and the daemon refuse; the line is named."""
    desk.configure(CONFIG.replace("min_distance", "max_weight = 279\nmin_distance"))
    for words in (("config",), ("preview", "x.xml"), ("once",), ("run",), ("repost", "--yes")):
        said = desk.type(*words)
        assert (words, said.code) == (words, 2)
        told = "crosspost.toml line 11: accounts.main.max_weight = 279: write 280 or more\n"
        assert said.err.endswith(told), words
        assert said.err.count("\n") == 1


@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated")
def test_the_daemon_warns_of_an_address_that_nobody_is_called_at(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It runs all the same; the address itself is not told."""
    monkeypatch.setenv("CROSSPOST_ALERTS__URLS", "nobody://canary@example.jp")
    tell_unusable_alerts(load(desk.folder / "config" / "crosspost.toml"))
    told = desk.screen.readouterr()
    assert "alert.unusable" in told.out + told.err
    assert "canary" not in told.out + told.err
