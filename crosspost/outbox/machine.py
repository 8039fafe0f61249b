"""The state machine of a delivery: what has happened goes in, the next step and its why come out.

Pure: nothing here reads a clock, draws chance, writes or logs. The store applies a step by
compare-and-set together with its line of the record.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Literal

from crosspost.errors import (
    AccountClosed,
    CrosspostError,
    LaterError,
    MediaGone,
    NetworkError,
    NotFetched,
    NotSent,
    PictureError,
    Refused,
    Unreachable,
)
from crosspost.model import Delivery, Post, Reason, Receipt, State, Why
from crosspost.model.failures import Fault
from crosspost.outbox.arrows import TRANSITIONS, Move
from crosspost.outbox.pace import back_off, retry_time

# The codes that mend themselves; probing with a pending post costs nothing (x-api.md, section 10).
_PROBED = frozenset({"credits", "spend-limit", "token"})
# False 401s came with X's incident of June 2026: one is doubted, a second minutes later is not.
_TOKEN_WAIT = timedelta(minutes=5)
# What was posted a moment before a start is on the timeline then, but for outages.
_LAG = timedelta(seconds=10)
# How long X calls the same text a duplicate is not documented; farther back costs more to read.
_DUPLICATES = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Rules:
    """The operator's numbers; `settle_looks` are counted from the attempt and grow."""

    retry_first: timedelta
    retry_most: timedelta
    settle_looks: tuple[timedelta, ...]
    settle_most: timedelta
    lease: timedelta
    attempts_most: int
    picture: Literal["drop", "hold"]
    picture_patience: timedelta


@dataclass(frozen=True, slots=True)
class Pause:
    """An account that cannot post now, and when a pending post may be tried as a probe."""

    code: str
    why: Reason
    retry_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One arrow for one delivery, with all that follows from it."""

    move: Move
    why: Reason
    after: Delivery  #: the delivery as it will be
    pause: Pause | None = None
    throttled_until: datetime | None = None  #: for the whole account
    reopen: bool = False  #: the account has just posted: what paused it is over

    @property
    def to(self) -> State:
        """The state that the step leads to."""
        return self.after.state


def take(move: Move, why: Reason, *, before: Delivery, after: Delivery) -> Step:
    """Take an arrow; AssertionError when there is none from here."""
    state = TRANSITIONS[before.state].get(move)
    if state is None:
        raise AssertionError(f"no arrow {move} leaves {before.state}")
    return Step(move, why, after=replace(after, state=state, why=why))


def rested(delivery: Delivery) -> Delivery:
    """Forget what only mattered while it was tried."""
    return replace(delivery, waits=0, token_failures=0, lease_until=None)


def out_at(delivery: Delivery, now: datetime) -> Delivery:
    """Return it as one that is out, and was sent at the latest now, whatever the clock said."""
    return replace(rested(delivery), sent_at=delivery.sent_at and min(delivery.sent_at, now))


def begin(delivery: Delivery, *, now: datetime, rules: Rules) -> Step:
    """Write the intent down: from here on it may be out (law 2)."""
    after = replace(delivery, sent_at=now, lease_until=now + rules.lease, looks=0)
    return take(Move.BEGIN, Why.TURN(), before=delivery, after=after)


def after_receipt(delivery: Delivery, receipt: Receipt, *, now: datetime) -> Step:
    """Take the network's yes; a pause of the account is over with it."""
    after = replace(out_at(delivery, now), receipt=receipt, due_at=now)
    step = take(Move.PUBLISH, Why.PUBLISHED(post=receipt.id), before=delivery, after=after)
    return replace(step, reopen=True)


def after_error(
    delivery: Delivery, error: Exception, *, now: datetime, rules: Rules, chance: float
) -> Step:
    """Take an error of `publish` (sending), or of the picture: fetch, upload, alt text (queued).

    What is not known to mean "not sent" makes a sending delivery uncertain; an upload shows
    nothing to readers, so it never does.
    """
    if isinstance(error, AccountClosed):
        return _closed(delivery, error, now=now, rules=rules)
    if isinstance(error, MediaGone):
        return _media_gone(delivery, error, now=now, rules=rules)
    if delivery.state is State.QUEUED:
        return _after_upload(delivery, error, now=now, rules=rules, chance=chance)
    if isinstance(error, NotSent):
        return _not_sent(delivery, error, now=now, wait=wait_for(delivery, rules, chance))
    if isinstance(error, Refused) and not error.duplicate:
        return take(Move.REFUSE, error.why, before=delivery, after=rested(delivery))
    if isinstance(error, Refused):
        # It would only be refused again: where it is not found, a person is asked.
        delivery = replace(
            delivery,
            doubt_since=delivery.doubt_since or _since_it_was_news(delivery),
            attempts=max(delivery.attempts, rules.attempts_most - 1),
        )
    return doubt(Move.DOUBT, why_of(error), before=delivery, now=now, rules=rules)


def _since_it_was_news(delivery: Delivery) -> datetime | None:
    """Return since when what X calls a duplicate can be out, though the record does not know it."""
    if delivery.sent_at is None or delivery.article_published is None:
        return delivery.sent_at
    return max(delivery.article_published, delivery.sent_at - _DUPLICATES)


