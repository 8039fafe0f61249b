"""Whether an article is new to the record, known, or perhaps known."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from urllib.parse import unquote

from crosspost.article.excerpts import squeeze
from crosspost.article.identity import TRUST, canonical
from crosspost.article.marks import bare_title
from crosspost.article.revision import compare
from crosspost.model import Article, Change, ChangeKind, Known

RECENT = timedelta(days=30)  #: soft matches are sought among these (feeds.md section 3)
_TITLE = 10  #: a shorter title is shared by chance
_HEAD = 600  #: characters of the texts that are compared
_LEAST = 60  #: a shorter text is alike by chance
_ALIKE = 0.9
_DIGITS = re.compile(r"\d+")  # full-width ones as well
_MOST_COMPARED = 10  #: full comparisons; each takes a millisecond or more


def recognise(
    article: Article, *, hits: Sequence[Known], recent: Sequence[Known], now: datetime
) -> Change:
    """Say what an article is, from the records that share a name with it and the recent ones."""
    ranked = sorted((_rank(k, article), n) for n, k in enumerate(hits))
    known = [hits[n] for rank, n in ranked if rank < len(TRUST)]
    if not known:
        return _seek_alike(article, [k for k in recent if now - k.first_seen_at <= RECENT])
    if len({k.id for k in known}) > 1:
        others = ", ".join(str(k.id) for k in known[1:])
        why = f"its names belong to several articles: taken for {known[0].id}, not for {others}"
        return Change(ChangeKind.SAME, why, known[0].id)
    kind, why = compare(article, known[0])
    return Change(kind, why, known[0].id)


def _rank(known: Known, article: Article) -> int:
    """Return the place in the order of trust of the strongest name that both share."""
    shared = set(known.aliases) & set(article.aliases)
    ranks = (n for n, kind in enumerate(TRUST) if any(a.startswith(kind) for a in shared))
    return next(ranks, len(TRUST))


def _seek_alike(article: Article, recent: Sequence[Known]) -> Change:
    for test in (_same_path, _same_title, _same_text):
        if found := test(article, recent):
            known, how = found
            why = f'{how} as "{known.title}", under another id: perhaps the same article'
            return Change(ChangeKind.HELD, why, known.id)
    return Change(ChangeKind.NEW, "new: not known so far, and nothing of the last month is like it")


def _same_path(article: Article, recent: Sequence[Known]) -> tuple[Known, str] | None:
    path = _path(article.url)
    if not path:
        return None
    return next(((k, "the same path") for k in recent if _path(k.url) == path), None)


def _path(url: str) -> str:
    """Return path and query of an address, "" for a bare host."""
    return unquote(canonical(url).partition("/")[2]) or canonical(url).partition("?")[2]


def _same_title(article: Article, recent: Sequence[Known]) -> tuple[Known, str] | None:
    title = squeeze(bare_title(article.title))
    if len(title) < _TITLE:
        return None
    alike = (k for k in recent if squeeze(bare_title(k.title)) == title)
    return next(((k, "the same title") for k in alike), None)


def _same_text(article: Article, recent: Sequence[Known]) -> tuple[Known, str] | None:
    head = _head(article.text)
    if len(head) < _LEAST:
        return None
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(head)
    compared = 0
    for known in recent:
        if _is_next_issue(article.title, known.title):
            continue
        matcher.set_seq1(_head(known.text))
        if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
            continue
        compared += 1
        if compared > _MOST_COMPARED:
            return None
        if matcher.ratio() >= _ALIKE:
            return known, "nearly the same text"
    return None


def _is_next_issue(title: str, other: str) -> bool:
    """Whether two titles are numbered, and not alike: issues of a series share their wording."""
    mine, theirs = _numbers(title), _numbers(other)
    return bool(mine and theirs) and mine != theirs


def _numbers(title: str) -> list[int]:
    return [int(digits[:18]) for digits in _DIGITS.findall(title)]


def _head(said: str) -> str:
    return squeeze(said[: 2 * _HEAD])[:_HEAD]
