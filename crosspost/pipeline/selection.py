"""Which of a feed's articles are announced at all: the operator's choice, and no advertisements."""

import unicodedata
from collections import Counter

from crosspost.article.adverts import is_advert
from crosspost.article.identity import host_of
from crosspost.model import Article, Document, Reason, Why
from crosspost.settings import FeedSection

_FEW = 2  #: articles of which none are the most


def reason_to_pass_over(
    feed: FeedSection | None, article: Article, *, document: Document
) -> Reason | None:
    """Return why an article of the feed is not announced, None when it may be."""
    if is_advert(article, own=_own_hosts(feed, document)):
        return Why.ADVERT()
    if feed is None:
        return None
    if word := _find(article, feed.exclude):
        return Why.EXCLUDED(word=word)
    if feed.include and not _find(article, feed.include):
        return Why.NOT_INCLUDED()
    return None


def _own_hosts(feed: FeedSection | None, document: Document) -> frozenset[str]:
    """Return the hosts of the feed, of its blog, and of most of its articles."""
    hosts = Counter(host_of(entry.url) for entry in document.entries if entry.url)
    most = {host for host, count in hosts.items() if count * 2 > hosts.total() > _FEW}
    return frozenset({host_of(feed.url if feed else ""), host_of(document.home), *most})


def _find(article: Article, words: tuple[str, ...]) -> str:
    """Return the first of the words that is a category of the article, or stands in its title."""
    title, categories = _fold(article.title), set(map(_fold, article.categories))
    return next((w for w in words if _fold(w) in categories or _fold(w) in title), "")


def _fold(said: str) -> str:
    return unicodedata.normalize("NFKC", said).casefold().strip()
