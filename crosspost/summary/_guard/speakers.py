"""Who says it: what the gist lets somebody say is what the evidence has from them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crosspost.model import Reason
from crosspost.model.refusals import Refusal
from crosspost.summary._guard import names
from crosspost.summary._guard.source import Source
from crosspost.summary._guard.words import KANJI, cover, normalize, sentences

_SAYING = re.compile(
    r"述べ|語[っりる]|話[しす]|訴え|主張|説明|指摘|反論|強調|批判|明かし|発言|答え|と言[いうっ]|と応じ"
    r"|(?:見方|考え|認識|見解)を示|とし(?:た。|て|、)|によると|明らかにし|認め"
)
_QUOTATION = re.compile("「([^「」]{6,})」")
_NAMED_BEHIND = re.compile(r"」\(([^()]*)\)")
_NAMED_BEFORE = re.compile(rf"([{KANJI}ァ-ヺー・=]{{2,}})$")
_HEADS = frozenset({"は", "が", "によると", "によれば"})
_SAID = 0.33  # of a sentence's words in one statement: it tells that statement
_OWN = 0.7  # a part of the best statement's: the speaker's own tells it as well


@dataclass(frozen=True, slots=True)
class _Statement:
    """What the evidence has from somebody; `who` is "" where it does not say whom."""

    who: str
    said: str


def check(gist: str, source: Source) -> Iterator[Reason]:
    """Yield the sentences whose speaker is another's."""
    statements = [s for e in source.evidence for each in sentences(e) for s in _read(each)]
    for sentence in sentences(gist):
        if not statements or not _SAYING.search(sentence):
            continue
        if (who := _speaker(sentence)) and not names.is_unnamed(who):
            yield from _of_another(sentence, who, statements=statements, source=source)


def _speaker(sentence: str) -> str:
    """Return who speaks in a sentence of the gist: its first actor, or who tells the article."""
    heads = [p.words for p in names.phrases(sentence) if p.particle in _HEADS]
    if heads and names.is_narrator(heads[0]):
        return heads[0]
    return next((words for words in heads if names.is_actor(words)), "")


def _of_another(
    sentence: str, who: str, *, statements: list[_Statement], source: Source
) -> Iterator[Reason]:
    rest = normalize(sentence).replace(who, "", 1)
    own = (cover(rest, s.said) for s in statements if _may_be(who, s.who, source))
    best = max(statements, key=lambda s: cover(rest, s.said))
    told = cover(rest, best.said)
    if told < _SAID or _may_be(who, best.who, source) or max(own, default=0.0) >= _OWN * told:
        return
    yield Refusal.ACTOR(clause=sentence, found=who, source=f"{best.who}「{best.said}」")


def _may_be(who: str, other: str, source: Source) -> bool:
    """Whether the speaker of a statement may be the one whom the gist names."""
    if not other or names.points_back(other) or not names.is_actor(re.split("[、]", other)[0]):
        return True
    if names.is_narrator(who):
        return names.is_narrator(other)
    alike = names.is_named(who, other) or who in other or other in who
    return alike or source.are_one(who, [other])


def _read(sentence: str) -> Iterator[_Statement]:
    """Yield the statements in a sentence of the evidence, quoted ones each for itself."""
    text = normalize(sentence)
    quoted = list(_QUOTATION.finditer(text))
    begin = 0
    for quotation in quoted:
        before = text[begin : quotation.start()]
        yield _Statement(_who(before, text[quotation.end() - 1 :]), quotation[1])
        begin = quotation.end()
    if not quoted and _SAYING.search(text):
        phrases = names.phrases(text)
        told = [p.words for p in phrases if p.particle in {"によると", "によれば"}]
        about = [p.words for p in phrases if p.particle == "は"]
        yield _Statement(next(iter([*told, *about]), ""), text)


def _who(before: str, behind: str) -> str:
    """Return the speaker of a quotation: the last topic before it, a name beside it, or ""."""
    near = names.topics(before)[-1:]
    beside = _NAMED_BEHIND.match(behind) or _NAMED_BEFORE.search(before)
    return near[0] if near else (beside[1] if beside else "")
