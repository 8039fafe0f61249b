"""The timeline page shows what a reader would see, and nothing on it comes from outside."""

import re
from collections.abc import Callable
from typing import Any

import pytest
import requests

from crosspost.sandbox.core import Sandbox
from crosspost.sandbox.faults import Fault
from crosspost.sandbox.front import handle
from crosspost.sandbox.wire import Answer, Request

TWEETS = "https://api.x.com/2/tweets"
EVIL = '<script>alert("1")</script>&\'"'


@pytest.fixture
def show(sandbox: Sandbox) -> Callable[..., Answer]:
    """Open an address of the page in a browser on this machine."""
    return lambda path="/", query="": handle(sandbox, Request("GET", path, query))


@pytest.fixture
def page(show: Callable[..., Answer]) -> Callable[[], str]:
    """Return the page's HTML."""

    def opened() -> str:
        return show().body.decode()

    return opened


def test_a_post_s_address_leads_to_its_place_on_the_timeline(
    x: requests.Session, show: Callable[..., Answer], page: Callable[[], str]
) -> None:
    """A rehearsal's receipts name it; a number that was never a post leads nowhere."""
    post = x.post(TWEETS, json={"text": "霧の港で会談が始まった"}).json()["data"]["id"]
    place = show(f"/i/web/status/{post}")
    assert (place.status, place.headers["location"]) == (302, f"/#post-{post}")
    assert f'id="post-{post}"' in page()
    assert show("/i/web/status/1990").status == 404


def test_links_to_a_made_up_site_lead_to_where_it_really_is(
    x: requests.Session, sandbox: Sandbox, page: Callable[[], str]
) -> None:
    """They read as the post has them; other links stay as they are."""
    sandbox.here["http://kaizu.example.jp:81"] = "http://127.0.0.1:81"
    text = "港 http://kaizu.example.jp:81/a/ と http://kaizu.example.jp:8181/a/"
    x.post(TWEETS, json={"text": text})
    assert 'href="http://127.0.0.1:81/a/" title="http://kaizu.example.jp:81/a/"' in page()
    assert 'href="http://kaizu.example.jp:8181/a/"' in page()


def test_a_post_looks_as_on_x(
    x: requests.Session, page: Callable[[], str], upload: Callable[..., str]
) -> None:
    """Text, shortened link, tag, picture, alt text, price and weight are all there."""
    media_id = upload()
    body: Any = {"id": media_id, "metadata": {"alt_text": {"text": "夕暮れの港"}}}
    x.post("https://api.x.com/2/media/metadata", json=body)
    x.post(
        TWEETS,
        json={
            "text": "航路が再開へ #海運 https://blog.example.jp/2026/11/kouro-saikai/",
            "media": {"media_ids": [media_id, upload()]},
            "made_with_ai": True,
        },
    )
    html = page()
    assert '<p class="text" lang="ja">航路が再開へ <span class="tag">#海運</span> <a href=' in html
    assert ">blog.example.jp/2026/11/kouro-…</a>" in html
    assert f'<img src="/sandbox/media/{media_id}" alt="夕暮れの港" width="64" height="36">' in html
    assert re.search(r'role="tooltip" lang="ja"><b>[^<]+</b>夕暮れの港</p>', html)
    assert '<span class="badge none">no ALT</span>' in html
    assert "$0.200 with URL" in html
    assert "42 / 280" in html
    assert "Made with AI" in html


def test_everything_foreign_is_escaped(
    x: requests.Session, page: Callable[[], str], upload: Callable[..., str], sandbox: Sandbox
) -> None:
    """Text, alt text and paths cannot become markup."""
    media_id = upload()
    body: Any = {"id": media_id, "metadata": {"alt_text": {"text": EVIL}}}
    x.post("https://api.x.com/2/media/metadata", json=body)
    text = f"{EVIL} https://e.jp/?a=\"'&b=<b>"
    x.post(TWEETS, json={"text": text, "media": {"media_ids": [media_id]}})
    sandbox.handle(Request(EVIL, f"/2/{EVIL}"))
    html = page()
    assert len(sandbox.posts()) == 1
    assert html.count("<script>") == 1
    assert "<b>" not in html.partition("</header><p")[2].partition("</p>")[0]
    assert "alert(&quot;1&quot;)" in html