def _after_upload(
    delivery: Delivery, error: Exception, *, now: datetime, rules: Rules, chance: float
) -> Step:
    since = delivery.picture_since or now
    if isinstance(error, PictureError | Refused):
        if delivery.picture_refused:
            return without_picture(delivery, error.why, now=now, rules=rules)
        after = replace(delivery, media=None, picture_refused=True, due_at=now)
        why = Why.ENCODED(cause=error.why)
        return take(Move.POSTPONE, why, before=delivery, after=after)
    # Without a connection the post could not go out either: it keeps its picture.
    unreachable = isinstance(error, Unreachable)
    throttled = isinstance(error, NotSent) and error.retry_at is not None
    if not (unreachable or throttled) and now - since >= rules.picture_patience:
        return without_picture(delivery, why_of(error), now=now, rules=rules)
    step = _not_sent(delivery, error, now=now, wait=wait_for(delivery, rules, chance))
    after = replace(step.after, picture_since=None if unreachable else since)
    if isinstance(error, NotFetched):
        after = replace(after, due_at=min(after.due_at, since + rules.picture_patience))
    return replace(step, after=after)


def wait_for(delivery: Delivery, rules: Rules, chance: float) -> timedelta:
    """Return how long to wait after what failed for now."""
    return back_off(rules.retry_first, rules.retry_most, failures=delivery.waits, chance=chance)


def _return(delivery: Delivery) -> Move:
    """Name the arrow back to the queue: a sending one returns, a queued one stays there."""
    return Move.RETURN if delivery.state is State.SENDING else Move.POSTPONE


def _not_sent(delivery: Delivery, error: Exception, *, now: datetime, wait: timedelta) -> Step:
    asked = error.retry_at if isinstance(error, LaterError) else None
    until = retry_time(now, wait, asked=asked, repeated=delivery.waits > 0)
    after = replace(delivery, due_at=until, waits=delivery.waits + 1, lease_until=None)
    step = take(_return(delivery), why_of(error), before=delivery, after=after)
    # A blog that asks for patience with its picture says nothing of the account.
    throttles = asked and isinstance(error, NetworkError)
    return replace(step, throttled_until=until if throttles else None)


def _closed(delivery: Delivery, error: AccountClosed, *, now: datetime, rules: Rules) -> Step:
    closed, pause = close(delivery, error, now=now, rules=rules)
    after = replace(closed, due_at=now, lease_until=None)
    step = take(_return(delivery), error.why, before=delivery, after=after)
    if pause:
        return replace(step, pause=pause)
    return replace(step, throttled_until=now + min(_TOKEN_WAIT, rules.retry_most))


def close(
    delivery: Delivery, error: AccountClosed, *, now: datetime, rules: Rules
) -> tuple[Delivery, Pause | None]:
    """Pause the account, but doubt the first bad token; what may mend itself is probed."""
    if error.code == "token" and not delivery.token_failures:
        return replace(delivery, token_failures=1), None
    probe = now + rules.retry_most if error.code in _PROBED else None
    return delivery, Pause(error.code, error.why, retry_at=error.retry_at or probe)


def _media_gone(delivery: Delivery, error: MediaGone, *, now: datetime, rules: Rules) -> Step:
    """Upload the picture once more; when that is lost as well, do without."""
    if delivery.media_losses:
        return without_picture(delivery, error.why, now=now, rules=rules)
    after = replace(delivery, media=None, media_losses=1, due_at=now, lease_until=None)
    why = Why.UPLOADED_AGAIN(cause=error.why)
    return take(_return(delivery), why, before=delivery, after=after)


def with_new_picture(delivery: Delivery) -> Delivery:
    """Forget what became of the picture before."""
    return replace(delivery, media=None, picture_since=None, picture_refused=False, media_losses=0)


def with_other_picture(
    delivery: Delivery, post: Post, *, price: Decimal, reason: Reason, now: datetime
) -> Step:
    """Go on with the article's next picture, which `post` carries."""
    after = replace(with_new_picture(rested(delivery)), post=post, price=price, due_at=now)
    return take(Move.POSTPONE, Why.OTHER_PICTURE(cause=reason), before=delivery, after=after)


def without_picture(delivery: Delivery, reason: Reason, *, now: datetime, rules: Rules) -> Step:
    """Go without the picture, or hold, as the operator's policy says."""
    if rules.picture == "hold":
        move = Move.REFUSE if delivery.state is State.SENDING else Move.HOLD
        why = Why.NO_PICTURE(cause=reason)
        return take(move, why, before=delivery, after=rested(delivery))
    after = replace(
        rested(delivery),
        post=replace(delivery.post, thumbnail=None),
        media=None,
        picture_since=None,
        due_at=now,
    )
    why = Why.WITHOUT_PICTURE(cause=reason)
    return take(_return(delivery), why, before=delivery, after=after)


def doubt(move: Move, why: Reason, *, before: Delivery, now: datetime, rules: Rules) -> Step:
    """Make a sending delivery uncertain and plan the first look."""
    sent_at = min(before.sent_at or now, now)  # the clock may have been ahead
    after = replace(
        rested(before),
        looks=0,
        sent_at=sent_at,
        due_at=max(now, sent_at + look_offset(rules, 0)),
        doubt_since=before.doubt_since or sent_at,
    )
    return take(move, why, before=before, after=after)


def start_lag(rules: Rules) -> timedelta:
    """Return how long after a start nothing is sent that may be out: a timeline lags."""
    return min(look_offset(rules, 0), _LAG)


def look_offset(rules: Rules, look: int) -> timedelta:
    """Return when a look is planned, counted from the attempt; there are at least two (law 3)."""
    if look < len(rules.settle_looks):
        return rules.settle_looks[look]
    return rules.settle_looks[-1] * 2


def why_of(error: Exception) -> Reason:
    """Return the error's reason; of a foreign error only the type, its text may hold secrets."""
    if isinstance(error, CrosspostError):
        return error.why
    return Fault.NOT_UNDERSTOOD(kind=type(error).__name__)
