"""Asks the blog for what its feed does not hold: the featured picture, a caption, the text."""

from dataclasses import replace
from typing import Literal

from crosspost.article import page, pictures, rest
from crosspost.errors import NotFetched
from crosspost.fetch import Fetcher
from crosspost.model import Article, Document, Known
from crosspost.pipeline.parts import Pipeline

_MOST_BYTES = 4_000_000


async def complete(pipe: Pipeline, article: Article, *, document: Document) -> Article:
    """Return the article with what REST or its page adds, unless the operator forbids asking."""
    if not pipe.settings.thumbnail.pages:
        return article
    asked = await complete_with(pipe.fetcher, article, document=document)
    return await pipe.sites.drop_shared(pipe.fetcher, asked, document=document, now=pipe.now())


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
    ask = _Asking(fetcher, article)
    if address := rest.rest_url(article, document.home):
        await ask.rest(address)
    if page.needs_more(ask.article) and article.url:
        await ask.page()
    return ask.article


class _Asking:
    """An article while its blog is asked about it."""

    def __init__(self, fetcher: Fetcher, article: Article) -> None:
        self.article = article
        self._fetcher = fetcher
        self._answered = False
        self._pictured = True  #: False: the blog says that the article has no picture

    async def rest(self, address: str) -> None:
        """Ask WordPress's REST answer."""
        body = await _get(self._fetcher, address, accept="json")
        before, self.article = self.article, rest.read_rest(body, self.article)
        self._answered = self.article is not before
        self._pictured = not rest.shows_no_picture(body, self.article)
        if not self._pictured:
            self.article = pictures.without_shared(self.article)

    async def page(self) -> None:
        """Ask the article's page, and REST where the page names it and has not been asked yet."""
        bare = self.article
        body = await _get(self._fetcher, bare.url, accept="page")
        if not body:
            return
        self.article = page.read_page(body, bare, pictured=self._pictured)
        link = page.rest_link(body, bare.url)
        if self._answered or not link or not page.needs_more(self.article):
            return
        await self.rest(rest.linked_url(link))
        if not self._pictured:
            self.article = replace(self.article, thumbnails=bare.thumbnails)


async def _get(fetcher: Fetcher, address: str, *, accept: Literal["json", "page"]) -> bytes:
    """Return what stands there, b"" when it cannot be had."""
    try:
        fetched = await fetcher.get(address, accept=accept, most_body=_MOST_BYTES)
    except NotFetched:
        return b""
    return fetched.body