def test_nothing_is_loaded_from_outside(x: requests.Session, show: Callable[..., Answer]) -> None:
    """The policy allows this page's own style, script and pictures, by their digests."""
    x.post(TWEETS, json={"text": "港 https://e.jp/"})
    answer = show()
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; img-src 'self'; connect-src 'self'")
    assert policy.count("sha256-") == 2
    assert not re.search(r"(src|@import|url)\W{0,2}https?:", answer.body.decode())
    assert ' style="' not in answer.body.decode()


def test_reposts_edits_and_replies_are_marked(
    premium: requests.Session, page: Callable[[], str]
) -> None:
    """Who reposted, how often it was edited with the older text, and whom it answers."""
    first = premium.post(TWEETS, json={"text": "署名した"}).json()["data"]["id"]
    edit: Any = {"text": "署名し、批准へ", "edit_options": {"previous_post_id": first}}
    second = premium.post(TWEETS, json=edit).json()["data"]["id"]
    premium.post("https://api.x.com/2/users/22/retweets", json={"tweet_id": second})
    premium.post(TWEETS, json={"text": "続報", "reply": {"in_reply_to_tweet_id": second}})
    html = page()
    assert "reposted</p>" in html
    assert "Edited · 1 earlier version<" in html
    assert "署名した" in html
    assert "Replying to @takadai" in html


def test_the_head_shows_the_bill_and_what_waits(
    x: requests.Session, page: Callable[[], str], sandbox: Sandbox
) -> None:
    """Before the first post the page says how to send one."""
    assert "Nothing posted yet" in page()
    assert "Latest requests" not in page()
    sandbox.turn(balance=1)
    x.post(TWEETS, json={"text": "港"})
    sandbox.script(Fault("503", times=2), Fault("reset"))
    x.get("https://api.x.com/2/users/me")
    x.get("https://api.x.com/2/users/me?nonsense=1")
    html = page()
    for number, name in (
        ("1", "posts"),
        ("$0.015", "billed"),
        ("$0.985", "left"),
        ("3", "requests"),
    ):
        assert f"<dd>{number}</dd><dt>{name}</dt>" in html
    assert "<dd>1</dd><dt>faults waiting</dt>" in html
    assert '<tr class="bad"><td>2</td>' in html
    assert "503 before" in html


def test_only_a_change_is_sent_again(
    x: requests.Session, show: Callable[..., Answer], sandbox: Sandbox
) -> None:
    """The page asks with the revision it shows; unchanged, it gets nothing and does not flicker."""
    revision = show("/sandbox/timeline").headers["x-revision"]
    assert show("/sandbox/timeline", f"revision={revision}").status == 204
    x.post(TWEETS, json={"text": "港"})
    changed = show("/sandbox/timeline", f"revision={revision}")
    assert (changed.status, "<html" in changed.body.decode()) == (200, False)
    assert "港" in changed.body.decode()


def test_a_picture_is_served_as_what_it_is(
    show: Callable[..., Answer], upload: Callable[..., str], sandbox: Sandbox
) -> None:
    """Its own type, nothing to sniff; an unknown one is a 404."""
    media_id = upload("PNG")
    answer = show(f"/sandbox/media/{media_id}")
    assert answer.body == sandbox.world.uploads[media_id].data
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert show("/sandbox/media/12").status == show("/nowhere").status == 404


def test_the_page_has_no_other_methods(sandbox: Sandbox) -> None:
    """It is for looking."""
    assert handle(sandbox, Request("POST", "/")).status == 404


def test_a_long_timeline_shows_its_newest_hundred(
    x: requests.Session, page: Callable[[], str], sandbox: Sandbox
) -> None:
    """The page stays light however long a rehearsal runs; the rest is in the control API."""
    sandbox.turn(rate_limits=False)
    for number in range(102):
        x.post(TWEETS, json={"text": f"港だより第{number}号"})
    html = page()
    assert html.count("<article") == 100
    assert "第101号" in html
    assert "第1号" not in html
    assert "and 2 older" in html
