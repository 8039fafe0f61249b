"""Publishing on X: what is sent, and what the answer means for the post."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING

import pytest

from crosspost import clock
from crosspost.errors import AccountClosed, MediaGone, NotSent, Refused, Uncertain
from crosspost.model import Media, Post, Receipt
from crosspost.networks.x.options import page_of
from tests.networks.conftest import out

if TYPE_CHECKING:
    from tests.networks.conftest import Scripted

HOUR = timedelta(hours=1)
NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
USER = "1790300012340056789"
AGAIN = {"detail": "You have already retweeted this Tweet.", "status": 403}
REPOSTS = f"/2/users/{USER}/retweets"


def test_a_post_carries_the_allowed_keys_only(x: "Scripted") -> None:
    """X refuses a body with any key that it does not know."""
    first = out()
    x.says(201, first)
    x.says(201, out())
    network = x.network()
    receipt = network.publish(Post("霧の港で会談が始まった"), None)
    network.publish(Post("改めて", replaces="1990"), Media("77", NOW))
    number = first["data"]["id"]
    assert receipt == Receipt(number, f"{x.url}/i/web/status/{number}")
    assert [(h.method, h.target) for h in x.heard] == [("POST", "/2/tweets")] * 2
    assert x.heard[0].json == {"text": "霧の港で会談が始まった"}
    assert x.heard[1].json == {
        "text": "改めて",
        "media": {"media_ids": ["77"]},
        "edit_options": {"previous_post_id": "1990"},
    }


@pytest.mark.parametrize(
    "base", ["https://api.x.com", "https://gateway.example/x", "https://[::]/"]
)
def test_a_post_s_address_is_x_s_but_for_a_rehearsal(base: str) -> None:
    """Only what is on this machine has no page at x.com, and one of its own."""
    assert page_of("1990", base) == "https://x.com/i/web/status/1990"
    assert page_of("1990", "http://[::1]:8300/") == "http://[::1]:8300/i/web/status/1990"


def test_a_picture_alone_is_a_post(x: "Scripted") -> None:
    """Without a text there is no text key."""
    x.says(201, out())
    x.network().publish(Post(""), Media("77", NOW))
    assert x.heard[0].json == {"media": {"media_ids": ["77"]}}


@pytest.mark.parametrize("id_", ["", "abc", None, [], "12345678901234567890", "1\n2"])
def test_a_success_without_a_readable_id_is_uncertain(x: "Scripted", id_: object) -> None:
    """A 201 alone is no receipt."""
    x.says(201, {"data": {"id": id_, "text": "…"}})
    with pytest.raises(Uncertain):
        x.network().publish(Post("朝の便り"), None)


def test_an_id_in_an_answer_that_failed_is_no_receipt(x: "Scripted") -> None:
    """The status comes first."""
    x.says(503, out())
    with pytest.raises(Uncertain):
        x.network().publish(Post("朝の便り"), None)


def test_an_id_beside_errors_is_a_receipt(x: "Scripted") -> None:
    """A 2xx may carry errors beside its data."""
    said = out()
    x.says(201, {**said, "errors": [{"title": "Field", "detail": "…"}]})
    assert x.network().publish(Post("朝の便り"), None).id == said["data"]["id"]


@pytest.mark.parametrize(
    ("off", "is_ours"),
    [
        (timedelta(seconds=2), True),
        (timedelta(minutes=-10), True),
        (timedelta(hours=-1), False),
        (timedelta(days=300), False),
        (timedelta(days=-6000), False),
    ],
)
def test_an_id_that_x_cannot_have_given_now_is_no_receipt(
    x: "Scripted", off: timedelta, *, is_ours: bool
) -> None:
    """An id tells its time: a cache or a proxy answered, and the post may be out or not."""
    x.says(201, out(off))
    if is_ours:
        assert x.network().publish(Post("朝の便り"), None).id
    else:
        with pytest.raises(Uncertain):
            x.network().publish(Post("朝の便り"), None)


def test_the_time_of_an_id_is_compared_with_x_s_own_clock(x: "Scripted") -> None:
    """This machine may be an hour off, as long as the answer's `Date` says so."""
    x.says(201, out(HOUR), date=format_datetime(clock.now() + HOUR, usegmt=True))
    assert x.network().publish(Post("朝の便り"), None).id


