"""Whether an article is new to the record, known, or perhaps known."""

import re
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta
from difflib import SequenceMatcher

from crosspost.article.excerpts import squeeze
from crosspost.article.identity import TRUST, host_of
from crosspost.article.likeness import path_of, text_of, title_of
from crosspost.article.marks import bare_title
from crosspost.article.revision import compare
from crosspost.model import Article, Change, ChangeKind, Known, Why

RECENT = timedelta(days=30)  #: soft matches are sought among these (feeds.md section 3)
_A_DAY = timedelta(days=1)
_SEVERAL = 3  #: articles of one title with other texts: a column
_UNTOUCHED = frozenset({"baseline", "skip"})
_HEAD = 600  #: characters of the texts that are compared
_LEAST = 60  #: a shorter text is alike by chance
_ALIKE = 0.9
_DIGITS = re.compile(r"\d+")  # full-width ones as well
_MOST_COMPARED = 10  #: full comparisons; each takes a millisecond or more
_MOST = 20_000  #: characters of a text whose phrases are counted
# Of 3,400 pairs of articles of one blog, 19 in 20 share less; an edited one shares more.
_PHRASE, _SAME_PHRASES = 8, 0.2
_TOLD_AGAIN = 0.8  #: of a column's next article less is its last one's
_SYLLABLE, _SAME_SYLLABLES = 3, 0.5  #: the same of titles


@dataclass(frozen=True, slots=True)
class Around:
    """What else stands in the document."""

    ids: frozenset[int] = frozenset()  #: known articles that it shows as well
    hosts: frozenset[str] = frozenset()  #: of its articles


ALONE = Around()


def recognise(
    article: Article,
    *,
    hits: Sequence[Known],
    recent: Sequence[Known],
    now: datetime,
    alike: Sequence[Known] | None = None,
    around: Around = ALONE,
) -> Change:
    """Say what an article is, from the records that share a name with it, and those like it.

    A name alone proves nothing: title, text or date must agree. `alike` are the known ones with its
    path, title or text, however old, where these are not among `recent`: those of the last month,
    for nearly the same text.
    """
    shared = ((k, set(k.aliases) & set(article.aliases)) for k in hits)
    ranked = sorted((-len(names), _rank(names), n) for n, (k, names) in enumerate(shared) if names)
    known = [hits[n] for _, _, n in ranked]
    if not known:
        recent = [k for k in recent if now - k.first_seen_at <= RECENT]
        alike = recent if alike is None else alike
        return _seek_alike(article, alike, recent=recent, around=around)
    sure = [k for k in known if not _is_borrowed(article, k)]
    whole = [k for k in sure if not is_only_a_name(k)]
    if whole or article.protected or not (article.title or article.text):
        return _follow(article, whole or sure or known)
    if sure:
        return _take_over(article, sure[0])
    return Change(ChangeKind.HELD, Why.BORROWED(title=known[0].title), known[0].id)


def is_only_a_name(known: Known) -> bool:
    """Whether a known article was never seen whole, nor anything done with it."""
    return known.decision in _UNTOUCHED and not (known.title.strip() or known.text.strip())


def _take_over(article: Article, name: Known) -> Change:
    """Say what an article is of which nothing but a name was known.

    Such a name may come from a spoilt or a strange feed: what came out later is new.
    """
    dated = article.published
    if dated and dated > name.first_seen_at:
        return Change(ChangeKind.NEW, Why.NEW(), name.id, takes_over=True)
    if dated and name.why.code is Why.FIRST_SIGHT:
        return Change(ChangeKind.SAME, Why.NAMED_BEFORE(), name.id)
    return Change(ChangeKind.HELD, Why.ONLY_NAMED(), name.id, takes_over=True)


def _follow(article: Article, known: Sequence[Known]) -> Change:
    if len({k.id for k in known}) > 1:
        why = Why.SEVERAL(taken=known[0].id, others=tuple(k.id for k in known[1:]))
        return Change(ChangeKind.SAME, why, known[0].id)
    if _is_dated_back(article, known[0]):
        return Change(ChangeKind.HELD, Why.DATED_BACK(), known[0].id, takes_over=True)
    kind, why = compare(article, known[0])
    return Change(kind, why, known[0].id)


def _is_dated_back(article: Article, known: Known) -> bool:
    """Whether it was passed over as an old one, and its date is another one now."""
    was_old = known.decision == "baseline" and known.why.has(Why.SLID_BACK, Why.BEFORE_FIRST)
    if not (was_old and article.published and known.published):
        return False
    return article.published - known.published > _A_DAY


