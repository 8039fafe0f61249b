"""The lines of a run of text: which of them are one paragraph to a reader."""

import re
from collections.abc import Iterable
from itertools import pairwise

from crosspost import text
from crosspost.phrases import is_japanese

_WIDE = re.compile(r"[\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")
_GAP = re.compile(r"(.?)[ \t]*\v[ \t\v]*(.?)")
_BLANKS = re.compile(r"[ \t]{2,}")  # first: a long run would make _GAP slow
_ADDRESS = re.compile(r"(?:https?:)?//[!-~]+")
_ENDS = "。．！？!?」』）)"
_LABELLED = re.compile(r"[・●■◆○◇▼※*―—─–-]|[^。、]{1,10}[:：]")
# A line that ends so goes on; a heading may end like the others (返還とは, 港の再開へ).
_OPEN = re.compile(
    r"(?:[をがのとでもや]|(?<!ず)に|(?<![とで])は|から|まで|より|による|として|[しれっい]て|[、，])$"
)
#: Within one paragraph a line that ends so goes on as well.
_OPEN_WITHIN = re.compile(r"[にへでて]$")
_STOPPED = re.compile(r"[。！？!?．.♪☆」』）)…](?:\n|$)")
_POLITE = re.compile(r"(?:ます|です|ました|でした|ません|ください|下さい|ましょう)[♪☆…ー〜～w]*$")
_TITLE = 5  #: characters; a shorter link is a button
_HARD_WRAP = 20  #: a shorter line was broken on purpose


def is_address(line: str) -> bool:
    """Whether the line is nothing but a web address."""
    return bool(_ADDRESS.fullmatch(line))


def part(raw: str, links: Iterable[str]) -> str:
    """Return the raw text with the lines that are one link each as paragraphs."""
    names = {name for name in links if len(name) >= _TITLE}
    return "\n".join(f"\n{line}\n" if line.strip() in names else line for line in raw.split("\n"))


def is_open(line: str) -> bool:
    """Whether the sentence of the line goes on in the next one."""
    return bool(_OPEN.search(line))


def _goes_on(line: str) -> bool:
    return is_open(line) or bool(_OPEN_WITHIN.search(line))


def split_lines(raw: str) -> list[str]:
    """Split at blank lines, and at single ones where the author meant a line of its own."""
    if "\v" in raw:
        raw = _GAP.sub(_close_gap, _BLANKS.sub(" ", raw))
    raw = text.clean(raw)
    found: list[str] = []
    for paragraph in re.split(r"\n{2,}", raw):
        lines = paragraph.split("\n")
        joined = [lines[0]]
        stopped = bool(_STOPPED.search(paragraph)) or not is_japanese(paragraph)
        for before, line in pairwise(lines):
            if _stands_alone(before, line) or not (stopped or _goes_on(before)):
                found.append("".join(joined))
                joined = [line]
            else:
                joined.append(_gap(before, line) + line)
        found.append("".join(joined))
    return [line for line in map(str.strip, found) if line]


def _close_gap(gap: re.Match[str]) -> str:
    """Make a source's line break a blank, but nothing between two Japanese characters."""
    wide = gap[1] and gap[2] and _WIDE.match(gap[1]) and _WIDE.match(gap[2])
    return gap[1] + ("" if wide else " ") + gap[2]


def _gap(before: str, line: str) -> str:
    """Return what joins two lines: a blank, but nothing beside Japanese."""
    wide = _WIDE.match(before[-1:]) or _WIDE.match(line)
    return "" if wide or not before or not line else " "


def _stands_alone(before: str, line: str) -> bool:
    if _LABELLED.match(line) or is_address(line) or is_address(before):
        return True
    if _POLITE.search(before):
        return True
    return len(before) < _HARD_WRAP and bool(_LABELLED.match(before)) and before[-1] not in _ENDS
