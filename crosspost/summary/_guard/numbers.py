"""Figures of a gist: each stands in the evidence, with its unit, and counts the same thing."""

import re
from collections.abc import Iterator

from crosspost.model import Reason
from crosspost.model.refusals import Refusal
from crosspost.summary._guard import figures
from crosspost.summary._guard.figures import Figure, Placed
from crosspost.summary._guard.source import Source
from crosspost.summary._guard.words import normalize, runs, segments, sentences, shared

_RECKONED = re.compile("[高低増減前後差安多少]")
_KIND = {
    "%": "%", "割": "%", "ポイント": "%", "倍": "倍", "時間": "h", "分間": "m", "分": "m",
    "秒": "s", "日": "d", "日間": "d", "週間": "w", "年": "y", "年間": "y", "月": "mo",
}  # fmt: skip
_NAME = re.compile("[ァ-ヺA-Za-z]")
_SUM = re.compile(r"合わせて|合計|総額|計(?=[0-9〇一二三四五六七八九十百千])")
_FEW = 2  # up to which a figure is met everywhere
_K = "[〇一二三四五六七八九十0-9]"
_DATE = re.compile(
    rf"{_K}{{1,3}}月{_K}{{1,3}}日|{_K}{{1,3}}月(?!間|分|[かヵ])"
    rf"|(?<![月〇一二三四五六七八九十0-9]){_K}{{1,3}}日(?!間|分|前|後|続)"
)
_SPAN = re.compile(
    r"([〇一二三四五六七八九十百千万億0-9,.]+)(?:月|日|年|%|円|ドル|[ァ-ヺー]+|[人隻枚回])?から"
    r"[^、。]{0,6}?([〇一二三四五六七八九十百千万億0-9,.]+)"
)


def check(gist: str, source: Source) -> Iterator[Reason]:
    """Yield what is wrong with the gist's figures."""
    yield from _absent(gist, source)
    yield from _other_unit(gist, source)
    yield from _counts_other(gist, source)
    yield from _beside_other_name(gist, source)
    yield from _summed(gist, source)
    yield from _other_date(gist, source)
    yield from _turned(gist, source)


def _told(gist: str, figure: Figure) -> str:
    return normalize(gist)[figure.begin : figure.end]


def _absent(gist: str, source: Source) -> Iterator[Reason]:
    known = {figure.value for figure in figures.find(source.scope)}
    gaps, ratios = figures.differences(known)
    text = normalize(gist)
    denominator = 0.0
    for figure in figures.find(gist):
        if denominator and round(figure.value / denominator, 3) in ratios:
            denominator = 0.0
            continue
        denominator = figure.value if figure.unit == "分の" else 0.0
        around = text[figure.end - 2 : figure.end + 3]
        if (
            not known.isdisjoint(figures.spellings(figure))
            or (figure.value in gaps and _RECKONED.search(around))
            or "近く" in around
            or (figure.value == 1 and "一度" in source.scope)
            or denominator
        ):
            continue
        yield Refusal.NUMBER(clause=gist, found=_told(gist, figure))


def _other_unit(gist: str, source: Source) -> Iterator[Reason]:
    known = figures.find(source.scope)
    for figure in figures.find(gist):
        kind = _KIND.get(figure.unit)
        units = [other.unit for other in known if other.value == figure.value]
        if not kind or not units or (figure.value <= _FEW and kind not in {"%", "倍"}):
            continue
        family = [_KIND[u] for u in units if u in _KIND and _is_share(_KIND[u]) is _is_share(kind)]
        if len(family) == len(units) and kind not in family:
            yield Refusal.UNIT(clause=gist, found=_told(gist, figure))


def _is_share(kind: str) -> bool:
    return kind in {"%", "倍"}


def _counts_other(gist: str, source: Source) -> Iterator[Reason]:
    theirs = [placed for each in source.evidence for placed in figures.place(each)]
    for mine in (placed for each in sentences(gist) for placed in figures.place(each)):
        if other := _of_other_thing(mine, theirs):
            told = mine.segment if mine.figure.value == figures.REST else _figure_text(mine)
            yield Refusal.COUNTED(clause=mine.segment, found=told, source=other.segment)


