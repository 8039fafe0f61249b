"""Money: what does not fit is held, and what fits again goes, the oldest first."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from crosspost import wiring
from crosspost.model import (
    Article,
    Change,
    ChangeKind,
    Charge,
    Delivery,
    FeedState,
    Finding,
    Planned,
    Post,
    Reason,
    State,
    Why,
)
from crosspost.outbox.store import Store
from crosspost.pipeline.budget import find_period, item_of, reason_to_hold, release_affordable
from crosspost.pipeline.overview import gather
from crosspost.pipeline.parts import Pipeline
from crosspost.settings import Settings
from tests.words import english, plain

TOKYO = ZoneInfo("Asia/Tokyo")


@pytest.fixture
def pipe(store: Store, settings: Settings, now: datetime) -> Pipeline:
    """Return a pipeline whose clock stands still."""
    limited = settings.model_copy(
        update={"budget": settings.budget.model_copy(update={"monthly_usd": Decimal("0.50")})}
    )
    return replace(wiring.make_pipeline(limited, store), now=lambda: now)


def plan(pipe: Pipeline, number: int, *, held: Reason | None = None) -> Delivery:
    """Write down a delivery of 0.2 USD."""
    article = Article(
        "blog", (f"wp:{number}",), f"https://blog.example.jp/{number}", f"第{number}報"
    )
    post = Post(article.title, links=(article.url,))
    planned = Planned("main", post, pipe.now(), Decimal("0.2"), held=held)
    finding = Finding(article, Change(ChangeKind.NEW, plain("")), "post", plain(""), (planned,))
    [delivery] = pipe.store.record(FeedState("blog"), (finding,), now=pipe.now())
    return pipe.store.delivery(delivery)


def spend(pipe: Pipeline, usd: str, at: datetime) -> None:
    """Write a line into the ledger."""
    pipe.store.charge(Charge(at, "main", "post", Decimal(usd)))


def test_what_fits_may_go_and_what_does_not_says_when(pipe: Pipeline, now: datetime) -> None:
    """The reason names the price, the limit, the spend and the first day of the next month."""
    delivery = plan(pipe, 1)
    spend(pipe, "0.30", now)
    assert reason_to_hold(pipe, delivery, now) is None
    spend(pipe, "0.01", now)
    assert english(reason_to_hold(pipe, delivery, now)) == (
        "budget: 0.200 USD would pass monthly_usd = 0.50 (0.310 spent); goes out on 2026-12-01,"
        " or when monthly_usd is raised"
    )


def test_last_month_s_spend_does_not_count(pipe: Pipeline, now: datetime) -> None:
    """The month begins in the account's zone."""
    spend(pipe, "9", datetime(2026, 10, 31, 14, 59, tzinfo=UTC))
    assert reason_to_hold(pipe, plan(pipe, 1), now) is None
    spend(pipe, "9", datetime(2026, 10, 31, 15, 0, tzinfo=UTC))
    assert reason_to_hold(pipe, plan(pipe, 2), now) is not None


def test_only_so_many_are_released_as_fit_together(pipe: Pipeline) -> None:
    """Two of three at 0.2 fit into 0.5: the oldest two; no person released them."""
    for number in (1, 2, 3):
        plan(pipe, number, held=Why.OVER_DAY(most=1, until=pipe.now()))
    plan(pipe, 4, held=Why.BY_PERSON())
    released = release_affordable(pipe)
    assert [delivery.id for delivery in released] == [1, 2]
    assert {delivery.state for delivery in released} == {State.QUEUED}
    assert not any(delivery.released for delivery in released)
    assert release_affordable(pipe) == []


def test_the_forecast_goes_by_the_last_thirty_days(pipe: Pipeline, now: datetime) -> None:
    """A young record's posts are spread over a week, so that one post is no thousand a month."""
    spend(pipe, "0.70", now)
    money = gather(pipe.settings, pipe.store, now=now).money
    remaining = (money.next_month - now) / timedelta(days=7)
    assert money.spent == Decimal("0.70")
    assert float(money.forecast) == pytest.approx(0.70 + 0.70 * remaining, abs=0.001)


@pytest.mark.parametrize(
    ("now", "month", "day"),
    [
        (datetime(2026, 11, 30, 14, 59, tzinfo=UTC), "2026-11-01", "2026-11-30"),
        (datetime(2026, 11, 30, 15, 0, tzinfo=UTC), "2026-12-01", "2026-12-01"),
        (datetime(2026, 12, 31, 20, 0, tzinfo=UTC), "2027-01-01", "2027-01-01"),
    ],
)
def test_month_and_day_begin_in_the_account_s_zone(now: datetime, month: str, day: str) -> None:
    """Midnight in Tokyo is 15:00 UTC."""
    period = find_period(now, TOKYO)
    assert (f"{period.month:%Y-%m-%d}", f"{period.day:%Y-%m-%d}") == (month, day)
    assert period.day < period.next_day <= period.next_month


@pytest.mark.parametrize(
    ("post", "item"),
    [
        (Post("本文"), "post"),
        (Post("本文", links=("https://a.example",)), "post-with-url"),
        (Post("", repost_of="1"), "repost"),
        (Post("本文", replaces="1"), "edit"),
    ],
)
def test_the_ledger_s_word_for_a_post(post: Post, item: str) -> None:
    """Each kind of post has its price and its name."""
    assert item_of(post) == item
