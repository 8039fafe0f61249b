"""What is said of it: conditions, hedges, voices and times stay as the article has them."""

import re
from collections.abc import Iterator

from crosspost.model import Reason
from crosspost.model.refusals import Refusal
from crosspost.summary._guard import marks, names
from crosspost.summary._guard.source import Source
from crosspost.summary._guard.words import (
    cover,
    runs,
    segments,
    sentences,
    shared,
    squeeze,
)

_ABOUT = 0.35  # of a sentence's words in one piece of evidence: it is about the same
_TOLD = 0.45  # it tells the same
_MOST = 0.5  # and little else
_CLAUSE = 0.2  # of a clause of the evidence: the sentence tells it
_PART = 0.6  # of a clause
_BOUND = 0.25  # of what depends on a condition: that is told
_FEW = 3  # runs; a shorter clause may be about anything
_NEXT_DAY = frozenset({"翌日", "前日"})
_HEAD = 20  # characters by which a sentence is found among quotations
_NO_TENSE = re.compile(
    r"だった$|である$|[^ん]だ$|とし|とい|との|とみ"
)  # a noun, or another's words
_QUOTE = re.compile("「([^「」]*)」")
_ALL_QUOTED = re.compile(
    r"^[「『][^「」『』]*(?:[「『][^「」『』]*[」』][^「」『』]*)*[」』]?(?:（.*）)?。?$"
)


def check(gist: str, source: Source) -> Iterator[Reason]:
    """Yield what the gist says in another sense than the article."""
    told = sentences(gist)
    for at, sentence in enumerate(told):
        others = told[:at] + told[at + 1 :]
        yield from _without_condition(sentence, others, source)
        yield from _condition_of_told(sentence, gist, source)
        yield from _without_hedge(sentence, source)
        yield from _without_voice(sentence, told[at + 1 :], source)
        yield from _other_tense(sentence, source)
    yield from _without_limit(gist, source)
    yield from _too_certain(gist, source)
    yield from _other_time(gist, source)
    yield from _opposite(gist, source)
    yield from _corrected(gist, source)


def _without_condition(sentence: str, others: tuple[str, ...], source: Source) -> Iterator[Reason]:
    whole = [(sentence, 0.4)]
    parts = [(part, _PART) for part in segments(sentence) if len(runs(part)) >= _FEW]
    for part, least in (*whole, *parts):
        evidence = source.closest(part)
        if cover(part, evidence) < least or marks.KEEPS_CONDITION.search(sentence):
            continue
        if any(marks.KEEPS_CONDITION.search(o) and cover(o, evidence) > 0.3 for o in others):  # noqa: PLR2004 — about the same
            continue
        if lost := _condition_of(evidence, "".join((sentence, *others))):
            yield Refusal.CONDITION(clause=sentence, source=lost)
            return


def _condition_of_told(sentence: str, gist: str, source: Source) -> Iterator[Reason]:
    """Yield the condition of evidence of which the sentence tells the rest."""
    if marks.KEEPS_CONDITION.search(sentence):
        return
    for part in (s for e in source.evidence for s in sentences(e)):
        lost = _condition_of(part, gist, least=1)
        if lost and cover(part.replace(lost, "", 1), sentence) >= _MOST:
            yield Refusal.CONDITION(clause=sentence, source=lost)
            return


def _condition_of(evidence: str, gist: str, *, least: int = 2) -> str:
    """Return the evidence's condition that the gist does not tell in other words, or ""."""
    text = re.sub(r"^(?:ただし|ただ)、?", "", evidence)
    for mark in marks.CONDITION.finditer(text):
        head = re.split("[、。「]", text[: mark.start()])[-1]
        if cover(head, gist) >= _PART and len(runs(head)) >= least:
            continue
        before, limit, _ = text[: mark.start()].rpartition("ただし")
        if cover(before if limit else _bound(text[mark.end() :]) or head, gist) >= _BOUND:
            return head + mark.group()
    return ""


def _bound(behind: str) -> str:
    """Return what depends on a condition: the clause behind it, "" where it ends the sentence."""
    clauses = [part for part in segments(behind) if len(runs(part)) > 1]
    return clauses[0] if clauses else ""


def _without_limit(gist: str, source: Source) -> Iterator[Reason]:
    if marks.KEEPS_CONDITION.search(gist):
        return
    for sentence in sentences(gist):
        evidence = source.closest(sentence)
        if cover(sentence, evidence) < _TOLD:
            continue
        behind = (*source.around(evidence, 0, 1), *source.evidence)
        limits = (s for s in behind if marks.LIMITS.match(s) and cover(s, gist) < _TOLD)
        for limit in limits:
            yield Refusal.CONDITION(clause=sentence, source=limit)
            return


def _without_hedge(sentence: str, source: Source) -> Iterator[Reason]:
    evidence = source.closest(sentence)
    told = cover(sentence, evidence)
    if told < _ABOUT or not _is_planned(sentence, evidence):
        return
    firm = marks.FIRM_PLAN.search(evidence)
    lost = not marks.KEEPS_PLAN.search(sentence)
    if lost or (told >= _MOST and firm and not marks.KEEPS_FIRM.search(sentence)):
        yield Refusal.HEDGE(clause=sentence, source=evidence)


