"""Advertisements that a blog service puts between a feed's entries, as its terms allow it."""

import re
from collections.abc import Collection

from crosspost.article.identity import host_of
from crosspost.model import Article

_WORD = r"(?:PR|AD|ＰＲ|ＡＤ|広告|スポンサード?|Sponsored|Advertisement)"
_BRACKETED = rf"[【\[［(（<＜]\s*{_WORD}\s*[】\]］)）>＞]"
_FIRST = re.compile(rf"\s*(?:{_BRACKETED}|{_WORD}\s*[:：])", re.IGNORECASE)
_LAST = re.compile(rf"{_BRACKETED}\s*\Z", re.IGNORECASE)


def is_advert(article: Article, *, own: Collection[str]) -> bool:
    """Whether an entry is marked as an advertisement and leads to another domain than `own`.

    Under its own domain such a title is the author's: 「PR: 新刊のお知らせ」.
    """
    is_marked = _FIRST.match(article.title) or _LAST.search(article.title)
    if not is_marked or not article.url:
        return False
    host = host_of(article.url)
    return not any(_are_of_one(host, other) for other in own if other)


def _are_of_one(host: str, other: str) -> bool:
    """Whether one host is the other, or stands under it."""
    return host == other or host.endswith(f".{other}") or other.endswith(f".{host}")
