"""What may be deleted from a long Japanese sentence so that what is left stays true and whole.

Whole clauses (_clauses) and what describes a noun (_attributes) are stretches that may go, one by
one or together. Never a condition, who said it, a hedge, or what the sentence is about. Sentences
are read with their quotations and brackets masked, so that no particle inside of them is taken for
one of the sentence. There is no dictionary: a clause is told by the forms at its ends.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from crosspost import phrases
from crosspost.summary import _attributes, _clauses, _endings
from crosspost.summary._names import is_answered

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Shorter:
    """A shorter form of a sentence, how many stretches it lacks, and what it is judged by."""

    text: str
    deletions: int
    source: str


_LONGEST = 400  # characters; beyond, it is no sentence that a person wrote
_SHORTEST = 20  # characters; less tells too little
_MOST_SPANS = 9
_TOGETHER = 4  # deletions in one sentence
_MOST_FORMS = 24

_SUBJECT = re.compile(r"[はが]")
_BACK = re.compile(
    r"これ(?!ま)|それ(?!ぞ)|この|その(?!ほか|他)|ここ(?!数)|そこ|(?<![共合賛一協帯混大])同[^意時様じ盟志情列]"
    r"|両(?:者|氏|国)|前者|後者"
)
_BRACKETS = re.compile("[" + re.escape("".join((*phrases.PAIRS, *phrases.PAIRS.values()))) + "]")
_SAID = re.compile(r"「[^「」]*」")
_TOPICAL = re.compile(r"(?<![にでと])は$")
# Too little is left of what the topic did: 「外相は、会談した。」
_EMPTY = re.compile(r"(?<![にでと])は、?[^、。はがを]{1,8}。$")
_COUNTRY = re.compile(r"[ァ-ヺー]{2,}(?:王国|共和国|公国|連邦|国)?")


@lru_cache(maxsize=2048)
def mask(sentence: str) -> str:
    """Return the sentence, as long as before, with what stands in brackets made opaque."""
    out, at = "", 0  # at: where what stands outside of brackets begins, or the outermost bracket
    open_: list[str] = []
    for bracket in _BRACKETS.finditer(sentence):
        char = bracket.group()
        if open_ and char == phrases.PAIRS[open_[-1]]:
            open_.pop()
            if not open_:
                out, at = out + "〓" * (bracket.end() - at), bracket.end()
        elif char in phrases.PAIRS:
            if not open_:
                out, at = out + sentence[at : bracket.start()], bracket.start()
            open_.append(char)
    return out + ("〓" * (len(sentence) - at) if open_ else sentence[at:])


def shorten(sentence: str, title: str) -> list[Shorter]:
    """Return shorter forms of the sentence, the longest first; [] in doubt."""
    if len(sentence) > _LONGEST or not phrases.is_japanese(sentence):
        return []
    if not phrases.is_balanced(sentence):
        return []
    ended = _endings.end_at_act(sentence, mask(sentence))
    found = _forms(ended or sentence, title)
    if ended:
        found.append(Shorter(ended, 1, sentence))
    return sorted(found, key=lambda f: -len(f.text))[:_MOST_FORMS]


def _forms(sentence: str, title: str) -> list[Shorter]:
    """Return the sentence without one or more of the stretches that may go."""
    masked = mask(sentence)
    attributes = list(_attributes.spans(sentence, masked, title))
    found = list(dict.fromkeys([*_clauses.spans(masked), *attributes]))[:_MOST_SPANS]
    forms: dict[str, Shorter] = {}
    for count in range(1, _TOGETHER + 1):
        for chosen in combinations(sorted(found), count):
            text = _without(sentence, chosen)
            if text and _is_whole(text, sentence, title):
                source = _source(sentence, [(s, s not in attributes) for s in chosen])
                forms.setdefault(text, Shorter(text, count, source))
    return list(forms.values())


def _source(sentence: str, chosen: list[tuple[Span, bool]]) -> str:
    """Return what the guard judges a shorter form by.

    The sentence without its descriptions and, in a clause that goes, without what somebody said:
    a condition or a hedge in those does not bind what is left.
    """
    out, at = "", 0
    for (start, end), is_clause in chosen:
        out += sentence[at:start] + (_SAID.sub("", sentence[start:end]) if is_clause else "")
        at = end
    return out + sentence[at:]


def _without(sentence: str, chosen: tuple[Span, ...]) -> str:
    """Return the sentence without the spans; "" where they overlap."""
    out, at = "", 0
    for start, end in chosen:
        if start < at:
            return ""
        out += sentence[at:start]
        if _TOPICAL.search(out) and sentence[end : end + 1] != "、":
            out += "、"  # the topic now stands before what it had not stood before
        at = end
    return (out + sentence[at:]).lstrip("、 　")


def _is_whole(text: str, sentence: str, title: str) -> bool:
    """Whether what is left is long enough, balanced, and points to nothing that is gone."""
    if len(text) < _SHORTEST or not phrases.is_balanced(text):
        return False
    masked = mask(text)
    common = next((i for i, (a, b) in enumerate(zip(text, sentence, strict=False)) if a != b), 0)
    return (
        bool(_SUBJECT.search(masked))
        and not _EMPTY.search(masked)
        and all(_is_clear(text, found, title) for found in _BACK.finditer(masked, common))
    )


def _is_clear(text: str, pointer: re.Match[str], title: str) -> bool:
    """Whether the reader knows what is meant: from the text, 「同国」, 「両国」 from the title."""
    countries = len(set(_COUNTRY.findall(title)))
    if pointer.group() == "同国":
        return countries == 1
    if pointer.group() == "両国":
        return countries > 1
    return is_answered(text, pointer)
