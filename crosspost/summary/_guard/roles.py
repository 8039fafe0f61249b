"""Who does what: each actor is the article's, and nobody stands in another's place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crosspost.model import Reason
from crosspost.model.refusals import Refusal
from crosspost.summary._guard import figures, marks, names
from crosspost.summary._guard.names import Phrase
from crosspost.summary._guard.source import Source
from crosspost.summary._guard.words import (
    cover,
    normalize,
    runs,
    segments,
    sentences,
    shared,
    squeeze,
)

_TOLD = 0.45  # of a sentence's words in one piece of evidence: it is what the sentence tells
_SPOKEN = 0.42  # the same where somebody speaks: a quotation has words of its own
_SURE = 0.6  # from here on an actor who is nowhere near is a wrong one
_OWN = 0.5  # a part of the best evidence's: the actor's own evidence tells it as well
_KNOWN = 0.99
_HEAD = frozenset({"は", "が", "によると", "によれば"})
_SUBJECT = frozenset({"は", "が", "には", "では"})
_QUOTED = re.compile("「([^「」]{6,})」(?=と|など|との)")  # words that somebody says


def check(gist: str, source: Source) -> Iterator[Reason]:
    """Yield who stands in the gist in another's place."""
    for sentence in sentences(gist):
        for who, told in _parts(sentence):
            yield from _other_actor(who, told, source)
    yield from _exchanged(gist, source)
    yield from _wrong_quotations(gist, source)


def _parts(sentence: str) -> Iterator[tuple[str, str]]:
    """Yield each actor of a sentence with the clauses that tell of it, up to the next actor's."""
    who, told = "", ""
    for segment in segments(sentence):
        heads = [p.words for p in names.phrases(segment) if p.particle in _HEAD]
        own = next((words for words in heads if names.is_actor(words)), "")
        if own and who:
            yield who, told
            told = ""
        who, told = own or who, told + segment
    if who:
        yield who, told


def _other_actor(who: str, sentence: str, source: Source) -> Iterator[Reason]:
    if names.is_plain(who) or cover(who, source.whole) < _KNOWN:
        return
    rest = normalize(sentence).replace(who, "", 1)
    evidence = source.closest(rest)
    told = cover(rest, evidence)
    if told < _TOLD and not (told >= _SPOKEN and marks.SAID.search(sentence)):
        return
    if names.is_named(who, names.actors(evidence)) or _has_own(who, rest, source=source, told=told):
        return
    instead = names.named_actors(evidence)
    if instead:
        is_other = not _are_one(who, instead, source)
    else:
        is_other = told >= _SURE and not _is_near(who, evidence, source)
    if is_other:
        yield Refusal.ACTOR(clause=sentence, found=who, source=evidence)


def _has_own(who: str, rest: str, *, source: Source, told: float) -> bool:
    """Whether evidence in which this actor acts tells the sentence nearly as well."""
    own = (cover(rest, e) for e in source.evidence if names.is_named(who, names.actors(e)))
    return max(own, default=0.0) >= _OWN * told


def _are_one(who: str, others: list[str], source: Source) -> bool:
    inside = any(other in who or who in other for other in others if len(other) > 1)
    return inside or source.are_one(who, others)


def _is_near(who: str, evidence: str, source: Source) -> bool:
    near = " ".join((source.title, *source.around(evidence, 4, 1)))
    return names.is_named(who, near)


@dataclass(frozen=True, slots=True)
class _Clause:
    """A segment of the evidence, and the topic that stands from an earlier one."""

    text: str
    phrases: tuple[Phrase, ...]
    topic: str

    def names(self, keys: frozenset[str]) -> bool:
        """Whether the clause is about what these runs name."""
        told = f"{normalize(self.text)} {normalize(self.topic)}"
        return any(part in told for key in keys for part in re.split("[・=]", key))

    def share(self, words: frozenset[str], counted: set[float]) -> float:
        """Return what it has in common with another clause's words and figures."""
        mine = {figure.value for figure in figures.find(self.text)}
        return shared(words, runs(self.text)) + 2 * len(mine & counted)


def _clauses(source: Source) -> list[_Clause]:
    found = []
    for evidence in source.evidence:
        topic = ""
        for segment in segments(evidence):
            phrases = names.phrases(segment)
            found.append(_Clause(segment, phrases, topic))
            topic = next((p.words for p in reversed(phrases) if p.particle == "は"), topic)
    return found


def _exchanged(gist: str, source: Source) -> Iterator[Reason]:
    clauses = _clauses(source)
    for segment in segments(gist):
        counted = {figure.value for figure in figures.find(segment)}
        for phrase in names.phrases(segment):
            takes = phrase.particle in _SUBJECT or (phrase.particle == "を" and counted)
            if not takes or not names.is_actor(phrase.words) or names.is_plain(phrase.words):
                continue
            if other := _in_place_of(phrase, segment, clauses=clauses, source=source):
                yield Refusal.EXCHANGED(clause=segment, found=phrase.words, source=other)


def _in_place_of(phrase: Phrase, segment: str, *, clauses: list[_Clause], source: Source) -> str:
    """Return the clause that tells of another what the segment tells of this one, or ""."""
    own = runs(phrase.words)
    keys = frozenset(k for k in own if k[0] > "\u30a0" and not "\u3400" <= k[0] <= "\u9fff")
    keys = keys or frozenset(k for k in own if len(k) > 1) or own
    words = runs(segment.replace(phrase.words, "", 1))
    counted = {figure.value for figure in figures.find(segment)}
    same = [c.share(words, counted) for c in clauses if c.names(keys)]
    other = max(
        (
            (c.share(words, counted), c.text)
            for c in clauses
            if not c.names(keys) and _is_of_other(c, phrase, segment=segment, source=source)
        ),
        default=(0.0, ""),
    )
    return other[1] if same and other[0] - max(same) >= 2 else ""  # noqa: PLR2004 — one whole run


def _is_of_other(clause: _Clause, phrase: Phrase, *, segment: str, source: Source) -> bool:
    """Whether the clause has an actor of its own, in the same part, whom the segment leaves out."""
    parts = {"を"} if phrase.particle == "を" else _SUBJECT
    found = [p.words for p in clause.phrases if p.particle in parts and names.is_actor(p.words)]
    if not found or any(names.is_named(who, segment) for who in found):
        return False
    return not source.are_one(phrase.words, found)


def _wrong_quotations(gist: str, source: Source) -> Iterator[Reason]:
    text = normalize(gist)
    for quoted in _QUOTED.finditer(text):
        said = squeeze(quoted[1]).rstrip("。")
        holders = [s for s in source.sentences if said in squeeze(s)]
        before = sentences(text[: quoted.start()])
        mine = names.topics(before[-1])[-1:] if before else ()
        if not holders:
            yield Refusal.INVENTED(found=quoted[1])
        elif mine and (other := _other_speaker(mine[0], said, holders=holders, source=source)):
            yield Refusal.QUOTED(found=f"{mine[0]}「{quoted[1]}」", source=other)


def _other_speaker(who: str, said: str, *, holders: list[str], source: Source) -> str:
    """Return the sentence in which another says it; "" where none, or nobody, is named."""
    speakers = []
    for holder in map(squeeze, holders):
        before = holder[: holder.find(said)]
        near = names.topics(before)[-1:]
        if not near or names.points_back(near[0]) or not names.is_actor(near[0]):
            return ""
        speakers.append(near[0])
    if names.is_named(who, " ".join(speakers)) or source.are_one(who, speakers):
        return ""
    return holders[0]