def _is_planned(sentence: str, evidence: str) -> bool:
    """Whether the evidence tells as a plan what the sentence tells."""
    parts = segments(evidence)
    for at, part in enumerate(parts):
        if marks.PLANNED.search(part):
            is_last = at == len(parts) - 1 and not names.has_topic(part)
            if is_last or cover(part, sentence) >= _CLAUSE:
                return True
    return False


def _without_voice(sentence: str, behind: tuple[str, ...], source: Source) -> Iterator[Reason]:
    evidence = source.closest(sentence)
    if cover(sentence, evidence) < _TOLD or _tells_voice((sentence, *behind), evidence):
        return
    is_quoted = squeeze(evidence)[:_HEAD] in source.quoted or _ALL_QUOTED.match(evidence)
    if is_quoted or _is_said(sentence, evidence):
        yield Refusal.VOICE(clause=sentence, source=evidence)


def _tells_voice(told: tuple[str, ...], evidence: str) -> bool:
    """Whether a gist says that somebody says it, in words that are not those that are said."""
    quoted = "".join(_QUOTE.findall(evidence))
    found = (mark.group() for sentence in told for mark in marks.SAID.finditer(sentence))
    return any(mark not in quoted for mark in found)


def _is_said(sentence: str, evidence: str) -> bool:
    """Whether the evidence has it from somebody whom the sentence does not name."""
    who = names.named_actors(evidence)
    if who and names.is_named(who[0], sentence):
        return False
    quoted = "".join(_QUOTE.findall(evidence))
    spoken = bool(quoted) and cover(sentence, quoted) >= 0.4  # noqa: PLR2004 — what is said is told
    return bool(marks.REPORTED.search(evidence) or (spoken and marks.SAID.search(evidence)))


def _other_tense(sentence: str, source: Source) -> Iterator[Reason]:
    evidence = source.closest(sentence)
    predicates = names.PREDICATE.findall(sentence)
    if cover(sentence, evidence) < 0.4 or not predicates:  # noqa: PLR2004 — about the same
        return
    stem = predicates[-1][0][-1]
    found = re.findall(rf"{stem}([ぁ-ん]*)(?=[、。」])", evidence)
    tails = [tail for tail in found if not _NO_TENSE.search(tail)]
    if not tails or _NO_TENSE.search(predicates[-1][1]):
        return
    past = re.search(r"た。$", sentence)
    ahead = re.search(r"(?<!てい)(?<!とい)[るくすつむう]。$", sentence)
    is_ahead = all(re.search(r"(?<!てい)[るくすうつむぶ]$|ます$", tail) for tail in tails)
    is_past = all(tail.endswith(("た", "だ")) for tail in tails)
    if (past and is_ahead) or (ahead and is_past):
        yield Refusal.TENSE(clause=sentence, source=evidence)


def _too_certain(gist: str, source: Source) -> Iterator[Reason]:
    scope = source.scope
    for found in marks.CERTAIN.finditer(gist):
        word = found.group()
        decided = marks.DECIDED.match(word) and word[2] in "にと"
        known = (
            word in scope
            or (decided and marks.DECIDED.search(scope))
            or (word == "すべて" and marks.ENTIRE.search(scope))
        )
        if not known:
            yield Refusal.CERTAIN(found=word)


def _other_time(gist: str, source: Source) -> Iterator[Reason]:
    scope = source.scope
    for found in marks.WHEN.finditer(gist):
        word = found.group()
        same = (
            word in scope
            or (re.search("[年月]前", word) and re.search("前[年月]", scope))
            or (word.endswith(("後に", "あと")) and marks.AFTER.search(scope))
            or not _tells_when(word, scope)
        )
        if not same:
            yield Refusal.WHEN(found=word)


def _tells_when(word: str, scope: str) -> bool:
    """Whether the evidence says when in words that could contradict, not by dates alone."""
    if word in _NEXT_DAY:
        return bool(re.search("[翌前同][日のる]|先立|以前|の前", scope))
    span = re.match(r"[〇一二三四五六七八九十半0-9]+(?:年|日|[かカヵ]月|週間|時間)", word)
    return not span or span.group() in scope


def _opposite(gist: str, source: Source) -> Iterator[Reason]:
    scope = source.scope
    for pair in marks.OPPOSITES:
        for told, other in (pair, pair[::-1]):
            if told in gist and told not in scope and other in scope and other not in gist:
                yield Refusal.OPPOSITE(found=told, source=other)


def _corrected(gist: str, source: Source) -> Iterator[Reason]:
    """Yield an addition that takes back what the gist tells, and that it does not tell."""
    if marks.TAKEN_BACK.search(gist):
        return
    mine = {run for run in runs(gist) if len(run) > 1}
    for sentence in source.added:
        body = re.sub("【[^】]*】", "", sentence)
        theirs = frozenset(run for run in runs(body) if len(run) > 1)
        known = cover(body, " ".join(source.evidence)) >= 0.8  # noqa: PLR2004 — it is the evidence
        if marks.TAKEN_BACK.search(body) and shared(mine, theirs) >= 3 and not known:  # noqa: PLR2004 — more than one word
            yield Refusal.CORRECTED(source=sentence)
            return
