"""Titles that are too long for a post."""

import re
from collections.abc import Callable, Iterable

from crosspost import phrases

#: What a comment leaves of a headline's words, in weight: thirty Japanese characters.
LEAST = 60
#: Characters that are worth a cut within a word for the sake of the marks.
FIRST_WORDS = 8
_NAME = re.compile(r"\s*[|｜»]\s*.+|\s+[-–—―・:：]\s+.+")


def cut_title(
    title: str, marks: Iterable[str], fits: Callable[[str], bool], *, least: int = FIRST_WORDS
) -> str:
    """Return the title cut at a phrase end so that it fits, "" when nothing does.

    Status marks at its ends, such as （暫定投稿）, are kept whole, or dropped where they leave no
    room for `least` of the title's characters; a title without any phrase end is cut where it must
    be.
    """

    def marked(text: str) -> bool:
        return fits(before + text + after)

    marks = tuple(marks)
    before, core, after = _split_marks(_without_name(title, marks), marks)
    kept = phrases.cut(core, marked)
    if not kept and before + after:
        stump = phrases.cut_anywhere(core, marked)
        kept = stump if len(stump) > least else ""
    if kept:
        return before + kept + after
    return phrases.cut(core, fits) or phrases.cut_anywhere(core, fits)


def least_title(title: str, marks: Iterable[str], weigh: Callable[[str], int]) -> str:
    """Return what a comment must leave of a title: the whole of a short one, and all its marks."""
    marks = tuple(marks)
    before, core, after = _split_marks(_without_name(title, marks), marks)

    def fits(text: str) -> bool:
        return weigh(text) <= LEAST

    return before + (phrases.cut(core, fits) or phrases.cut_anywhere(core, fits)) + after


def _without_name(title: str, marks: tuple[str, ...]) -> str:
    """Leave out a blog's name behind the last mark: it goes before any word of the title does."""
    for mark in reversed(marks):
        head, found, name = title.rpartition(mark)
        if found and head and _NAME.fullmatch(name):
            return head + mark
    return title


def _split_marks(title: str, marks: tuple[str, ...]) -> tuple[str, str, str]:
    before = after = ""
    core = title
    while mark := next((m for m in marks if m and core.startswith(m)), ""):
        before, core = before + mark, core.removeprefix(mark).lstrip()
    while mark := next((m for m in marks if m and core.endswith(m)), ""):
        after, core = mark + after, core.removesuffix(mark).rstrip()
    return before, core, after
