"""Native reposts."""

import pytest
import requests

from crosspost.sandbox.core import Sandbox
from crosspost.sandbox.world import DEMO

TWEETS = "https://api.x.com/2/tweets"
RETWEETS = f"https://api.x.com/2/users/{DEMO.id}/retweets"
TIMELINE = f"https://api.x.com/2/users/{DEMO.id}/tweets"


@pytest.fixture
def post(x: requests.Session) -> str:
    """Publish one post."""
    return str(x.post(TWEETS, json={"text": "A & B の港 https://e.jp/"}).json()["data"]["id"])


def _repost(x: requests.Session, post: str) -> requests.Response:
    return x.post(RETWEETS, json={"tweet_id": post})


def test_a_repost_stands_in_the_timeline(x: requests.Session, post: str) -> None:
    """It has an id of its own and names its source; `exclude` leaves it out."""
    answer = _repost(x, post)
    data = answer.json()["data"]
    assert (answer.status_code, data["retweeted"]) == (200, True)
    asked = {"expansions": "referenced_posts", "post.fields": "entities"}
    read = x.get(TIMELINE, params=asked).json()
    link = read["data"][0]["entities"]["urls"][0]
    assert link["expanded_url"] == "https://e.jp/"
    assert read["data"][0]["text"][link["start"] : link["end"]] == link["url"]
    assert [p["id"] for p in read["data"]] == [data["rest_id"], post]
    assert read["data"][0]["text"].startswith(f"RT @{DEMO.username}: A &amp; B")
    assert read["data"][0]["referenced_posts"] == [{"type": "retweeted", "id": post}]
    assert read["includes"]["posts"][0]["id"] == post
    assert len(x.get(TIMELINE, params={"exclude": "retweets"}).json()["data"]) == 1


def test_the_old_names_are_kept_where_they_rule(
    x: requests.Session, sandbox: Sandbox, post: str
) -> None:
    """Before August 2026 the answer had `id`, and posts referred to tweets."""
    sandbox.turn(names="old")
    assert "id" in _repost(x, post).json()["data"]
    read = x.get(TIMELINE, params={"expansions": "referenced_tweets.id"}).json()
    assert read["data"][0]["referenced_tweets"][0]["id"] == post
    assert read["includes"]["tweets"][0]["id"] == post


def test_a_second_repost_needs_an_undo_first(x: requests.Session, post: str) -> None:
    """Again is a 403; after the undo it goes, and undoing nothing succeeds as well."""
    _repost(x, post)
    assert _repost(x, post).status_code == 403
    for _ in range(2):
        assert x.delete(f"{RETWEETS}/{post}").json() == {"data": {"retweeted": False}}
    assert _repost(x, post).status_code == 200


def test_a_repost_goes_with_its_source(x: requests.Session, post: str) -> None:
    """When the post is deleted, nothing of it is left to read."""
    _repost(x, post)
    x.delete(f"{TWEETS}/{post}")
    assert x.get(TIMELINE).json() == {"meta": {"result_count": 0}}


@pytest.mark.parametrize(
    ("url", "source", "status"),
    [
        (RETWEETS, "12", 404),
        ("https://api.x.com/2/users/22/retweets", None, 400),
        (RETWEETS, "x", 400),
    ],
)
def test_a_repost_is_of_a_post_that_is_there_and_for_oneself(
    x: requests.Session, post: str, url: str, source: str | None, status: int
) -> None:
    """An unknown post, another user, no id: refused."""
    assert x.post(url, json={"tweet_id": source or post}).status_code == status


def test_undoing_is_for_oneself(x: requests.Session, post: str) -> None:
    """Another user's repost stays."""
    answer = x.delete(f"https://api.x.com/2/users/22/retweets/{post}")
    assert answer.status_code == 400
