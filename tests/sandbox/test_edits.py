"""Editing and deleting posts behaves as X's contract says."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import requests

from crosspost.sandbox.core import Sandbox

TWEETS = "https://api.x.com/2/tweets"
ARTICLE = "https://blog.minato-dayori.example.jp/2026/11/kouro/?a=1&b=2"


def _edit(session: requests.Session, post_id: str, text: str) -> requests.Response:
    body: Any = {"text": text, "edit_options": {"previous_post_id": post_id}}
    return session.post(TWEETS, json=body)


def test_an_edit_makes_a_new_version_of_the_same_post(premium: requests.Session) -> None:
    """The new id joins the chain; the timeline shows the last version only; text may stay."""
    first = premium.post(TWEETS, json={"text": "水利協定に署名"}).json()["data"]["id"]
    second = _edit(premium, first, "水利協定に署名").json()["data"]
    assert second["edit_history_post_ids"] == [first, second["id"]]
    shown = premium.get("https://api.x.com/2/users/22/tweets").json()["data"]
    assert [p["id"] for p in shown] == [second["id"]]
    controls = premium.get(f"{TWEETS}/{first}", params={"post.fields": "edit_controls"}).json()
    assert controls["data"]["edit_controls"] == {
        "edits_remaining": 4,
        "is_edit_eligible": True,
        "editable_until": "2026-11-23T03:30:00.000Z",
    }


def test_deleting_any_version_deletes_the_chain(
    premium: requests.Session, sandbox: Sandbox
) -> None:
    """No version of a deleted post can be read; a second delete is a 404."""
    first = premium.post(TWEETS, json={"text": "署名"}).json()["data"]["id"]
    second = _edit(premium, first, "署名へ").json()["data"]["id"]
    assert premium.delete(f"{TWEETS}/{first}").json() == {"data": {"deleted": True}}
    assert not sandbox.posts()
    assert premium.delete(f"{TWEETS}/{second}").status_code == 404


@pytest.mark.parametrize(
    "case", ["ordinary", "another's", "unknown", "late", "replaced", "often", "repost"]
)
def test_an_edit_that_x_does_not_allow_is_a_403(
    x: requests.Session,
    premium: requests.Session,
    sandbox: Sandbox,
    clock: list[datetime],
    case: str,
) -> None:
    """Premium, own, in time, of the last version, at most five times, no repost."""
    session = x if case == "ordinary" else premium
    owner = x if case in {"ordinary", "another's"} else premium
    post_id = owner.post(TWEETS, json={"text": "署名"}).json()["data"]["id"]
    if case == "unknown":
        post_id = "1"
    if case == "late":
        clock[0] += timedelta(minutes=30)
    if case == "replaced":
        _edit(session, post_id, "署名へ")
    if case == "repost":
        url = "https://api.x.com/2/users/22/retweets"
        post_id = session.post(url, json={"tweet_id": post_id}).json()["data"]["rest_id"]
    for number in range(5 if case == "often" else 0):
        post_id = _edit(session, post_id, f"署名 {number}").json()["data"]["id"]
    answer = _edit(session, post_id, "署名した")
    assert answer.status_code == 403
    assert sandbox.calls[-1].why


def test_an_edit_in_the_last_second_is_allowed(
    premium: requests.Session, clock: list[datetime]
) -> None:
    """The window is counted from the first version."""
    post_id = premium.post(TWEETS, json={"text": "署名"}).json()["data"]["id"]
    clock[0] += timedelta(minutes=29, seconds=59)
    assert _edit(premium, post_id, "署名へ").status_code == 201


def test_deleting_is_for_the_author(x: requests.Session, premium: requests.Session) -> None:
    """Another user's post stays."""
    post_id = premium.post(TWEETS, json={"text": "高原"}).json()["data"]["id"]
    assert x.delete(f"{TWEETS}/{post_id}").status_code == 403
