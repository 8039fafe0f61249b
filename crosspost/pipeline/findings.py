"""What the articles of one document are to the record, and what follows from each."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from crosspost.model import (
    Article,
    Change,
    ChangeKind,
    Document,
    FeedState,
    Finding,
    Planned,
    Reason,
    Why,
)
from crosspost.model.why import join
from crosspost.pipeline.completion import complete, complete_again
from crosspost.pipeline.gaps import fill_gap
from crosspost.pipeline.gists import ask
from crosspost.pipeline.parts import Pipeline
from crosspost.pipeline.planning import find_fault, is_ahead, plan, reason_to_hold, reason_to_skip
from crosspost.pipeline.revisions import (
    is_awaited,
    is_mended,
    is_restless,
    is_same,
    is_spoilt,
    may_go_out,
    revise,
)
from crosspost.pipeline.seen import Seen, recognise_all
from crosspost.pipeline.selection import reason_to_pass_over
from crosspost.settings import FeedSection


async def find_all(
    pipe: Pipeline,
    feed: FeedSection,
    *,
    state: FeedState,
    document: Document,
    articles: list[Article],
) -> list[Finding]:
    """Return one finding for each article that is new, changed or under a new address."""
    seen = recognise_all(pipe, feed, articles)
    if _is_first_sight(feed, state, seen):
        if any(_is_alike(s) for s in seen):
            return await _follow_move(pipe, feed, document=document, seen=seen)
        return await _baseline(pipe, feed, seen)
    older, held = await fill_gap(pipe, feed, state=state, document=document, seen=seen)
    if older:
        seen = recognise_all(pipe, feed, [*older, *articles])
    old = _find_old(pipe, feed, state=state, document=document, seen=seen)
    new = [
        s
        for s, why in zip(seen, old, strict=True)
        if s.change.kind is ChangeKind.NEW
        and not why
        and not reason_to_pass_over(feed, s.article, document=document)
    ]
    held = held or _reason_to_hold_all(feed, new)
    findings = [
        await _find(pipe, feed, document=document, seen=s, held=held, old=why)
        for s, why in zip(seen, old, strict=True)
    ]
    return [finding for finding in findings if finding is not None]


def _reason_to_hold_all(feed: FeedSection, new: Sequence[Seen]) -> Reason | None:
    fresh = [s for s in new if not s.article.protected]
    if len(fresh) <= feed.max_new_per_poll:
        return None
    return Why.FLOOD(found=len(fresh), most=feed.max_new_per_poll)


def _is_alike(seen: Seen) -> bool:
    """Whether it resembles an article of the record, though it bears other names."""
    resembles = seen.change.kind is ChangeKind.HELD and seen.change.known is not None
    return seen.is_renamed or (resembles and not seen.is_borrowed)


async def _follow_move(
    pipe: Pipeline, feed: FeedSection, *, document: Document, seen: Sequence[Seen]
) -> list[Finding]:
    """Follow the known blog to the address that the operator gave, where all its names are new.

    What resembles a known article is taken for it, so that what waits goes out with the new link.
    What is younger than all that is known is asked about, for it may be an old one that was dated
    anew; the rest is remembered. None of it is announced by itself.
    """
    past = pipe.store.latest_at(feed.name) or pipe.now()
    news = [s for s in seen if s.change.kind is ChangeKind.NEW and _is_younger(s, past)]
    held = _reason_to_hold_all(feed, news) or Why.MOVED_BLOG()
    return [
        await _find_new(pipe, feed, document=document, seen=s, held=held, old=None)
        if s in news
        else _remember(s)
        for s in seen
    ]


def _remember(seen: Seen) -> Finding:
    if not _is_alike(seen):
        return Finding(seen.article, seen.change, "baseline", Why.STOOD_THERE())
    why = Why.FOLLOWED(cause=seen.change.why)
    change = replace(seen.change, kind=ChangeKind.SAME, why=why)
    return Finding(seen.article, change, "same", change.why)


def _is_younger(seen: Seen, past: datetime) -> bool:
    return seen.article.published is not None and seen.article.published > past


def _is_first_sight(feed: FeedSection, state: FeedState, seen: Sequence[Seen]) -> bool:
    """Whether this feed is seen for the first time, also under an address that is all new."""
    known = any(s.known and not s.is_renamed for s in seen)
    moved = state.url not in {"", feed.url} and not known
    return state.baseline_at is None or moved


async def _baseline(pipe: Pipeline, feed: FeedSection, seen: list[Seen]) -> list[Finding]:
    """First sight: remember all, announce none (or the newest, when the operator says so)."""
    findings = [Finding(s.article, s.change, "baseline", Why.FIRST_SIGHT()) for s in seen]
    newest = seen[-1].article if seen and feed.first == "newest" else None
    if newest and not newest.protected and not find_fault(newest):
        await ask(pipe, newest)
        deliveries = _plan_all(pipe, feed, newest, due_at=pipe.now())
        findings[-1] = Finding(newest, seen[-1].change, "post", Why.FIRST_NEWEST(), deliveries)
    return findings


def _find_old(
    pipe: Pipeline,
    feed: FeedSection,
    *,
    state: FeedState,
    document: Document,
    seen: Sequence[Seen],
) -> list[Reason | None]:
    """Return for each entry, the oldest first, why it is no news if it is new, or None.

    Below all that is known, what is older than `max_age`, or than the first sight of the feed, slid
    back into its window; but what came after all that is known did not, nor what stands above some
    of it: there, only the date is old.
    """
    latest, first = pipe.store.latest_at(feed.name), state.baseline_at or pipe.now()
    if latest is None:
        why, below = Why.BEFORE_FIRST(), len(seen)
        past = first.replace(microsecond=0)  # feeds tell seconds
    else:
        why = Why.SLID_BACK()
        below = next((at for at, s in enumerate(seen) if s.known), 0)
        past = min(max(pipe.now() - feed.max_age, first), latest + timedelta(seconds=1))
    above = _find_above(document, seen)
    return [
        why
        if at < below
        and s.article.url not in above
        and s.article.published
        and s.article.published < past
        else None
        for at, s in enumerate(seen)
    ]


def _find_above(document: Document, seen: Sequence[Seen]) -> frozenset[str]:
    """Return the addresses above the last known one; none where the feed is in no plain order."""
    places = {entry.url: at for at, entry in enumerate(document.entries) if entry.url}
    known = sorted(
        (places[s.article.url], s.article.published)
        for s in seen
        if s.known and s.article.published and s.article.url in places
    )
    if not known or any(upper[1] < lower[1] for upper, lower in pairwise(known)):
        return frozenset()
    return frozenset(url for url, at in places.items() if at < known[-1][0])


async def _find(
    pipe: Pipeline,
    feed: FeedSection,
    *,
    document: Document,
    seen: Seen,
    held: Reason | None,
    old: Reason | None,
) -> Finding | None:
    match seen.change.kind:
        case ChangeKind.NEW:
            return await _find_new(pipe, feed, document=document, seen=seen, held=held, old=old)
        case ChangeKind.HELD:
            article = await complete(pipe, seen.article, document=document)
            await _let_write(pipe, feed, article, document=document)
            change = seen.change
            if held == Why.UNKNOWN_BLOG() and seen.is_borrowed:
                change = replace(change, why=join(Why.UNKNOWN_BLOG(), change.why))
            return _hold(pipe, feed, article=article, change=change)
        case _:
            return await _find_known(pipe, feed, document=document, seen=seen)


async def _find_known(
    pipe: Pipeline, feed: FeedSection, *, document: Document, seen: Seen
) -> Finding | None:
    """Follow a change; what may go out again is completed first, as a new article is."""
    article, known = seen.article, seen.known
    if known is None or is_spoilt(article, known):
        return None
    if seen.is_renamed and is_restless(pipe, article, known):
        return None
    if is_same(pipe, article, known) and not is_mended(article, known):
        return None
    if may_go_out(pipe, known) and not article.protected:
        article = await complete_again(pipe, article, known, document=document)
        await _let_write(pipe, feed, article, document=document)
    return revise(pipe, feed, article=article, change=seen.change, known=known)


async def _let_write(
    pipe: Pipeline, feed: FeedSection, article: Article, *, document: Document
) -> None:
    """Let the model write of an article, unless the operator's choice leaves it out."""
    if not reason_to_pass_over(feed, article, document=document):
        await ask(pipe, article)


