"""Denials: a predicate that gist and article share is denied in both or in neither."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from crosspost.model import Reason
from crosspost.model.refusals import Refusal
from crosspost.summary._guard import marks
from crosspost.summary._guard.source import Source
from crosspost.summary._guard.words import KANJI, cover, segments

_LEAST = 0.2  # of one clause in the other: they speak of the same
_PREDICATE = re.compile(rf"([{KANJI}]{{1,4}})([ぁ-ん]+)")
_NO_PREDICATE = re.compile(r"^(?:を|は(?!な|あ)|に(?!な)|の|と|で(?!き|はな|あ)|へ|や|も(?!な|し))")
_INFLECTED = re.compile("[らりるれろわいうえおっかきくけこたちつてとまみむめもんげぎぐ]")
# Where one is denied and the other not, it matters not what else the clauses share.
_GRAVE = re.compile(
    "断定|断言|確認|否定|承認|合意|決定|確定|約束|公表|保証|許可|可決|賛成|反対|中止|再開|実施|完了|開始|受諾|拒否"
)
_COUNTED = frozenset("〇一二三四五六七八九十百千万億人年月日")


@dataclass(frozen=True, slots=True)
class _Use:
    """One use of a predicate: whether it is denied, and what stands behind its stem."""

    denied: bool
    behind: str


@lru_cache(maxsize=4096)
def _predicates(segment: str) -> Mapping[str, list[_Use]]:
    text = marks.NO_DENIAL.sub("", segment.replace("にほかならない", "である"))
    found: dict[str, list[_Use]] = defaultdict(list)
    for predicate in _PREDICATE.finditer(text):
        stem, tail = predicate.groups()
        if _NO_PREDICATE.match(tail) or stem[-1] in _COUNTED:
            continue
        use = _Use(bool(marks.DENIED.search(tail)), text[predicate.end(1) :])
        for name in _stems(stem, tail):
            found[name].append(use)
    return found


def _stems(stem: str, tail: str) -> set[str]:
    """Return the stem; behind a noun also the verb alone: 四日間止まった."""
    return {stem[-2:], stem[-1]} if len(stem) > 2 and _INFLECTED.match(tail) else {stem[-2:]}  # noqa: PLR2004 — a word of two


def check(gist: str, source: Source) -> Iterator[Reason]:
    """Yield the predicates that only one of gist and evidence denies."""
    theirs = [(s, _predicates(s)) for e in source.evidence for s in segments(e)]
    for segment in segments(gist):
        for stem, uses in _predicates(segment).items():
            if len({use.denied for use in uses}) == 1:
                yield from _contradicted(segment, stem, mine=uses[0], theirs=theirs)


def _contradicted(
    segment: str, stem: str, *, mine: _Use, theirs: list[tuple[str, Mapping[str, list[_Use]]]]
) -> Iterator[Reason]:
    met = [(_near(segment, s), s, p[stem]) for s, p in theirs if stem in p]
    if not met or any(use.denied is mine.denied for _, _, uses in met for use in uses):
        return
    near, other, uses = max(met, key=lambda each: each[0])
    if (near >= _LEAST or _GRAVE.fullmatch(stem)) and not _agree_otherwise(
        segment, mine, other=other, use=uses[0]
    ):
        yield Refusal.NEGATION(clause=segment, found=stem, source=other)


def _near(one: str, other: str) -> float:
    return max(cover(one, other), 0.8 * cover(other, one))


def _agree_otherwise(segment: str, mine: _Use, *, other: str, use: _Use) -> bool:
    """Whether the one without a denial in its predicate denies it in other words."""
    if mine.denied:
        return bool(marks.SOFTENED.search(use.behind) or marks.UNLESS.search(mine.behind))
    behind = mine.behind.replace("否定しな", "")
    return bool(
        marks.SOFTENED.search(behind)
        or re.search("しか|誰も|だれも|不|無", segment)
        or marks.UNLESS.search(other)
    )
