"""Advertisements that a blog service puts between a feed's entries, as its terms allow it."""

import re
from collections.abc import Collection

from crosspost.article.identity import host_of
from crosspost.model import Article

_MARK = re.compile(
    r"\s*(?:[【\[［(（<＜]\s*(?:PR|AD|広告|スポンサード?|Sponsored)\s*[】\]］)）>＞]"
    r"|(?:PR|AD|ＰＲ|広告|Sponsored|Advertisement)\s*[:：])",
    re.IGNORECASE,
)


def is_advert(article: Article, *, own: Collection[str]) -> bool:
    """Whether an entry is marked as an advertisement and leads to another domain than `own`.

    Under its own domain such a title is the author's: 「PR: 新刊のお知らせ」.
    """
    if not _MARK.match(article.title) or not article.url:
        return False
    host = host_of(article.url)
    return not any(_are_of_one(host, other) for other in own if other)


def _are_of_one(host: str, other: str) -> bool:
    """Whether one host is the other, or stands under it."""
    return host == other or host.endswith(f".{other}") or other.endswith(f".{host}")
