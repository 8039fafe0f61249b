"""Deliver: the next post of an account, from its turn to the network's answer.

    turn -> age -> budget -> picture -> last look -> intent -> publish -> outcome

The intent is committed before the request leaves, the outcome after it (law 2).
"""

from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta

from crosspost.errors import NotSent, StoreError, Uncertain
from crosspost.model import Charge, Delivery, Reason, Receipt, State, Why
from crosspost.model.failures import Fault
from crosspost.outbox import machine, pace, verdict
from crosspost.outbox.store import Tenure
from crosspost.pipeline import budget, reach, rewriting
from crosspost.pipeline.keeping import keep
from crosspost.pipeline.looks import looks_open_at
from crosspost.pipeline.parts import Account, Pipeline
from crosspost.pipeline.picture import prepare
from crosspost.pipeline.settle import look_before_sending
from crosspost.settings import FeedSection
from crosspost.threads import run_apart

#: An answer that is not ours would come from a cache: none keeps one longer.
_CACHED = timedelta(days=7)
#: How long a network calls the same text a duplicate is not documented; seen are hours.
_REFUSED_TWICE = timedelta(days=2)


async def deliver(
    pipe: Pipeline, account_name: str, *, tried: set[int] | None = None
) -> Delivery | None:
    """Send the account's oldest due post, if its turn has come; the delivery as it stands then.

    None when nothing was due. Never raises for what a network does. `tried` gathers what was tried
    in this turn and has not moved on: it is passed over, whatever the clock does.
    """
    tried = set() if tried is None else tried
    delivery = _pick(pipe, account_name, tried)
    if delivery is None:
        return None
    after = await _try(pipe, pipe.account(account_name), delivery)
    if after and _stands_still(delivery, after):
        tried.add(delivery.id)
    return after


def _pick(pipe: Pipeline, account_name: str, tried: AbstractSet[int]) -> Delivery | None:
    """Return what is to be sent now; what must be looked for waits as long as looks have to."""
    now = pipe.now()
    queue = [d for d in pipe.store.queued(account_name, now) if d.id not in tried]
    if not queue or not _has_turn(pipe, account_name, now):
        return None
    may_look = looks_open_at(pipe, account_name, now=now) <= now
    return next((d for d in queue if may_look or not d.doubt_since), None)


def _stands_still(before: Delivery, after: Delivery) -> bool:
    """Whether it is where it was: queued as it is, but for what was seen or said meanwhile."""
    kept = [(d.state, d.post, d.media, d.picture_refused, d.media_losses) for d in (before, after)]
    return after.state is State.QUEUED and kept[0] == kept[1]


async def _try(pipe: Pipeline, account: Account, delivery: Delivery) -> Delivery | None:
    now = pipe.now()
    if held := _reason_to_hold(pipe, delivery, now):
        return pipe.store.apply(delivery, verdict.hold(delivery, held), now=now)
    if delivery.post.thumbnail and not _has_media(delivery, now):
        prepared = await prepare(pipe, account, delivery)
        if prepared is None or not _is_ready(pipe, prepared, pipe.now()):
            return prepared
        delivery = prepared
    if delivery.doubt_since:
        looked = await look_before_sending(pipe, delivery)
        if looked is None or not _is_ready(pipe, looked, pipe.now()):
            return looked
        delivery = looked
    return await _send(pipe, account, delivery)


def turn_of(pipe: Pipeline, account_name: str, *, now: datetime) -> tuple[datetime | None, Reason]:
    """Return when the account may send next and why not before; None: not until it is resumed."""
    section = pipe.account(account_name).section
    return pace.next_allowed(
        now,
        account=pipe.store.account(account_name),
        last_sent_at=pipe.store.last_sent_at(account_name),
        min_distance=section.min_distance,
        quiet=section.quiet,
        zone=section.zone,
    )


