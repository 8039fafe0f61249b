"""Whose act it is: a predicate that gist and evidence share has the same subject in both."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crosspost.model import Reason
from crosspost.model.refusals import Refusal
from crosspost.summary._guard import names
from crosspost.summary._guard.source import Source
from crosspost.summary._guard.words import KANJI, normalize, runs, segments, sentences, shared

_PREDICATE = re.compile(rf"([{KANJI}]{{1,4}})[ぁ-ん]+")
_ALIKE = 3.0  # shared runs: the two clauses tell the same act
_NEAR = 0.6  # of them: so does another clause of the actor's own
_SUBJECT = frozenset({"が", "は"})


@dataclass(frozen=True, slots=True)
class _Act:
    """A clause of the evidence, with its subject and the topic that stands from before."""

    text: str
    subjects: tuple[str, ...]
    topic: str

    @property
    def subject(self) -> str:
        """The nearest of its subjects, else the topic."""
        return self.subjects[-1] if self.subjects else self.topic


def check(gist: str, source: Source) -> Iterator[Reason]:
    """Yield the clauses that let another do what somebody does in the evidence."""
    acts = [act for e in source.evidence for s in sentences(e) for act in _acts(s)]
    for segment in (part for sentence in sentences(gist) for part in segments(sentence)):
        subject = _subjects(segment)[-1:]
        if subject and names.is_actor(subject[0]) and not names.is_plain(subject[0]):
            yield from _done_by_another(segment, subject[0], acts=acts, source=source)


def _subjects(segment: str) -> tuple[str, ...]:
    return tuple(p.words for p in names.phrases(segment) if p.particle in _SUBJECT)


def _acts(sentence: str) -> Iterator[_Act]:
    topic = ""
    for segment in segments(sentence):
        yield _Act(normalize(segment), _subjects(segment), topic)
        about = [p.words for p in names.phrases(segment) if p.particle == "は"]
        topic = about[-1] if about else topic


def _done_by_another(
    segment: str, who: str, *, acts: list[_Act], source: Source
) -> Iterator[Reason]:
    text = normalize(segment)
    behind = text[text.rfind(who) + len(who) :]
    stems = _PREDICATE.findall(behind)
    words = runs(behind)
    alike = [a for a in acts if stems and stems[-1][-2:] in a.text]
    for act in alike:
        met = shared(words, runs(act.text))
        if met < _ALIKE or not _is_named(act.subject):
            continue
        if _are_one(who, act.subject, source) or _does(who, words, acts=acts, least=_NEAR * met):
            return
        yield Refusal.ACTOR(clause=segment, found=who, source=act.text)
        return


def _is_named(subject: str) -> bool:
    return bool(subject) and names.is_actor(subject) and not names.points_back(subject)


def _are_one(who: str, other: str, source: Source) -> bool:
    alike = names.is_named(who, other) or names.is_named(other, who)
    return alike or who in other or other in who or source.are_one(who, [other])


def _does(who: str, words: frozenset[str], *, acts: list[_Act], least: float) -> bool:
    """Whether a clause in which the actor acts tells nearly as much of it."""
    own = (a for a in acts if names.is_named(who, " ".join((*a.subjects, a.topic))))
    return any(shared(words, runs(act.text)) >= least for act in own)
