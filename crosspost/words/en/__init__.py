"""English."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from crosspost.words.en import denials, failures, lines, mistakes, needs, notes, refusals, why
from crosspost.words.language import Language


def _say_span(span: timedelta) -> str:
    """Say a span as people do: "20 min", "48 hours", "3.5 days"."""
    seconds = span.total_seconds()
    if abs(seconds) >= 72 * 3600:
        return f"{seconds / 86400:.3g} days"
    if abs(seconds) >= 3600:  # noqa: PLR2004 — an hour
        hours = f"{seconds / 3600:.3g}"
        return f"{hours} hour" if hours == "1" else f"{hours} hours"
    return f"{seconds / 60:.0f} min" if abs(seconds) >= 60 else f"{seconds:.0f} s"  # noqa: PLR2004 — seconds


def _say_short(span: timedelta) -> str:
    seconds = abs(span.total_seconds())
    for unit, size in (("d", 86400), ("h", 3600), ("min", 60)):
        if seconds >= size:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.0f} s"


def _say_moment(moment: datetime, form: str) -> str:
    if form == "date":
        return f"{moment:%Y-%m-%d}"
    return f"{moment:%H:%M %Z}" if form == "time" else f"{moment:%Y-%m-%d %H:%M %Z}"


def _count(number: int, forms: Sequence[str]) -> str:
    return f"{number:,} {forms[0] if number == 1 else forms[-1]}"


LANGUAGE = Language(
    sentences={
        code: sentence
        for part in (why, failures, denials, mistakes, notes, needs, lines, refusals)
        for code, sentence in part.SENTENCES.items()
    },
    labels={},
    span=_say_span,
    short_span=_say_short,
    moment=_say_moment,
    joint="; ",
    comma=", ",
    either=" or ",
    none="none",
    size=lambda number: f"{number:,} bytes",
    count=_count,
)
