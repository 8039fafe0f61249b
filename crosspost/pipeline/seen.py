"""What the articles of a document are to the record, and whether it is the known blog's."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from crosspost.article.recognition import recognise
from crosspost.model import Article, Change, ChangeKind, Known, State, Why
from crosspost.pipeline.parts import Pipeline
from crosspost.settings import FeedSection

#: Soft matches are sought among articles of this age (feeds.md section 3).
SOFT = timedelta(days=30)

_TWIN = 0  #: the number of an article that is only in the document so far


@dataclass(frozen=True, slots=True)
class Seen:
    """An article with what it is to the record; it bears no name of another one."""

    article: Article
    change: Change
    known: Known | None
    is_borrowed: bool = False  #: it bears names of a known one, and nothing else of it

    @property
    def is_strange(self) -> bool:
        """Whether nothing of it is known, not even its title or its text."""
        return self.change.kind is ChangeKind.NEW or self.is_borrowed


def recognise_all(pipe: Pipeline, feed: FeedSection, articles: Sequence[Article]) -> list[Seen]:
    """Return what each article is to the record; what stands twice is passed over."""
    aliases = {alias for article in articles for alias in article.aliases}
    records = pipe.store.known_by_alias(feed.name, sorted(aliases))
    recent: list[Known] | None = None
    taken: set[str] = set()
    seen: list[Seen] = []
    twins: list[Known] = []
    now = pipe.now()
    for article in _unique(articles):
        hits = [k for k in records if not set(k.aliases).isdisjoint(article.aliases)]
        if not hits and recent is None:
            recent = pipe.store.recent(feed.name, now - SOFT)
        copies = [twin for twin in twins if twin.fingerprint == article.fingerprint]
        change = recognise(article, hits=hits, recent=[*copies, *(recent or [])], now=now)
        if change.known == _TWIN:
            change = replace(change, known=None)  # the record has none of the two yet
        is_held = change.kind is ChangeKind.HELD
        known = None if is_held else next((k for k in hits if k.id == change.known), None)
        others = {name for k in hits if k is not known for name in k.aliases}
        is_borrowed = is_held and bool(hits)
        if known and known.decision == "named":
            # An account that a person sent it to has its first edition already: law 1.
            change = Change(ChangeKind.NEW, Why.NEW_NAMED())
            known = None
        seen.append(Seen(_without(article, others | taken), change, known, is_borrowed))
        taken.update(article.aliases)
        if change.kind is ChangeKind.NEW:
            twins.append(_as_known(article, now))
    return seen


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
