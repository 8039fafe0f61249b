"""How an unknown outcome becomes known: by looking at the account's own timeline (pure)."""

from dataclasses import replace
from datetime import datetime, timedelta

from crosspost.errors import AccountClosed, LaterError
from crosspost.model import Delivery, Reason, Receipt, Why
from crosspost.model.why import ASKING
from crosspost.outbox.arrows import Move
from crosspost.outbox.machine import (
    Rules,
    Step,
    after_error,
    close,
    doubt,
    look_offset,
    out_at,
    rested,
    take,
    wait_for,
    why_of,
)
from crosspost.outbox.pace import CLOCK_MOVES, retry_time


def recover(delivery: Delivery, *, now: datetime, rules: Rules) -> Step:
    """Take a sending delivery that nobody works on: uncertain, never queued (law 2)."""
    return doubt(Move.RECOVER, Why.STOPPED(), before=delivery, now=now, rules=rules)


def look_since(delivery: Delivery, *, now: datetime) -> datetime:
    """Return from when on the timeline must be read: the first attempt that was never settled."""
    return min(delivery.doubt_since or delivery.sent_at or now, now)


def after_look(delivery: Delivery, found: Receipt | None, *, now: datetime, rules: Rules) -> Step:
    """Take a look at a readable timeline that began at `now`; absent counts only when planned."""
    if found:
        return _find(delivery, found, now=now)
    delivery = _since_now(delivery, now=now, rules=rules)
    if now < delivery.due_at:
        return take(Move.MISS, Why.TOO_EARLY(), before=delivery, after=delivery)
    looks, needed = delivery.looks + 1, max(2, len(rules.settle_looks))
    absent = replace(delivery, looks=looks, waits=0)
    if looks < needed:
        after = replace(absent, due_at=_next_look(delivery, looks, now=now, rules=rules))
        why = Why.ABSENT(look=looks, needed=needed)
        return take(Move.MISS, why, before=delivery, after=after)
    return _after_absence(absent, needed, now=now, rules=rules)


def _since_now(delivery: Delivery, *, now: datetime, rules: Rules) -> Delivery:
    """Begin the looks anew for what was sent by a clock that was ahead; else as it was."""
    if not delivery.sent_at or delivery.sent_at <= now + CLOCK_MOVES:
        return delivery
    first = now + look_offset(rules, 0)
    since = min(delivery.doubt_since or now, now)
    return replace(delivery, sent_at=now, doubt_since=since, due_at=first, looks=0)


def _find(delivery: Delivery, found: Receipt, *, now: datetime) -> Step:
    after = replace(out_at(delivery, now), receipt=found, due_at=now)
    return take(Move.FIND, Why.FOUND(post=found.id), before=delivery, after=after)


def after_last_look(delivery: Delivery, found: Receipt | None, *, now: datetime) -> Step:
    """Take the look right before a queued delivery is sent that may be out."""
    if found:
        return _find(delivery, found, now=now)
    return take(Move.CLEAR, Why.CLEARED(), before=delivery, after=replace(delivery, waits=0))


def after_seeking(delivery: Delivery, found: Receipt | None, *, now: datetime) -> Step:
    """Take a look at a start for what is held: found, or held as it was."""
    if found:
        return _find(delivery, found, now=now)
    return _stay(delivery, Why.HELD_ABSENT(), after=replace(delivery, waits=0))


def after_seeking_in_vain(
    delivery: Delivery, error: Exception, *, now: datetime, rules: Rules, chance: float
) -> Step:
    """Take such a look when the timeline could not be read: look again later."""
    step = _delay(
        Move.SEEK, error, before=delivery, now=now, wait=wait_for(delivery, rules, chance)
    )
    return _stay(delivery, step.why, after=step.after)


def _stay(delivery: Delivery, why: Reason, *, after: Delivery) -> Step:
    """Leave it held for the reason for which it is held."""
    step = take(Move.SEEK, why, before=delivery, after=after)
    return replace(step, after=replace(step.after, why=delivery.why))