def _reason_to_hold(pipe: Pipeline, delivery: Delivery, now: datetime) -> Reason | None:
    """Return why a person, the author or the next month has to decide, or None."""
    article = pipe.store.article(delivery.article)
    if closed := reach.reason_to_hold(article, released=delivery.released):
        return closed
    feed = pipe.settings.feed(article.feed)
    max_age = feed.max_age if feed else FeedSection.model_fields["max_age"].default
    if old := pace.too_old(delivery, published=article.published, now=now, max_age=max_age):
        return old
    return _repeats(pipe, delivery, now) or budget.reason_to_hold(pipe, delivery, now)


def _repeats(pipe: Pipeline, delivery: Delivery, now: datetime) -> Reason | None:
    """Return why a text that is out already is not sent again by itself: it would be refused."""
    if delivery.released or delivery.post.repost_of or delivery.post.replaces:
        return None
    recent = pipe.store.expected_receipts(delivery.account, now - _REFUSED_TWICE, now)
    for other in recent:
        if other.receipt and other.post.text == delivery.post.text:
            return Why.SAME_POST(post=other.receipt.id)
    return None


def _has_turn(pipe: Pipeline, account_name: str, now: datetime) -> bool:
    turn, _why = turn_of(pipe, account_name, now=now)
    return turn is not None and turn <= now


def _is_ready(pipe: Pipeline, delivery: Delivery, now: datetime) -> bool:
    """Whether it may be sent in this turn.

    A picture to be tried again has its own turn; and while the picture was made ready the account
    may have been paused, or the budget spent by another one.
    """
    has_picture = delivery.post.thumbnail is None or _has_media(delivery, now)
    if not has_picture or delivery.state is not State.QUEUED or delivery.due_at > now:
        return False
    return _has_turn(pipe, delivery.account, now) and not _reason_to_hold(pipe, delivery, now)


def _has_media(delivery: Delivery, now: datetime) -> bool:
    return delivery.media is not None and delivery.media.expires_at > now


async def _send(pipe: Pipeline, account: Account, delivery: Delivery) -> Delivery | None:
    now, term = pipe.now(), pipe.tenure.term
    begun = pipe.store.apply(delivery, rewriting.begin(pipe, delivery, now=now), now=now)
    if begun is None:
        return None
    with pipe.store.at_hand(begun):
        try:
            receipt = await run_apart(_publish, pipe.tenure, term, account=account, begun=begun)
        except Exception as error:  # noqa: BLE001 — whatever it is, it means "uncertain" (design.md 4)
            lost = error
            return await keep(lambda: _settle_error(pipe, begun, lost))
        return await keep(lambda: _settle_receipt(pipe, begun, receipt))


def _publish(tenure: Tenure, term: int, *, account: Account, begun: Delivery) -> Receipt:
    """Publish, unless another process may be the sender by now: the intent may be old already."""
    try:
        tenure.prove(term)
    except StoreError as error:
        raise NotSent(Fault.NOT_THE_SENDER()) from error
    return account.network.publish(begun.post, begun.media)


def _settle_receipt(pipe: Pipeline, begun: Delivery, receipt: Receipt) -> Delivery | None:
    now = pipe.now()
    if not begun.post.repost_of and receipt.id in pipe.store.known_receipts(
        begun.account, now - _CACHED
    ):
        error = Uncertain(Fault.OTHER_POST(post=receipt.id))
        return _settle_error(pipe, begun, error)
    price = pipe.account(begun.account).network.price(begun.post)
    charge = Charge(now, begun.account, budget.item_of(begun.post), price, begun.id)
    step = machine.after_receipt(begun, receipt, now=now)
    return pipe.store.apply(begun, step, now=now, charges=(charge,))


def _settle_error(pipe: Pipeline, begun: Delivery, error: Exception) -> Delivery | None:
    now = pipe.now()
    step = machine.after_error(begun, error, now=now, rules=pipe.rules, chance=pipe.chance())
    return pipe.store.apply(begun, budget.priced(pipe, step), now=now)