def _rank(names: AbstractSet[str]) -> int:
    """Return the place in the order of trust of the strongest name."""
    ranks = (n for n, kind in enumerate(TRUST) if any(name.startswith(kind) for name in names))
    return next(ranks, len(TRUST))


def _is_borrowed(article: Article, known: Known) -> bool:
    """Whether an article bears names of a known one, and nothing else of it.

    A blog that was restored gives its numbers anew, a new article takes a trashed one's address,
    two blogs count alike, a spoilt feed gives foreign names. An edit leaves the date.
    """
    if article.protected:
        return False
    mine, theirs = set(article.aliases), set(known.aliases)
    by_id = any(not name.startswith("l:") for name in mine & theirs)
    is_all = mine <= theirs or theirs <= mine
    if (by_id or is_all) and known.published and known.published == article.published:
        return False
    return is_unlike(article, known, numbered=not is_all)


def is_unlike(article: Article, known: Known, *, numbered: bool = True) -> bool:
    """Whether both title and text are others, as far as there are any.

    `numbered` takes a title with another number for another one, as a series has it; not so where
    all names are the same, as of a notice that is updated by the hour.
    """
    titles = [squeeze(bare_title(title)) for title in (article.title, known.title)]
    texts = [squeeze(said[:_MOST]) for said in (article.text, known.text)]
    is_next = numbered and _is_next_issue(article.title, known.title)
    told = []
    if all(titles):
        told.append(is_next or _share(*titles, size=_SYLLABLE) < _SAME_SYLLABLES)
    if all(texts) and (not told or min(map(len, texts)) >= _LEAST):
        told.append(_share(*texts, size=_PHRASE) < _SAME_PHRASES)
    return bool(told) and all(told)


def _has_another_text(article: Article, known: Known) -> bool:
    """Whether the texts are surely two; of none, nothing can be said."""
    texts = [squeeze(said[:_MOST]) for said in (article.text, known.text)]
    size = _PHRASE if min(map(len, texts)) >= _LEAST else _SYLLABLE
    return all(texts) and _share(*texts, size=size) < _TOLD_AGAIN


def _share(said: str, other: str, *, size: int) -> float:
    """Return how much of the shorter one stands in the other, in pieces of so many letters."""
    mine, theirs = (
        Counter(each[at : at + size] for at in range(max(len(each) - size + 1, 1)))
        for each in (said, other)
    )
    return (mine & theirs).total() / min(mine.total(), theirs.total())


def _seek_alike(
    article: Article, alike: Sequence[Known], *, recent: Sequence[Known], around: Around
) -> Change:
    found = (
        _same_path(article, alike, around)
        or _same_title(article, alike, around)
        or _same_text(article, alike, recent)
    )
    if found:
        known, how = found
        return Change(ChangeKind.HELD, how(title=known.title), known.id)
    return Change(ChangeKind.NEW, Why.NEW())


def _same_path(
    article: Article, alike: Sequence[Known], around: Around
) -> tuple[Known, Why] | None:
    """Find the article at the same path of another host, which the feed no longer shows."""
    path = path_of(article.url)
    if not path:
        return None
    there = (k for k in alike if path_of(k.url) == path and host_of(k.url) not in around.hosts)
    return next(((k, Why.SAME_PATH) for k in there), None)


def _same_title(
    article: Article, alike: Sequence[Known], around: Around
) -> tuple[Known, Why] | None:
    """Find the article of that title; a column's title tells nothing.

    It is a column's where an earlier one with another text stands beside it, or several have stood.
    """
    title = title_of(article.title)
    same = list({k.id: k for k in alike if title and title_of(k.title) == title}.values())
    if not same:
        return None
    others = [k for k in same if _has_another_text(article, k)]
    is_column = len(others) == len(same) and (
        len(others) >= _SEVERAL or any(k.id in around.ids for k in others)
    )
    known = next((k for k in same if k not in others), same[0])
    return None if is_column else (known, Why.SAME_TITLE)


def _same_text(
    article: Article, alike: Sequence[Known], recent: Sequence[Known]
) -> tuple[Known, Why] | None:
    text = text_of(article.text)
    if not text:
        return None
    same = (k for k in alike if text_of(k.text) == text)
    known = next((k for k in same if not _is_next_issue(article.title, k.title)), None)
    return (known, Why.SAME_TEXT) if known else _like_text(article, recent, whole=text)


def _like_text(
    article: Article, recent: Sequence[Known], *, whole: str
) -> tuple[Known, Why] | None:
    head = _head(article.text)
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
