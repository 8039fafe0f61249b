"""Fills a gap: when nothing known is left in the feed's window, older pages are read."""

from crosspost.article.reading import read_entry
from crosspost.errors import FeedError, NotFetched
from crosspost.feed import gaps, parsing
from crosspost.model import Article, Document
from crosspost.pipeline.parts import Pipeline
from crosspost.pipeline.seen import UNKNOWN, is_known_blog, recognise_all
from crosspost.settings import FeedSection

#: Ten pages of WordPress's ten entries: more new articles at once are held anyway.
MOST_PAGES = 10


async def fill_gap(
    pipe: Pipeline, feed: FeedSection, document: Document
) -> tuple[list[Article], str]:
    """Read older pages until known ground; the articles found, oldest first, and why to hold.

    The reason is "" when known ground was reached: then the usual guards decide.
    """
    found: list[Article] = []
    for number in range(2, MOST_PAGES + 2):
        address = gaps.older_page(feed.url, number, document)
        if not address:
            break
        try:
            document = await _read_page(pipe, feed, address)
        except (NotFetched, FeedError):
            break
        articles = read_articles(pipe, feed, document=document)
        found = [*reversed(articles), *found]
        if is_known_blog(pipe, recognise_all(pipe, feed, articles)):
            return found, ""
    return [], UNKNOWN


def read_articles(pipe: Pipeline, feed: FeedSection, *, document: Document) -> list[Article]:
    """Return the articles of a document, in its order."""
    prefer = pipe.settings.thumbnail.prefer
    return [
        read_entry(entry, document, feed=feed.name, feed_url=feed.url, prefer=prefer)
        for entry in document.entries
    ]


async def _read_page(pipe: Pipeline, feed: FeedSection, address: str) -> Document:
    fetched = await pipe.fetcher.get(address, accept="feed")
    return parsing.parse(
        fetched.body,
        url=fetched.url,
        content_type=fetched.headers.get("content-type", ""),
        now=pipe.now(),
        zone=feed.zone,
    )
