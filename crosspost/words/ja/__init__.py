"""Japanese."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from crosspost.words.ja import denials, failures, lines, mistakes, needs, notes, refusals, why
from crosspost.words.ja.labels import LABELS
from crosspost.words.language import Language

_UNITS = ((86400, "日"), (3600, "時間"), (60, "分"))


def _say_span(span: timedelta) -> str:
    """Say a span as people do: "20 分", "48 時間", "3.5 日"."""
    seconds = span.total_seconds()
    for size, unit in _UNITS:
        if abs(seconds) >= size * (3 if unit == "日" else 1):
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds:.0f} 秒"


def _say_short(span: timedelta) -> str:
    seconds = abs(span.total_seconds())
    for size, unit in _UNITS:
        if seconds >= size:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.0f} 秒"


def _say_moment(moment: datetime, form: str) -> str:
    if form == "date":
        return f"{moment.year} 年 {moment.month} 月 {moment.day} 日"
    return f"{moment:%H:%M %Z}" if form == "time" else f"{moment:%Y-%m-%d %H:%M %Z}"


def _count(number: int, _forms: Sequence[str]) -> str:
    return f"{number:,}"


LANGUAGE = Language(
    sentences={
        code: sentence
        for part in (why, failures, denials, mistakes, notes, needs, lines, refusals)
        for code, sentence in part.SENTENCES.items()
    },
    labels=LABELS,
    span=_say_span,
    short_span=_say_short,
    moment=_say_moment,
    joint="。",
    comma="、",
    either="、",
    none="なし",
    size=lambda number: f"{number:,} バイト",
    count=_count,
)
