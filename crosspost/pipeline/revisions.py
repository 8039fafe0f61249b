"""What follows when a known article has changed: stay quiet, edit the post, or announce again."""

from dataclasses import replace
from datetime import timedelta

from crosspost.article.marks import is_provisional
from crosspost.model import (
    Article,
    Change,
    ChangeKind,
    Delivery,
    Finding,
    Known,
    Planned,
    State,
    Thumbnail,
    Why,
)
from crosspost.model.why import FAULTS
from crosspost.pipeline.parts import Pipeline
from crosspost.pipeline.planning import find_fault, plan
from crosspost.pipeline.rewriting import WAITING
from crosspost.settings import FeedSection

#: What was decided of articles that are, or may come, out.
ANNOUNCED = frozenset({"post", "hold"})
#: X allows edits for thirty minutes (x-api.md section 1.2); some of it is left for sending.
EDIT_WINDOW = timedelta(minutes=25)


def is_awaited(pipe: Pipeline, article: Article) -> bool:
    """Whether the policy waits until this article is settled."""
    return pipe.settings.revision.provisional == "wait" and is_provisional(article.marks)


def revise(
    pipe: Pipeline,
    feed: FeedSection,
    *,
    article: Article,
    change: Change,
    known: Known,
) -> Finding:
    """Return what a changed article leads to."""
    if article.protected:
        return Finding(article, change, "same", Why.PROTECTED_SINCE())
    if known.protected and known.decision == "skip":
        return _open(pipe, feed, article=article, change=change)
    if is_mended(article, known):
        change = replace(change, kind=ChangeKind.REVISED)
        return Finding(article, change, "post", Why.MENDED())
    if change.kind is ChangeKind.SAME or known.decision not in ANNOUNCED:
        return Finding(article, change, "same", change.why)
    deliveries = _follow(pipe, feed, article=article, known=known)
    why = Why.POLICY(cause=change.why, policy=pipe.settings.revision.on_revision)
    return Finding(article, change, "post" if deliveries else "same", why, deliveries)


def _open(pipe: Pipeline, feed: FeedSection, *, article: Article, change: Change) -> Finding:
    """Announce an article that could not be read by everybody until now."""
    deliveries = tuple(
        plan(pipe, article, account, due_at=pipe.now())
        for account in pipe.settings.accounts_of(feed)
    )
    return Finding(article, change, "post", Why.OPENED(), deliveries)


def is_mended(article: Article, known: Known) -> bool:
    """Whether an article that was held because its entry was at fault can go out now."""
    return known.decision == "hold" and known.why.code in FAULTS and not find_fault(article)


def is_same(pipe: Pipeline, article: Article, known: Known) -> bool:
    """Whether nothing about a known article is new to the record.

    Another picture is news only as long as a post waits: a blog's answer beside the feed may name
    one that the feed does not, and nobody is to be asked for it at each look.
    """
    same = (
        article.fingerprint == known.fingerprint
        and article.url == known.url
        and article.protected == known.protected
        and set(article.aliases) <= set(known.aliases)
    )
    if _is_dated_anew(pipe, article, known):
        return False
    return same and not (_shows_another(article, known.thumbnail) and _is_waiting(pipe, known))


def _is_dated_anew(pipe: Pipeline, article: Article, known: Known) -> bool:
    """Whether a post waits for a date that is another one now."""
    if known.why.code is not Why.AHEAD or not article.published:
        return False
    waiting = pipe.store.deliveries(states=WAITING, article=known.id)
    return any(d.why.code is Why.AHEAD and d.due_at != article.published for d in waiting)


def may_go_out(pipe: Pipeline, known: Known) -> bool:
    """Whether a post of the article is out or may follow, so that it has to be read whole."""
    return known.decision in ANNOUNCED or known.protected or _is_waiting(pipe, known)


