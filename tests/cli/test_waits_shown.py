"""`status` and `explain` say what a delivery waits for."""

from datetime import datetime

from tests.cli.conftest import CONFIG, Desk

DISTANCE = "waits for the minimum distance to the post before"


def wait_for_distance(desk: Desk) -> None:
    """Let a second article wait for the distance to the first one."""
    desk.configure(CONFIG.replace('min_distance = "0s"', 'min_distance = "3h"'))
    desk.publish("一本目のすぐあとに公開された記事の見出し")
    assert desk.type("once", "--wait", "0s").code == 0


def test_status_and_explain_say_why_and_when(at_work: Desk) -> None:
    """By the clock and from now, on the line below the delivery."""
    wait_for_distance(at_work)
    for command in (("status",), ("explain", "一本目のすぐあと")):
        said = at_work.type(*command).out
        assert f"{DISTANCE}: goes out at " in said
        assert "(in 3 h)" in said
    facts = next(line for line in at_work.type("status").out.splitlines() if "queued" in line)
    assert "in 3 h" in facts


def test_scripts_read_it_as_well(at_work: Desk) -> None:
    """The time is whole, in the account's zone; what is out waits for nothing."""
    wait_for_distance(at_work)
    seen = at_work.type("status", "--json").json
    [waiting] = seen["waiting"]
    assert waiting["waits_for"] == DISTANCE
    at = datetime.fromisoformat(waiting["goes_out_at"])
    assert at.tzname() == "UTC+09:00"
    assert (seen["recent"][0]["waits_for"], seen["recent"][0]["goes_out_at"]) == (None, None)
    [told] = at_work.type("explain", "一本目のすぐあと", "--json").json["deliveries"]
    assert (told["waits_for"], told["goes_out_at"]) == (DISTANCE, waiting["goes_out_at"])


def test_an_ordered_repost_says_its_time(at_work: Desk) -> None:
    """With its day, where that is another one."""
    assert at_work.type("repost", "--at", "2099-01-01 07:30", "--yes").code == 0
    said = at_work.type("status").out
    assert "waits for the time that was ordered: goes out at 2099-01-01 07:30 JST (in " in said
