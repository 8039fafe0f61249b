"""Whether an article is new to the record, known, or perhaps known."""

import re
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from urllib.parse import unquote

from crosspost.article.excerpts import squeeze
from crosspost.article.identity import TRUST, canonical
from crosspost.article.marks import bare_title
from crosspost.article.revision import compare
from crosspost.model import Article, Change, ChangeKind, Known, Why

RECENT = timedelta(days=30)  #: soft matches are sought among these (feeds.md section 3)
_TITLE = 10  #: a shorter title is shared by chance
_HEAD = 600  #: characters of the texts that are compared
_LEAST = 60  #: a shorter text is alike by chance
_ALIKE = 0.9
_DIGITS = re.compile(r"\d+")  # full-width ones as well
_MOST_COMPARED = 10  #: full comparisons; each takes a millisecond or more
_MOST = 20_000  #: characters of a text whose phrases are counted
# Of 3,400 pairs of articles of one blog, 19 in 20 share less; an edited one shares more.
_PHRASE, _SAME_PHRASES = 8, 0.2
_SYLLABLE, _SAME_SYLLABLES = 3, 0.5  #: the same of titles


def recognise(
    article: Article, *, hits: Sequence[Known], recent: Sequence[Known], now: datetime
) -> Change:
    """Say what an article is, from the records that share a name with it and the recent ones."""
    shared = ((k, set(k.aliases) & set(article.aliases)) for k in hits)
    ranked = sorted((-len(names), _rank(names), n) for n, (k, names) in enumerate(shared) if names)
    known = [hits[n] for _, _, n in ranked]
    if not known:
        return _seek_alike(article, [k for k in recent if now - k.first_seen_at <= RECENT])
    sure = [k for k in known if not _is_borrowed(article, k)]
    if sure or _has_no_other_name(article, known):
        return _follow(article, sure or known)
    return Change(ChangeKind.HELD, Why.BORROWED(title=known[0].title), known[0].id)


def _follow(article: Article, known: Sequence[Known]) -> Change:
    if len({k.id for k in known}) > 1:
        why = Why.SEVERAL(taken=known[0].id, others=tuple(k.id for k in known[1:]))
        return Change(ChangeKind.SAME, why, known[0].id)
    kind, why = compare(article, known[0])
    return Change(kind, why, known[0].id)


def _rank(names: AbstractSet[str]) -> int:
    """Return the place in the order of trust of the strongest name."""
    ranks = (n for n, kind in enumerate(TRUST) if any(name.startswith(kind) for name in names))
    return next(ranks, len(TRUST))


def _is_borrowed(article: Article, known: Known) -> bool:
    """Whether an article bears some names of a known one, and nothing else of it.

    A blog that was restored gives its numbers anew, a new article takes a trashed one's address,
    and two blogs count alike. Where all names, or number and date, are the same, it is an edit.
    """
    mine, theirs = set(article.aliases), set(known.aliases)
    if article.protected or mine <= theirs or theirs <= mine:
        return False
    by_id = any(not name.startswith("l:") for name in mine & theirs)
    if by_id and known.published and known.published == article.published:
        return False
    return _is_unlike(article, known)


def _has_no_other_name(article: Article, known: Sequence[Known]) -> bool:
    """Whether nothing is left by which the article could be told from the known ones."""
    return set(article.aliases) <= {name for k in known for name in k.aliases}


def _is_unlike(article: Article, known: Known) -> bool:
    """Whether both title and text are others, as far as there are any."""
    titles = [squeeze(bare_title(title)) for title in (article.title, known.title)]
    texts = [squeeze(said[:_MOST]) for said in (article.text, known.text)]
    is_next = _is_next_issue(article.title, known.title)
    told = []
    if all(titles):
        told.append(is_next or _share(*titles, size=_SYLLABLE) < _SAME_SYLLABLES)
    if all(texts) and (not told or min(map(len, texts)) >= _LEAST):
        told.append(_share(*texts, size=_PHRASE) < _SAME_PHRASES)
    return bool(told) and all(told)


def _share(said: str, other: str, *, size: int) -> float:
    """Return how much of the shorter one stands in the other, in pieces of so many letters."""
    mine, theirs = (
        Counter(each[at : at + size] for at in range(max(len(each) - size + 1, 1)))
        for each in (said, other)
    )
    return (mine & theirs).total() / min(mine.total(), theirs.total())


def _seek_alike(article: Article, recent: Sequence[Known]) -> Change:
    for test in (_same_path, _same_title, _same_text):
        if found := test(article, recent):
            known, how = found
            return Change(ChangeKind.HELD, how(title=known.title), known.id)
    return Change(ChangeKind.NEW, Why.NEW())


def _same_path(article: Article, recent: Sequence[Known]) -> tuple[Known, Why] | None:
    path = _path(article.url)
    if not path:
        return None
    return next(((k, Why.SAME_PATH) for k in recent if _path(k.url) == path), None)


def _path(url: str) -> str:
    """Return path and query of an address, "" for a bare host."""
    return unquote(canonical(url).partition("/")[2]) or canonical(url).partition("?")[2]


def _same_title(article: Article, recent: Sequence[Known]) -> tuple[Known, Why] | None:
    title = squeeze(bare_title(article.title))
    if len(title) < _TITLE:
        return None
    alike = (k for k in recent if squeeze(bare_title(k.title)) == title)
    return next(((k, Why.SAME_TITLE) for k in alike), None)


def _same_text(article: Article, recent: Sequence[Known]) -> tuple[Known, Why] | None:
    head = _head(article.text)
    if len(head) < _LEAST:
        return None
    whole = squeeze(article.text[:_MOST])
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(head)
    compared = 0
    for known in recent:
        if _is_next_issue(article.title, known.title):
            continue
        old = _head(known.text)
        if len(old) >= _LEAST and old in whole:
            return known, Why.SAME_TEXT
        matcher.set_seq1(old)
        if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
            continue
        compared += 1
        if compared > _MOST_COMPARED:
            return None
        if matcher.ratio() >= _ALIKE:
            return known, Why.LIKE_TEXT
    return None


def _is_next_issue(title: str, other: str) -> bool:
    """Whether two titles are numbered, and not alike: issues of a series share their wording."""
    mine, theirs = _numbers(title), _numbers(other)
    return bool(mine and theirs) and mine != theirs


def _numbers(title: str) -> list[int]:
    return [int(digits[:18]) for digits in _DIGITS.findall(title)]


def _head(said: str) -> str:
    return squeeze(said[: 2 * _HEAD])[:_HEAD]
