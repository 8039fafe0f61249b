"""Dates as feeds write them, read by ourselves.

feedparser 6.0.14 reads `JST` as UTC, `2025/08/16` as November, and gives None for `GMT+9`,
`24:00:00` and Japanese eras (measured); so only its raw strings are used.
"""

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_ERAS = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988, "昭和": 1925, "S": 1925}
_HOURS = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "MEZ": 1,
    "CEST": 2, "MESZ": 2, "EET": 2, "EEST": 3, "MSK": 3, "IST": 5.5, "ICT": 7, "WIB": 7, "HKT": 8,
    "SGT": 8, "PHT": 8, "AWST": 8, "JST": 9, "KST": 9, "ACST": 9.5, "AEST": 10, "AEDT": 11,
    "NZST": 12, "NZDT": 13, "AST": -4, "ADT": -3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5,
    "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "HST": -10,
}  # fmt: skip
_EARLIEST = 1970  #: blogs write zero dates as the year 0 or -1
_MOST = 120  #: characters
_YEAR = r"(?P<y>\d{4})"
_NAMED = r"(?P<b>[A-Za-z]{3})[a-z]{0,6}\.?"
_ERA = r"(?P<era>令和|平成|昭和|[RHS])\s*(?P<ey>元|\d{1,2})"
_DAY = r"\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*日"
_TH = r"(?:st|nd|rd|th)?"
_DATES = (
    re.compile(rf"{_YEAR}[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}})(?!\d)"),
    re.compile(rf"{_YEAR}(?P<m>\d\d)(?P<d>\d\d)(?=T|$|\s)"),
    re.compile(rf"(?:{_ERA}|{_YEAR})\s*年{_DAY}"),
    re.compile(_DAY),
    re.compile(
        rf"(?P<d>\d{{1,2}}){_TH}[\s-]+(?:{_NAMED}|(?P<m>\d{{1,2}})月)[\s,-]+"
        r"(?P<y>\d{4}|\d{2})(?![\d:])"
    ),
    re.compile(rf"{_NAMED}\s+(?P<d>\d{{1,2}}){_TH},?\s+{_YEAR}(?!:)"),
    re.compile(rf"{_NAMED}\s+(?P<d>\d{{1,2}})\s+(?=\d{{1,2}}:.*?\s{_YEAR}$)"),
)
_TIME = re.compile(
    r"(?P<half>午前|午後)?\s*(?<![+\d-])(?P<h>\d{1,2})"
    r"(?:\s*時\s*(?:(?P<jm>\d{1,2})\s*分)?(?:\s*(?P<js>\d{1,2})\s*秒)?"
    r"|:(?P<m>\d{2})(?::(?P<s>\d{2})(?:[.,]\d{1,9})?)?)"
    r"\s*(?P<ampm>[AaPp]\.?[Mm]\b\.?)?"
)
_COMPACT = re.compile(r"T(?P<h>\d\d)(?P<m>\d\d)(?P<s>\d\d)?")
_OFFSET = re.compile(r"(?:GMT|UTC)?\s*([+-])(\d{1,2}):?(\d{2})?(?!\d)")
_NAME = re.compile(r"[A-Z]{1,4}(?![A-Za-z/])")
_PLACE = re.compile(r"[A-Z][A-Za-z_]{1,20}/[A-Z][A-Za-z_]{1,20}")


def parse_date(text: str, *, zone: tzinfo, now: datetime) -> datetime | None:
    """Return the moment in UTC, or None when the text names none.

    A date without an offset is in `zone`; one without a year is the latest that is not after
    tomorrow. Dates in the future are returned as they are.
    """
    text = unicodedata.normalize("NFKC", text).replace("−", "-").strip()[:_MOST]
    for pattern in _DATES:
        found = pattern.search(text)
        if found:
            rest = f"{text[: found.start()]} {text[found.end() :]}"
            return _moment(found.groupdict(), rest, zone=zone, now=now)
    return None


def _moment(
    date: dict[str, str | None], rest: str, *, zone: tzinfo, now: datetime
) -> datetime | None:
    found = _COMPACT.search(rest) or _TIME.search(rest)
    clock = found.groupdict() if found else {}
    after = rest[found.end() :] if found else rest
    try:
        day = datetime(_year(date, now), _month(date), int(date["d"] or 0), tzinfo=zone)
        moment = day + _since_midnight(clock)
        moment = moment.replace(tzinfo=_zone(after, zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment if moment.year >= _EARLIEST else None


def _month(date: dict[str, str | None]) -> int:
    return int(date.get("m") or _MONTHS.get((date.get("b") or "").lower(), 0))


def _year(date: dict[str, str | None], now: datetime) -> int:
    era, year = date.get("era"), date.get("y")
    if era:
        return _ERAS[era] + (1 if date["ey"] == "元" else int(date["ey"] or 0))
    if year:
        short = len(year) == 2  # noqa: PLR2004 — RFC 2822, section 4.3
        return int(year) + ((2000 if int(year) < 50 else 1900) if short else 0)  # noqa: PLR2004 — the same
    tomorrow = now + timedelta(days=1)
    passed = (_month(date), int(date["d"] or 0)) <= (tomorrow.month, tomorrow.day)
    return tomorrow.year if passed else tomorrow.year - 1


def _since_midnight(clock: dict[str, str | None]) -> timedelta:
    hour = int(clock.get("h") or 0)
    minute = int(clock.get("m") or clock.get("jm") or 0)
    second = min(59, int(clock.get("s") or clock.get("js") or 0))
    half = (clock.get("half") or clock.get("ampm") or "").lower()
    if half and hour <= 12:  # noqa: PLR2004 — 12 a.m. is midnight
        hour = hour % 12 + (12 if half.startswith(("p", "午後")) else 0)
    if hour > 24 or minute > 59:  # noqa: PLR2004 — 24:00 is the end of the day
        raise ValueError(f"there is no {hour}:{minute:02}")
    return timedelta(hours=hour, minutes=minute, seconds=second)


def _zone(after: str, zone: tzinfo) -> tzinfo:
    """Return the zone that follows a time; an unknown name means the feed's own zone."""
    offset = _OFFSET.search(after)
    if offset:
        sign = -1 if offset[1] == "-" else 1
        return timezone(sign * timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0)))
    place = _PLACE.search(after)
    if place:
        return _place(place[0], zone)
    name = _NAME.search(after)
    return timezone(timedelta(hours=_HOURS[name[0]])) if name and name[0] in _HOURS else zone


def _place(name: str, zone: tzinfo) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return zone
