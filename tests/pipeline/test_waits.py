"""What waits says why and until when."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from crosspost.cli.stating import say_wait
from crosspost.errors import NotFetched, NotSent
from crosspost.model import (
    Article,
    Change,
    ChangeKind,
    Delivery,
    FeedState,
    Finding,
    Planned,
    Post,
    Receipt,
    State,
    Why,
)
from crosspost.outbox import machine, verdict
from crosspost.outbox.machine import Step
from crosspost.outbox.store import Store
from crosspost.pipeline.waits import tell_waits
from crosspost.settings import Settings
from tests.words import plain, speaks_english

NOW = datetime(2026, 11, 23, 12, 0, 6, tzinfo=UTC)  # 21:00:06 in Tokyo
AGO = timedelta(seconds=6)
RULES = machine.Rules(
    retry_first=timedelta(minutes=5),
    retry_most=timedelta(hours=1),
    settle_looks=(timedelta(seconds=30),),
    settle_most=timedelta(hours=24),
    lease=timedelta(minutes=5),
    attempts_most=3,
    picture="drop",
    picture_patience=timedelta(minutes=10),
)


def configured(account: dict[str, Any] | None = None, **more: dict[str, Any]) -> Settings:
    """Return a configuration whose account leaves a minute between two posts."""
    return Settings.model_validate(
        {
            "feeds": [{"name": "blog", "url": "https://blog.example.jp/feed/"}],
            "accounts": {"main": {"network": "dry", "min_distance": "60s"} | (account or {})},
            **more,
        }
    )


def plan(store: Store, number: int, *, account: str = "main", **more: Any) -> Delivery:  # noqa: ANN401 — Planned's fields
    """Write down a delivery of 0.2 USD that is due; articles are a minute younger each."""
    article = Article(
        "blog",
        (f"wp:{number}",),
        f"https://blog.example.jp/{number}",
        f"第{number}報",
        published=NOW - timedelta(hours=1) + timedelta(minutes=number),
    )
    planned = Planned(account, Post(article.title), NOW - AGO, Decimal("0.2"))
    change = Change(ChangeKind.NEW, plain("new"))
    finding = Finding(article, change, "post", plain("new"), (replace(planned, **more),))
    [made] = store.record(FeedState("blog"), (finding,), now=NOW - AGO)
    return store.delivery(made)


def apply(store: Store, delivery: Delivery, step: Step) -> Delivery:
    """Take a step."""
    after = store.apply(delivery, step, now=NOW)
    assert after
    return after


def send(store: Store, number: int) -> None:
    """Let a post go out six seconds ago."""
    delivery = plan(store, number)
    begun = apply(store, delivery, machine.begin(delivery, now=NOW - AGO, rules=RULES))
    apply(store, begun, machine.after_receipt(begun, Receipt("9", ""), now=NOW))


def waits(store: Store, settings: Settings) -> dict[int, str]:
    """Return what people read of everything that waits."""
    speech = speaks_english(next(iter(settings.accounts.values())).zone)
    told = tell_waits(settings, store, store.deliveries()[::-1], now=NOW)
    return {number: say_wait(wait, speech) for number, wait in told.items()}


def test_what_goes_out_now_waits_for_nothing(store: Store) -> None:
    """The next one does, for the minimum distance, and the one behind it twice as long."""
    for number in (1, 2, 3):
        plan(store, number)
    assert waits(store, configured()) == {
        2: "waits for the minimum distance to the post before: goes out at 21:01 JST (in 1 min)",
        3: "waits for the minimum distance to the post before: goes out at 21:02 JST (in 2 min)",
    }


def test_a_post_waits_for_the_distance_to_what_went_out(store: Store) -> None:
    """By the clock of the account's zone, and counted from now."""
    send(store, 1)
    plan(store, 2)
    said = {2: "waits for the minimum distance to the post before: goes out at 21:01 JST (in 54 s)"}
    assert waits(store, configured()) == said
    said = {2: "waits for the minimum distance to the post before: goes out at 12:01 UTC (in 54 s)"}
    assert waits(store, configured({"timezone": "UTC"})) == said


def test_quiet_hours_end_in_the_morning(store: Store) -> None:
    """Another day is named."""
    plan(store, 1)
    assert waits(store, configured({"quiet_hours": "20:00-07:00"})) == {
        1: "waits for the end of the quiet hours: goes out at 2026-11-24 07:00 JST (in 10 h)"
    }


def test_a_paused_account_says_why_and_who_ends_it(store: Store) -> None:
    """A person; and what nobody can send, for its account is gone, is not foretold."""
    plan(store, 1)
    plan(store, 2, account="gone")
    store.pause("main", code="operator", why=plain("編集会議まで"), now=NOW)
    said = 'account "main" is paused: 編集会議まで; goes out when the account is resumed'
    assert waits(store, configured()) == {1: said}


