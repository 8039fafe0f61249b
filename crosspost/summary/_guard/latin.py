"""Gists in languages that set blanks between words: every content word stands in the evidence."""

import re
from collections.abc import Iterator

from crosspost.model import Reason
from crosspost.model.refusals import Refusal
from crosspost.summary._guard.source import Source
from crosspost.summary._guard.words import normalize

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_SHORT = 3  # letters; shorter words are articles and prepositions
_STEM = 5  # letters by which inflected forms are one
_DENIES = re.compile(r"\b(?:no|not|never|none|neither|nor|without|cannot|unless)\b")
_HEDGES = re.compile(
    r"\b(?:may|might|could|would|if|unless|until|only|plans?|planned|proposed?|expected|allegedly?"
    r"|reportedly|according|likely|possibly|said|says|claims?|claimed|considers?|considering)\b"
)
_FREE = re.compile(
    "about|after|also|been|before|being|from|have|into|more|most|other|over|than|that|their|them|then"
    "|there|they|this|those|under|were|what|when|where|which|while|will|with|said|says"
)


def check(gist: str, source: Source) -> Iterator[Reason]:
    """Yield the words and figures that no evidence has, and denials and hedges that are lost."""
    told, scope = normalize(gist), normalize(source.scope)
    known = {word[:_STEM] for word in _words(scope)}
    figures = set(_NUMBER.findall(scope))
    for word in _words(told):
        if len(word) > _SHORT and not _FREE.fullmatch(word) and word[:_STEM] not in known:
            yield Refusal.FOREIGN_WORD(found=word)
    for figure in _NUMBER.findall(told):
        if figure not in figures:
            yield Refusal.NUMBER(clause=gist, found=figure)
    evidence = normalize(" ".join(source.evidence)).lower()
    if bool(_DENIES.search(told.lower())) is not bool(_DENIES.search(evidence)):
        yield Refusal.NEGATION(clause=gist, found="not", source=source.closest(gist))
    if _HEDGES.search(evidence) and not _HEDGES.search(told.lower()):
        yield Refusal.HEDGE(clause=gist, source=source.closest(gist))


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
