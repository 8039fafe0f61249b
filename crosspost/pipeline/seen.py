"""What the articles of a document are to the record, and whether it is the known blog's."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property

from crosspost.article.identity import host_of, name_by_title
from crosspost.article.likeness import title_of
from crosspost.article.recognition import ALONE, Around, recognise
from crosspost.model import Article, Change, ChangeKind, Known, State, Why
from crosspost.pipeline.parts import Pipeline
from crosspost.settings import FeedSection

#: Soft matches are sought among articles of this age (feeds.md section 3).
SOFT = timedelta(days=30)

_TELLING = 30  #: characters; a shorter text without a date is the same by chance
_TWIN = 0  #: the number of an article that is only in the document so far


@dataclass(frozen=True, slots=True)
class Seen:
    """An article with what it is to the record; it bears no name of another one."""

    article: Article
    change: Change
    known: Known | None
    is_borrowed: bool = False  #: it bears names of a known one, and nothing else of it
    is_renamed: bool = False  #: word for word and date a known one that is there no more

    @property
    def is_strange(self) -> bool:
        """Whether nothing of it is known, not even its title or its text."""
        return self.change.kind is ChangeKind.NEW or self.is_borrowed


def recognise_all(pipe: Pipeline, feed: FeedSection, articles: Sequence[Article]) -> list[Seen]:
    """Return what each article is to the record; what stands twice is passed over."""
    memory = _Memory(pipe, feed, articles)
    taken: set[str] = set()
    seen: list[Seen] = []
    twins: list[Known] = []
    for article in _unique(articles):
        copies = [twin for twin in twins if twin.fingerprint == article.fingerprint]
        one = _recognise(memory, article, copies=copies, taken=taken)
        seen.append(one)
        taken.update(article.aliases)
        if one.change.kind is ChangeKind.NEW:
            twins.append(_as_known(article, memory.now))
    return seen


class _Memory:
    """What the record tells of the articles of one document; asked for when it is needed."""

    def __init__(self, pipe: Pipeline, feed: FeedSection, articles: Sequence[Article]) -> None:
        self._pipe, self._feed, self._articles = pipe, feed.name, articles
        self.now = pipe.now()
        self._names = {alias for article in articles for alias in article.aliases}
        self._records = pipe.store.known_by_alias(feed.name, sorted(self._names))
        self._renamed: set[int] = set()

    def find(self, article: Article) -> list[Known]:
        """Return the known articles that share a name with it."""
        return [k for k in self._records if not set(k.aliases).isdisjoint(article.aliases)]

    def find_by_title(self, article: Article) -> list[Known]:
        """Return the known article that has no other name than the title of this one."""
        name = name_by_title(article.title, article.text)
        return self._pipe.store.known_by_alias(self._feed, [name])

    def find_renamed(self, article: Article) -> Known | None:
        """Return the known article that it is under other names: some feeds give all anew.

        Title, text, date and site are the same, and none of the known one's names is in the
        document.
        """
        if article.published is None and len(article.text) < _TELLING:
            return None
        for known in self._pipe.store.alike(self._feed, article.likeness):
            is_there = known.id in self._renamed or not self._names.isdisjoint(known.aliases)
            told = (known.fingerprint, known.published) == (article.fingerprint, article.published)
            if told and not is_there and host_of(known.url) == host_of(article.url):
                self._renamed.add(known.id)
                return known
        return None

    def judge(
        self, article: Article, *, hits: Sequence[Known], copies: Sequence[Known] = ()
    ) -> Change:
        """Say what the article is, with what shares a name with it, or with what is like it."""
        if hits:
            return recognise(article, hits=hits, recent=(), now=self.now)
        alike = [*copies, *self._pipe.store.alike(self._feed, article.likeness)]
        return recognise(
            article,
            hits=(),
            recent=[*copies, *self._recent],
            now=self.now,
            alike=alike,
            around=self._around if alike else ALONE,
        )

    @cached_property
    def _recent(self) -> list[Known]:
        return self._pipe.store.recent(self._feed, self.now - SOFT)

    @cached_property
    def _around(self) -> Around:
        titles = {name: title_of(a.title) for a in self._articles for name in a.aliases}
        ids = (
            k.id
            for k in self._records
            if any(titles.get(name) == title_of(k.title) for name in k.aliases)
        )
        return Around(frozenset(ids), frozenset(host_of(a.url) for a in self._articles if a.url))


def _recognise(
    memory: _Memory, article: Article, *, copies: Sequence[Known], taken: AbstractSet[str]
) -> Seen:
    """Recognise one article, and leave it only the names that are its own."""
    hits = memory.find(article)
    change = memory.judge(article, hits=hits, copies=copies)
    if change.known == _TWIN:
        change = replace(change, known=None)  # the record has none of the two yet
    is_held = change.kind is ChangeKind.HELD
    if is_held and not hits and (same := memory.find_renamed(article)):
        change = Change(ChangeKind.SAME, Why.RENAMED_ENTRY(), same.id)
        return Seen(_without(article, taken), change, same, is_renamed=True)
    if is_held and hits and not change.takes_over:
        return _see_borrower(memory, article, change, hits=hits, taken=taken)
    known = None if is_held else next((k for k in hits if k.id == change.known), None)
    others = {name for k in hits if k.id != change.known for name in k.aliases}
    if known and known.decision == "named":
        # An account that a person sent it to has its first edition already: law 1.
        change = Change(ChangeKind.NEW, Why.NEW_NAMED())
    if change.takes_over or change.kind is ChangeKind.NEW:
        known = None
    return Seen(_without(article, others | taken), change, known)


def _see_borrower(
    memory: _Memory,
    article: Article,
    change: Change,
    *,
    hits: Sequence[Known],
    taken: AbstractSet[str],
) -> Seen:
    """Return an article that bears others' names: under its own, or else by its title."""
    theirs = {name for k in hits for name in k.aliases} | taken
    own = _without(article, theirs)
    if own.aliases:
        return Seen(own, change, None, is_borrowed=True)
    own = replace(article, aliases=(name_by_title(article.title, article.text),))
    if known := memory.find_by_title(article):
        change = memory.judge(own, hits=known)
        return Seen(own, change, known[0])
    return Seen(own, change, None, is_borrowed=True)


def _as_known(article: Article, now: datetime) -> Known:
    """Return a new article as one of which another may be a copy, by title and text."""
    told = article.title, article.text, article.fingerprint
    return Known(_TWIN, article.feed, "", *told, aliases=(), first_seen_at=now)


def is_known_blog(pipe: Pipeline, seen: Sequence[Seen]) -> bool:
    """Whether anything in a document is surely known.

    What waits because nothing was known is no proof: another blog is the same one at its next look.
    """
    return any(s.known and not _is_asked_about(pipe, s.known) for s in seen)


def _is_asked_about(pipe: Pipeline, known: Known) -> bool:
    if known.decision != "hold" or not known.why.has(Why.UNKNOWN_BLOG, Why.STRANGE):
        return False
    return bool(pipe.store.deliveries(states=(State.HELD,), article=known.id))


def _unique(articles: Sequence[Article]) -> list[Article]:
    """Pass over what stands twice in one document; two blogs in it may count alike (wp:N)."""
    taken: set[str] = set()
    unique = []
    for article in articles:
        names = {name for name in article.aliases if not name.startswith("wp:")}
        if taken.isdisjoint(names):
            unique.append(article)
        taken.update(names)
    return unique


def _without(article: Article, names: AbstractSet[str]) -> Article:
    return replace(article, aliases=tuple(n for n in article.aliases if n not in names))
