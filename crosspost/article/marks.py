"""Status marks in a title: （暫定投稿）, 【追記あり】, [Update], ※追記."""

import re
from collections.abc import Iterator, Sequence

_WORD = (
    r"(?:暫定|速報|追記|更新|訂正|改訂|修正|加筆|続報|執筆中|書きかけ|未完成?|完成版|確定版"
    r"|updated?|updates|revised|revision|corrected|correction|breaking|provisional|developing|draft)"
)
_BEFORE = r"(?:※|最終|一部|再|随時|第|[\d０-９]|[./:：・年月日時分回 　-])*"
_AFTER = (
    r"(?:投稿|版|記事|あり|有り?|しました|して(?:い)?ます|済み?|中|分|線|報|[\d０-９①-⑳]"
    r"|[./:：・年月日時分回その #＃　-])*"
)
_INNER = rf"{_BEFORE}{_WORD}{_AFTER}"
_PAIRS = (
    "（）",
    "()",
    "【】",
    "［］",
    "[]",
    "〔〕",
    "＜＞",
    "<>",
    "《》",
    "≪≫",
    "〈〉",
    "{}",
    "｛｝",
    "（)",
    "(）",
)
_BRACKETED = "|".join(rf"{re.escape(o)}{_INNER}{re.escape(c)}" for o, c in map(tuple, _PAIRS))
_FIRST = re.compile(
    rf"\s*({_BRACKETED}|(?:速報|追記|更新|訂正|update|updated|breaking|correction)[:：])\s*",
    re.IGNORECASE,
)
_LAST = re.compile(rf"\s*({_BRACKETED}|※{_INNER})\s*\Z", re.IGNORECASE)
# A blog's name may stand behind the mark: 「題（追記） | 港のブログ」.
_NAMED = re.compile(
    rf"\s*({_BRACKETED})(?:\s*[|｜»]\s*|\s+[-–—―・:：]\s+)[^|｜»]{{1,40}}\Z", re.IGNORECASE
)
_PROVISIONAL = re.compile(
    r"暫定|速報|執筆中|書きかけ|未完|provisional|breaking|developing|draft", re.IGNORECASE
)
_RENEWED = re.compile(r"追記|更新|訂正|改訂|修正|加筆|続報|updat|revis|correct", re.IGNORECASE)
_GAPS = re.compile(r" {2,}")
_MOST = 400  #: characters of a title that are searched


def find_marks(title: str) -> tuple[str, ...]:
    """Return the marks at the title's start and end, verbatim, in their order."""
    return tuple(title[start:end] for start, end in _spans(title))


def bare_title(title: str) -> str:
    """Return the title without its marks; a title that is nothing but marks stays."""
    kept, at = "", 0
    for start, end in _spans(title):
        kept += title[at:start]
        at = end
    return _GAPS.sub(" ", kept + title[at:]).strip() or title.strip()


def is_provisional(marks: Sequence[str]) -> bool:
    """Whether the author says that the article is not yet finished."""
    return any(_PROVISIONAL.search(mark) for mark in marks)


def is_renewed(mark: str) -> bool:
    """Whether the mark says that the article was added to or corrected."""
    return bool(_RENEWED.search(mark))


def _spans(title: str) -> list[tuple[int, int]]:
    first = list(_leading(title))
    start = first[-1][1] if first else 0
    return first + list(_trailing(title, start))[::-1]


def _leading(title: str) -> Iterator[tuple[int, int]]:
    at = 0
    while (found := _FIRST.match(title, at)) and at < _MOST:
        yield found.span(1)
        at = found.end()


def _trailing(title: str, start: int) -> Iterator[tuple[int, int]]:
    end = len(title)
    if end > start and (named := _NAMED.search(title, max(start, end - _MOST))):
        yield named.span(1)
        end = named.start()
    while end > start and (found := _LAST.search(title, max(start, end - _MOST), end)):
        yield found.span(1)
        end = found.start()
