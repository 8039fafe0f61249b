"""Preview: what would be posted for a source, without credentials or state."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from crosspost.article import page
from crosspost.article.identity import host_of
from crosspost.article.reading import read_entry
from crosspost.errors import FeedError, NotFetched, NotFound
from crosspost.feed import discovery, parsing
from crosspost.fetch import Fetched, Fetcher
from crosspost.model import (
    Answer,
    Article,
    Document,
    Entry,
    Network,
    Post,
    Reason,
    Summarizer,
    Why,
)
from crosspost.model.denials import Denial
from crosspost.model.failures import Fault
from crosspost.model.refusals import NoGist
from crosspost.model.why import join
from crosspost.pipeline.completion import complete_with
from crosspost.pipeline.gists import may_leave, tell_origin, with_answer
from crosspost.pipeline.gists import write as let_write
from crosspost.pipeline.planning import (
    choose_thumbnails,
    find_fault,
    is_ahead,
    reason_to_hold,
    reason_to_skip,
    write,
)
from crosspost.pipeline.selection import reason_to_pass_over
from crosspost.pipeline.sites import Sites
from crosspost.post.compose import Style
from crosspost.settings.sections import FeedSection, ThumbnailSection
from crosspost.writer import Writer

_FEED = "preview"


@dataclass(frozen=True, slots=True)
class Studio:
    """What a preview is made with."""

    network: Network
    account: str
    summarizer: Summarizer
    style: Style
    thumbnail: ThumbnailSection
    fetcher: Fetcher | None  #: None: nothing is asked of any server
    feeds: tuple[FeedSection, ...] = ()  #: whose choice of articles counts
    sites: Sites = field(default_factory=Sites)
    by: str = "select"  #: the summariser's name
    writer: Writer | None = None  #: the model, where one is chosen
    kept: Callable[[str], Answer | None] | None = None  #: the record's answers, by fingerprint


@dataclass(frozen=True, slots=True)
class Shown:
    """One entry with the decision about it and, unless it is skipped, its post."""

    article: Article
    decision: str  #: "post", "skip" or "hold"
    why: Reason
    post: Post | None = None
    origin: tuple[Reason, ...] = ()  #: where the gist is from, and what was refused


def find_feed(feeds: Sequence[FeedSection], source: str) -> FeedSection | None:
    """Return the configured feed that a source belongs to, None when there is none.

    It has that address, or is the only one on that host; a local file is taken for the only feed.
    """
    if same := [feed for feed in feeds if feed.url == source]:
        return same[0]
    near = [f for f in feeds if "://" not in source or host_of(f.url) == host_of(source)]
    return near[0] if len(near) == 1 else None


async def preview(studio: Studio, source: str, *, now: datetime, limit: int) -> list[Shown]:
    """Return the newest entries of a feed, a blog, an article or a local file, newest first.

    FeedError, NotFetched or NotFound say in one line why there is nothing to show.
    """
    feed = find_feed(studio.feeds, source)
    articles, document = await _read_source(studio, source, feed=feed, now=now)
    shown = []
    for article in articles[:limit]:
        if why := reason_to_pass_over(feed, article, document=document):
            shown.append(Shown(article, "skip", why))
        else:
            shown.append(await _show(studio, article, document=document, feed=feed, now=now))
    return shown


async def _read_source(
    studio: Studio, source: str, *, feed: FeedSection | None, now: datetime
) -> tuple[list[Article], Document]:
    if "://" not in source:
        return _read_file(Path(source), feed=feed, now=now)
    if studio.fetcher is None:
        raise NotFound(Denial.SOURCE_NEEDS_NETWORK(source=source))
    fetched = await studio.fetcher.get(source, accept="feed")
    if not discovery.is_html(fetched.body, fetched.headers.get("content-type", "")):
        return _read_feed(fetched, feed=feed, now=now)
    return await _read_page(studio, fetched, feed=feed, now=now)


async def _read_page(
    studio: Studio, fetched: Fetched, *, feed: FeedSection | None, now: datetime
) -> tuple[list[Article], Document]:
    """Read an HTML page: an article's own, or a blog's home that names its feed."""
    assert studio.fetcher is not None, "a page was fetched"
    alone = page.read_alone(fetched.body, fetched.url, feed=_name(feed))
    feeds = discovery.find_feeds(fetched.body, url=fetched.url)
    articles: list[Article] = []
    document = Document("html", "", ())
    is_alone = bool(alone.title and alone.text and (not feeds or page.is_article(fetched.body)))
    if feeds:
        try:
            found = await studio.fetcher.get(feeds[0])
            articles, document = _read_feed(found, feed=feed, now=now)
        except (NotFetched, FeedError) as error:
            if not is_alone:
                why = Fault.PAGE_NAMES(url=fetched.url, cause=error.why)
                raise FeedError(why) from error
        if mine := [a for a in articles if not set(a.aliases).isdisjoint(alone.aliases)]:
            return mine, document
    if is_alone:
        return [alone], document
    if articles:
        return articles, document
    raise NotFound(Fault.PAGE_ALONE(url=fetched.url))


def _name(feed: FeedSection | None) -> str:
    return feed.name if feed else _FEED


def _read_feed(
    fetched: Fetched, *, feed: FeedSection | None, now: datetime
) -> tuple[list[Article], Document]:
    kind = fetched.headers.get("content-type", "")
    zone = feed.zone if feed else None
    document = parsing.parse(fetched.body, url=fetched.url, content_type=kind, now=now, zone=zone)
    return _read_document(document, fetched.url, feed=feed)


def _read_file(
    path: Path, *, feed: FeedSection | None, now: datetime
) -> tuple[list[Article], Document]:
    try:
        body = path.read_bytes()
    except OSError as error:
        raise NotFound(
            Denial.SOURCE_UNREADABLE(path=str(path), detail=error.strerror or "")
        ) from error
    try:
        document = parsing.parse(body, url="", now=now, zone=feed.zone if feed else None)
    except FeedError as error:
        raise FeedError(Fault.AT(place=str(path), cause=error.why)) from error
    return _read_document(document, document.self_url or document.home, feed=feed)


def _read_document(
    document: Document, url: str, *, feed: FeedSection | None
) -> tuple[list[Article], Document]:
    if not document.entries:
        raise FeedError(Fault.WITHOUT_ENTRIES(title=document.title))
    entries = _newest_first(document.entries)
    return [read_entry(e, document, feed=_name(feed), feed_url=url) for e in entries], document


def _newest_first(entries: tuple[Entry, ...]) -> list[Entry]:
    dated = [(e.published, e) for e in entries if e.published]
    if len(dated) < len(entries):
        return list(entries)
    return [e for _, e in sorted(dated, key=lambda pair: pair[0], reverse=True)]


async def _show(
    studio: Studio,
    article: Article,
    *,
    document: Document,
    feed: FeedSection | None,
    now: datetime,
) -> Shown:
    if article.protected:
        return Shown(article, "skip", Why.PROTECTED())
    if studio.fetcher is not None and studio.thumbnail.pages:
        article = await complete_with(studio.fetcher, article, document=document)
        article = await studio.sites.drop_shared(
            studio.fetcher, article, document=document, now=now
        )
    if why := reason_to_skip(article):
        return Shown(article, "skip", why)
    article = replace(article, thumbnails=choose_thumbnails(studio.thumbnail, article))
    answer = await _find_answer(studio, article, now=now)
    article = with_answer(article, answer)
    post = write(article, network=studio.network, summarizer=studio.summarizer, style=studio.style)
    origin = tuple(tell_origin(post, answer, by=studio.by))
    if why := find_fault(article) or reason_to_hold([post]):
        return Shown(article, "hold", why, post, origin)
    reasons = [Why.SHOWN_NEW()]
    if feed and article.published and now - article.published > feed.max_age:
        reasons.append(Why.SHOWN_OLD(published=article.published, most=feed.max_age))
    if is_ahead(article, now):
        reasons.append(Why.AHEAD(until=article.published or now))
    return Shown(article, "post", join(*reasons, *post.why), post, origin)


async def _find_answer(studio: Studio, article: Article, *, now: datetime) -> Answer | None:
    """Return what the record holds of the model's answer; else ask, where that costs nothing."""
    writer = studio.writer
    if writer is None or not may_leave(article):
        return None
    if studio.kept and (kept := studio.kept(article.fingerprint)):
        return kept
    if studio.fetcher is None:
        return None
    if not writer.is_free:
        return Answer(article.fingerprint, writer.name, now, why=NoGist.COSTS())
    return await let_write(writer, article, networks=[studio.network], now=lambda: now)
