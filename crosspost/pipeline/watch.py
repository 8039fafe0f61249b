"""Watch: one look at a feed, from the request to what is written down.

    ask -> parse -> read -> recognise -> decide -> plan -> record

Everything that a look finds is committed together with the feed's validators (law 4); a document
that is not clean and whole changes nothing (law 5).
"""

import traceback
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePath

from crosspost.article.likeness import read_likeness
from crosspost.errors import FeedError, NotFetched, StoreError, StoreRefused
from crosspost.feed import schedule, validators
from crosspost.fetch import Fetched
from crosspost.model import Absence, Article, Document, FeedState, Finding, Reason, Why
from crosspost.model.failures import Fault
from crosspost.model.why import join
from crosspost.outbox.machine import start_lag
from crosspost.pipeline.doubt import Doubt
from crosspost.pipeline.findings import find_all
from crosspost.pipeline.gaps import read_articles
from crosspost.pipeline.moves import note_move
from crosspost.pipeline.parsing import parse_in_turn
from crosspost.pipeline.parts import Pipeline
from crosspost.pipeline.reach import find_absence
from crosspost.pipeline.reconfigured import recall
from crosspost.pipeline.rewriting import rewrite_waiting
from crosspost.pipeline.sharing import leave_out_shared
from crosspost.settings import FeedSection, is_loopback
from crosspost.text import one_line
from crosspost.threads import run_apart

#: Articles of a record from before there were likenesses; a tenth of a second.
_INDEXED_AT_A_LOOK = 1_000


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at a feed came to."""

    feed: str
    outcome: str  #: "unchanged", "clean" or "failed"
    why: Reason
    next_at: datetime
    findings: tuple[Finding, ...] = ()
    deliveries: tuple[int, ...] = ()
    full: bool = False  #: asked without validators
    asked_to_wait: bool = False  #: the server named the time of the next look (Retry-After)
    topic: str = ""  #: the feed's own address, as it tells hubs; only of a clean document


async def look(
    pipe: Pipeline,
    feed: FeedSection,
    *,
    pinged: bool = False,
    started: bool = False,
    begun_at: datetime | None = None,
) -> Look:
    """Look at a feed once and write down what follows; raises only when the record cannot be used.

    `started` says that this process, which began at `begun_at`, has not read the feed yet. What is
    new then, or was published before, may be out: this record may be an older copy, put back.
    """
    state = recall(pipe, feed)
    now = pipe.now()
    full = state.url != feed.url or validators.wants_full(
        state,
        now=now,
        every=feed.every,
        full_every=pipe.settings.fetch.full_every,
        started=started,
        pinged=pinged,
    )
    headers = {} if full else validators.conditional(state)
    try:
        fetched = await pipe.fetcher.get(feed.url, accept="feed", headers=headers)
        state = note_move(state, feed, fetched, now=now)
        last, lag = state.clean_at, start_lag(pipe.rules)
        doubt = Doubt(feed.max_age, last=last, started=started, begun_at=begun_at, lag=lag)
        return await _take(pipe, feed, state=state, fetched=fetched, full=full, doubt=doubt)
    except (NotFetched, FeedError) as error:
        return _fail(pipe, feed, state=state, error=error)
    except StoreError as error:
        if not isinstance(error, StoreRefused):
            raise
        return _fail(pipe, feed, state=state, error=_blame(error))
    except Exception as error:  # noqa: BLE001 — asked every second, the blog would suffer for it
        return _fail(pipe, feed, state=state, error=_blame(error))


def _blame(error: Exception) -> FeedError:
    """Tell what nobody foresaw as a failed look: repeated ever later, and an alert follows."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{PurePath(place.filename).name}, line {place.lineno}"
    what = one_line(f"{type(error).__name__}: {error}")
    return FeedError(Fault.OWN(what=what, where=where))


async def _take(
    pipe: Pipeline,
    feed: FeedSection,
    *,
    state: FeedState,
    fetched: Fetched,
    full: bool,
    doubt: Doubt,
) -> Look:
    if fetched.status == 304:  # noqa: PLR2004 — Not Modified
        _refuse_unasked(feed, full=full)
        state = replace(state, same_body=0)
        return _settle_down(pipe, feed, state=state, fetched=fetched, why=Why.NOT_MODIFIED())
    digest = validators.body_hash(fetched.body)
    if digest == state.body_hash and state.url == feed.url:
        # Only validators that were sent and not honoured tell that the server ignores them.
        ignored = 0 if full else state.same_body + 1
        state = replace(_keep_validators(state, fetched), same_body=ignored, full_at=pipe.now())
        return _settle_down(pipe, feed, state=state, fetched=fetched, why=Why.SAME_DOCUMENT())
    document = await run_apart(
        parse_in_turn,
        fetched.body,
        url=fetched.url,
        content_type=fetched.headers.get("content-type", ""),
        now=pipe.now(),
        zone=feed.zone,
    )
    _refuse_emptied(pipe, feed, document)
    pipe.store.read_likenesses(read_likeness, most=_INDEXED_AT_A_LOOK)
    articles = _sort(read_articles(pipe, feed, document=document))
    findings = await find_all(pipe, feed, state=state, document=document, articles=articles)
    findings = [doubt.cast(each, now=pipe.now()) for each in findings]
    state = replace(_keep_validators(state, fetched), body_hash=digest)
    state, why = _schedule(pipe, feed, state=state, fetched=fetched, document=document)
    absence = find_absence(pipe, feed, document=document, articles=articles, findings=findings)
    found = _Found(document, findings, absence)
    return _record(pipe, feed, state=state, found=found, why=why)


