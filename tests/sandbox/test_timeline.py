"""The account's timeline and profile can be read as X lets them be read."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import requests

from crosspost.sandbox.core import Sandbox
from crosspost.sandbox.world import DEMO, snowflake

TWEETS = "https://api.x.com/2/tweets"
TIMELINE = f"https://api.x.com/2/users/{DEMO.id}/tweets"
ME = "https://api.x.com/2/users/me"


@pytest.fixture
def ids(x: requests.Session, clock: list[datetime]) -> list[str]:
    """Seven posts, a minute apart, oldest first."""
    made = []
    for number in range(7):
        made.append(x.post(TWEETS, json={"text": f"港だより第{number}号"}).json()["data"]["id"])
        clock[0] += timedelta(minutes=1)
    return made


def _read(x: requests.Session, **params: str) -> list[str]:
    answer = x.get(TIMELINE, params=params)
    assert answer.status_code == 200, answer.text
    return [p["id"] for p in answer.json().get("data", [])]


def test_the_newest_come_first_and_pages_join(x: requests.Session, ids: list[str]) -> None:
    """Page by page, by `next_token`, everything is read once."""
    first = x.get(TIMELINE, params={"max_results": "5"}).json()
    meta = first["meta"]
    assert [p["id"] for p in first["data"]] == ids[:1:-1]
    assert (meta["result_count"], meta["newest_id"], meta["oldest_id"]) == (5, ids[6], ids[2])
    rest = x.get(TIMELINE, params={"pagination_token": meta["next_token"]}).json()
    assert [p["id"] for p in rest["data"]] == [ids[1], ids[0]]
    assert "next_token" not in rest["meta"]


def test_an_empty_page_has_no_data(x: requests.Session) -> None:
    """As on X: only `meta`."""
    assert x.get(TIMELINE).json() == {"meta": {"result_count": 0}}


def test_a_window_is_cut_by_ids_and_times(
    x: requests.Session, ids: list[str], clock: list[datetime]
) -> None:
    """`since_id` and `until_id` are exclusive, `start_time` inclusive, `end_time` exclusive."""
    begun = clock[0] - timedelta(minutes=7)
    third = (begun + timedelta(minutes=2)).isoformat().replace("+00:00", "Z")
    assert _read(x, since_id=ids[4]) == [ids[6], ids[5]]
    assert _read(x, until_id=ids[2]) == [ids[1], ids[0]]
    assert _read(x, start_time=third, until_id=ids[4]) == [ids[3], ids[2]]
    assert _read(x, end_time=third) == [ids[1], ids[0]]
    assert _read(x, since_id=str(snowflake(clock[0]))) == []


@pytest.mark.parametrize(
    "query",
    [
        {"max_results": "4"},
        {"max_results": "101"},
        {"max_results": "viele"},
        {"since_id": "x"},
        {"until_id": "1" * 20},
        {"pagination_token": "あ"},
        {"start_time": "gestern"},
        {"start_time": "2026-11-23T00:00:00"},
        {"exclude": "ads"},
        {"tweet_fields": "text"},
        {"post.fields": "text,colour"},
        {"post.fields": "note_tweet"},
        {"tweet.fields": "note_post"},
        {"expansions": "everything"},
        {"media.fields": "size"},
        {"user.fields": "age"},
    ],
    ids=str,
)
def test_a_query_outside_the_contract_is_a_400_that_names_it(
    x: requests.Session, query: dict[str, str]
) -> None:
    """Unknown parameters, values and fields are refused in the shape with `errors`."""
    answer = x.get(TIMELINE, params=query)
    assert answer.status_code == 400
    assert set(answer.json()["errors"][0]["parameters"]) == set(query)


@pytest.mark.parametrize(
    ("names", "good", "bad"),
    [("old", "tweet.fields", "post.fields"), ("new", "post.fields", "tweet.fields")],
)
def test_x_may_know_only_one_of_the_names(
    x: requests.Session, sandbox: Sandbox, ids: list[str], names: str, good: str, bad: str
) -> None:
    """The other one is a 400 that names the parameter; answers use the names of that side."""
    sandbox.turn(names=names)
    answer = x.get(TIMELINE, params={good: "created_at"}).json()
    assert f"edit_history_{good.partition('.')[0]}_ids" in answer["data"][0]
    refused = x.get(TIMELINE, params={bad: "created_at"})
    assert refused.status_code == 400
    assert f"The query parameter [{bad}] is not one of" in refused.text


def test_a_reader_gets_the_names_it_asked_by(x: requests.Session, ids: list[str]) -> None:
    """Where both are known, `tweet.fields` brings the old names and `post.fields` the new."""
    old = x.get(TIMELINE, params={"tweet.fields": "edit_history_tweet_ids,author_id"}).json()
    new = x.get(TIMELINE, params={"post.fields": "lang", "tweet.fields": "author_id"}).json()
    assert old["data"][0]["edit_history_tweet_ids"] == [ids[6]]
    assert new["data"][0]["edit_history_post_ids"] == [ids[6]]
    assert old["data"][0]["author_id"] == new["data"][0]["author_id"] == DEMO.id


def test_a_timeline_may_lag(x: requests.Session, sandbox: Sandbox, clock: list[datetime]) -> None:
    """A post, and its deletion, can be read only after the lag."""
    sandbox.turn(lag=30)
    post_id = x.post(TWEETS, json={"text": "港"}).json()["data"]["id"]
    assert _read(x) == []
    assert "data" not in x.get(f"{TWEETS}/{post_id}").json()
    clock[0] += timedelta(seconds=30)
    assert _read(x) == [post_id]
    x.delete(f"{TWEETS}/{post_id}")
    assert _read(x) == [post_id]
    clock[0] += timedelta(seconds=30)
    assert _read(x) == []


def test_an_edit_is_seen_only_after_the_lag(
    premium: requests.Session, sandbox: Sandbox, clock: list[datetime]
) -> None:
    """Until then readers see the version before."""
    url = "https://api.x.com/2/users/22/tweets"
    first = premium.post(TWEETS, json={"text": "署名"}).json()["data"]["id"]
    sandbox.turn(lag=30)
    clock[0] += timedelta(seconds=40)
    body: Any = {"text": "署名へ", "edit_options": {"previous_post_id": first}}
    second = premium.post(TWEETS, json=body).json()["data"]["id"]
    assert [p["id"] for p in premium.get(url).json()["data"]] == [first]
    clock[0] += timedelta(seconds=40)
    assert [p["id"] for p in premium.get(url).json()["data"]] == [second]


def test_a_read_may_omit_the_newest(x: requests.Session, sandbox: Sandbox, ids: list[str]) -> None:
    """So many reads leave out the newest post: one empty look proves nothing."""
    sandbox.turn(omit_reads=2)
    found = [_read(x, since_id=ids[5]) for _ in range(3)]
    assert found == [[], [], [ids[6]]]


def test_another_users_timeline_is_open_and_an_unknown_one_is_not(
    x: requests.Session, premium: requests.Session
) -> None:
    """Unknown users are 200 with `errors`, as on X."""
    premium.post(TWEETS, json={"text": "高原"})
    assert len(x.get("https://api.x.com/2/users/22/tweets").json()["data"]) == 1
    assert "data" not in x.get("https://api.x.com/2/users/5/tweets").json()


def test_the_author_comes_with_the_expansion(x: requests.Session, ids: list[str]) -> None:
    """Users are included once."""
    params = {"expansions": "author_id", "user.fields": "verified_type"}
    answer = x.get(TIMELINE, params=params).json()
    assert answer["includes"]["users"] == [
        {"id": DEMO.id, "name": DEMO.name, "username": DEMO.username, "verified_type": "none"}
    ]


@pytest.mark.parametrize(("which", "kind"), [("x", "None"), ("premium", "Premium")])
def test_an_account_knows_its_subscription(
    request: pytest.FixtureRequest, which: str, kind: str
) -> None:
    """`users/me` tells whether editing is open."""
    session: requests.Session = request.getfixturevalue(which)
    data = session.get(ME, params={"user.fields": "subscription_type"}).json()["data"]
    assert data["subscription_type"] == kind
