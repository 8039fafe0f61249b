"""How a post is shown: its links, its picture, and what a long one leaves out."""

from collections.abc import Callable
from itertools import pairwise

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from crosspost.sandbox.core import Sandbox
from crosspost.sandbox.rendering import display, wrap
from crosspost.sandbox.world import DEMO

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


def test_where_a_link_leads_can_be_told(x: requests.Session, sandbox: Sandbox) -> None:
    """With the knob, a shortened address has the final one beside it."""
    sandbox.turn(unwound={"https://s.example.jp/1": ARTICLE})
    post_id = x.post(TWEETS, json={"text": "港 https://s.example.jp/1"}).json()["data"]["id"]
    read = x.get(f"{TWEETS}/{post_id}", params={"post.fields": "entities"}).json()["data"]
    assert read["entities"]["urls"][0]["unwound_url"] == ARTICLE


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
