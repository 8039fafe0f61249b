"""How much of an article's matter a sentence tells: words, place, form (no dictionary needed)."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from math import log2
from operator import add

from crosspost.phrases import is_japanese
from crosspost.summary import _places, _standing, _telling
from crosspost.summary._material import Sentence
from crosspost.summary._sentences import is_closed

# Kanji runs are counted by pairs, other runs as words; hiragana is grammar.
_CJK = r"々〇\u3400-\u9fff\uf900-\ufaff"
_KANJI = re.compile(rf"[{_CJK}]+")
_WORDS = re.compile(
    r"[ァ-ヺー]+|[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’-]*|[0-9０-９][0-9０-９.,．，]*"
    rf"|[^\W_ぁ-ゟァ-ヺー{_CJK}]+"
)
_COMMON = re.compile(
    "that|this|with|from|have|will|were|been|their|they|them|than|then|when|what|which|would|could"
    "|should|about|into|there|these|those|over|also|more|some|such|very|just|only|your|ours|does"
    "|because|while|where|after|before|other|being|much|many|most|even|still"
)
_SHORTEST_WORD = 4
_FRAGMENT = 20  # characters; longer text tells something, whatever its words
_TELLING = 2
_STRANGE = 0.9  # worth of a sentence that shares no word with the title
_ON_TOPIC = 1.15  # worth of one whose subject the title names
_SAID_AGAIN = 1.2  # what a sentence loses with the part of the title that it says again
_OWN = 3.0  # how fast a sentence of words of its own gets over that
_LEAST_NEW = 0.6  # what is left of it at least
_AGAIN = 0.4  # part of the title; less is its topic
_KNOWN = 0.2  # what the title tells already counts this much

_SUBJECT = re.compile(r"[^。]{1,60}?[^でにとの、](?:は|が|も)")


@dataclass(frozen=True, slots=True)
class Measure:
    """An article's words and their worth, and the worth of its places."""

    worth: dict[str, float]
    title: frozenset[str]
    heading: str = ""  #: the title as it stands
    places: dict[int, float] = field(default_factory=dict)  #: by a sentence's order
    essay: bool = False  #: whether the writer is what it tells of

    def gain(self, units: frozenset[str], known: frozenset[str] = frozenset()) -> float:
        """Return how much these words tell beyond those known; even kana alone tell a little."""
        new = [self.worth[u] for u in units - known if u in self.worth]
        return (0.0 if known else 0.5) + sum(new)

    def repeated(self, units: frozenset[str]) -> float:
        """Return the part of these words that the title holds."""
        return len(units & self.title) / len(units) if units else 0.0


@lru_cache(maxsize=4096)
def units(text: str) -> frozenset[str]:
    """Return the words by which texts are compared; kept, as a post asks more than once."""
    found = set(filter(_tells, map(str.lower, _WORDS.findall(text))))
    for run in _KANJI.findall(text):
        found.update(map(add, run, run[1:]) if len(run) > 1 else run)
    return frozenset(found)


def _tells(word: str) -> bool:
    return (
        not word[0].isascii()
        or word[0].isdigit()
        or (len(word) >= _SHORTEST_WORD and not _COMMON.fullmatch(word))
    )


def measure(sentences: Sequence[Sentence], title: str) -> Measure:
    """Weigh the article's words: often told counts more, told by the title already counts less."""
    counts = Counter(chain.from_iterable(map(units, {s.text for s in sentences})))
    known = units(title)
    worth = {u: log2(1 + n) * (_KNOWN if u in known else 1.0) for u, n in counts.items()}
    essay = _places.is_essay(sentences)
    return Measure(worth, known, title, _places.weigh(sentences, essay=essay), essay)


def quality(sentence: Sentence, of: Measure) -> float:
    """Return what a sentence's words are multiplied by: place × topic × form."""
    place = of.places.get(sentence.order, 1.0)
    return place * _topicality(sentence.text, of) * form(sentence.text, of)


def _topicality(text: str, of: Measure) -> float:
    """Return what the title lends to a sentence: most to its topic, little to its repetition."""
    topic = _SUBJECT.match(text)
    shared = of.repeated(units(text))
    lent = _STRANGE + min(shared, 0.25) - 0.6 * max(0.0, shared - 0.5)
    said = len(units(text) & of.title) / len(of.title) if of.title else 0.0
    lent *= max(_LEAST_NEW, 1.0 - _SAID_AGAIN * max(0.0, said - _AGAIN) * min(1.0, _OWN * shared))
    return lent * _ON_TOPIC if topic and units(topic.group()) & of.title else lent


def form(text: str, of: Measure) -> float:
    """Return what the sentence's form is worth: statements more than talk."""
    return _telling.form(text, japanese=is_japanese(of.heading), essay=of.essay)


def says_little(text: str, title: str) -> bool:
    """Whether a short text ("no description", "That's not true.") holds no two words of its own.

    Those of the title do not count; a short sentence that does not point elsewhere always tells.

    A summary that says little is worse than none: it takes the reader's eye from the picture.
    """
    short = len(text) <= _FRAGMENT and (not is_closed(text) or _standing.points_back(text))
    return short and len(units(text) - units(title)) < _TELLING