def is_spoilt(article: Article, known: Known) -> bool:
    """Whether the feed shows less of a known article than a reader could use; it changes nothing.

    Without title and text a post that waits would become a bare link.
    """
    is_emptied = not (article.protected or article.title or article.text)
    had_more = bool(known.title.strip() or known.text.strip())
    return article.damaged or bool(known.url and not article.url) or (is_emptied and had_more)


def is_restless(pipe: Pipeline, article: Article, known: Known) -> bool:
    """Whether a known article has no id of its own: another address at each look is no news.

    What waits takes up the address that leads to it now.
    """
    has_id = not all(name.startswith("l:") for name in article.aliases)
    return not has_id and not _is_waiting(pipe, known)


def _is_waiting(pipe: Pipeline, known: Known) -> bool:
    return bool(pipe.store.deliveries(states=WAITING, article=known.id, limit=1))


def _shows_another(article: Article, before: Thumbnail | None) -> bool:
    """Whether the feed shows another picture, or other words to it; it may show none at all."""
    for shown in article.thumbnails[:1]:
        if before is None or shown.url != before.url:
            return True
        words = (shown.caption, shown.credit)
        return any(words) and words != (before.caption, before.credit)
    return False


def _follow(
    pipe: Pipeline, feed: FeedSection, *, article: Article, known: Known
) -> tuple[Planned, ...]:
    policy = pipe.settings.revision.on_revision
    if policy == "quiet":
        return ()
    planned = []
    for account in pipe.settings.accounts_of(feed):
        told = _told(pipe, known, account)
        last = next((d for d in told if d.state is State.PUBLISHED), None)
        if last is None or any(_takes_it_up(d, policy) for d in told):
            continue
        follow = _edit if policy == "edit" else _announce
        if again := follow(pipe, article, known=known, last=last):
            planned.append(again)
    return tuple(planned)


def _told(pipe: Pipeline, known: Known, account: str) -> list[Delivery]:
    """Return the posts of the article, newest first; a native repost says nothing by itself."""
    deliveries = pipe.store.deliveries(account=account, article=known.id)
    own = (delivery for delivery in deliveries if not delivery.post.repost_of)
    return sorted(own, key=lambda delivery: -delivery.edition)


def _takes_it_up(delivery: Delivery, policy: str) -> bool:
    """Whether it is on its way as another edition: it is written again, and no second one made."""
    again = bool(delivery.post.replaces) if policy == "edit" else delivery.edition > 1
    return again and delivery.state not in {State.PUBLISHED, State.WITHDRAWN}


def _edit(pipe: Pipeline, article: Article, *, known: Known, last: Delivery) -> Planned | None:
    """Edit the post within X's window; five edits at most."""
    since = last.sent_at or pipe.now()
    if last.receipt is None or pipe.now() - since > EDIT_WINDOW or last.edition > 5:  # noqa: PLR2004 — X's limit
        return None
    again = _plan_again(pipe, article, known=known, last=last, lead=last.post.lead)
    return replace(again, post=replace(again.post, replaces=last.receipt.id))


def _announce(pipe: Pipeline, article: Article, *, known: Known, last: Delivery) -> Planned | None:
    """Announce with a mark, at a distance, and only so often."""
    section = pipe.settings.revision
    shown = pipe.store.last_published(known.id, last.account) or last
    since = shown.sent_at or pipe.now()
    editions = pipe.store.next_edition(known.id, last.account) - 1
    if pipe.now() - since < section.min_distance or editions > section.most:
        return None
    again = _plan_again(pipe, article, known=known, last=last, lead="")
    if article.marks and again.post.text != last.post.text:
        return again
    return _plan_again(pipe, article, known=known, last=last, lead="【更新】")


def _plan_again(
    pipe: Pipeline, article: Article, *, known: Known, last: Delivery, lead: str
) -> Planned:
    edition = pipe.store.next_edition(known.id, last.account)
    again = plan(pipe, article, last.account, due_at=pipe.now(), lead=lead)
    return replace(again, edition=edition)
