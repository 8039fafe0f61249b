"""Sending: what each outcome does to a delivery."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from crosspost.errors import (
    AccountClosed,
    MediaGone,
    NotSent,
    PictureError,
    Refused,
    StoreError,
    Uncertain,
)
from crosspost.model import Delivery, Media, Post, Receipt, State, Thumbnail
from crosspost.outbox.arrows import MEANINGS, TRANSITIONS, Move
from crosspost.outbox.machine import (
    Rules,
    Step,
    after_error,
    after_receipt,
    begin,
    take,
    with_other_picture,
)

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
RULES = Rules(
    retry_first=timedelta(seconds=30),
    retry_most=timedelta(hours=1),
    settle_looks=(timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10)),
    settle_most=timedelta(hours=24),
    lease=timedelta(minutes=5),
    attempts_most=5,
    picture="drop",
    picture_patience=timedelta(minutes=10),
)
QUEUED = Delivery(
    id=7,
    article=3,
    account="main",
    edition=1,
    state=State.QUEUED,
    post=Post("港の再開発が始まる", thumbnail=Thumbnail("https://blog.example.jp/1.jpg")),
    due_at=NOW,
    media=Media("900", NOW + timedelta(hours=20)),
)
SENDING = begin(QUEUED, now=NOW, rules=RULES).after
LATER = NOW + timedelta(minutes=1)
SOON = timedelta(seconds=30)


def _after(error: Exception, *, of: Delivery = SENDING, rules: Rules = RULES) -> Step:
    return after_error(of, error, now=LATER, rules=rules, chance=0)


def test_begin_writes_the_intent_down_with_a_lease() -> None:
    """A begun delivery is sending, knows its start, and belongs to nobody after the lease."""
    assert SENDING.state is State.SENDING
    assert SENDING.sent_at == NOW
    assert SENDING.lease_until == NOW + RULES.lease


def test_receipt_publishes_and_reopens_the_account() -> None:
    """The network's yes ends the journey and whatever had paused the account."""
    step = after_receipt(SENDING, Receipt("1", "https://x.example/1"), now=LATER)

    assert step.to is State.PUBLISHED
    assert step.after.receipt == Receipt("1", "https://x.example/1")
    assert step.reopen


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (NotSent("no connection"), State.QUEUED),
        (NotSent("throttled", retry_at=LATER + SOON), State.QUEUED),
        (AccountClosed("no credits", code="credits"), State.QUEUED),
        (AccountClosed("bad token", code="token"), State.QUEUED),
        (MediaGone("unknown media id"), State.QUEUED),
        (Refused("too long"), State.HELD),
        (Refused("duplicate content", duplicate=True), State.HELD),
        (Uncertain("no answer"), State.UNCERTAIN),
        (StoreError("disk full"), State.UNCERTAIN),
        (PictureError("broken"), State.UNCERTAIN),
        (ConnectionResetError("reset"), State.UNCERTAIN),
        (ValueError("not JSON"), State.UNCERTAIN),
    ],
)
def test_error_of_publish_leads_to(error: Exception, state: State) -> None:
    """Only what certainly was not sent is queued; whatever is not mapped is uncertain."""
    step = _after(error)

    assert step.to is state
    assert step.after.attempts == 0
    assert step.after.lease_until is None
    assert step.why


def test_throttling_waits_for_the_time_that_was_named() -> None:
    """A 429 moves the delivery and closes the account until the reset."""
    step = _after(NotSent("throttled", retry_at=LATER + timedelta(minutes=9)))

    assert step.after.due_at == LATER + timedelta(minutes=9)
    assert step.throttled_until == step.after.due_at


def test_no_connection_backs_off_without_counting_attempts() -> None:
    """The wait doubles from one to the next, the account stays open."""
    once = _after(NotSent("no connection"))
    begun = begin(once.after, now=LATER, rules=RULES).after
    twice = _after(NotSent("no connection"), of=begun)

    assert once.after.due_at == LATER + SOON
    assert twice.after.due_at == LATER + 2 * SOON
    assert twice.after.attempts == 0
    assert twice.throttled_until is None