def test_a_throttled_account_says_until_when(store: Store) -> None:
    """X named the time, and whatever else is due goes behind it."""
    delivery = plan(store, 1)
    begun = apply(store, delivery, machine.begin(delivery, now=NOW, rules=RULES))
    limit = NotSent("rate limit", retry_at=NOW + timedelta(minutes=15))
    apply(store, begun, machine.after_error(begun, limit, now=NOW, rules=RULES, chance=0))
    plan(store, 2)
    assert waits(store, configured()) == {
        1: 'account "main" is throttled: goes out at 21:15 JST (in 15 min)',
        2: "waits for the minimum distance to the post before: goes out at 21:16 JST (in 16 min)",
    }


def test_what_failed_says_when_it_is_tried_again(store: Store) -> None:
    """With the reason: the picture, or the network."""
    one, two = plan(store, 1), plan(store, 2)
    lost = NotFetched("picture: https://blog.example.jp/a.jpg answered 503")
    apply(store, one, machine.after_error(one, lost, now=NOW, rules=RULES, chance=0))
    begun = apply(store, two, machine.begin(two, now=NOW, rules=RULES))
    down = NotSent("x.com cannot be reached")
    apply(store, begun, machine.after_error(begun, down, now=NOW, rules=RULES, chance=0.8))
    assert waits(store, configured()) == {
        1: "waits to try its picture again (picture: https://blog.example.jp/a.jpg answered 503):"
        " goes out at 21:05 JST (in 5 min)",
        2: "waits to try again (x.com cannot be reached): goes out at 21:03 JST (in 3 min)",
    }


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (NOW + timedelta(minutes=3), "goes out at 21:03 JST (in 3 min)"),
        (NOW + timedelta(hours=4), "goes out at 2026-11-24 01:00 JST (in 4 h)"),
        (NOW + timedelta(days=900), "goes out at 2029-05-11 21:00 JST (in 900 d)"),
    ],
)
def test_an_ordered_time_is_said(store: Store, at: datetime, said: str) -> None:
    """What a person ordered for later waits for nothing else."""
    plan(store, 1, due_at=at, released=True)
    assert waits(store, configured()) == {1: f"waits for the time that was ordered: {said}"}


def test_what_is_provisional_says_so(store: Store) -> None:
    """The record's own words serve where they tell it."""
    plan(store, 1, due_at=NOW + timedelta(hours=1))
    assert waits(store, configured()) == {1: "new: goes out at 22:00 JST (in 1 h)"}


def test_an_ordered_time_within_quiet_hours_waits_for_their_end(store: Store) -> None:
    """And what is due before it keeps its own turn."""
    plan(store, 1, due_at=NOW + timedelta(hours=3), released=True)
    plan(store, 2)
    assert waits(store, configured({"quiet_hours": "23:00-07:00"})) == {
        1: "waits for the end of the quiet hours: goes out at 2026-11-24 07:00 JST (in 10 h)"
    }


def test_the_budget_says_what_is_too_much_and_until_when(store: Store) -> None:
    """Also before the turn of what does not fit any more has come; held or queued."""
    for number in (1, 2, 3):
        plan(store, number)
    said = waits(store, configured(budget={"monthly_usd": "0.3"}))
    assert sorted(said) == [2, 3]
    assert said[2].startswith("budget: 0.200 USD would pass monthly_usd = 0.3")
    assert said[2].endswith("goes out on 2026-12-01, or when monthly_usd is raised (in 7 d)")
    daily = waits(store, configured(budget={"per_day": 1}))
    assert daily[3].endswith("goes out on 2026-11-24, or when per_day is raised (in 3 h)")
    held = store.delivery(3)
    apply(store, held, verdict.hold(held, Why.OVER_DAY(most=1, until=NOW + timedelta(hours=3))))
    assert waits(store, configured())[3] == daily[3]


def test_what_a_person_holds_and_what_may_be_out_is_not_foretold(store: Store) -> None:
    """Nobody knows; the record's reason stands beside it. But it may cost money."""
    one, two = plan(store, 1), plan(store, 2)
    apply(store, one, verdict.hold(one, plain("held by a person")))
    begun = apply(store, two, machine.begin(two, now=NOW - AGO, rules=RULES))
    apply(store, begun, machine.after_error(begun, OSError(), now=NOW, rules=RULES, chance=0))
    plan(store, 3)
    assert store.delivery(2).state is State.UNCERTAIN
    said = waits(store, configured(budget={"monthly_usd": "0.3"}))
    assert sorted(said) == [3]
    assert said[3].startswith("budget: ")