async def _find_new(
    pipe: Pipeline,
    feed: FeedSection,
    *,
    document: Document,
    seen: Seen,
    held: Reason | None,
    old: Reason | None,
) -> Finding:
    now = pipe.now()
    article, change = seen.article, seen.change
    age = now - article.published if article.published else timedelta(0)
    if old and not article.protected:
        return Finding(article, change, "baseline", old)
    why = reason_to_skip(article) or reason_to_pass_over(feed, article, document=document)
    if not why:
        article = await complete(pipe, article, document=document)
        why = reason_to_skip(article)
    if why:
        return Finding(article, change, "skip", why)
    if age > feed.max_age and not held:
        held = Why.OLD_ENTRY(age=age)
    if not (held and held.has(Why.FLOOD)):
        await ask(pipe, article)
    if reasons := [why for why in (held, find_fault(article)) if why]:
        held = join(*reasons)
        return _hold(pipe, feed, article=article, change=replace(change, why=held))
    finding = _announce(pipe, feed, article=article, change=change)
    if why := reason_to_hold([each.post for each in finding.deliveries]):
        return _hold(pipe, feed, article=article, change=replace(change, why=why))
    return finding


def _announce(pipe: Pipeline, feed: FeedSection, *, article: Article, change: Change) -> Finding:
    now = pipe.now()
    section = pipe.settings.revision
    if is_awaited(pipe, article):
        due_at = now + section.wait_at_most
        why = Why.PROVISIONAL(until=due_at)
        return Finding(article, change, "post", why, _plan_all(pipe, feed, article, due_at=due_at))
    if is_ahead(article, now):
        due_at = article.published or now
        why = Why.AHEAD(until=due_at)
        return Finding(article, change, "post", why, _plan_all(pipe, feed, article, due_at=due_at))
    return Finding(article, change, "post", change.why, _plan_all(pipe, feed, article, due_at=now))


def _hold(pipe: Pipeline, feed: FeedSection, *, article: Article, change: Change) -> Finding:
    deliveries = _plan_all(pipe, feed, article, due_at=pipe.now(), held=change.why)
    return Finding(article, change, "hold", change.why, deliveries)


def _plan_all(
    pipe: Pipeline,
    feed: FeedSection,
    article: Article,
    *,
    due_at: datetime,
    held: Reason | None = None,
) -> tuple[Planned, ...]:
    return tuple(
        plan(pipe, article, account, due_at=due_at, held=held)
        for account in pipe.settings.accounts_of(feed)
    )