def test_first_bad_token_is_doubted_for_minutes() -> None:
    """X has answered 401 by mistake: the account waits, it is not paused yet."""
    step = _after(AccountClosed("bad token", code="token"))

    assert step.pause is None
    assert step.throttled_until == LATER + timedelta(minutes=5)


def test_second_bad_token_pauses_the_account() -> None:
    """A 401 that comes again after minutes is believed, and probed slowly."""
    doubted = _after(AccountClosed("bad token", code="token")).after
    begun = begin(doubted, now=LATER, rules=RULES).after
    step = _after(AccountClosed("bad token", code="token"), of=begun)

    assert step.pause is not None
    assert step.pause.code == "token"
    assert step.pause.retry_at == LATER + RULES.retry_most


@pytest.mark.parametrize(
    ("code", "probed"),
    [("credits", True), ("spend-limit", True), ("suspended", False), ("locked", False)],
)
def test_closed_account_pauses_at_once(code: str, *, probed: bool) -> None:
    """What may mend itself is probed, what needs a person waits for one; nothing is counted."""
    step = _after(AccountClosed("closed", code=code))

    assert step.pause is not None
    assert (step.pause.retry_at is not None) == probed
    assert step.after.due_at == LATER
    assert step.after.attempts == 0


def test_closed_account_is_probed_when_the_network_says() -> None:
    """A time that the network names comes before our own."""
    step = _after(AccountClosed("limit", code="spend-limit", retry_at=LATER + SOON))

    assert step.pause is not None
    assert step.pause.retry_at == LATER + SOON


def test_duplicate_after_a_doubt_is_looked_for_again() -> None:
    """After an attempt that was never settled, "duplicate content" says that it may be out."""
    doubted = replace(SENDING, doubt_since=NOW - timedelta(hours=1))
    step = _after(Refused("duplicate content", duplicate=True), of=doubted)

    assert step.to is State.UNCERTAIN
    assert step.after.doubt_since == NOW - timedelta(hours=1)


def test_refusal_after_a_doubt_is_still_a_refusal() -> None:
    """Another reason than a duplicate says nothing of the earlier attempt."""
    doubted = replace(SENDING, doubt_since=NOW)

    assert _after(Refused("too long"), of=doubted).to is State.HELD


def test_unknown_outcome_plans_the_first_look() -> None:
    """The first look is counted from the attempt, and the attempt is remembered."""
    step = after_error(SENDING, Uncertain("?"), now=NOW, rules=RULES, chance=0)

    assert step.after.due_at == NOW + RULES.settle_looks[0]
    assert step.after.doubt_since == NOW


def test_foreign_error_is_named_without_its_text() -> None:
    """The text of a library's error may hold a secret (law 11)."""
    assert _after(ValueError("token=s3cret")).why == "not understood: ValueError"


def test_lost_picture_is_uploaded_once_more_then_left_out() -> None:
    """A media id that the network forgot costs one more upload, a second time the picture."""
    first = _after(MediaGone("unknown media id"))
    again = replace(begin(first.after, now=LATER, rules=RULES).after, media=QUEUED.media)
    second = _after(MediaGone("unknown media id"), of=again)

    assert first.after.media is None
    assert first.after.post.thumbnail is not None
    assert first.after.due_at == LATER
    assert second.to is State.QUEUED
    assert second.after.post.thumbnail is None


def test_lost_picture_holds_by_policy() -> None:
    """With picture = "hold" a person decides instead."""
    lost = replace(SENDING, media_losses=1)
    step = _after(MediaGone("unknown"), of=lost, rules=replace(RULES, picture="hold"))

    assert step.to is State.HELD
    assert step.after.post.thumbnail is not None


@pytest.mark.parametrize("error", [PictureError("4x4"), Refused("media type unrecognized")])
def test_refused_picture_is_encoded_anew_once(error: Exception) -> None:
    """The first refusal asks for other bytes, the second leaves the picture out, with a why."""
    first = _after(error, of=QUEUED)
    second = _after(error, of=first.after)

    assert first.after.picture_refused
    assert first.after.media is None
    assert first.after.post.thumbnail is not None
    assert second.to is State.QUEUED
    assert second.after.post.thumbnail is None
    assert str(error) in second.why


