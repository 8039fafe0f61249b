"""Settle: every unknown outcome is settled by looking at the account's own timeline (law 3)."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

from crosspost.errors import Incomplete
from crosspost.model import Charge, Delivery, Receipt, State, Why
from crosspost.outbox import settling, verdict
from crosspost.outbox.machine import Step
from crosspost.pipeline import budget
from crosspost.pipeline.keeping import keep
from crosspost.pipeline.looks import looks_open_at, throttle_looks
from crosspost.pipeline.parts import Pipeline
from crosspost.threads import run_apart

#: X takes OAuth timestamps some minutes off; a look has to reach back over such a clock.
CLOCK_SLACK = timedelta(minutes=15)
#: What the record knows is told to a look from further back than it reaches: clocks are set.
_KNOWN = timedelta(days=1)
#: A timeline may lag by so much, and say nothing of the posts of that time.
_LAG = timedelta(minutes=1)
_BY_AGE = frozenset({Why.OLD_ENTRY, Why.TOO_OLD})


def recover(pipe: Pipeline, *, everything: bool) -> list[Delivery]:
    """Make what a dead sender left behind uncertain; `everything` at start-up (law 2).

    What was put off by a clock that was ahead is due again.
    """
    now = pipe.now()
    if everything:
        pipe.store.pull_in_sent(now)
    _pull_in(pipe)
    steps = [
        (delivery, settling.recover(delivery, now=now, rules=pipe.rules))
        for delivery in pipe.store.abandoned(now, all_of_them=everything)
    ]
    applied = [pipe.store.apply(delivery, step, now=now) for delivery, step in steps]
    return [delivery for delivery in applied if delivery is not None]


def turn_back(pipe: Pipeline, by: timedelta) -> None:
    """Follow a clock that was set back just now: what it had written ahead is moved with it."""
    pipe.store.pull_in_sent(pipe.now(), ahead=by)
    _pull_in(pipe, ahead=by)


def _pull_in(pipe: Pipeline, *, ahead: timedelta | None = None) -> None:
    """Move what a clock ahead has put off, and queue what only its age by that clock has held."""
    now = pipe.now()
    for moved in pipe.store.pull_in(now, ahead=ahead):
        if moved.state is State.HELD and moved.why.code in _BY_AGE:
            step = verdict.release(moved, now=now, why=Why.CLOCK_AHEAD(), by_person=False)
            due_at = max(now, moved.due_at)
            pipe.store.apply(
                moved, replace(step, after=replace(step.after, due_at=due_at)), now=now
            )
    pipe.store.pull_in_accounts(now)


def suspect(pipe: Pipeline, *, but: Sequence[int] = (), apart: timedelta = timedelta()) -> None:
    """Doubt, at start-up, what waits: this record may be an older copy that was put back.

    Whatever another copy has sent, it has sent after the last sign of life in this one. `but` are
    deliveries that this process itself has ordered. The look comes no sooner than `apart` from now:
    a timeline lags.
    """
    last = max(pipe.store.beats().values(), default=None)
    pipe.store.suspect(last, why=Why.OUT_OF_USE(), now=pipe.now(), but=but, apart=apart)


async def settle(pipe: Pipeline) -> list[Delivery]:
    """Take the looks that are due; the deliveries as they stand then."""
    now = pipe.now()
    due = [*pipe.store.uncertain(now), *pipe.store.sought(now)]
    looked = await asyncio.gather(
        *(_settle_all(pipe, [d for d in due if d.account == name]) for name in pipe.accounts)
    )
    return [delivery for account in looked for delivery in account]


async def _settle_all(pipe: Pipeline, due: Sequence[Delivery]) -> list[Delivery]:
    """Look for an account's deliveries one after the other, until the network says to wait."""
    looked = []
    for delivery in due:
        now = pipe.now()
        if looks_open_at(pipe, delivery.account, now=now) > now:
            break
        take_look = _seek if delivery.state is State.HELD else _settle
        looked.append(await take_look(pipe, delivery))
    return [delivery for delivery in looked if delivery is not None]


@dataclass(frozen=True, slots=True)
class _Sight:
    """What a readable timeline showed."""

    found: Receipt | None
    is_billed: bool  #: X bills the posts that it returns: an empty answer costs nothing


