"""An article's text in blocks: what the author says, quotes, lists, captions, boxes, additions."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, cast

from crosspost.article import beside, boxes
from crosspost.article.joints import join_lines
from crosspost.article.notices import without_notices
from crosspost.article.pieces import Piece
from crosspost.article.reader import read_pieces
from crosspost.article.speakers import mark_dialogue
from crosspost.model import Block
from crosspost.phrases import PAIRS

Kind = Literal["own", "heading", "quote", "list", "table", "caption", "dialogue", "box", "addition"]

_ADDED = r"(?:追記|追加|更新|訂正|改訂|補足|update[ds]?|edit(?:ed)?|correction|addendum)"
_ADDITION = re.compile(
    r"\s*(?:[※＊*■●◆▼☆★]\s*)?"
    r"(?:[【［\[（(〔＜<《]\s*[\d０-９/.年月日時分:： ]*" + _ADDED + r"[^】］\])）〕＞>》]{0,24}"
    r"[】］\])）〕＞>》]"
    r"|" + _ADDED + r"[\d０-９①-⑳]*\s*(?:[（(][^）)]{1,24}[）)])?\s*[:：])",
    re.IGNORECASE,
)
_ADDITION_HEADING = re.compile(
    r"\s*" + _ADDED + r"[\d０-９ 　:：]*(?:[（(][^）)]{1,24}[）)])?\s*", re.IGNORECASE
)
_ADDITION_END = re.compile(
    r"[【［\[（(](?:追記|更新|訂正)[^】］\])）]{0,8}(?:終わり|おわり|終|ここまで|以上)[】］\])）]\s*$"
)
_SHORT = 40  #: a line of a box has no full stop and is no longer than this
_MATTER = frozenset({"own", "list", "addition"})
_MOSTLY = 0.5  #: from this share of links on, a paragraph is a list of links
_WHOLLY = 0.9
_NAMING = re.compile(r"[ァ-ヺーA-Za-z・ ]{2,12}です[。！!♪☆]?")
_ARROW = re.compile(r"[>＞≫»→⇒➡▶►☞・▼↓◆■\s]+")
_EDGE = 6  #: pieces at either end, where a page speaks of itself …
_NOTICE = 120  #: … or in a paragraph that is no longer
_ANY_LEVEL = 7
_QUOTED = 20  #: a shorter 「…」 is a catchword or a line of a dialogue
_SOURCE = re.compile(r"\s*(?:[（(][^（()）]{1,40}[)）]|[=＝][^。]{1,25})?[。．]?\s*")
_ATTRIBUTION = re.compile(
    r"(?:出典|引用元?|出所|参照|参考|ソース|source|from|via)\s?[:：／/＝=].{1,200}"
    r"|[―—─–‐~〜-]{1,3}\s?[^。]{1,60}|[（(〔\[][^（）()。]{1,60}[)）〕\]]|[^。]{1,60}(?:より|から引用|より引用)",
    re.IGNORECASE,
)
_ATTRIBUTED = re.compile(r"(?<=[。！？」])\s*[（(〔\[][^（）()。]{1,60}[)）〕\]]$")
_STOPS = "。．！？!?."


def read_blocks(html: str) -> tuple[Block, ...]:
    """Return the blocks of an article's HTML or plain text; never raises."""
    return to_blocks(sort_out(read_pieces(html)))


def to_blocks(pieces: Sequence[Piece]) -> tuple[Block, ...]:
    """Return the sorted pieces that are text as blocks."""
    return tuple(Block(cast("Kind", p.kind), p.text) for p in pieces if not p.picture)


