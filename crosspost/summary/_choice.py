"""The choice: the sentence, or the two neighbours, that tell the news in the room there is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import pow  # noqa: A004 — of floats

from crosspost.model import Room
from crosspost.phrases import is_japanese
from crosspost.summary import _deletions, _joining, _relevance, _shorten, _standing, _telling, guard
from crosspost.summary._material import Sentence
from crosspost.summary._relevance import Measure

_LOOKED_AT = 24  # most promising sentences whose forms are tried
_FORMS = 6  # of a sentence, beside its neighbour's
_SCANTY = 0.6  # part of the room; a gist that takes less is lengthened by what follows
_TELLS = 0.8  # form of a sentence that lengthens a gist though it tells no act
_LITTLE = 0.35  # part of the room; a gist that takes less leaves the post nearly empty
_DELETED = 0.96  # worth of a form for each deletion
_FILLED = 0.75  # part of the room; a gist that fills as much leaves nobody waiting
_VAGUE = 0.6  # worth of a second sentence that says これ
_IDLE = 0.5  # worth of one that tells no act
_LIMITING = 1.3  # worth of one that limits the first
_BROKEN = 0.15  # worth of a sentence that stops with …
_BROKEN_SHORT = 0.5  # the same where what is whole leaves the post nearly empty
_SOUND = 0.55  # part of a sentence, up to a clause's end, that tells its act
# An act in full, and no 「…に限って」: 「会談では…がまとまり…」.
_DONE = re.compile(r"(?:[^対関際]し|[さら]れ|り|おらず|[たる]が)…$")
_TOLD = 0.6  # worth of such a beginning
_CUT = 6  # most promising sentences that may be cut
_LEAST_SECOND = 0.5  # form of a second sentence; what is less is left out
_LEAST_NEW = 2  # words of a second sentence that neither the first nor the title has
_TELLING = 0.9  # how much more two facts tell than one
_LESS = 0.8  # a first sentence that tells so much less than the second only leads up to it
_LED_UP = 0.85  # worth of such a pair
_ACROSS = 0.6  # worth of a second sentence in another paragraph


@dataclass(frozen=True, slots=True)
class Form:
    """A sentence as it would be shown."""

    text: str
    units: frozenset[str]
    deletions: int = 0
    source: str = ""  #: what the guard judges it by; "" where nothing was left out


@dataclass(frozen=True, slots=True)
class Gist:
    """What was chosen, and the sentences that it tells."""

    text: str
    orders: frozenset[int]
    worth: float = 0.0
    forms: tuple[Form, ...] = ()


@dataclass(frozen=True, slots=True)
class Chooser:
    """Chooses among an article's sentences; `compress` allows deletions within a sentence."""

    sentences: Sequence[Sentence]
    measure: Measure
    compress: bool
    #: What was worked out once: sentences are asked for their worth and their forms many times.
    qualities: dict[int, float] = field(default_factory=dict)
    shapes: dict[tuple[str, ...], list[Form]] = field(default_factory=dict)

    def choose(self, room: Room) -> Gist:
        """Return the gist: a sentence or two neighbours, else a beginning and …."""
        room = replace(room, weigh=lru_cache(maxsize=4096)(room.weigh))
        promising = self._promising()
        found = [g for sentence in promising for g in self._gists(sentence, room)]
        found.sort(key=lambda g: -g.worth)
        best = next(filter(self._is_carried, found), Gist("", frozenset()))
        full = room.weigh(best.text) >= room.weight * _LITTLE
        if not full and not _telling.is_act(best.text) and self._has_acts():
            best = Gist("", frozenset())
        broken = self._cut(promising[:_CUT], room, _BROKEN if full else _BROKEN_SHORT)
        cut_short = broken.orders <= best.orders  # what is told whole
        return best if cut_short or broken.worth <= best.worth else broken

    def rest(self, gist: Gist) -> list[Sentence]:
        """Return what the gist does not tell, the most telling for its length first."""
        left = [s for s in self.sentences if s.order not in gist.orders]
        return sorted(left, key=lambda s: self._promise(s) / (20 + len(s.text)), reverse=True)

    def _has_acts(self) -> bool:
        """Whether the article tells what was done: a mere remark is then no gist of it."""
        told = [s for s in self.sentences if is_japanese(s.text)]
        return any(_telling.is_act(s.text) for s in told)

    def _promising(self) -> list[Sentence]:
        return sorted(self.sentences, key=self._promise, reverse=True)[:_LOOKED_AT]

    def _promise(self, sentence: Sentence) -> float:
        """Return what the sentence would tell if there were room for all of it."""
        return self._quality(sentence) * self.measure.gain(_relevance.units(sentence.text))

    def _quality(self, sentence: Sentence) -> float:
        if sentence.order not in self.qualities:
            self.qualities[sentence.order] = _relevance.quality(sentence, self.measure)
        return self.qualities[sentence.order]

    def _gists(self, first: Sentence, room: Room) -> Iterator[Gist]:
        """Yield the sentence by itself and with the one behind it, in each form that fits."""
        quality = self._quality(first)
        forms = [(form, quality * self._lean(first, form)) for form in self._forms(first)]
        for form, alone in forms:
            if room.fits(form.text):
                yield self._gist((form,), alone * self._gain(form), room, first)
        second = self._behind(first)
        if second is None:
            return
        more_quality = self._joined(first, second)
        led = 0.0 if _standing.restricts(second.text) else _LESS * more_quality
        follows = self._forms(second, follows=True)
        for form, alone in forms[:_FORMS]:
            told = alone * self._gain(form)
            for more in follows[:_FORMS]:
                if room.fits(_joining.join([form.text, more.text])):
                    added = min(more_quality, 1.5 * alone) * self._gain(more, form.units)
                    worth = told + added
                    worth *= _LED_UP if alone < led else 1.0
                    gist = self._gist((form, more), worth, room, first, second)
                    yield self._longer(gist, second, room)

    def _is_carried(self, gist: Gist) -> bool:
        """Whether the guard finds all that is told in what was written."""
        return all(
            guard.check_compression(form.text, form.source, title=self.measure.heading).passes
            for form in gist.forms
            if form.source
        )

    def _longer(self, gist: Gist, last: Sentence, room: Room) -> Gist:
        """Return the gist with what stands directly behind it, whole, as long as it fits."""
        while room.weigh(gist.text) < _SCANTY * room.weight and (more := self._behind(last)):
            text = _joining.join([gist.text, _shorten.forms(more.text, follows=True)[0]])
            telling = (
                _telling.is_act(more.text) or _relevance.form(more.text, self.measure) >= _TELLS
            )
            if not room.fits(text) or not telling:
                break
            gist = replace(gist, text=text, orders=gist.orders | {more.order})
            last = more
        return gist

    def _joined(self, first: Sentence, second: Sentence) -> float:
        """Return what the second is worth behind the first: a condition more, a pointer less."""
        quality = self._quality(second)
        quality *= 1.0 if second.paragraph == first.paragraph else _ACROSS
        if _standing.restricts(second.text):
            return quality * _LIMITING
        vague = _standing.points_back(second.text) and not second.text.startswith("同")
        idle = not _telling.is_told(second.text) and is_japanese(second.text)
        return quality * (_VAGUE if vague else 1.0) * (_IDLE if idle else 1.0)

    def _gist(self, forms: tuple[Form, ...], worth: float, room: Room, *told: Sentence) -> Gist:
        text = _joining.join(form.text for form in forms)
        filled = min(1.0, room.weigh(text) / (room.weight * _FILLED)) if room.weight else 0.0
        worth *= (0.4 + 0.6 * filled) * self._limited(told[-1])
        return Gist(text, frozenset(s.order for s in told), worth, forms)

    def _limited(self, last: Sentence) -> float:
        """Return what is left of a gist's worth where the next sentence, untold, limits it."""
        after = self.sentences[last.rank + 1 : last.rank + 2]
        if not after or after[0].order != last.order + 1:
            return 1.0
        return _standing.limits(after[0].text)

    def _gain(self, form: Form, known: frozenset[str] = frozenset()) -> float:
        gain = pow(self.measure.gain(form.units, known), _TELLING)
        return gain * pow(_DELETED, form.deletions)

    def _behind(self, first: Sentence) -> Sentence | None:
        """Return the sentence that stands directly behind it in the article, if it is material."""
        at = first.rank + 1
        if at >= len(self.sentences):
            return None
        second = self.sentences[at]
        follows = second.order == first.order + 1 and second.added == first.added
        worthy = _relevance.form(second.text, self.measure) >= _LEAST_SECOND
        new = _relevance.units(second.text) - _relevance.units(first.text) - self.measure.title
        tells = len(new) >= _LEAST_NEW or _telling.has_figure(second.text)
        hangs = _standing.hangs(second.text, first.text + self.measure.heading)
        return second if follows and worthy and tells and not hangs else None

    def _forms(self, sentence: Sentence, *, follows: bool = False) -> list[Form]:
        """Return the sentence's forms, the fullest first."""
        plain = tuple(_shorten.forms(sentence.text, follows=follows))
        if plain not in self.shapes:
            self.shapes[plain] = self._shapes(plain)
        return self.shapes[plain]

    def _shapes(self, plain: tuple[str, ...]) -> list[Form]:
        found = [Form(text, _relevance.units(text)) for text in plain]
        for short in _deletions.shorten(plain[-1], self.measure.heading) if self.compress else ():
            units = _relevance.units(short.text)
            found.append(Form(short.text, units, short.deletions, short.source))
        return found

    def _lean(self, sentence: Sentence, form: Form) -> float:
        """Return what the sentence in this form is worth without the one before it."""
        before = self.sentences[sentence.rank - 1].text if sentence.rank else ""
        return _standing.leaning(form.text, before, title=self.measure.heading)

    def _too_long(self, sentence: Sentence, room: Room) -> list[Form]:
        """Return the sentence's forms that do not fit: what fits is no beginning."""
        return [form for form in self._forms(sentence) if not room.fits(form.text)][:_FORMS]

    def _cut(self, promising: Sequence[Sentence], room: Room, part: float) -> Gist:
        """Return the beginning of a sentence with …, the last resort; worth but a `part`."""
        best = Gist("", frozenset())
        for sentence in promising:
            quality = self._quality(sentence)
            for form in self._too_long(sentence, room):
                text = _shorten.cut(form.text, room)
                sound = _shorten.soundness(text, form.text)
                worth = (_TOLD if sound >= _SOUND and _DONE.search(text) else part) * sound
                short = Form(text, _relevance.units(text), form.deletions, form.source)
                worth *= quality * self._lean(sentence, short) * self._gain(short)
                if text and worth > best.worth:
                    best = Gist(text, frozenset({sentence.order}), worth)
        return best