def _beside_other_name(gist: str, source: Source) -> Iterator[Reason]:
    """Yield the figures that stand beside a name which the evidence has at another figure."""
    theirs = [placed for each in source.evidence for placed in figures.place(each)]
    for mine in (placed for each in sentences(gist) for placed in figures.place(each)):
        same = [p for p in theirs if p.figure.value == mine.figure.value]
        others = [p for p in theirs if p.figure.value != mine.figure.value]
        for side in ("left", "right"):
            for name in filter(_NAME.match, getattr(mine, side)):
                if not same or any(name in p.segment for p in same):
                    continue
                has_own = all(any(map(_NAME.match, getattr(p, side))) for p in same)
                holder = next((p.segment for p in others if name in p.segment), "")
                if has_own and holder:
                    yield Refusal.COUNTED(clause=mine.segment, found=name, source=holder)


def _summed(gist: str, source: Source) -> Iterator[Reason]:
    """Yield a word of summing up that the evidence has in no form."""
    found = _SUM.search(normalize(gist))
    if found and not re.search("合わせ|あわせ|合計|総|計", source.scope):
        yield Refusal.NUMBER(clause=gist, found=found.group())


def _figure_text(placed: Placed) -> str:
    return placed.segment[placed.figure.begin : placed.figure.end]


def _of_other_thing(mine: Placed, theirs: list[Placed]) -> Placed | None:
    """Return the figure of the evidence that stands with the words that mine stands with."""
    alike = [p for p in theirs if figures.are_comparable(mine.figure.unit, p.figure.unit)]
    bare = [p for p in theirs if not p.figure.unit]
    same = [p for p in (*alike, *bare) if p.figure.value == mine.figure.value]
    others = [p for p in alike if p.figure.value != mine.figure.value]
    if not same or not others:
        return None
    near = max(_beside(mine, p) for p in same)
    reach = max(shared(mine.words, _around(p, theirs)) for p in same)
    apart = [p for p in others if all(p.segment != s.segment for s in same)]
    if best := max(apart, key=lambda p: _beside(mine, p), default=None):
        met, is_alike = _beside(mine, best), best.figure.unit == mine.figure.unit
        if met >= (1.5 if is_alike else 2) and met - reach >= 1:
            return best
    beside = [p for p in others if p not in apart and p.figure.unit == mine.figure.unit]
    best = max(beside, key=lambda p: _beside(mine, p), default=None)
    return best if best and not near and _beside(mine, best) >= 2 else None  # noqa: PLR2004 — likewise


def _around(placed: Placed, all_: list[Placed]) -> frozenset[str]:
    """Return the words of the figure's clause; where it has hardly any, those before it as well."""
    own = runs(placed.segment)
    if len(own) > 1:
        return own
    before = [p.segment for p in all_[: all_.index(placed)]][-1:]
    return own | runs("".join(before))


def _beside(mine: Placed, other: Placed) -> float:
    return shared(mine.left, other.left) + shared(mine.right, other.right)


def _dates(segment: str) -> list[tuple[str, tuple[float, ...]]]:
    found = (m.group() for m in _DATE.finditer(normalize(segment)))
    return [(t, tuple(map(figures.value_of, re.findall(rf"({_K}+)[月日]", t)))) for t in found]


def _agree(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    if len(one) == len(other):
        return one == other
    short, long = sorted((one, other), key=len)
    return short[0] in long


def _day_words(segment: str) -> frozenset[str]:
    return frozenset(run.lstrip("月日年") for run in runs(segment)) - {""}


def _other_date(gist: str, source: Source) -> Iterator[Reason]:
    theirs = [
        (segment, [date for _, date in _dates(segment)])
        for each in source.evidence
        for segment in segments(each)
    ]
    for segment in segments(gist):
        dates = _dates(segment)
        if len(dates) != 1:
            continue
        (told, date), words = dates[0], _day_words(segment)
        met = [
            (shared(words, _day_words(s)), any(_agree(date, d) for d in ds), s)
            for s, ds in theirs
            if ds
        ]
        same = [weight for weight, agrees, _ in met if agrees]
        other = max(((weight, s) for weight, agrees, s in met if not agrees), default=(0, ""))
        if same and other[0] >= 1 and other[0] - max(same) >= 1:
            yield Refusal.DATED(clause=segment, found=told, source=other[1])


def _spans(text: str) -> dict[tuple[float, float], str]:
    found = _SPAN.finditer(normalize(text))
    return {
        _values(m): m.group()
        for m in found
        if re.search("[^,.]", m[1]) and re.search("[^,.]", m[2])
    }


def _values(found: re.Match[str]) -> tuple[float, float]:
    first, last = (figures.value_of(found[n].strip(",.")) for n in (1, 2))
    return first, last


def _turned(gist: str, source: Source) -> Iterator[Reason]:
    theirs = _spans("\n".join(source.evidence))
    for (first, last), told in _spans(gist).items():
        if (last, first) in theirs and (first, last) not in theirs:
            yield Refusal.TURNED(found=told)
