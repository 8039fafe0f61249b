"""The same text twice: refused by whichever rule X follows."""

from datetime import datetime, timedelta

import pytest
import requests

from crosspost.sandbox.core import Sandbox

TWEETS = "https://api.x.com/2/tweets"
ARTICLE = "https://blog.minato-dayori.example.jp/2026/11/kouro/?a=1&b=2"


@pytest.mark.parametrize(
    ("rule", "statuses"),
    [("hours:24", [403, 403, 201]), ("last:1", [403, 201, 201]), ("off", [201, 201, 201])],
)
def test_the_duplicate_rule_is_a_knob(
    x: requests.Session,
    sandbox: Sandbox,
    clock: list[datetime],
    rule: str,
    statuses: list[int],
) -> None:
    """Refused: the same text at once, after another post, after a day, by each of the rules."""
    sandbox.turn(duplicates=rule)
    found = []
    x.post(TWEETS, json={"text": "港"})
    found.append(x.post(TWEETS, json={"text": "港"}).status_code)
    x.post(TWEETS, json={"text": "岸壁"})
    found.append(x.post(TWEETS, json={"text": "港"}).status_code)
    clock[0] += timedelta(hours=24)
    x.post(TWEETS, json={"text": "沖"})
    found.append(x.post(TWEETS, json={"text": "港"}).status_code)
    assert found == statuses


def test_a_duplicate_is_refused_in_xs_words(x: requests.Session) -> None:
    """The body is the one seen in the field, without the earlier id."""
    x.post(TWEETS, json={"text": "港"})
    answer = x.post(TWEETS, json={"text": "港"})
    assert answer.json() == {
        "detail": "You are not allowed to create a Tweet with duplicate content.",
        "type": "about:blank", "title": "Forbidden", "status": 403,
    }  # fmt: skip


@pytest.mark.parametrize(("knob", "status"), [(False, 201), (True, 403)])
def test_a_deleted_text_may_still_be_a_duplicate(
    x: requests.Session, sandbox: Sandbox, status: int, *, knob: bool
) -> None:
    """Nobody knows which of the two X does, so it is a knob."""
    sandbox.turn(duplicate_after_delete=knob)
    post_id = x.post(TWEETS, json={"text": "港"}).json()["data"]["id"]
    x.delete(f"{TWEETS}/{post_id}")
    assert x.post(TWEETS, json={"text": "港"}).status_code == status
