"""What becomes of a delivery whose picture is refused, lost or late."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from crosspost.errors import (
    AccountClosed,
    MediaGone,
    NotFetched,
    NotSent,
    PictureError,
    Refused,
    Uncertain,
    Unreachable,
)
from crosspost.model import Post, State, Thumbnail
from crosspost.outbox.arrows import Move
from crosspost.outbox.machine import begin, with_other_picture
from tests.outbox.conftest import LATER, NOW, QUEUED, RULES, SENDING, SOON, fail
from tests.words import english, plain


def test_lost_picture_is_uploaded_once_more_then_left_out() -> None:
    """A media id that the network forgot costs one more upload, a second time the picture."""
    first = fail(MediaGone("unknown media id"))
    again = replace(begin(first.after, now=LATER, rules=RULES).after, media=QUEUED.media)
    second = fail(MediaGone("unknown media id"), of=again)

    assert first.after.media is None
    assert first.after.post.thumbnail is not None
    assert first.after.due_at == LATER
    assert second.to is State.QUEUED
    assert second.after.post.thumbnail is None


def test_lost_picture_holds_by_policy() -> None:
    """With picture = "hold" a person decides instead."""
    lost = replace(SENDING, media_losses=1)
    step = fail(MediaGone("unknown"), of=lost, rules=replace(RULES, picture="hold"))

    assert step.to is State.HELD
    assert step.after.post.thumbnail is not None


@pytest.mark.parametrize("error", [PictureError("4x4"), Refused("media type unrecognized")])
def test_refused_picture_is_encoded_anew_once(error: Exception) -> None:
    """The first refusal asks for other bytes, the second leaves the picture out, with a why."""
    first = fail(error, of=QUEUED)
    second = fail(error, of=first.after)

    assert first.after.picture_refused
    assert first.after.media is None
    assert first.after.post.thumbnail is not None
    assert second.to is State.QUEUED
    assert second.after.post.thumbnail is None
    assert str(error) in english(second.why)


def test_refused_picture_holds_by_policy() -> None:
    """With picture = "hold" a second refusal is a person's matter."""
    refused = replace(QUEUED, picture_refused=True)
    step = fail(PictureError("4x4"), of=refused, rules=replace(RULES, picture="hold"))

    assert step.to is State.HELD


@pytest.mark.parametrize("error", [NotSent("404"), Uncertain("hung"), OSError("reset")])
def test_upload_that_fails_for_now_waits(error: Exception) -> None:
    """An upload shows nothing to readers: no error of it makes a delivery uncertain."""
    step = fail(error, of=QUEUED)

    assert step.to is State.QUEUED
    assert step.after.due_at == LATER + SOON
    assert step.after.picture_since == LATER
    assert step.after.attempts == 0


def test_upload_that_fails_too_long_is_given_up() -> None:
    """After the operator's patience the post goes without its picture."""
    tried = replace(QUEUED, picture_since=LATER - RULES.picture_patience, waits=4)
    step = fail(NotSent("404"), of=tried)

    assert step.after.post.thumbnail is None
    assert step.after.due_at == LATER
    assert step.after.waits == 0


def test_throttled_upload_does_not_use_up_patience() -> None:
    """A reset that lies beyond the patience is no reason to lose the picture (law 12)."""
    tried = replace(QUEUED, picture_since=LATER - RULES.picture_patience)
    step = fail(NotSent("throttled", retry_at=LATER + timedelta(minutes=15)), of=tried)

    assert step.after.post.thumbnail is not None


def test_a_network_that_is_not_there_takes_no_picture() -> None:
    """Without a connection the post could not go out either; patience begins with the network."""
    tried = replace(QUEUED, picture_since=LATER - RULES.picture_patience)
    step = fail(Unreachable("no connection"), of=tried)

    assert step.after.post.thumbnail is not None
    assert step.after.picture_since is None


def test_upload_meets_a_closed_account() -> None:
    """No credits at the upload pause the account as they do at the post."""
    step = fail(AccountClosed("no credits", code="credits"), of=QUEUED)

    assert step.to is State.QUEUED
    assert step.pause is not None


def test_upload_meets_a_lost_picture() -> None:
    """A picture that is gone before it is described is uploaded again."""
    step = fail(MediaGone("unknown"), of=QUEUED)

    assert step.move is Move.POSTPONE
    assert step.after.media is None


def test_next_picture_starts_afresh() -> None:
    """Another picture has been refused by nobody, and brings its own text and price."""
    tried = replace(QUEUED, picture_refused=True, picture_since=NOW, waits=3)
    post = Post("港", thumbnail=Thumbnail("https://blog.example.jp/2.jpg"))
    step = with_other_picture(tried, post, price=Decimal("0.2"), reason=plain("404"), now=LATER)

    assert (step.to, step.after.post, step.after.price) == (State.QUEUED, post, Decimal("0.2"))
    assert (step.after.media, step.after.picture_refused, step.after.waits) == (None, False, 0)
    assert step.after.picture_since is None
    assert step.after.due_at == LATER


@pytest.mark.parametrize("asked", [timedelta(minutes=2), timedelta(hours=9)])
def test_a_blog_that_asks_to_wait_keeps_its_picture_waiting_not_the_account(
    asked: timedelta,
) -> None:
    """Its Retry-After is no throttle of the network, and holds the post no longer than patience."""
    step = fail(NotFetched("status 503", status=503, retry_at=LATER + asked), of=QUEUED)

    assert step.throttled_until is None
    assert step.after.due_at == LATER + min(asked, RULES.picture_patience)
    assert step.after.post.thumbnail is not None


def test_a_blog_that_asks_to_wait_beyond_patience_loses_its_picture() -> None:
    """The post goes out without it, however long the blog still asks to wait."""
    late = replace(QUEUED, picture_since=LATER - RULES.picture_patience)
    step = fail(NotFetched("status 503", status=503, retry_at=LATER + timedelta(hours=9)), of=late)

    assert step.to is State.QUEUED
    assert (step.after.post.thumbnail, step.after.due_at) == (None, LATER)
