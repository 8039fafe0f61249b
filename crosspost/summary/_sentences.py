"""Where sentences end, in Japanese and in scripts that set blanks between words."""

import re
from collections.abc import Iterator

from crosspost.phrases import PAIRS

_CLOSERS = {closer: opener for opener, closer in PAIRS.items()} | {'"': '"'}
_OPENERS = frozenset(PAIRS) | {'"'}
_MARKS = re.compile("[" + re.escape("".join(_OPENERS) + "".join(_CLOSERS)) + "]")
_STOPS = re.compile(r"[。！？!?‼⁇⁈⁉｡।؟．.…]+")
_LONGEST = 1_000  # characters; all that is done to a sentence is linear in them
_STRONG = frozenset("。｡।؟")
_ENDS = tuple("。｡।؟．.！？!?‼⁇⁈⁉…")
_TAIL = re.compile("[" + re.escape("".join(set(_CLOSERS) - {'"'})) + "’'♪☆★]*")
# After a closed quotation these carry the sentence on: 「…。」と述べた, 「…！」という声.
_CARRY = re.compile(
    r"\s*(?:[、，,。とのはがをにもでやかだなへ]|って|ため(?=[のに])|など|より|から|まで)"
)
_ABBREVIATION = re.compile(
    r"mr|mrs|ms|dr|prof|sr|jr|st|no|vs|approx|e\.g|i\.e|cf|al|fig|gen|gov|sen|rep|lt|col|capt"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|inc|ltd|co|corp|bros|dept|est|vol|ed|pp",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\s\"“”‘'(\[]*$")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)*[A-Za-z]$")
_STARTERS = re.compile(
    r"\s+[\"“‘(]?(?:The|This|That|These|Those|It|In|On|At|But|And|He|She|They|We|I|A|An)\b"
)


def split(paragraph: str) -> list[str]:
    """Return the paragraph's sentences; brackets and quotations stay whole.

    A bracket that is never closed (or never opened) is taken for an ordinary character. Of what is
    longer than any sentence that a person wrote, the beginning comes back, with ….
    """
    sentences = []
    start = 0
    for end in _ends(paragraph):
        sentences.append(paragraph[start:end].strip())
        start = end
    sentences.append(paragraph[start:].strip())
    return [s if len(s) <= _LONGEST else f"{s[:_LONGEST]}…" for s in sentences if s]


def _ends(text: str) -> Iterator[int]:
    """Yield the positions after which a sentence begins."""
    spans = _bracketed(text)
    quoted = 0
    for stop in _STOPS.finditer(text):
        while quoted < len(spans) and spans[quoted][1] <= stop.start():
            quoted += 1
        if quoted < len(spans) and spans[quoted][0] < stop.start():
            closer = spans[quoted][1]
            if _TAIL.fullmatch(text, stop.end(), closer - 1) and not _carries_on(text, closer):
                yield closer
        elif _is_end(text, stop):
            yield _past_tail(text, stop.end())


def _bracketed(text: str) -> list[tuple[int, int]]:
    """Return the outermost bracketed spans, closing bracket included."""
    spans: list[tuple[int, int]] = []
    open_: list[tuple[str, int]] = []
    for mark in _MARKS.finditer(text):
        char = mark.group()
        partners = [at for opener, at in open_[-3:] if opener == _CLOSERS.get(char)]
        if partners:
            start = partners[-1]
            while open_ and open_[-1][1] >= start:
                open_.pop()
            while spans and spans[-1][0] > start:
                spans.pop()
            spans.append((start, mark.end()))
        elif char in _OPENERS:
            open_.append((char, mark.start()))
    return spans


def _carries_on(text: str, end: int) -> bool:
    """Whether the sentence goes on behind a quotation that ends with a stop."""
    return bool(_CARRY.match(text, end)) or text[end : end + 2].strip().islower()


def _past_tail(text: str, end: int) -> int:
    """Return the end with what closes the sentence: stray closers, notes of music."""
    tail = _TAIL.match(text, end)
    return tail.end() if tail else end


def _is_end(text: str, stop: re.Match[str]) -> bool:
    mark, after = stop.group(), text[stop.end() : stop.end() + 1]
    if _STRONG.intersection(mark):
        return True
    if mark in {".", "．"} or set(mark) <= {".", "…"}:
        return _is_full_stop(text, stop, after)
    before = text[stop.start() - 1 : stop.start()]
    if before.isascii() and before.isalnum():  # Yahoo!ニュース is one word; "Stop! Now" is not
        return not after or after.isspace()
    return not _CARRY.match(text, stop.end())


def _is_full_stop(text: str, stop: re.Match[str], after: str) -> bool:
    """Whether a point or an ellipsis ends a sentence: a blank follows, then no small letter."""
    tail = _past_tail(text, stop.end())
    rest = text[tail : tail + 12]
    if not rest:
        return True
    if stop.group() == "．":
        return not after.isdigit()
    if not rest[0].isspace() or rest.lstrip()[:1].islower():
        return False
    word = _last_word(text, stop.start())
    if _ABBREVIATION.fullmatch(word):
        return False
    if _INITIALS.fullmatch(word) and word != "I":
        return "." in word and bool(_STARTERS.match(text, tail))
    return True


def _last_word(text: str, end: int) -> str:
    found = _WORD.search(text[max(0, end - 20) : end])
    return found.group() if found else ""


def is_closed(sentence: str) -> bool:
    """Whether the sentence comes to an end by itself: a stop stands at its end."""
    return sentence.rstrip("".join(_CLOSERS) + "’'♪☆★ ").endswith(_ENDS)
