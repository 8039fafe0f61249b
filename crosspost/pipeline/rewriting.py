"""What waits is written again from the article as it stands now: after a look, and before sending.

What may be out is sought as it was sent. Its new text therefore waits for the moment of sending,
when the timeline has just been read without it, and is written down together with that intent.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from crosspost.model import (
    Article,
    Change,
    ChangeKind,
    Delivery,
    Finding,
    Planned,
    Post,
    State,
    Why,
)
from crosspost.outbox import machine
from crosspost.outbox.machine import Step
from crosspost.pipeline.parts import Pipeline
from crosspost.pipeline.planning import digest, is_ahead, plan
from crosspost.pipeline.repost import to_article

WAITING = (State.QUEUED, State.HELD)
_KNOWN = frozenset({ChangeKind.SAME, ChangeKind.REVISED, ChangeKind.SETTLED})


def rewrite_waiting(pipe: Pipeline, findings: Sequence[Finding]) -> None:
    """Write again what waits of articles that the record now holds otherwise than before."""
    for finding in findings:
        article, change = finding.article, finding.change
        if change.kind not in _KNOWN or change.known is None or article.protected:
            continue
        waiting = pipe.store.deliveries(states=WAITING, article=change.known)
        for delivery in waiting:
            if delivery.account in pipe.accounts:
                _rewrite(pipe, delivery, article=article, change=change)


def begin(pipe: Pipeline, delivery: Delivery, *, now: datetime) -> Step:
    """Write the intent down, with the text as it is to be now.

    Only text and link are written again: the picture is uploaded, and no time may pass between the
    last look at the timeline and the sending.
    """
    post = delivery.post
    if not post.told or post.repost_of:
        return machine.begin(delivery, now=now, rules=pipe.rules)
    article = to_article(pipe.store.article(delivery.article))
    if post.told == digest(article):
        return machine.begin(delivery, now=now, rules=pipe.rules)
    shown = (post.thumbnail,) if post.thumbnail else ()
    planned = _plan(pipe, delivery, replace(article, thumbnails=shown), due_at=delivery.due_at)
    written = replace(
        planned.post, thumbnail=post.thumbnail, others=post.others, told=digest(article)
    )
    fresh = replace(delivery, post=written, price=planned.price)
    step = machine.begin(fresh, now=now, rules=pipe.rules)
    why = Why.TURN_REWRITTEN()
    return replace(step, why=why, after=replace(step.after, why=why))


def _rewrite(pipe: Pipeline, delivery: Delivery, *, article: Article, change: Change) -> None:
    due_at = delivery.due_at
    if change.kind is ChangeKind.SETTLED and delivery.edition == 1:
        due_at = min(due_at, pipe.now())  # it has waited for that
    is_dated = delivery.why.code is Why.AHEAD and article.published is not None
    if is_dated:
        due_at = max(article.published or due_at, pipe.now())
    planned = Planned(delivery.account, delivery.post, due_at, delivery.price)
    if not delivery.post.repost_of and delivery.post.told != digest(article):
        again = _plan(pipe, delivery, article, due_at=due_at)
        planned = planned if _would_hide(delivery, again.post) else again
    if planned.post != delivery.post or due_at != delivery.due_at:
        pictured = planned.post.thumbnail != delivery.post.thumbnail
        code = Why.REWRITTEN_PICTURE if pictured else Why.REWRITTEN
        why = code(cause=change.why)
        if is_dated and is_ahead(article, pipe.now()):
            why = Why.AHEAD(until=due_at)
        pipe.store.rewrite(delivery, planned, why=why, now=pipe.now())


def _plan(pipe: Pipeline, delivery: Delivery, article: Article, *, due_at: datetime) -> Planned:
    """Plan it as it was ordered: with its comment or mark, and as the same edit."""
    before = delivery.post
    planned = plan(pipe, article, delivery.account, due_at=due_at, lead=before.lead)
    return replace(planned, post=replace(planned.post, replaces=before.replaces))


def _would_hide(delivery: Delivery, post: Post) -> bool:
    """Whether a look for the new text could pass over the old one, which may be out.

    What was sent is sought as it was sent; what only another copy of the record may have sent is
    found by its link as well.
    """
    if not delivery.doubt_since:
        return False
    shared = post.links and set(post.links) <= set(delivery.post.links)
    return bool(delivery.sent_at) or not shared