def test_refused_picture_holds_by_policy() -> None:
    """With picture = "hold" a second refusal is a person's matter."""
    refused = replace(QUEUED, picture_refused=True)
    step = _after(PictureError("4x4"), of=refused, rules=replace(RULES, picture="hold"))

    assert step.to is State.HELD


@pytest.mark.parametrize("error", [NotSent("404"), Uncertain("hung"), OSError("reset")])
def test_upload_that_fails_for_now_waits(error: Exception) -> None:
    """An upload shows nothing to readers: no error of it makes a delivery uncertain."""
    step = _after(error, of=QUEUED)

    assert step.to is State.QUEUED
    assert step.after.due_at == LATER + SOON
    assert step.after.picture_since == LATER
    assert step.after.attempts == 0


def test_upload_that_fails_too_long_is_given_up() -> None:
    """After the operator's patience the post goes without its picture."""
    tried = replace(QUEUED, picture_since=LATER - RULES.picture_patience, waits=4)
    step = _after(NotSent("404"), of=tried)

    assert step.after.post.thumbnail is None
    assert step.after.due_at == LATER
    assert step.after.waits == 0


def test_throttled_upload_does_not_use_up_patience() -> None:
    """A reset that lies beyond the patience is no reason to lose the picture (law 12)."""
    tried = replace(QUEUED, picture_since=LATER - RULES.picture_patience)
    step = _after(NotSent("throttled", retry_at=LATER + timedelta(minutes=15)), of=tried)

    assert step.after.post.thumbnail is not None


def test_upload_meets_a_closed_account() -> None:
    """No credits at the upload pause the account as they do at the post."""
    step = _after(AccountClosed("no credits", code="credits"), of=QUEUED)

    assert step.to is State.QUEUED
    assert step.pause is not None


def test_upload_meets_a_lost_picture() -> None:
    """A picture that is gone before it is described is uploaded again."""
    step = _after(MediaGone("unknown"), of=QUEUED)

    assert step.move is Move.POSTPONE
    assert step.after.media is None


def test_next_picture_starts_afresh() -> None:
    """Another picture has been refused by nobody, and brings its own text and price."""
    tried = replace(QUEUED, picture_refused=True, picture_since=NOW, waits=3)
    post = Post("港", thumbnail=Thumbnail("https://blog.example.jp/2.jpg"))
    step = with_other_picture(tried, post, price=Decimal("0.2"), reason="404", now=LATER)

    assert (step.to, step.after.post, step.after.price) == (State.QUEUED, post, Decimal("0.2"))
    assert (step.after.media, step.after.picture_refused, step.after.waits) == (None, False, 0)
    assert step.after.picture_since is None
    assert step.after.due_at == LATER


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("move", list(Move))
def test_arrow_exists_or_is_refused(state: State, move: Move) -> None:
    """A step is taken along an arrow of the dict; anything else is a defect."""
    delivery = replace(QUEUED, state=state)
    if move in TRANSITIONS[state]:
        assert take(move, "", before=delivery, after=delivery).to is TRANSITIONS[state][move]
    else:
        with pytest.raises(AssertionError):
            take(move, "", before=delivery, after=delivery)


def test_each_move_has_a_meaning_and_one_target() -> None:
    """The docs have one sentence and one end for each move."""
    assert list(MEANINGS) == list(Move)
    for move in Move:
        assert len({moves[move] for moves in TRANSITIONS.values() if move in moves}) == 1


def test_sending_never_returns_without_an_answer() -> None:
    """The one arrow that others have and we must not: a crash does not queue again (law 2)."""
    assert TRANSITIONS[State.SENDING][Move.RECOVER] is State.UNCERTAIN
    assert TRANSITIONS[State.PUBLISHED] == TRANSITIONS[State.WITHDRAWN] == {}
