"""The lines by a picture that tell what it shows and whose it is, though no frame holds them."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from crosspost.article.captions import names_photographer, split_caption
from crosspost.article.pieces import Picture, Piece

_CAPTION = 60  #: characters of a line with a credit
_LONG = 160  #: characters, where the credit is one that only a picture bears
_SHOWN = 40  #: characters of a line that tells what is shown, over a line with the credit
_MOST_LINES = 3
_ENDS = "。．"
_LINES = frozenset({"own", "table"})  #: a picture and its line may be laid out as a table


def take_captions(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces; a line by a picture that names its source is the picture's caption.

    It stands below (alone, or under a short line that tells what is shown), else above. A credit
    also belongs to the pictures right beside, and to one whose caption names none.
    """
    found = list(pieces)
    for index, piece in enumerate(found):
        if piece.picture and not _is_told(piece.picture):
            _take_below(found, index) or _take_above(found, index)
    return found


def _is_told(picture: Picture) -> bool:
    """Whether the source of a picture is known."""
    captions = (picture.caption, picture.common)
    return bool(picture.beside) or any(split_caption(words)[1] for words in captions)


def _take_below(found: list[Piece], index: int) -> bool:
    below = index + 1
    while below < len(found) and _is_own_caption(found[below], found[index]):
        below += 1
    lines = found[below : below + _MOST_LINES]
    if _is_bare(found[index]) and _is_loose(found, below):
        return _describe(found, index, [below])
    if lines and _is_caption(lines[0]):
        return _describe(found, index, [below])
    for more, line in enumerate(lines[1:], start=1):
        if not _is_shown(lines[more - 1]):
            return False
        if _is_credit(line):
            return _describe(found, index, range(below, below + more + 1))
    return False


def _is_own_caption(line: Piece, piece: Piece) -> bool:
    picture = piece.picture
    return line.kind == "caption" and picture is not None and line.text in picture.caption


def _is_loose(found: Sequence[Piece], index: int) -> bool:
    """Whether a caption stands here that is not in the frame of the picture after it."""
    if index >= len(found) or found[index].kind != "caption" or found[index].picture:
        return False
    after = found[index + 1].picture if index + 1 < len(found) else None
    return not after or found[index].text not in (after.caption, after.common)


def _take_above(found: list[Piece], index: int) -> bool:
    """Take the line above, which no picture above it has taken."""
    if index and _is_caption(found[index - 1]):
        return _describe(found, index, [index - 1])
    return False


def _describe(found: list[Piece], index: int, lines: Sequence[int]) -> bool:
    """Give a picture the words of lines; those right before it share the credit."""
    said = " ".join(found[line].text for line in lines)
    shown, credit = split_caption(said)
    if _is_bare(found[index]):
        _set(found, index, lambda picture: picture.captioned(said))
    elif shown or not credit:
        return False
    else:
        _set(found, index, lambda picture: replace(picture, beside=credit))
    for line in lines:
        found[line] = replace(found[line], kind="caption")
    while credit and index and _is_bare(found[index - 1]):
        index -= 1
        _set(found, index, lambda picture: replace(picture, beside=credit))
    return True


def _set(found: list[Piece], index: int, change: Callable[[Picture], Picture]) -> None:
    picture = found[index].picture
    found[index] = replace(found[index], picture=picture and change(picture))


def _is_bare(piece: Piece) -> bool:
    """Whether the piece is a picture without any words."""
    picture = piece.picture
    return picture is not None and not (picture.caption or picture.common or picture.beside)


def _is_caption(piece: Piece) -> bool:
    """Whether a line names a picture's source; a sentence of the text does not."""
    if _is_credit(piece) or _is_photographer_s(piece):
        return True
    line = piece.text
    if piece.kind not in _LINES or not line or len(line) > _CAPTION or line[-1] in _ENDS:
        return False
    return bool(split_caption(line)[1])


def _is_credit(piece: Piece) -> bool:
    """Whether the line is nothing but a credit."""
    if piece.kind not in _LINES or not piece.text or len(piece.text) > _CAPTION:
        return False
    shown, credit = split_caption(piece.text)
    return bool(credit) and not shown


def _is_photographer_s(piece: Piece) -> bool:
    if piece.kind != "own" or len(piece.text) > _LONG:
        return False
    return names_photographer(split_caption(piece.text)[1])


def _is_shown(piece: Piece) -> bool:
    """Whether a short line may tell what a picture shows."""
    return piece.kind == "own" and len(piece.text) <= _SHOWN and piece.text[-1:] not in _ENDS