def _next_look(delivery: Delivery, looks: int, *, now: datetime, rules: Rules) -> datetime:
    """Plan the next look; two lie as far apart as planned also when the first one came late."""
    gap = max(look_offset(rules, looks) - look_offset(rules, looks - 1), look_offset(rules, 0))
    return max((delivery.sent_at or now) + look_offset(rules, looks), now + gap)


def _after_absence(delivery: Delivery, needed: int, *, now: datetime, rules: Rules) -> Step:
    """Send it again at once: what a wait would add could come out unseen after the last look.

    The attempt has failed; after too many of them a person is asked.
    """
    attempts = delivery.attempts + 1
    tried = replace(delivery, attempts=attempts)
    if attempts >= rules.attempts_most:
        often = Why.TRIED_OFTEN(look=delivery.looks, needed=needed, attempts=attempts)
        return take(Move.GIVE_UP, question(delivery, often), before=delivery, after=tried)
    after = replace(tried, looks=0, due_at=now)
    why = Why.RESENT(look=delivery.looks, needed=needed)
    return take(Move.RETRY, why, before=delivery, after=after)


def after_unreadable(
    delivery: Delivery, error: Exception, *, now: datetime, rules: Rules, chance: float
) -> Step:
    """Take a look that failed: it says nothing, so look later; after a very long time ask."""
    delivery = _since_now(delivery, now=now, rules=rules)
    unknown_for = now - (delivery.sent_at or now)
    if unknown_for >= rules.settle_most and delivery.waits + 1 >= rules.attempts_most:
        return _ask(delivery, error)
    step = _delay(
        Move.OVERLOOK, error, before=delivery, now=now, wait=wait_for(delivery, rules, chance)
    )
    if not isinstance(error, AccountClosed):
        return step
    after, pause = close(step.after, error, now=now, rules=rules)
    return replace(step, after=after, pause=pause)


def after_last_unreadable(
    delivery: Delivery, error: Exception, *, now: datetime, rules: Rules, chance: float
) -> Step:
    """Take the look right before sending when it failed: wait, and after a very long time ask.

    A person who has looked and says that it is not out is believed.
    """
    if delivery.looks:
        why = Why.CLEARED_BY_PERSON(cause=_unread(error))
        return take(Move.CLEAR, why, before=delivery, after=delivery)
    if isinstance(error, AccountClosed):
        return after_error(delivery, error, now=now, rules=rules, chance=chance)
    if rules.retry_most * delivery.waits >= rules.settle_most:
        return _ask(delivery, error)
    wait = wait_for(delivery, rules, chance)
    return _delay(Move.POSTPONE, error, before=delivery, now=now, wait=wait)


def _unread(error: Exception) -> Reason:
    return Why.UNREAD(cause=why_of(error))


def _ask(delivery: Delivery, error: Exception) -> Step:
    why = question(delivery, _unread(error))
    return take(Move.GIVE_UP, why, before=delivery, after=rested(delivery))


def _delay(
    move: Move, error: Exception, *, before: Delivery, now: datetime, wait: timedelta
) -> Step:
    asked = error.retry_at if isinstance(error, LaterError) else None
    until = retry_time(now, wait, asked=asked, repeated=before.waits > 0)
    # An early look that failed must not bring the planned one forward.
    after = replace(before, due_at=max(until, before.due_at), waits=before.waits + 1)
    return take(move, _unread(error), before=before, after=after)


def question(delivery: Delivery, cause: Reason) -> Reason:
    """Return what a person must answer before an uncertain delivery may move."""
    return Why.MAY_BE_OUT(cause=cause, delivery=delivery.id, account=delivery.account)


def asks(delivery: Delivery) -> bool:
    """Whether a person was asked if it is out, so that a release of just this one says: no."""
    return delivery.why.has(*ASKING)