def _refuse_unasked(feed: FeedSection, *, full: bool) -> None:
    if full:
        raise FeedError(Fault.UNASKED_304(url=feed.url))


def _sort(articles: list[Article]) -> list[Article]:
    """Return the articles, which stand in the order of the feed, with the oldest first."""
    articles.reverse()
    dates = [article.published for article in articles if article.published]
    if len(dates) < len(articles):
        return articles
    by_date = sorted(zip(dates, range(len(articles)), articles, strict=True))
    return [article for _, _, article in by_date]


def _refuse_emptied(pipe: Pipeline, feed: FeedSection, document: Document) -> None:
    if not document.entries and pipe.store.has_articles(feed.name):
        raise FeedError(Fault.EMPTIED(url=feed.url))


@dataclass(frozen=True, slots=True)
class _Found:
    """What a clean document says."""

    document: Document
    findings: list[Finding]
    absence: Absence


def _record(
    pipe: Pipeline,
    feed: FeedSection,
    *,
    state: FeedState,
    found: _Found,
    why: Reason,
) -> Look:
    now = pipe.now()
    document = found.document
    findings = [leave_out_shared(pipe, finding) for finding in found.findings]
    came = any(finding.decision in {"post", "hold"} for finding in findings)
    state = replace(
        state,
        url=feed.url,
        title=document.title,
        hub=document.hubs[0] if document.hubs else "",
        baseline_at=state.baseline_at or now,
        full_at=now,
        same_body=0,
        changed_at=now if came else state.changed_at,
    )
    ids = pipe.store.record(state, findings, now=now, absence=found.absence)
    rewrite_waiting(pipe, findings)
    return Look(
        feed=feed.name,
        outcome="clean",
        why=join(Why.ENTRIES(found=len(document.entries)), *document.notes, why),
        next_at=state.next_at or now,
        findings=tuple(findings),
        deliveries=tuple(ids),
        topic=document.self_url,
    )


def _keep_validators(state: FeedState, fetched: Fetched) -> FeedState:
    return replace(
        state,
        etag=fetched.headers.get("etag", ""),
        last_modified=fetched.headers.get("last-modified", ""),
    )


def _settle_down(
    pipe: Pipeline, feed: FeedSection, *, state: FeedState, fetched: Fetched, why: Reason
) -> Look:
    """Nothing new: keep the schedule."""
    state, when = _schedule(pipe, feed, state=state, fetched=fetched, document=None)
    pipe.store.save_feed(state)
    return Look(feed.name, "unchanged", join(why, when), state.next_at or pipe.now())


def _schedule(
    pipe: Pipeline,
    feed: FeedSection,
    *,
    state: FeedState,
    fetched: Fetched,
    document: Document | None,
) -> tuple[FeedState, Reason]:
    now = pipe.now()
    next_at, why = schedule.next_look(
        now=now,
        every=feed.every,
        chance=pipe.chance(),
        headers=fetched.headers,
        document=document,
        same_body=state.same_body,
        rehearsal=is_loopback(feed.url),
    )
    state = replace(
        state, looked_at=now, clean_at=now, next_at=next_at, failures=0, error=None, stopped=False
    )
    return state, why


def _fail(
    pipe: Pipeline, feed: FeedSection, *, state: FeedState, error: NotFetched | FeedError
) -> Look:
    """Keep all that is known, validators included, and look again later."""
    now = pipe.now()
    failures = state.failures + 1
    next_at, why = schedule.after_failure(
        now=now,
        every=feed.every,
        chance=pipe.chance(),
        failures=failures,
        retry_at=error.retry_at,
        rehearsal=is_loopback(feed.url),
    )
    gone = isinstance(error, NotFetched) and error.gone
    state = replace(
        state,
        looked_at=now,
        next_at=next_at,
        failures=failures,
        error=error.why,
        stopped=gone,
    )
    pipe.store.save_feed(state)
    if failures == 1 or gone:
        kind = "feed.stopped" if gone else "feed.failed"
        pipe.store.note(kind, error.why, feed=feed.name, now=now)
    asked = error.retry_at is not None
    return Look(feed.name, "failed", join(error.why, why), next_at, asked_to_wait=asked)
