"""Words without a dictionary: what two sentences share, by kanji, katakana and Latin runs.

Japanese sets no blanks. Runs of one script stand for words, pairs of kanji for their parts, so that
受け取った and 受領した, 通報された and 通報 meet in what they share.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

#: Ranges of kanji, for character classes.
KANJI = "々\u3400-\u9fff"
NUMERALS = "〇零一二三四五六七八九十百千万億兆"

_RUN = re.compile(rf"[{KANJI}]+|[ァ-ヺー]{{2,}}|[A-Za-z][A-Za-z0-9_.=+-]*")
_PIECE = re.compile(rf"[{KANJI}]+|[ァ-ヺー・=]{{2,}}|[A-Za-z][A-Za-z0-9_.+-]*")
_IDLE = frozenset(NUMERALS + "者的約同当各全")
_OPENERS, _CLOSERS = "「『（(", "」』）)"
_NAME, _PAIR, _LONE = 3, 2, 1  # weight of a katakana or Latin word, of a pair of kanji, of one


@lru_cache(maxsize=4096)
def normalize(text: str) -> str:
    """Return the text in NFKC, blanks behind digits and line ends left out."""
    return re.sub(r"(?<=[0-9])\s+", "", unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=4096)
def squeeze(text: str) -> str:
    """Return the normalised text without any blank, to be found in another."""
    return re.sub(r"\s", "", normalize(text))


def _split(text: str, stops: str) -> Iterator[str]:
    """Yield the pieces that end with one of the stops outside of brackets."""
    depth = begin = 0
    for at, char in enumerate(text, start=1):
        if char in _OPENERS:
            depth += 1
        elif char in _CLOSERS:
            depth = max(0, depth - 1)
        elif char in stops and not depth:
            yield text[begin:at]
            begin = at
    yield text[begin:]


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences; a quotation is never cut."""
    return tuple(piece.strip() for piece in _split(text, "。！？\n") if piece.strip())


@lru_cache(maxsize=4096)
def segments(sentence: str) -> tuple[str, ...]:
    """Return what stands between the commas outside of brackets."""
    return tuple(piece for piece in _split(sentence, "、。") if piece)


@lru_cache(maxsize=8192)
def units(text: str) -> dict[str, int]:
    """Return what the text is made of, with weights: names, pairs of kanji, single kanji."""
    found: dict[str, int] = {}
    for piece in _PIECE.findall(normalize(text)):
        if re.match(rf"[{KANJI}]", piece):
            pairs = (piece[at : at + 2] for at in range(len(piece) - 1))
            found.update({p: _PAIR for p in pairs if not set(p) <= set(NUMERALS)})
            for char in piece:
                if char not in _IDLE:
                    found.setdefault(char, _LONE)
        else:
            found.update({part: _NAME for part in re.split("[・=]", piece) if len(part) > 1})
    return found


def cover(told: str, source: str) -> float:
    """Return which part of what is told the source has, from 0 to 1."""
    mine, theirs = units(told), units(source)
    whole = sum(mine.values())
    return sum(weight for unit, weight in mine.items() if unit in theirs) / (whole or 1)


def closest(told: str, sources: Iterable[str]) -> str:
    """Return the source that has most of what is told; "" where there is none."""
    return max(sources, key=lambda source: cover(told, source), default="")


@lru_cache(maxsize=8192)
def runs(text: str) -> frozenset[str]:
    """Return the runs of kanji, katakana and Latin letters, without the numerals around them."""
    found = _RUN.findall(normalize(text))
    return frozenset(run.strip(NUMERALS) or run for run in found if not set(run) <= set(NUMERALS))


def shared(mine: Iterable[str], theirs: frozenset[str]) -> float:
    """Return how much the runs have in common: 2 for a whole one, 1 for a part."""
    return sum(_share(run, theirs) for run in mine)


def _share(run: str, others: frozenset[str]) -> float:
    if run in others:
        return 2.0 if len(run) > 1 else 1.5
    pairs = {run[at : at + 2] for at in range(len(run) - 1)}
    return 1.0 if any(pair in other for other in others for pair in pairs) else 0.0
