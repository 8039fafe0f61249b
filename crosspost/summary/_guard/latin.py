"""Gists in languages that set blanks between words: figures, names, denials, hedges and voices."""

import re
from collections.abc import Iterator

from crosspost.model import Reason
from crosspost.model.refusals import Refusal
from crosspost.summary._guard.source import Source
from crosspost.summary._guard.words import normalize
from crosspost.summary._sentences import split

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_NAME = re.compile(r"(?<=[\w,;:] )[A-Z][\w’'-]+")
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_SPELLED = re.findall(r"\w+", "zero one two three four five six seven eight nine ten eleven twelve")
_SHORT = 3  # letters; shorter words are articles and prepositions
_STEM = 5  # letters by which inflected forms are one
_KNOWN = 0.4  # of the content words in the evidence; fewer, and it is of another article
_ABOUT = 0.35  # of a sentence's words in one piece of evidence: it is about the same
_DENIES = re.compile(
    r"\b(?:no|not|never|none|neither|nor|without|cannot|unless|den(?:y|ies|ied)|refus\w+|reject\w+"
    r"|fail\w*|lacks?|un\w{4,}|nobody|nothing|yet to)\b|n['’]t\b"
)
_HEDGES = re.compile(
    r"\b(?:may|might|could|would|if|unless|until|only|plans?|planned|propos\w+|expect\w+|alleg\w+"
    r"|reportedly|likely|possibl\w+|suspect\w+|consider\w*|seeks?|subject to|provided|condition\w*"
    r"|depend\w*|estimat\w+|forecast\w*|should|hopes?|due to be|pending|draft)\b"
)
_SAYS = re.compile(
    r"\b(?:sa(?:id|ys?)|according|told|claim\w*|argu\w+|call\w*|report\w*|announc\w+|warn\w*|add\w*"
    r"|insist\w*|believ\w+|thinks?|states?|stated|writes?|wrote|den(?:y|ies|ied)|admit\w*|describ\w+"
    r"|accus\w+|ask\w*|urg\w+|promis\w+|acknowledg\w+|explain\w*)\b|[“\"]"
)


def check(gist: str, source: Source) -> Iterator[Reason]:
    """Yield figures and names that no evidence has, and what is denied, hedged or said there."""
    told, scope = normalize(gist), normalize(source.scope)
    figures = set(_figures(scope))
    yield from (Refusal.NUMBER(clause=gist, found=f) for f in _figures(told) if f not in figures)
    for name in _NAME.findall(told):
        if name[:_STEM].lower() not in source.whole.lower():
            yield Refusal.FOREIGN_WORD(found=name)
    if (share := _share(told, scope)) < _KNOWN:
        yield Refusal.THIN(share=round(share, 2))
    for sentence in split(told):
        yield from _other_sense(sentence, source)


def _other_sense(sentence: str, source: Source) -> Iterator[Reason]:
    evidence = max(source.evidence, key=lambda each: _share(sentence, each), default="")
    if _share(sentence, evidence) < _ABOUT:
        return
    mine, theirs = sentence.lower(), normalize(evidence).lower()
    if bool(_DENIES.search(mine)) is not bool(_DENIES.search(theirs)):
        yield Refusal.NEGATION(clause=sentence, found="not", source=evidence)
    if _HEDGES.search(theirs) and not _HEDGES.search(mine):
        yield Refusal.HEDGE(clause=sentence, source=evidence)
    if _SAYS.search(theirs) and not (_SAYS.search(mine) or "alleg" in mine):
        yield Refusal.VOICE(clause=sentence, source=evidence)


def _figures(text: str) -> list[str]:
    """Return the figures in digits, spelled ones too."""
    spelled = (str(_SPELLED.index(w)) for w in _words(text) if w in _SPELLED)
    return [figure.replace(",", "") for figure in _NUMBER.findall(text)] + list(spelled)


def _share(told: str, source: str) -> float:
    """Return which part of the content words the source has, by their stems."""
    mine = {word[:_STEM] for word in _words(told) if len(word) > _SHORT}
    theirs = {word[:_STEM] for word in _words(normalize(source))}
    return len(mine & theirs) / (len(mine) or 1)


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
