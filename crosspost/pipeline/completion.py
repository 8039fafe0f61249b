"""Asks the blog for what its feed does not hold: the featured picture, a caption, the text."""

from collections.abc import Callable
from typing import Literal

from crosspost.article import page, rest
from crosspost.errors import NotFetched
from crosspost.fetch import Fetcher
from crosspost.model import Article, Document
from crosspost.pipeline.parts import Pipeline

_MOST_BYTES = 4_000_000


async def complete(pipe: Pipeline, article: Article, *, document: Document) -> Article:
    """Return the article with what REST or its page adds, unless the operator forbids asking."""
    if not pipe.settings.thumbnail.pages:
        return article
    return await complete_with(pipe.fetcher, article, document=document)


async def complete_with(fetcher: Fetcher, article: Article, *, document: Document) -> Article:
    """Return the article with picture and text from REST or its page where the feed has none.

    Each is asked at most once for an article; what cannot be had is done without.
    """
    if not page.needs_more(article):
        return article
    if address := rest.rest_url(article, document.home):
        article = await _add(fetcher, article, address=address, read=rest.read_rest, accept="json")
    if page.needs_more(article) and article.url:
        article = await _add(
            fetcher, article, address=article.url, read=page.read_page, accept="page"
        )
    return article


async def _add(
    fetcher: Fetcher,
    article: Article,
    *,
    address: str,
    read: Callable[[bytes, Article], Article],
    accept: Literal["json", "page"],
) -> Article:
    try:
        fetched = await fetcher.get(address, accept=accept, most_body=_MOST_BYTES)
    except NotFetched:
        return article
    return read(fetched.body, article)
