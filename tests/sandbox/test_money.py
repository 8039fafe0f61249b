"""The ledger and the rate limits."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
import requests

from crosspost.errors import ConfigError
from crosspost.sandbox.core import Sandbox
from crosspost.sandbox.world import DEMO, Knobs
from tests.words import raises_saying

TWEETS = "https://api.x.com/2/tweets"
TIMELINE = f"https://api.x.com/2/users/{DEMO.id}/tweets"
ME = "https://api.x.com/2/users/me"
RETWEETS = f"https://api.x.com/2/users/{DEMO.id}/retweets"
METADATA = "https://api.x.com/2/media/metadata"


def _bill(sandbox: Sandbox) -> list[tuple[str, str]]:
    return [(line.item, str(line.usd)) for line in sandbox.world.ledger.lines]


@pytest.mark.parametrize(
    ("text", "item", "usd"),
    [
        ("港", "post", "0.015"),
        ("港 https://e.jp/", "post-with-url", "0.200"),
        ("出典：minato.com", "post-with-url", "0.200"),
        ("問い合わせは minato@example.com へ", "post", "0.015"),
    ],
)
def test_a_post_is_billed_by_what_x_would_link(
    x: requests.Session, sandbox: Sandbox, text: str, item: str, usd: str
) -> None:
    """A bare domain in the text costs as much as a link."""
    x.post(TWEETS, json={"text": text})
    assert _bill(sandbox) == [(item, usd)]


def test_every_other_call_has_its_price(
    x: requests.Session, sandbox: Sandbox, upload: Callable[..., str]
) -> None:
    """Upload nothing, alt text 0.005, repost 0.015, look-up 0.005, profile 0.010, delete 0.010."""
    media_id = upload()
    assert _bill(sandbox) == []
    x.post(METADATA, json={"id": media_id})
    post_id = x.post(TWEETS, json={"text": "港"}).json()["data"]["id"]
    x.post(RETWEETS, json={"tweet_id": post_id})
    x.get(f"{TWEETS}/{post_id}")
    x.get(ME)
    x.delete(f"{RETWEETS}/{post_id}")
    x.delete(f"{TWEETS}/{post_id}")
    assert _bill(sandbox) == [
        ("media-metadata", "0.005"),
        ("post", "0.015"),
        ("repost", "0.015"),
        ("post-read", "0.005"),
        ("user-read", "0.010"),
        ("undo-repost", "0.010"),
        ("delete", "0.010"),
    ]
    assert sandbox.world.ledger.total == Decimal("0.070")


def test_reads_are_billed_once_a_day_and_post(
    x: requests.Session, premium: requests.Session, sandbox: Sandbox, clock: list[datetime]
) -> None:
    """The own timeline costs 0.001 a post and UTC day, another's 0.005."""
    x.post(TWEETS, json={"text": "港"})
    x.post(TWEETS, json={"text": "岸壁"})
    for _ in range(3):
        x.get(TIMELINE)
    assert _bill(sandbox)[2:] == [("owned-read", "0.001")] * 2
    clock[0] += timedelta(days=1)
    x.get(TIMELINE)
    assert len(_bill(sandbox)) == 6
    premium.get(TIMELINE)
    assert _bill(sandbox)[6:] == [("post-read", "0.005")] * 2


def test_what_fails_is_not_billed(x: requests.Session, sandbox: Sandbox) -> None:
    """Refused posts, empty reads and look-ups of nothing cost nothing."""
    x.post(TWEETS, json={"text": "あ" * 141})
    x.get(TIMELINE)
    x.get(f"{TWEETS}/12")
    x.delete(f"{TWEETS}/12")
    assert _bill(sandbox) == []


