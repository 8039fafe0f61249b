"""Dialogue that no markup sets apart: questions, answers, lines that name their speaker."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from crosspost.article.pieces import Piece

_DASHED = re.compile(r"(?:[―—─–ー－]{2,}|[―—─])\s*(?=[^―—─–ー－\s])")
_ASKS = re.compile(r"(?:か|の|な|ね|は|って)?[?？]$|か[。…]*$|(?:ください|下さい)[。…]*$")
_QUESTION = re.compile(r"[^。！？!?]{2,80}(?:[?？]|か。)")
_NUMBERED = re.compile(
    r"(?:[QＱAＡ]|質問|回答|問|答)\s?[\d０-９]{0,2}\s?[.．:：、。)）]\s*(?=\S)|【[QＱAＡ][\d０-９]*】"
)
_SPEAKER = re.compile(
    r"([^、。「」『』（）()\[\]【】:：\s\d０-９]{1,10})(?:[（(][^）)]{1,10}[）)])?\s?(?:[:：]\s*(?=\S)|(?=「[^「」]*」$))"
)
_ENDS = "。！？!?」』）♪☆…w笑"
_LONGEST = 150  #: characters of what one says; a longer line is an entry of a form
_FIELD = re.compile(
    r"URL|名$|日時?$|場所|会場|住所|所在|電話|期間|時間|料金|価格|対象|主催|定員|内容|方法|条件|備考|注意|結論|理由|例$",
    re.IGNORECASE,
)
_FEWEST = 3  #: lines with a speaker
_ASKED = 2  #: lines with a dash; one alone may be an aside
_QUESTIONS = 2  #: paragraphs that only ask; one alone may be the author's own
_KINDS = frozenset({"own", "list"})


def mark_dialogue(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces, the questions of an interview and the lines of speakers as dialogue."""
    dashed = sum(_is_dashed(piece) for piece in pieces)
    asks = sum(map(_only_asks, pieces)) >= _QUESTIONS
    speakers = Counter(filter(None, map(_speaker, pieces)))
    is_talk = len(speakers) > 1 and speakers.total() >= _FEWEST and max(speakers.values()) > 1
    return [
        replace(piece, kind="dialogue")
        if _is_question(piece, dashed=dashed)
        or (is_talk and _speaker(piece))
        or (asks and _only_asks(piece))
        else piece
        for piece in pieces
    ]


def _only_asks(piece: Piece) -> bool:
    if piece.kind != "own" or piece.text[-1:] not in "?？。":
        return False
    return bool(_QUESTION.fullmatch(piece.text))


def _is_dashed(piece: Piece) -> bool:
    return piece.kind in _KINDS and bool(_DASHED.match(piece.text))


def _is_question(piece: Piece, *, dashed: int) -> bool:
    if piece.kind not in _KINDS:
        return False
    if _DASHED.match(piece.text):
        return dashed >= _ASKED or bool(_ASKS.search(piece.text))
    return bool(_NUMBERED.match(piece.text))


def _speaker(piece: Piece) -> str:
    if len(piece.text) > _LONGEST or piece.kind not in _KINDS or piece.text[-1:] not in _ENDS:
        return ""  # 「日時：三日」 is an entry of a form
    found = _SPEAKER.match(piece.text)
    return found[1] if found and not _FIELD.search(found[1]) else ""
