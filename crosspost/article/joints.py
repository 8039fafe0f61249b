"""Paragraphs that are only lines: joined where a sentence goes on in the next one."""

import re
from collections.abc import Sequence
from dataclasses import replace

from crosspost.article import boxes
from crosspost.article.lines import is_open
from crosspost.article.pieces import Piece
from crosspost.phrases import is_japanese

_LONGEST = 120  #: characters of a line that a comma ends; a longer one is a paragraph
_WRAPPED = 45  #: characters of one that only goes on by its sense
_MOST = 12  #: lines of one paragraph
_LEAST = 4  #: characters
_UNFINISHED = re.compile(r"[、，]$")
#: Across a blank line only what no heading ends with goes on.
_OPEN_APART = re.compile(r"(?:[をが]|ことで|ために|ように|から|まで|により|として)$")
#: Who and when, and what they did in the next line: 「組合は三日」「計画を」「延ばした。」.
_TIMED = re.compile(r"[はが](?:[^はが、。]{0,12})[\d〇一二三四五六七八九十][日月年時分]$")
_HANGING = re.compile(r"[をがにへ](?=[^ぁ-ん])")
_STOP = re.compile(r"[。！？!?．.」』）)♪☆…]$")
_MARKED = re.compile(
    r"[・●■◆○◇▼▽▲△※*＊★☆①-⑳\-–—―→【［\[〔<＜]|[^、。]{1,12}[:：]"
    r"|第?[\d０-９一二三四五六七八九十]{1,3}[.．、)）章節]"
)


def join_lines(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces with those joined that a reader reads as one paragraph.

    Services and mail programs make a paragraph of each line: 「島は、」「基地を」「返す。」.
    """
    found: list[Piece] = []
    at = 0
    while at < len(pieces):
        lines = _lines_from(pieces, at)
        piece, between = pieces[at], set(range(at, lines[-1] + 1)) - set(lines)
        if len(lines) > 1:
            piece = replace(piece, text=_join([pieces[line] for line in lines]))
        found.append(piece)
        found.extend(pieces[place] for place in sorted(between))
        at = lines[-1] + 1
    return found


def _join(lines: Sequence[Piece]) -> str:
    text = lines[0].text
    for line in lines[1:]:
        blank = "" if is_japanese(text[-1] + line.text[0]) or text[-1] in "、，" else " "
        text += blank + line.text
    return text


def _lines_from(pieces: Sequence[Piece], start: int) -> list[int]:
    """Return the places of the lines of the paragraph that begins here."""
    lines = [start]
    while len(lines) < _MOST and (after := _next(pieces, lines[-1])):
        lines.append(after)
    is_whole = _STOP.search(pieces[lines[-1]].text)
    if len(lines) > 1 and not is_whole and not _UNFINISHED.search(pieces[lines[-2]].text):
        return [start]
    return lines


def _next(pieces: Sequence[Piece], at: int) -> int:
    """Return the place of the line that goes on with this one, 0 when none does."""
    line, after = pieces[at], at + 1
    if not _is_line(line):
        return 0
    if _UNFINISHED.search(line.text):  # a picture may stand within a sentence
        while after < len(pieces) and _is_shown(pieces[after]):
            after += 1
    return after if after < len(pieces) and _goes_on(line, pieces[after]) else 0


def _is_shown(piece: Piece) -> bool:
    return piece.picture is not None or piece.kind == "caption"


def _goes_on(line: Piece, after: Piece) -> bool:
    if not _is_line(after) or _MARKED.match(after.text):
        return False
    if _UNFINISHED.search(line.text):
        return True
    if _MARKED.match(line.text) or _STOP.search(line.text):
        return False
    return bool(_OPEN_APART.search(line.text)) if after.apart else _is_wrapped(line, after)


def _is_wrapped(line: Piece, after: Piece) -> bool:
    """Whether one sentence stands in both lines, by what the first ends and the second begins."""
    if len(line.text) <= _WRAPPED and (is_open(line.text) or _HANGING.match(after.text)):
        return True
    both = line.text + after.text
    if after.text[0].islower() and both.isascii() and line.text[-1].isalpha():
        return True
    return bool(_TIMED.search(line.text)) and is_open(after.text)


def _is_line(piece: Piece) -> bool:
    if piece.kind != "own" or piece.picture or not _LEAST <= len(piece.text) <= _LONGEST:
        return False
    return not boxes.is_talk(piece.text)