@pytest.mark.parametrize("name", ["rest_id", "id"])
def test_a_native_repost_is_told_by_its_id(x: "Scripted", name: str) -> None:
    """The id is read under X's new and old name."""
    x.says(200, {"data": {"retweeted": True, name: "1992"}})
    assert x.network().publish(Post("", repost_of="1990"), None).id == "1992"
    assert (x.heard[0].method, x.heard[0].target) == ("POST", REPOSTS)
    assert x.heard[0].json == {"tweet_id": "1990"}


def test_a_native_repost_without_an_id_is_told_by_the_post(x: "Scripted") -> None:
    """`retweeted` is what counts."""
    x.says(200, {"data": {"retweeted": True}})
    assert x.network().publish(Post("", repost_of="1990"), None).id == "1990"


def test_a_post_that_was_reposted_before_is_reposted_anew(x: "Scripted") -> None:
    """X wants an undo first."""
    x.says(403, AGAIN)
    x.says(200, {"data": {"retweeted": False}})
    x.says(200, {"data": {"retweeted": True, "rest_id": "1993"}})
    assert x.network().publish(Post("", repost_of="1990"), None).id == "1993"
    assert [(h.method, h.target) for h in x.heard] == [
        ("POST", REPOSTS),
        ("DELETE", f"{REPOSTS}/1990"),
        ("POST", REPOSTS),
    ]


def test_an_undo_of_what_is_gone_is_done(x: "Scripted") -> None:
    """A 404 says that there is nothing to undo."""
    x.says(400, {"errors": [{"code": 327, "message": "…"}]})
    x.says(404)
    x.says(200, {"data": {"retweeted": True, "rest_id": "1993"}})
    assert x.network().publish(Post("", repost_of="1990"), None).id == "1993"


def test_a_failed_undo_has_sent_nothing(x: "Scripted") -> None:
    """It is tried again as a whole."""
    x.says(403, AGAIN)
    x.says(503)
    with pytest.raises(NotSent):
        x.network().publish(Post("", repost_of="1990"), None)


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (200, {"data": {"retweeted": False}}, Uncertain),
        (200, {}, Uncertain),
        (503, b"", Uncertain),
        (429, b"", NotSent),
        (403, {"detail": "You have already retweeted this Tweet."}, Refused),
    ],
)
def test_a_repost_that_fails_after_the_undo_is_told_like_any_post(
    x: "Scripted", status: int, body: object, kind: type[Exception]
) -> None:
    """The second try is the last one."""
    x.says(403, AGAIN)
    x.says(200, {"data": {"retweeted": False}})
    x.says(status, body)
    with pytest.raises(kind):
        x.network().publish(Post("", repost_of="1990"), None)


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (401, b"", AccountClosed),
        (403, {"detail": "not permitted"}, Refused),
        (400, {"detail": "Your media IDs are invalid."}, MediaGone),
    ],
)
def test_an_answer_becomes_its_error(
    x: "Scripted", status: int, body: object, kind: type[Exception]
) -> None:
    """The table of answers is in force on the wire."""
    x.says(status, body)
    with pytest.raises(kind):
        x.network().publish(Post("朝の便り"), Media("77", NOW))


def test_a_throttled_call_without_a_time_waits_as_set(x: "Scripted") -> None:
    """`throttled_wait` can be small for a rehearsal."""
    x.says(429)
    with pytest.raises(NotSent) as caught:
        x.network(throttled_wait=86400).publish(Post("朝の便り"), None)
    assert caught.value.retry_at is not None
    assert (caught.value.retry_at - datetime.now(UTC)).total_seconds() > 86000  # noqa: TID251 — real socket


def test_who_the_keys_belong_to_is_told(x: "Scripted") -> None:
    """`check --account` shows name, permission, subscription, clock and price."""
    user = {"id": USER, "name": "みなと便り", "username": "minato", "subscription_type": "Premium"}
    x.says(200, {"data": user}, x_access_level="read", date="Fri, 20 Nov 2020 03:00:00 GMT")
    told = x.network().verify()
    assert (told.id, told.name, told.username) == (USER, "みなと便り", "minato")
    assert (told.access, told.subscription, str(told.price)) == ("read", "Premium", "0.010")
    assert told.ahead is not None
    assert told.ahead.days > 1000
    assert x.heard[0].target == "/2/users/me?user.fields=subscription_type"


@pytest.mark.parametrize(("status", "kind"), [(200, NotSent), (401, AccountClosed)])
def test_keys_that_cannot_be_verified_say_why(
    x: "Scripted", status: int, kind: type[Exception]
) -> None:
    """An outage is no verdict on the keys."""
    x.says(status)
    with pytest.raises(kind):
        x.network().verify()
