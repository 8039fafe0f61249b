"""Creating and looking up posts behaves as X's contract says."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import requests

from crosspost.sandbox.core import Sandbox
from crosspost.sandbox.world import DEMO, snowflake

TWEETS = "https://api.x.com/2/tweets"
ARTICLE = "https://blog.minato-dayori.example.jp/2026/11/kouro/?a=1&b=2"


def test_ids_are_snowflakes_of_the_clock_and_rise(
    x: requests.Session, clock: list[datetime]
) -> None:
    """The time can be read from an id; in the same millisecond ids rise all the same."""
    ids = [int(x.post(TWEETS, json={"text": f"港{n}"}).json()["data"]["id"]) for n in range(3)]
    assert ids == sorted(set(ids))
    assert ids[0] >= snowflake(clock[0])
    assert ids[2] < snowflake(clock[0] + timedelta(milliseconds=1))
    clock[0] -= timedelta(days=1)
    assert int(x.post(TWEETS, json={"text": "昨日の港"}).json()["data"]["id"]) > ids[2]


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({"text": "港", "status": "1"}, "status"),
        ({"text": "港", "media": {"media_ids": ["1"], "alt": "x"}}, "media.alt"),
        ({"text": 5}, "text"),
        ({"text": "港", "media": {"media_ids": []}}, "media.media_ids"),
        ({"text": "港", "media": {"media_ids": ["1", "2", "3", "4", "5"]}}, "media.media_ids"),
        ({"text": "港", "media": {"media_ids": [1]}}, "media.media_ids.0"),
        ({"text": "港", "made_with_ai": "yes"}, "made_with_ai"),
        ({"text": "港", "reply_settings": "everyone"}, "reply_settings"),
        ({"text": "港", "poll": {"options": ["a"], "duration_minutes": 5}}, "poll.options"),
        ({"text": " \n"}, "text"),
        ({}, "text"),
        ({"text": "港", "media": {"media_ids": ["1"]}, "quote_tweet_id": "1"}, "quote_tweet_id"),
    ],
    ids=str,
)
def test_a_malformed_body_is_a_400_that_names_the_key(
    x: requests.Session, sandbox: Sandbox, body: dict[str, Any], named: str
) -> None:
    """Unknown keys, wrong types and impossible combinations are refused, nothing is posted."""
    answer = x.post(TWEETS, json=body)
    assert answer.status_code == 400
    assert list(answer.json()["errors"][0]["parameters"]) == [named]
    assert answer.json()["type"].endswith("/problems/invalid-request")
    assert not sandbox.world.posts


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"x"', b"\xff"])
def test_a_body_that_is_no_json_object_is_a_400(x: requests.Session, body: bytes) -> None:
    """Whatever the bytes are, the answer is X's 400."""
    answer = x.post(TWEETS, data=body, headers={"content-type": "application/json"})
    assert answer.status_code == 400


def test_a_body_of_another_type_is_a_400(x: requests.Session) -> None:
    """Only JSON creates posts."""
    answer = x.post(TWEETS, data={"text": "港"})
    assert "content-type must be application/json" in answer.json()["errors"][0]["message"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("あ" * 140, 201),
        ("あ" * 141, 403),
        ("a" * 280, 201),
        ("a" * 281, 403),
        ("あ" * 128 + " " + ARTICLE, 201),
        ("あ" * 129 + " " + ARTICLE, 403),
        ("か\u3099" * 140, 201),
        ("港\ufeff", 403),
        ("$ABC", 201),
        ("$ABC と $XYZ", 400),
        ("100$ と $5", 201),
    ],
)
def test_a_text_is_weighed_as_x_weighs_it(x: requests.Session, text: str, status: int) -> None:
    """280 after NFC with links as 23; what is invalid or has two cashtags is refused."""
    assert x.post(TWEETS, json={"text": text}).status_code == status


@pytest.mark.parametrize("key", ["poll", "card_uri", "geo", "community_id", "quote_tweet_id"])
def test_what_the_account_may_not_use_is_a_403(x: requests.Session, key: str) -> None:
    """Valid by the contract, closed to this account."""
    value: Any = {
        "poll": {"options": ["はい", "いいえ"], "duration_minutes": 60},
        "geo": {"place_id": "1"},
    }.get(key, "12")
    answer = x.post(TWEETS, json={"text": "港", key: value})
    assert (answer.status_code, "feature" in answer.json()["detail"]) == (403, True)


def test_replies_are_for_own_posts(x: requests.Session, premium: requests.Session) -> None:
    """A reply to another account, or to nothing, is refused; the own one names its parent."""
    own = x.post(TWEETS, json={"text": "港"}).json()["data"]["id"]
    foreign = premium.post(TWEETS, json={"text": "高原"}).json()["data"]["id"]
    for parent, status in ((own, 201), (foreign, 403), ("1", 403)):
        reply = {"in_reply_to_tweet_id": parent}
        answer = x.post(TWEETS, json={"text": f"{parent}へ", "reply": reply})
        assert answer.status_code == status
    timeline = f"https://api.x.com/2/users/{DEMO.id}/tweets"
    asked = {"expansions": "referenced_posts"}
    assert x.get(timeline, params=asked).json()["includes"]["posts"][0]["id"] == own
    assert len(x.get(timeline, params={"exclude": "replies"}).json()["data"]) == 1


def test_looking_up_what_is_not_there_is_200_with_errors(x: requests.Session) -> None:
    """As on X: no data, and the problem in `errors`."""
    answer = x.get(f"{TWEETS}/12")
    assert answer.status_code == 200
    assert list(answer.json()) == ["errors"]
    assert answer.json()["errors"][0]["type"].endswith("/resource-not-found")


def test_only_the_old_names_when_x_has_not_switched(x: requests.Session, sandbox: Sandbox) -> None:
    """The answers of a server before August 2026."""
    sandbox.turn(names="old")
    data = x.post(TWEETS, json={"text": "港"}).json()["data"]
    assert data["edit_history_tweet_ids"] == [data["id"]]
