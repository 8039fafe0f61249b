"""The guard: a gist passes only if the article's own sentences carry every clause of it.

A model may write a gist, and `select` shorten a sentence; neither can say what the article does
not. The guard knows no world and no dictionary: it compares the figures, the actors and the marks
of the gist with those of the sentences that are given as its evidence. docs/summary.md tells how
many lies of which kind it stops, and how many true gists it refuses.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crosspost import phrases
from crosspost.model import Article, Gist, Reason, Room
from crosspost.model.refusals import Refusal
from crosspost.summary._guard import (
    denials,
    form,
    latin,
    numbers,
    roles,
    senses,
    speakers,
    subjects,
)
from crosspost.summary._guard.source import Source, read_source
from crosspost.summary._guard.words import cover, normalize, squeeze

_THIN = 0.2  # a smaller part of a gist's words in its evidence: it is of another article
_FOREIGN = re.compile(r"[ァ-ヺー]{2,}|[A-Za-z]{2,}")
_AT_ONCE = frozenset({Refusal.NOTHING, Refusal.TOO_LONG})  # nothing else need be looked for
_LONGEST = 5_000  # characters of a gist with its evidence; more is no gist that somebody wrote
# Words of counting and of the press that an article need not have.
_COMMON = re.compile(
    "メートル|キロ|トン|ドル|ユーロ|パーセント|センチ|ミリ|サイト|ニュース|メディア|グループ|トップ|ビル|テレビ|ラジオ"
    "|ネット|きっかけ|ルール|チーム|ページ|ごみ"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the guard says of a gist: it passes where nothing is refused."""

    refusals: tuple[Reason, ...]

    @property
    def passes(self) -> bool:
        """Whether the gist may be shown."""
        return not self.refusals


def check(gist: Gist, article: Article, room: Room) -> Verdict:
    """Judge a gist by its form, and by the sentences of the article that it gives as evidence."""
    found = list(form.check(gist.text, article, room))
    source = read_source(article, gist.evidence)
    if any(reason.code in _AT_ONCE for reason in found) or _is_endless(gist):
        return Verdict((*found, *([] if found else [Refusal.NO_EVIDENCE()])))
    found.extend(_unfounded(gist, source))
    found.extend(_judge(gist.text, source))
    return Verdict(tuple(found))


def _is_endless(gist: Gist) -> bool:
    return len(gist.text) + sum(map(len, gist.evidence)) > _LONGEST


def check_compression(short: str, sentence: str, *, title: str = "") -> Verdict:
    """Judge what was made of one sentence of an article by leaving words out."""
    source = Source(title=title, text=sentence, evidence=(sentence,))
    return Verdict(tuple(_judge(short, source)))


def _unfounded(gist: Gist, source: Source) -> Iterator[Reason]:
    """Yield what is no evidence: none, or sentences that do not stand in the article."""
    if not gist.evidence:
        yield Refusal.NO_EVIDENCE()
        return
    text = squeeze(source.text)
    for sentence in gist.evidence:
        if not squeeze(sentence) or squeeze(sentence) not in text:
            yield Refusal.NOT_VERBATIM(found=sentence)
    if (share := cover(gist.text, source.scope)) < _THIN:
        yield Refusal.THIN(share=round(share, 2))


def _judge(gist: str, source: Source) -> Iterator[Reason]:
    if not phrases.is_japanese(gist):
        yield from latin.check(gist, source)
        return
    yield from _foreign_words(gist, source)
    for kind in (numbers, roles, subjects, speakers, denials, senses):
        yield from kind.check(gist, source)


def _foreign_words(gist: str, source: Source) -> Iterator[Reason]:
    """Yield the names and loan words that the article has nowhere."""
    for word in _FOREIGN.findall(normalize(gist)):
        if word not in source.whole and not _COMMON.fullmatch(word):
            yield Refusal.FOREIGN_WORD(found=word)