def test_an_empty_balance_blocks_everything_but_the_profile(
    x: requests.Session, sandbox: Sandbox
) -> None:
    """It may go slightly below zero, then each call is a 402 with healthy rate-limit headers."""
    sandbox.turn(balance="0.01")
    assert x.post(TWEETS, json={"text": "港"}).status_code == 201
    assert sandbox.balance == Decimal("-0.005")
    answer = x.post(TWEETS, json={"text": "岸壁"})
    assert answer.status_code == 402
    assert answer.json()["title"] == "CreditsDepleted"
    assert int(answer.headers["x-rate-limit-remaining"]) == 98
    assert x.get(TIMELINE).status_code == 402
    assert x.get(ME).status_code == 200
    sandbox.turn(balance="0.015")
    assert x.get(TIMELINE).status_code == 402
    sandbox.turn(balance=None)
    assert x.post(TWEETS, json={"text": "岸壁"}).status_code == 201


def test_a_bucket_is_per_user_method_and_endpoint(
    x: requests.Session, premium: requests.Session, sandbox: Sandbox, clock: list[datetime]
) -> None:
    """The headers count down truly; the window begins with its first call; 429 has no effect."""
    sandbox.turn(limits={"POST /2/tweets": 2})
    begun = clock[0]
    seen = []
    for number in range(3):
        answer = x.post(TWEETS, json={"text": f"港{number}"})
        seen.append((answer.status_code, answer.headers["x-rate-limit-remaining"]))
        clock[0] += timedelta(minutes=1)
    assert seen == [(201, "1"), (201, "0"), (429, "0")]
    assert answer.json()["title"] == "Too Many Requests"
    reset = int(answer.headers["x-rate-limit-reset"])
    assert reset == int((begun + timedelta(minutes=15)).timestamp())
    assert len(sandbox.world.posts) == 2
    assert premium.post(TWEETS, json={"text": "高原"}).status_code == 201
    assert x.get(TIMELINE).status_code == 200
    clock[0] = begun + timedelta(minutes=15)
    assert x.post(TWEETS, json={"text": "沖"}).status_code == 201


def test_a_day_may_be_limited_as_well(
    x: requests.Session, sandbox: Sandbox, clock: list[datetime]
) -> None:
    """The 24-hour headers appear, and its reset is the one that counts."""
    sandbox.turn(day_limit=1)
    first = x.post(TWEETS, json={"text": "港"})
    assert first.headers["x-user-limit-24hour-remaining"] == "0"
    clock[0] += timedelta(hours=1)
    answer = x.post(TWEETS, json={"text": "岸壁"})
    assert answer.status_code == 429
    assert int(answer.headers["x-user-limit-24hour-reset"]) > int(clock[0].timestamp()) + 80000
    assert int(answer.headers["x-rate-limit-remaining"]) > 0


def test_the_limits_can_be_switched_off(x: requests.Session, sandbox: Sandbox) -> None:
    """For a rehearsal with many posts."""
    sandbox.turn(rate_limits=False, limits={"POST /2/tweets": 0})
    assert x.post(TWEETS, json={"text": "港"}).status_code == 201


def test_the_clock_of_x_may_be_ahead(
    x: requests.Session, sandbox: Sandbox, clock: list[datetime]
) -> None:
    """Its date, its resets and its check of timestamps go by its own clock."""
    sandbox.turn(clock_offset=120)
    answer = x.get(ME)
    assert answer.headers["date"] == "Mon, 23 Nov 2026 03:02:00 GMT"
    assert int(answer.headers["x-rate-limit-reset"]) == int(clock[0].timestamp()) + 900 + 120
    sandbox.turn(clock_offset=-400)
    assert x.get(ME).status_code == 401


@pytest.mark.parametrize(
    "change",
    [
        {"colour": 1},
        {"lag": -1},
        {"lag": "inf"},
        {"duplicates": "sometimes"},
        {"names": "newest"},
        {"omit_reads": -1},
        {"balance": "much"},
    ],
    ids=str,
)
def test_a_knob_that_is_not_there_or_a_bad_value_is_refused(
    sandbox: Sandbox, change: dict[str, object]
) -> None:
    """In one line that names the knob."""
    with raises_saying(ConfigError, match=f"knob {next(iter(change))}: .*there are: any_key"):
        sandbox.turn(**change)
    assert sandbox.knobs == Knobs()
