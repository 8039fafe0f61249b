"""What a blog shows to networks on its home page and on other articles' pages, remembered.

A picture that stands there is the site's: a post would show it under an article that has none.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urljoin, urlsplit

from crosspost.article import page, pictures
from crosspost.article.addresses import absolute
from crosspost.article.identity import canonical
from crosspost.errors import NotFetched
from crosspost.fetch import Fetcher
from crosspost.model import Article, Document, Entry

_MOST_BYTES = 4_000_000
_KEPT = timedelta(days=1)
_KEPT_FAILED = timedelta(hours=1)
_MOST = 200  #: pages that are remembered


@dataclass(frozen=True, slots=True)
class _Seen:
    until: datetime
    pictures: frozenset[str]


@dataclass(slots=True)
class Sites:
    """The pages that were looked at; two of a blog a day at most, and only when it matters."""

    _seen: dict[str, _Seen] = field(default_factory=dict)

    async def drop_shared(
        self, fetcher: Fetcher, article: Article, *, document: Document, now: datetime
    ) -> Article:
        """Return the article without a picture of its page that also stands on another page."""
        if not pictures.has_shared(article):
            return article
        for address in _others(article, document):
            found = await self._look(fetcher, address, now=now)
            own = pictures.without_shared(article, found)
            if own is not article:
                return own
        return article

    async def _look(self, fetcher: Fetcher, address: str, *, now: datetime) -> frozenset[str]:
        seen = self._seen.get(address)
        if seen and now < seen.until:
            return seen.pictures
        try:
            fetched = await fetcher.get(address, accept="page", most_body=_MOST_BYTES)
        except NotFetched:
            found = _Seen(now + _KEPT_FAILED, frozenset())
        else:
            found = _Seen(now + _KEPT, page.pictures_of_site(fetched.body, fetched.url))
        self._seen.pop(address, None)
        self._seen[address] = found
        while len(self._seen) > _MOST:
            self._seen.pop(next(iter(self._seen)))
        return found.pictures


def _others(article: Article, document: Document) -> Iterator[str]:
    """Yield the blog's home page, then the page of another article."""
    own = canonical(article.url)
    host = urlsplit(article.url).hostname
    root = absolute("/", article.url)
    home = absolute(document.home, article.url)
    home = urljoin(home, urlsplit(home).path or "/") if urlsplit(home).hostname == host else root
    if home and canonical(home) != own:
        yield home
    others = [e for e in document.entries if _is_other(e, own=own, host=host)]
    bare = [entry for entry in others if not _has_picture(entry)]
    yield from [entry.url for entry in [*bare, *others]][:1]


def _is_other(entry: Entry, *, own: str, host: str | None) -> bool:
    return urlsplit(entry.url).hostname == host and canonical(entry.url) != own


def _has_picture(entry: Entry) -> bool:
    """Whether the entry shows a picture of its own; what has none shows the site's on its page."""
    return bool(entry.images) or "<img" in entry.content + entry.description
