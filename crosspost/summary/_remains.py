"""What is said of an article that holds no running text of its own."""

import re
from collections.abc import Sequence

from crosspost.model import Article, Room
from crosspost.phrases import is_japanese
from crosspost.summary import _joining, _shorten
from crosspost.summary._material import is_field
from crosspost.summary._sentences import is_closed, split
from crosspost.summary._talk import is_talk

_LONG_ITEM = 24
_TELLING_ITEM = 16  # characters; shorter items are names
_FEWEST = 3
_MOSTLY = 0.7
_FRAME = 1.5
_MOST_FRAME = 100  # characters; longer running text says more than that a list follows
_SPEAKER = re.compile(
    r"(?:[QＱAＡ]\s?[\d０-９]{0,2}\s?[.．:：、]|[^、。「」:：\s]{1,16}[:：]|―+)\s*"
)
_QUESTION = re.compile(r"[?？]$|か[。…]*$")
_MOST_LINES = 60


def is_list(article: Article, running: int) -> bool:
    """Whether the article's items are its matter, and its running text their frame.

    They are then sentences of their own, longer than the few `running` characters; a
    list of ingredients or links is not.
    """
    items = _lines(article, "list")
    full = [item for item in items if len(item) >= _TELLING_ITEM]
    if len(full) < max(_FEWEST, len(items) * _MOSTLY):
        return False
    return running <= _MOST_FRAME and sum(map(len, full)) >= _FRAME * running


def tell(article: Article, room: Room) -> str:
    """Return list items and labelled entries, else a quotation, headings, a caption, or ""."""
    items = _lines(article, "list", "own", "addition")
    return (
        _list(items, room)
        or _quote(_lines(article, "quote"), room)
        or _quote(_answers(article), room)
        or _list(_lines(article, "heading"), room)
        or _joining.fill(_lines(article, "caption")[:1], room)
    )


def _answers(article: Article) -> list[str]:
    """Return what is answered in an article that is all dialogue, without the speakers' names."""
    said = (_SPEAKER.sub("", line) for line in _lines(article, "dialogue"))
    return [line for line in said if is_closed(line) and not _QUESTION.search(line)]


def _lines(article: Article, *kinds: str) -> list[str]:
    """Return the lines that are no talk; of the author's own text only labelled entries."""
    lines = [
        _shorten.mend(line)
        for block in article.blocks
        if block.kind in kinds
        for line in block.text.split("\n")[:_MOST_LINES]
        if block.kind not in {"own", "addition"} or is_field(line)
    ]
    return [line for line in lines[:_MOST_LINES] if line and not is_talk(line)]


def _list(items: Sequence[str], room: Room) -> str:
    """Join as many items as fit; … says that there are more, or that the first one was cut."""
    joint = _joint(items)
    for count in range(len(items), 0, -1):
        text = joint.join(items[:count]) + ("…" if count < len(items) else "")
        if room.fits(text):
            return text
    return _joining.fill(items[:1], room)


def _joint(items: Sequence[str]) -> str:
    text = "".join(items)
    if not is_japanese(text):
        return " / "
    short = all(len(i) <= _LONG_ITEM for i in items) and not any(c in text for c in "、。！？")
    return "、" if short else "／"


def _quote(lines: Sequence[str], room: Room) -> str:
    """Quote other people's words as such: in quotation marks, whole sentences."""
    opener, closer = ("「", "」") if is_japanese("".join(lines)) else ("“", "”")

    def within(text: str) -> str:
        marked = text.startswith(opener) and text.endswith(closer)
        return text if marked else f"{opener}{text.rstrip('。')}{closer}"

    inner = Room(room.weight, lambda text: room.weigh(within(text)))
    sentences = [s for line in lines for s in split(line)]
    text = _joining.fill(sentences, inner)
    return within(text) if text else ""
