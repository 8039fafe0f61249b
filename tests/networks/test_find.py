"""Looking at the own timeline over the wire."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING

import pytest

from crosspost.errors import AccountClosed, NotSent
from crosspost.model import Post, Receipt
from crosspost.networks.x.timeline import snowflake

if TYPE_CHECKING:
    from tests.networks.conftest import Scripted

USER = "1790300012340056789"
LINK = "https://blog.example.jp/minato/"
POST = Post(f"霧の港\n{LINK}", links=(LINK,))
SINCE = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
FLOOR = snowflake(SINCE)
EMPTY = {"meta": {"result_count": 0}}
REJECTED = {"errors": [{"parameters": {"post.fields": ["…"]}, "message": "unknown parameter"}]}


def listed(*items: object, **meta: object) -> object:
    """Return a well-formed timeline."""
    told: dict[str, object] = {"result_count": len(items), **meta}
    return {"data": list(items), "meta": told}


def item(id_: int, text: str = "別の話", **more: object) -> dict[str, object]:
    """Return a post of the timeline."""
    return {"id": str(id_), "text": text, "created_at": "2026-11-20T03:00:01Z", **more}


OURS = item(FLOOR + 5, entities={"urls": [{"expanded_url": LINK}]})


def test_a_look_asks_for_little(x: "Scripted") -> None:
    """Each post that is read is billed: from the attempt on, five at a time, no reposts."""
    x.says(200, EMPTY)
    assert x.network().find(POST, SINCE) is None
    assert x.heard[0].target.startswith(f"/2/users/{USER}/tweets?")
    assert x.heard[0].query == {
        "max_results": "5",
        "since_id": str(FLOOR - 1),
        "post.fields": "created_at,entities,note_post",
        "exclude": "retweets",
    }


@pytest.mark.parametrize(
    ("post", "expansions", "exclude"),
    [
        (Post("", repost_of="400"), "referenced_posts", None),
        (Post("改めて", replaces="400"), "edit_history_post_ids", "retweets"),
    ],
)
def test_a_look_for_a_repost_or_an_edit_asks_for_what_tells_it(
    x: "Scripted", post: Post, expansions: str, exclude: str | None
) -> None:
    """An original needs no expansion, and each one is billed."""
    x.says(200, EMPTY)
    assert x.network().find(post, SINCE) is None
    assert x.heard[0].query["expansions"] == expansions
    assert x.heard[0].query.get("exclude") == exclude


def test_the_post_is_found_with_its_address(x: "Scripted") -> None:
    """The receipt is as good as the one that was lost."""
    x.says(200, listed(item(FLOOR + 9), OURS))
    assert x.network().find(POST, SINCE) == Receipt(
        str(FLOOR + 5), f"{x.url}/i/web/status/{FLOOR + 5}"
    )


def test_every_page_is_read(x: "Scripted") -> None:
    """The post may be older than five others."""
    x.says(200, listed(item(FLOOR + 9), next_token="second"))
    x.says(200, {"meta": {"result_count": 0, "next_token": "third"}})
    x.says(200, listed(OURS))
    assert x.network().find(POST, SINCE, known=("1",)) is not None
    assert [h.query.get("pagination_token") for h in x.heard] == [None, "second", "third"]


def test_pages_older_than_the_attempt_are_not_read(x: "Scripted") -> None:
    """A timeline that ignores `since_id` is not paid for to its end."""
    x.says(200, listed(item(FLOOR - 9), next_token="second"))
    assert x.network().find(POST, SINCE) is None
    assert len(x.heard) == 1


def test_a_timeline_without_an_end_is_not_readable(x: "Scripted") -> None:
    """Pages are bounded, and a bound is no proof."""
    for _ in range(100):
        x.says(200, listed(item(FLOOR + 9), next_token="again"))
    with pytest.raises(NotSent):
        x.network().find(POST, SINCE)
    assert len(x.heard) == 100


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (200, {}, NotSent),
        (200, {"errors": [{"detail": "User has been suspended: [1]."}]}, AccountClosed),
        (404, b"", NotSent),
        (503, b"<html>", NotSent),
        (401, b"", AccountClosed),
    ],
)
def test_a_timeline_that_cannot_be_read_is_no_proof_of_absence(
    x: "Scripted", status: int, body: object, kind: type[Exception]
) -> None:
    """Only a readable one is."""
    x.says(status, body)
    with pytest.raises(kind):
        x.network().find(POST, SINCE)


def test_a_broken_second_page_is_no_proof_but_a_match_before_it_is(x: "Scripted") -> None:
    """What was read was read."""
    network = x.network()
    for first in (OURS, item(FLOOR + 9)):
        x.says(200, listed(first, next_token="second"))
        x.says(503)
    assert network.find(POST, SINCE) is not None
    with pytest.raises(NotSent):
        network.find(POST, SINCE)


@pytest.mark.parametrize(
    "first",
    [
        lambda x: x.says(400, REJECTED),
        lambda x: x.says(200, listed({"id": str(FLOOR + 9), "text": "…"})),
    ],
    ids=["refused", "ignored"],
)
def test_the_old_names_are_used_where_the_new_are_unknown(
    x: "Scripted", first: Callable[["Scripted"], None]
) -> None:
    """Asked once under the other name, which is remembered."""
    first(x)
    x.says(200, listed(OURS))
    x.says(200, EMPTY)
    network = x.network()
    assert network.find(POST, SINCE) is not None
    assert network.find(POST, SINCE) is None
    asked = [next(name for name in h.query if name.endswith(".fields")) for h in x.heard]
    assert asked == ["post.fields", "tweet.fields", "tweet.fields"]
    assert "note_tweet" in x.heard[2].query["tweet.fields"]


def test_names_that_are_refused_twice_are_not_readable(x: "Scripted") -> None:
    """There is no third name."""
    x.says(400, REJECTED)
    x.says(400, REJECTED)
    with pytest.raises(NotSent):
        x.network().find(POST, SINCE)


@pytest.mark.parametrize("status", [200, 400])
def test_a_look_goes_back_as_far_as_the_clock_is_ahead(x: "Scripted", status: int) -> None:
    """A post sent under a fast clock has an id from before the attempt."""
    behind = datetime.now(UTC) - timedelta(minutes=10)  # noqa: TID251 — a real socket has no other time
    date = format_datetime(behind, usegmt=True)
    early = item(snowflake(SINCE - timedelta(minutes=9)), entities=OURS["entities"])
    x.says(status, EMPTY, date=date)
    x.says(200, listed(early), date=date)
    assert x.network().find(POST, SINCE) is not None
    first, second = (int(h.query["since_id"]) for h in x.heard)
    assert timedelta(minutes=10) < timedelta(milliseconds=(first - second) >> 22)


def test_a_nonsensical_date_does_not_cost_a_whole_timeline(x: "Scripted") -> None:
    """X refuses signatures that are a quarter of an hour off, so no clock is."""
    x.says(200, EMPTY, date="Thu, 01 Jan 2015 00:00:00 GMT")
    x.says(200, EMPTY, date="Thu, 01 Jan 2015 00:00:00 GMT")
    assert x.network().find(POST, SINCE) is None
    first, second = (int(h.query["since_id"]) for h in x.heard)
    assert timedelta(milliseconds=(first - second) >> 22) == timedelta(minutes=15)