async def _settle(pipe: Pipeline, delivery: Delivery) -> Delivery | None:
    try:
        sight = await _look(pipe, delivery)
    except Exception as error:  # noqa: BLE001 — an unreadable timeline says nothing, whatever it is
        return _fail(pipe, delivery, error, after=settling.after_unreadable)
    step = settling.after_look(delivery, sight.found, now=pipe.now(), rules=pipe.rules)
    return await keep(lambda: _take(pipe, delivery, step, sight=sight))


async def _seek(pipe: Pipeline, delivery: Delivery) -> Delivery | None:
    """Look for what is held: another copy of the record may have let it out."""
    try:
        sight = await _look(pipe, delivery)
    except Exception as error:  # noqa: BLE001 — likewise
        return _fail(pipe, delivery, error, after=settling.after_seeking_in_vain)
    step = settling.after_seeking(delivery, sight.found, now=pipe.now())
    return await keep(lambda: _take(pipe, delivery, step, sight=sight))


async def look_before_sending(pipe: Pipeline, delivery: Delivery) -> Delivery | None:
    """Look once more for what may be out, right before it is sent; the delivery as it stands then.

    It comes back queued and due only when it may be sent.
    """
    try:
        sight = await _look(pipe, delivery)
    except Exception as error:  # noqa: BLE001 — likewise
        return _fail(pipe, delivery, error, after=settling.after_last_unreadable)
    step = settling.after_last_look(delivery, sight.found, now=pipe.now())
    return await keep(lambda: _take(pipe, delivery, step, sight=sight))


async def _look(pipe: Pipeline, delivery: Delivery) -> _Sight:
    """Look once; where the timeline leaves out a known post, once more when that was deleted."""
    try:
        return await _see(pipe, delivery)
    except Incomplete as error:
        if await _are_there(pipe, delivery.account, error.missing):
            raise
    return await _see(pipe, delivery)


async def _see(pipe: Pipeline, delivery: Delivery) -> _Sight:
    network, store, now = pipe.account(delivery.account).network, pipe.store, pipe.now()
    since = settling.look_since(delivery, now=now) - CLOCK_SLACK
    known = store.known_receipts(delivery.account, since - _KNOWN)
    shown = store.expected_receipts(delivery.account, since, now - _LAG)
    expected = [d.receipt.id for d in shown if d.receipt]
    found = await run_apart(network.find, delivery.post, since, known, expected=expected)
    return _Sight(found, bool(found or store.known_receipts(delivery.account, since)))


async def _are_there(pipe: Pipeline, account: str, missing: Sequence[str]) -> bool:
    """Whether a post that a timeline leaves out is there; what is not there is noted as deleted."""
    network, now = pipe.account(account).network, pipe.now()
    for post_id in missing:
        if await run_apart(network.has, post_id):
            charge = Charge(now, account, "post-read", network.look_price())
            await keep(partial(pipe.store.charge, charge))
            return True
        why = Why.DELETED_THERE(post=post_id)
        await keep(partial(pipe.store.note_deleted, account, post_id, why=why, now=now))
    return False


def _fail(
    pipe: Pipeline, delivery: Delivery, error: Exception, *, after: Callable[..., Step]
) -> Delivery | None:
    now, chance = pipe.now(), pipe.chance()
    throttle_looks(pipe, delivery.account, error)
    step = after(delivery, error, now=now, rules=pipe.rules, chance=chance)
    return pipe.store.apply(delivery, step, now=now)


def _take(pipe: Pipeline, delivery: Delivery, step: Step, *, sight: _Sight) -> Delivery | None:
    """Take a step that a readable timeline led to, with its price and that of the post it shows."""
    now, network = pipe.now(), pipe.account(delivery.account).network
    charges = []
    if sight.is_billed:
        look_price = network.look_price()
        charges.append(Charge(now, delivery.account, "timeline-read", look_price, delivery.id))
    if sight.found:
        item, price = budget.item_of(delivery.post), network.price(delivery.post)
        charges.append(Charge(now, delivery.account, item, price, delivery.id))
    return pipe.store.apply(delivery, step, now=now, charges=tuple(charges))
