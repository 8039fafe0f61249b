"""Fills a gap: what the feed's window has lost since the last look is read from older pages."""

from collections.abc import Sequence
from datetime import datetime

from crosspost.article.reading import read_entry
from crosspost.errors import FeedError, NotFetched
from crosspost.feed import gaps, parsing
from crosspost.model import Article, ChangeKind, Document, FeedState, Reason, Why
from crosspost.model.failures import Fault
from crosspost.pipeline.parts import Pipeline
from crosspost.pipeline.seen import Seen, is_known_blog, recognise_all
from crosspost.settings import FeedSection

#: Ten pages of WordPress's ten entries: more new articles at once are held anyway.
MOST_PAGES = 10
#: So often a look is repeated because an older page cannot be had; then it does without.
PATIENCE = 2
_PASSING = frozenset({None, 408, 425, 429})  #: statuses, besides 5xx, of what may work later


async def fill_gap(
    pipe: Pipeline,
    feed: FeedSection,
    *,
    state: FeedState,
    document: Document,
    seen: Sequence[Seen],
) -> tuple[list[Article], Reason | None]:
    """Read older pages until known ground when some articles may have left the window unseen.

    Returns those found, oldest first, and why to hold all: None when the document is the known
    blog's; then the usual guards decide. FeedError when a page cannot be read at the moment.
    """
    latest = pipe.store.latest_at(feed.name)
    if latest is None or not any(s.is_strange for s in seen):
        return [], None
    is_known = is_known_blog(pipe, seen)
    if is_known and not _has_gap(document, seen, latest):
        return [], None
    found, is_reached = await _read_older(pipe, feed, state=state, document=document)
    if is_known:
        return [a for a in found if a.published and a.published > latest], None
    return (found, None) if is_reached else ([], Why.UNKNOWN_BLOG())


def _has_gap(document: Document, seen: Sequence[Seen], latest: datetime) -> bool:
    """Whether the feed's last entry is not known, and younger than all that is.

    A re-dated or pinned article may stand above it; that one tells of no other.
    """
    last = document.entries[-1].url
    bottom = next((s for s in seen if s.article.url == last), None)
    if bottom is None or bottom.change.kind is not ChangeKind.NEW:
        return False
    published = bottom.article.published
    return published is not None and published > latest


async def _read_older(
    pipe: Pipeline, feed: FeedSection, *, state: FeedState, document: Document
) -> tuple[list[Article], bool]:
    """Return the articles of older pages, oldest first, and whether known ones are among them."""
    found: list[Article] = []
    for number in range(2, MOST_PAGES + 2):
        address = gaps.older_page(feed.url, number, document)
        page = await _read_page(pipe, feed, address, state=state) if address else None
        if page is None or not page.entries:
            break
        document = page
        articles = read_articles(pipe, feed, document=document)
        found = [*reversed(articles), *found]
        if is_known_blog(pipe, recognise_all(pipe, feed, articles)):
            return found, True
    return found, False


def read_articles(pipe: Pipeline, feed: FeedSection, *, document: Document) -> list[Article]:
    """Return the articles of a document, in its order."""
    prefer = pipe.settings.thumbnail.prefer
    return [
        read_entry(entry, document, feed=feed.name, feed_url=feed.url, prefer=prefer)
        for entry in document.entries
    ]


async def _read_page(
    pipe: Pipeline, feed: FeedSection, address: str, *, state: FeedState
) -> Document | None:
    """Return an older page, None when there is none; FeedError when it may be had later."""
    try:
        fetched = await pipe.fetcher.get(address, accept="feed")
        return parsing.parse(
            fetched.body,
            url=fetched.url,
            content_type=fetched.headers.get("content-type", ""),
            now=pipe.now(),
            zone=feed.zone,
        )
    except (NotFetched, FeedError) as error:
        was_so = state.error is not None and state.error.code is Fault.OLDER_PAGE
        tried = state.failures if was_so else 0
        if not _is_passing(error) or tried >= PATIENCE:
            return None
        raise FeedError(Fault.OLDER_PAGE(cause=error.why), retry_at=error.retry_at) from error


def _is_passing(error: NotFetched | FeedError) -> bool:
    if isinstance(error, FeedError):
        return True
    return error.status in _PASSING or (error.status or 0) >= 500  # noqa: PLR2004
