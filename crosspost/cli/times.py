"""The moment that an author means by --at."""

import re
import unicodedata
from datetime import UTC, datetime, timedelta

from crosspost.errors import ConfigError, WrongValue
from crosspost.model import UNTOLD, Why
from crosspost.model.denials import Denial
from crosspost.settings import parse_duration

_DAYS = {"今日": 0, "明日": 1, "あした": 1, "明後日": 2, "あさって": 2}
_DATE = r"(?P<date>\d{4}([-/])\d\d?\2\d\d?)"
_DAY = rf"(?:(?:{_DATE}[ T]+|(?P<day>{'|'.join(_DAYS)})[ T]*))?"
_HALF = r"(?:(?P<half>午前|午後) *)?"
_PAST = r"(?:(?P<past>\d\d?)分|(?P<thirty>半))?"
_ZONE = r"(?P<zone>[+-]\d\d:\d\d)?"
_CLOCK = re.compile(rf"{_DAY}{_HALF}(?P<hour>[0-2]?\d)(?::(?P<minute>[0-5]\d)|時{_PAST}){_ZONE}")
_SPAN = re.compile(r"\+(?P<ahead>.*)|(?P<after>.*)後")
_NOON = 12
_UNITS = {"時間": "h", "分": "m", "秒": "s", "日": "d", "週間": "w"}
_UNIT = re.compile("|".join(_UNITS))


def read_time(text: str, *, now: datetime) -> datetime:
    """Read "+2h", "21:00" (the next one) or "2026-12-01 07:30", in Japanese and full width as well.

    `now` carries the account's time zone. ConfigError shows how it is written.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain:
        return now
    try:
        if found := _CLOCK.fullmatch(plain):
            return _on_the_clock(found, now)
        if span := _SPAN.fullmatch(plain):
            return _later(now, _read_span(span["ahead"] or span["after"] or ""))
    except (ValueError, OverflowError) as error:
        cause = error.why if isinstance(error, WrongValue) else Why.SAID(text=str(error))
        raise ConfigError(Denial.AT_WRONG(text=text, cause=cause)) from error
    raise ConfigError(Denial.AT_WRONG(text=text, cause=UNTOLD))


def _read_span(text: str) -> timedelta:
    try:
        return parse_duration(_UNIT.sub(lambda found: _UNITS[found[0]], text))
    except ValueError as error:
        raise WrongValue(Denial.AT_SPAN()) from error


def _later(now: datetime, span: timedelta) -> datetime:
    """Add in UTC: on the wall's clock two hours may be one or three when summer time changes."""
    return (now.astimezone(UTC) + span).astimezone(now.tzinfo)


def _on_the_clock(found: re.Match[str], now: datetime) -> datetime:
    base = _find_day(found, now)
    minute = 30 if found["thirty"] else int(found["minute"] or found["past"] or 0)
    hour = _read_hour(int(found["hour"]), found["half"])
    moment = base.replace(hour=hour, minute=minute, second=0, microsecond=0)
    if found["zone"]:
        moment = datetime.fromisoformat(f"{moment:%Y-%m-%dT%H:%M}{found['zone']}")
    has_passed = moment.astimezone(UTC) < now.astimezone(UTC)
    if has_passed and (found["date"] or found["day"]):
        raise WrongValue(Denial.AT_PAST())
    if has_passed:
        moment += timedelta(days=1)
    return moment.astimezone(now.tzinfo) if found["zone"] else _refuse_odd(moment)


def _refuse_odd(moment: datetime) -> datetime:
    """Return the moment; ValueError for an hour that comes twice or never in its night."""
    first, second = (moment.replace(fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return moment
    if f"{first.astimezone(UTC).astimezone(moment.tzinfo):%H:%M}" != f"{moment:%H:%M}":
        raise WrongValue(Denial.AT_NEVER())
    ways = (each.isoformat(sep=" ", timespec="minutes") for each in (first, second))
    raise WrongValue(Denial.AT_TWICE(ways=tuple(f'"{way}"' for way in ways)))


def _read_hour(hour: int, half: str | None) -> int:
    if half and hour > _NOON:
        raise WrongValue(Denial.AT_HOUR(half=half, hour=hour))
    return hour % _NOON + (_NOON if half == "午後" else 0) if half else hour


def _find_day(found: re.Match[str], now: datetime) -> datetime:
    if found["date"]:
        year, month, day = map(int, re.split("[-/]", found["date"]))
        return now.replace(year=year, month=month, day=day)
    return now + timedelta(days=_DAYS.get(found["day"], 0))
