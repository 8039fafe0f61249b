"""The choice: which few sentences together tell most of the article in the room there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from crosspost.model import Room
from crosspost.summary import _clauses, _joining, _relevance, _shorten
from crosspost.summary._material import Sentence
from crosspost.summary._relevance import Measure

_LOOKED_AT = 60  # most promising sentences that are weighed
_POOL = 10  # of them, tried together
_TOGETHER = 4  # at most, in one gist
_APART = 0.8  # worth of a sentence that does not follow the one before it
_LITTLE = 0.35  # part of the room; a gist that takes less leaves the reader waiting
_SPARSE = 0.25  # worth of such a gist beside a cut sentence
_BROKEN = 0.35  # worth of a sentence that stops with …
_CUT = 6  # most promising sentences that may be cut


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence in the shortest form in which it would be shown."""

    sentence: Sentence
    text: str
    weight: int
    units: frozenset[str]
    quality: float
    leaning: float

    def follows(self, before: "Candidate | None") -> bool:
        """Whether it stands directly behind the other in the article."""
        return before is not None and self.sentence.order == before.sentence.order + 1


@dataclass(frozen=True, slots=True)
class Gist:
    """What was chosen, and the sentences that it tells."""

    text: str
    orders: frozenset[int]


@dataclass(frozen=True, slots=True)
class Chooser:
    """Chooses among an article's sentences; `compress` allows one clause to be left out."""

    sentences: Sequence[Sentence]
    measure: Measure
    compress: bool

    def choose(self, room: Room) -> Gist:
        """Return the gist: whole sentences in the article's order, else a beginning and …."""
        candidates = self._candidates(room)
        best: tuple[float, tuple[Candidate, ...]] = (0.0, ())
        for count in range(1, _TOGETHER + 1):
            for chosen in combinations(candidates, count):
                if sum(c.weight for c in chosen) <= room.weight:
                    best = max(best, (self._value(chosen), chosen), key=lambda pair: pair[0])
        used = sum(c.weight for c in best[1])
        broken = self._cut(room, best[0] * (_SPARSE if used < room.weight * _LITTLE else 1.0))
        return broken or Gist(_show(best[1], room), frozenset(c.sentence.order for c in best[1]))

    def rest(self, gist: Gist) -> list[Sentence]:
        """Return what the gist does not tell, the most telling for its length first."""
        left = [s for s in self.sentences if s.order not in gist.orders]
        return sorted(left, key=lambda s: self._promise(s) / (20 + len(s.text)), reverse=True)

    def _promising(self) -> list[Sentence]:
        return sorted(self.sentences, key=self._promise, reverse=True)[:_LOOKED_AT]

    def _promise(self, sentence: Sentence) -> float:
        """Return what the sentence would tell if there were room for all of it."""
        gain = self.measure.gain(_relevance.units(sentence.text))
        return _relevance.quality(sentence, self.measure) * gain

    def _candidates(self, room: Room) -> list[Candidate]:
        """Return the most telling sentences that fit, in the article's order."""
        found = [c for s in self._promising() if (c := self._candidate(s, room))]
        found.sort(key=lambda c: -c.quality * self.measure.gain(c.units))
        return sorted(found[:_POOL], key=lambda c: c.sentence.order)

    def _candidate(self, sentence: Sentence, room: Room) -> Candidate | None:
        forms = _shorten.forms(sentence.text)[-1:]
        if self.compress and not room.fits(forms[0]):
            forms += _clauses.cuts(forms[0])
        text = next((f for f in forms if room.fits(f)), "")
        if not text:
            return None
        return Candidate(
            sentence=sentence,
            text=text,
            weight=room.weigh(text),
            units=_relevance.units(text),
            quality=_relevance.quality(sentence, self.measure),
            leaning=self._lean(sentence),
        )

    def _lean(self, sentence: Sentence) -> float:
        """Return what the sentence is worth without the one before it; the first needs none."""
        if not sentence.order:
            return 1.0
        before = self.sentences[sentence.order - 1].text
        return _relevance.leaning(sentence.text, before, title=self.measure.title)

    def _value(self, chosen: Sequence[Candidate]) -> float:
        value = 0.0
        known: frozenset[str] = frozenset()
        before = None
        for c in chosen:
            factor = c.quality
            if not c.follows(before):
                factor *= c.leaning * (_APART if before else 1.0)
            value += factor * self.measure.gain(c.units, known)
            known |= c.units
            before = c
        return value

    def _cut(self, room: Room, least: float) -> Gist | None:
        """Return the beginning of a sentence when it is worth more than `least`."""
        best = None
        for sentence in self._promising()[:_CUT]:
            plain = _shorten.forms(sentence.text)[-1]
            if self._promise(sentence) * _BROKEN <= least or room.fits(plain):
                continue
            text = _shorten.cut(plain, room)
            gain = self.measure.gain(_relevance.units(text)) * _shorten.soundness(text, plain)
            worth = (
                gain * _relevance.quality(sentence, self.measure) * _BROKEN * self._lean(sentence)
            )
            if text and worth > least:
                best, least = Gist(text, frozenset({sentence.order})), worth
        return best


def _show(chosen: Sequence[Candidate], room: Room) -> str:
    """Join the chosen, each in the longest form for which there is room."""
    pieces = [c.text for c in chosen]
    before = None
    for i, c in enumerate(chosen):
        for form in _shorten.forms(c.sentence.text, follows=c.follows(before)):
            longer = [*pieces[:i], form, *pieces[i + 1 :]]
            if room.fits(_joining.join(longer)):
                pieces = longer
                break
        before = c
    while pieces and not room.fits(_joining.join(pieces)):
        pieces.pop()
    return _joining.join(pieces)
