"""Asks the blog for what its feed does not hold: the featured picture, a caption, the text."""

from dataclasses import replace
from typing import Literal

from crosspost.article import page, rest
from crosspost.errors import NotFetched
from crosspost.fetch import Fetcher
from crosspost.model import Article, Document, Known
from crosspost.pipeline.parts import Pipeline

_MOST_BYTES = 4_000_000


async def complete(pipe: Pipeline, article: Article, *, document: Document) -> Article:
    """Return the article with what REST or its page adds, unless the operator forbids asking."""
    if not pipe.settings.thumbnail.pages:
        return article
    return await complete_with(pipe.fetcher, article, document=document)


async def complete_again(
    pipe: Pipeline, article: Article, known: Known, *, document: Document
) -> Article:
    """Return a known article completed; when nobody answers, with the picture that it had."""
    completed = await complete(pipe, article, document=document)
    if completed is article and known.thumbnail and _lacks_picture(pipe, article):
        return replace(article, thumbnails=(known.thumbnail,))
    return completed


def _lacks_picture(pipe: Pipeline, article: Article) -> bool:
    asks = pipe.settings.thumbnail.pages and not article.protected
    return asks and not article.thumbnails


async def complete_with(fetcher: Fetcher, article: Article, *, document: Document) -> Article:
    """Return the article with picture and text from REST or its page where the feed has none.

    What cannot be had is done without. Where REST has not answered by the article's number (an
    app's article bears none in the feed), it is asked once more, where the page says so.
    """
    if not page.needs_more(article):
        return article
    before = article
    if address := rest.rest_url(article, document.home):
        article = await _add_rest(fetcher, article, address)
    if not (page.needs_more(article) and article.url):
        return article
    answered = article is not before
    body = await _get(fetcher, article.url, accept="page")
    article = page.read_page(body, article) if body else article
    if answered or not page.needs_more(article):
        return article
    link = page.rest_link(body, article.url)
    return await _add_rest(fetcher, article, rest.linked_url(link)) if link else article


async def _add_rest(fetcher: Fetcher, article: Article, address: str) -> Article:
    body = await _get(fetcher, address, accept="json")
    return rest.read_rest(body, article) if body else article


async def _get(fetcher: Fetcher, address: str, *, accept: Literal["json", "page"]) -> bytes:
    """Return what stands there, b"" when it cannot be had."""
    try:
        fetched = await fetcher.get(address, accept=accept, most_body=_MOST_BYTES)
    except NotFetched:
        return b""
    return fetched.body