def sort_out(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces with the kinds that only their words and neighbours tell."""
    sorter = _Sorter()
    lines = mark_dialogue(join_lines(beside.take_captions(pieces)))
    last = len(lines) - _EDGE
    return [
        sorter.sort(piece, is_edge=index < _EDGE or index >= last)
        for index, piece in enumerate(_without_links(lines))
    ]


def _without_links(pieces: Sequence[Piece]) -> list[Piece]:
    """Take a paragraph that is one link for a way to another page, beside text that is none."""
    if not any(p.kind == "own" and p.linked < _MOSTLY and len(p.text) >= _QUOTED for p in pieces):
        return list(pieces)
    return [replace(p, kind="box") if _is_link(p) else p for p in pieces]


def _is_link(piece: Piece) -> bool:
    if piece.kind != "own" or not piece.linked:
        return False
    unlinked = (1 - piece.linked) * len(piece.text)
    arrow = _ARROW.match(piece.text)
    return piece.linked >= _WHOLLY or (arrow is not None and unlinked <= len(arrow[0]) + 1)


class _Sorter:
    """Remembers in what box or addition the reader is."""

    def __init__(self) -> None:
        self._profile = 0  #: level of the heading over a description of the author
        self._talk = False  #: right after a line that asks for a follow or names other articles
        self._addition = 0  #: level that ends the addition
        self._own = False  #: whether text of the article came before

    def sort(self, piece: Piece, *, is_edge: bool) -> Piece:
        if piece.picture:
            return replace(piece, kind="box") if self._talk or self._profile else piece
        if piece.kind in {"box", "caption", "dialogue"}:
            return piece
        kind, said = self._kind(piece), piece.text
        if kind == "own" and not self._own and _NAMING.fullmatch(said):
            return replace(piece, kind="box")
        if piece.kind == kind == "quote" and not is_quoted(said):
            return _without_source(piece)
        self._own = self._own or kind == "own"
        if kind in _MATTER and (is_edge or len(said) <= _NOTICE):
            said = without_notices(said)
        if not said:
            return replace(piece, kind="box")
        is_same = kind == piece.kind and said == piece.text
        return piece if is_same else replace(piece, kind=kind, text=said)

    def _kind(self, piece: Piece) -> str:
        if _ADDITION.match(piece.text) and piece.kind != "heading":
            return self._add(piece)
        if boxes.is_profile(piece.text):
            self._profile = piece.level or _ANY_LEVEL
            return "box"
        if self._profile and not 0 < piece.level <= self._profile:
            return "box"
        self._profile = 0
        if boxes.is_talk(piece.text) or (self._talk and _is_trailing(piece)):
            self._talk = True
            return "box"
        self._talk = False
        return self._heading(piece) if piece.kind == "heading" else self._text(piece)

    def _add(self, piece: Piece) -> str:
        """Begin an addition: it reaches to the end, but one above the article is one paragraph."""
        self._profile, self._talk = 0, False
        self._addition = _ANY_LEVEL if self._own else 0
        if _ADDITION_END.search(piece.text):
            self._addition = 0
        return "addition"

    def _heading(self, piece: Piece) -> str:
        if _ADDITION_HEADING.fullmatch(piece.text):
            self._addition = piece.level
        elif piece.level <= self._addition:
            self._addition = 0
        return "heading"

    def _text(self, piece: Piece) -> str:
        added = self._addition
        if _ADDITION_END.search(piece.text):
            self._addition = 0
        if piece.kind != "own":
            return piece.kind
        if is_quoted(piece.text):
            return "quote"
        return "addition" if added else "own"


def _without_source(piece: Piece) -> Piece:
    """Leave out who is quoted, where that stands in the quotation itself."""
    said = _ATTRIBUTED.sub("", piece.text)
    if not said or _ATTRIBUTION.fullmatch(said) or not any(map(str.isalnum, said)):
        return replace(piece, kind="box")
    return replace(piece, text=said)


def _is_trailing(piece: Piece) -> bool:
    """Whether the piece can belong to the box that the line before began."""
    if piece.kind == "heading":
        return False
    if piece.kind == "list" or piece.linked >= _MOSTLY:
        return True
    return len(piece.text) <= _SHORT and piece.text[-1] not in _STOPS


def is_quoted(paragraph: str) -> bool:
    """Whether the whole paragraph stands in quotation marks, apart from its source."""
    if len(paragraph) < _QUOTED or paragraph[0] not in "「『“":
        return False
    opener, depth = paragraph[0], 0
    for index, char in enumerate(paragraph):
        depth += (char == opener) - (char == PAIRS[opener])
        if depth == 0:
            return bool(_SOURCE.fullmatch(paragraph[index + 1 :]))
    return False
