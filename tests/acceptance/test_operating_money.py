"""The budget, watched at work: held, raised, sent; and a hold that a person releases."""

import pytest

from tests.acceptance.rehearsal import Rehearsal, draft

FIRST = "第一報、連立協議は物別れに終わり再選挙の公算"
SECOND = "第二報、大統領が暫定首班に中央銀行総裁を指名"


@pytest.fixture(autouse=True)
def short_addresses(rehearsal: Rehearsal) -> None:
    """Let addresses be short: X links none on this machine, so that each weighs in full."""
    rehearsal.blog.structure = "/archives/{id}/"


def test_what_passes_the_budget_is_held_and_goes_when_it_is_raised(rehearsal: Rehearsal) -> None:
    """Held with the day when it goes; no release passes; the raised file sends it."""
    rehearsal.configure(more="[budget]\nmonthly_usd = 0.02\n")
    rehearsal.start()
    rehearsal.blog.publish(draft(FIRST))
    rehearsal.wait_for_posts(1)
    rehearsal.blog.publish(draft(SECOND))
    rehearsal.wait_for_holds(1)
    why = rehearsal.held()[0]
    assert "would pass monthly_usd = 0.02 (0.015 spent); goes out on 20" in why
    released = rehearsal.command("release", "2")
    assert released.returncode == 1
    assert "which no release passes" in released.stderr
    assert rehearsal.command("release", "all").returncode == 0
    assert rehearsal.status()["money_usd"]["spent_this_month"] == pytest.approx(0.015)
    rehearsal.edit("monthly_usd = 0.02", "monthly_usd = 5")
    rehearsal.wait_for_posts(2)
    assert "budget.monthly_usd: 0.02 -> 5" in rehearsal.log
    events = rehearsal.command("explain", "第二報").stdout
    assert "the budget allows it again" in events


def test_no_more_posts_a_day_than_per_day_allows(rehearsal: Rehearsal) -> None:
    """The next one waits for the next day, and says so."""
    rehearsal.configure(more="[budget]\nper_day = 1\n")
    rehearsal.start()
    rehearsal.blog.publish(draft(FIRST))
    rehearsal.blog.publish(draft(SECOND))
    rehearsal.wait_for_holds(1)
    assert (
        "1 posts went out today, as many as per_day allows; goes out on 20" in (rehearsal.held()[0])
    )
    assert len(rehearsal.texts()) == 1
