"""Creating, editing, deleting and looking up posts behaves as X's contract says."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from crosspost.sandbox.core import Sandbox
from crosspost.sandbox.rendering import display, wrap
from crosspost.sandbox.world import DEMO, snowflake

TWEETS = "https://api.x.com/2/tweets"
ARTICLE = "https://blog.minato-dayori.example.jp/2026/11/kouro/?a=1&b=2"


def test_a_post_comes_back_with_its_links_wrapped(x: requests.Session) -> None:
    """Text is escaped, each link is 23 characters of t.co, and the address as posted is kept."""
    text = f"航路が<再開>へ 出典：minato.com {ARTICLE}"
    created = x.post(TWEETS, json={"text": text})
    assert created.status_code == 201
    data = created.json()["data"]
    assert data["edit_history_post_ids"] == [data["id"]]
    read = x.get(f"{TWEETS}/{data['id']}", params={"post.fields": "entities,created_at"}).json()
    links = read["data"]["entities"]["urls"]
    assert [link["expanded_url"] for link in links] == ["http://minato.com", ARTICLE]
    assert [read["data"]["text"][e["start"] : e["end"]] for e in links] == [e["url"] for e in links]
    assert {len(e["url"]) for e in links} == {23}
    assert read["data"]["text"].startswith("航路が&lt;再開&gt;へ 出典：https://t.co/")
    assert read["data"]["created_at"] == "2026-11-23T03:00:00.000Z"


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


def test_a_long_post_is_cut_and_kept_whole_in_the_note(premium: requests.Session) -> None:
    """An entitled account's long text ends in a link; the note has all of it and its links."""
    text = "高原の水利協定は三十年続いた争いを終える。" * 20 + ARTICLE
    made = premium.post(TWEETS, json={"text": text})
    assert made.status_code == 201
    post_id = made.json()["data"]["id"]
    fields = {"post.fields": "entities,note_post"}
    post = premium.get(f"{TWEETS}/{post_id}", params=fields).json()["data"]
    assert "… https://t.co/" in post["text"]
    assert post["note_post"]["entities"]["urls"][0]["expanded_url"] == ARTICLE
    assert [e["expanded_url"] for e in post["entities"]["urls"]] == [
        f"https://x.com/i/web/status/{post_id}"
    ]
    old = premium.get(f"{TWEETS}/{post_id}", params={"tweet.fields": "note_tweet"}).json()["data"]
    assert old["note_tweet"]["text"] == post["note_post"]["text"]
    assert old["edit_history_tweet_ids"] == [post_id]


def test_a_cut_never_halves_a_link(premium: requests.Session) -> None:
    """A link at the edge stays out of the short text as a whole."""
    text = "あ" * 120 + " " + ARTICLE + " " + "い" * 40
    post_id = premium.post(TWEETS, json={"text": text}).json()["data"]["id"]
    fields = {"post.fields": "entities,note_post"}
    post = premium.get(f"{TWEETS}/{post_id}", params=fields).json()["data"]
    assert post["text"].startswith("あ" * 120 + "… https://t.co/")
    assert len(post["entities"]["urls"]) == 1
    plain = premium.post(TWEETS, json={"text": "う" * 200}).json()["data"]["id"]
    note = premium.get(f"{TWEETS}/{plain}", params=fields).json()["data"]["note_post"]
    assert note == {"text": "う" * 200}


def test_a_picture_adds_a_trailing_link(x: requests.Session, upload: Callable[..., str]) -> None:
    """As on X, the text ends in a t.co link of the photo, and the media key is attached."""
    media_id = upload()
    made = x.post(TWEETS, json={"text": "港", "media": {"media_ids": [media_id]}}).json()["data"]
    params = {
        "post.fields": "entities,attachments",
        "expansions": "attachments.media_keys",
        "media.fields": "alt_text,width,height,url",
    }
    read = x.get(f"{TWEETS}/{made['id']}", params=params).json()
    link = read["data"]["entities"]["urls"][0]
    assert made["text"] == f"港 {link['url']}"
    assert link["media_key"] == read["data"]["attachments"]["media_keys"][0] == f"3_{media_id}"
    assert link["expanded_url"].endswith(f"/{DEMO.username}/status/{made['id']}/photo/1")
    assert read["includes"]["media"][0]["width"] == 64
    del params["media.fields"]
    bare = x.get(f"{TWEETS}/{made['id']}", params=params).json()["includes"]["media"]
    assert bare == [{"media_key": f"3_{media_id}", "type": "photo"}]
    alone = x.post(TWEETS, json={"media": {"media_ids": [upload()]}})
    assert alone.json()["data"]["text"].startswith("https://t.co/")


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


def test_deleting_is_for_the_author(x: requests.Session, premium: requests.Session) -> None:
    """Another user's post stays."""
    post_id = premium.post(TWEETS, json={"text": "高原"}).json()["data"]["id"]
    assert x.delete(f"{TWEETS}/{post_id}").status_code == 403


def test_looking_up_what_is_not_there_is_200_with_errors(x: requests.Session) -> None:
    """As on X: no data, and the problem in `errors`."""
    answer = x.get(f"{TWEETS}/12")
    assert answer.status_code == 200
    assert list(answer.json()) == ["errors"]
    assert answer.json()["errors"][0]["type"].endswith("/resource-not-found")


def test_where_a_link_leads_can_be_told(x: requests.Session, sandbox: Sandbox) -> None:
    """With the knob, a shortened address has the final one beside it."""
    sandbox.turn(unwound={"https://s.example.jp/1": ARTICLE})
    post_id = x.post(TWEETS, json={"text": "港 https://s.example.jp/1"}).json()["data"]["id"]
    read = x.get(f"{TWEETS}/{post_id}", params={"post.fields": "entities"}).json()["data"]
    assert read["entities"]["urls"][0]["unwound_url"] == ARTICLE


def test_only_the_old_names_when_x_has_not_switched(x: requests.Session, sandbox: Sandbox) -> None:
    """The answers of a server before August 2026."""
    sandbox.turn(names="old")
    data = x.post(TWEETS, json={"text": "港"}).json()["data"]
    assert data["edit_history_tweet_ids"] == [data["id"]]


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.example.jp/", "example.jp/"),
        (
            "https://developer.example.com/en/docs/twitter-api",
            "developer.example.com/en/docs/twitte…",
        ),
    ],
)
def test_a_shown_address_is_short(url: str, shown: str) -> None:
    """Host and fifteen characters, without scheme and www."""
    assert display(url) == shown


@given(st.lists(st.sampled_from(["港", "a@b.com ", "x.com", " https://e.jp/ ", "&", "<", "。"])))
def test_links_lie_where_the_entities_say(pieces: list[str]) -> None:
    """Whatever the text: each entity's offsets give its t.co address, in order, apart."""
    wrapped = wrap("".join(pieces), "1", {})
    spans = [(e["start"], e["end"]) for e in wrapped.urls]
    assert [wrapped.text[s:e] for s, e in spans] == [e["url"] for e in wrapped.urls]
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
