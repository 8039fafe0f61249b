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
        end = _end_of_lines(pieces, at)
        piece = pieces[at]
        found.append(replace(piece, text=_join(pieces[at:end])) if end > at + 1 else piece)
        at = end
    return found


def _join(lines: Sequence[Piece]) -> str:
    text = lines[0].text
    for line in lines[1:]:
        blank = "" if is_japanese(text[-1] + line.text[0]) or text[-1] in "、，" else " "
        text += blank + line.text
    return text


def _end_of_lines(pieces: Sequence[Piece], start: int) -> int:
    """Return the place behind the lines of the paragraph that begins here."""
    at = start
    while at + 1 < len(pieces) and at - start < _MOST and _goes_on(pieces[at], pieces[at + 1]):
        at += 1
    is_whole = at == start or _STOP.search(pieces[at].text)
    return (at if is_whole or _UNFINISHED.search(pieces[at - 1].text) else start) + 1


def _goes_on(line: Piece, after: Piece) -> bool:
    if not _is_line(line) or not _is_line(after) or _MARKED.match(after.text):
        return False
    if _UNFINISHED.search(line.text):
        return True
    if after.apart or _MARKED.match(line.text) or _STOP.search(line.text):
        return False
    if len(line.text) <= _WRAPPED and (is_open(line.text) or _HANGING.match(after.text)):
        return True
    both = line.text + after.text
    return after.text[0].islower() and both.isascii() and line.text[-1].isalpha()


def _is_line(piece: Piece) -> bool:
    if piece.kind != "own" or piece.picture or not _LEAST <= len(piece.text) <= _LONGEST:
        return False
    return not boxes.is_talk(piece.text)
