"""The values that people write into the file: durations, names, zones, addresses, money."""

import re
import unicodedata
from datetime import time, timedelta
from decimal import Decimal
from ipaddress import ip_address
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer

from crosspost.errors import WrongValue
from crosspost.masks import mask_address
from crosspost.model.mistakes import Mistake

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
_LONGEST = 1000 * 365.25 * 86400  #: seconds; no date is counted further
_DURATION = re.compile(r"(?:(\d+(?:\.\d+)?)\s*([smhdw])\s*)")
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?")
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}")
_QUIET = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")


def parse_duration(value: object) -> timedelta:
    """Read "30s", "20m", "1h30m", "48h" or "2d"; WrongValue says how it is written."""
    if isinstance(value, timedelta):
        return value
    text = str(value).strip().lower()
    parts = _DURATION.findall(text)
    if not parts or _DURATION.sub("", text):
        raise WrongValue(Mistake.DURATION())
    seconds = sum(float(number) * _UNITS[unit] for number, unit in parts)
    if seconds > _LONGEST:
        raise WrongValue(Mistake.DURATION())
    return timedelta(seconds=seconds)


def show_duration(value: timedelta) -> str:
    """Write a duration the way the file does: the largest unit that divides it."""
    seconds = value.total_seconds()
    for unit in ("d", "h", "m"):
        if seconds and seconds % _UNITS[unit] == 0:
            return f"{int(seconds // _UNITS[unit])}{unit}"
    return f"{seconds:.3f}".rstrip("0").rstrip(".") + "s"


def _check_name(value: str) -> str:
    if not _NAME.fullmatch(value):
        raise WrongValue(Mistake.NAME_FORM())
    return value


def _check_zone(value: str) -> str:
    if value not in available_timezones():
        raise WrongValue(Mistake.ZONE())
    return value


def read_quiet(value: str) -> tuple[time, time] | None:
    """Return begin and end of quiet hours such as "23:00-07:00", None of anything else."""
    if not (found := _QUIET.fullmatch(value)):
        return None
    hour, minute, end_hour, end_minute = map(int, found.groups())
    return time(hour, minute), time(end_hour, end_minute)


def _check_quiet(value: str) -> str:
    if value and read_quiet(value) is None:
        raise WrongValue(Mistake.QUIET())
    return value


def _check_url(value: str) -> str:
    try:
        parts = urlsplit(value)
        (parts.hostname or "").encode("idna")  # no empty or overlong part
        _ = parts.port  # no other than a number that is one
    except ValueError as error:
        if unicodedata.normalize("NFKC", value) != value:
            raise WrongValue(Mistake.WIDE_ADDRESS()) from error
        raise WrongValue(Mistake.NOT_ADDRESS()) from error
    if any(map(str.isspace, value)):
        raise WrongValue(Mistake.NOT_ADDRESS())
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise WrongValue(Mistake.FULL_ADDRESS())
    return value


def _check_word(value: str) -> str:
    if not value.strip():
        raise ValueError("an empty word would fit every article")
    return value


def _check_picture(value: str) -> str:
    if "://" in value:
        return _check_url(value)
    if "\0" in value:
        raise WrongValue(Mistake.NO_FILE_NAME())
    return value


def _check_host(value: str) -> str:
    try:
        ip_address(value)
    except ValueError as error:
        if not _HOST.fullmatch(value):
            raise WrongValue(Mistake.HOST()) from error
    return value


def _check_ip(value: str) -> str:
    try:
        ip_address(value)
    except ValueError as error:
        raise WrongValue(Mistake.IP()) from error
    return value


def _check_record(value: str) -> str:
    scheme, joint, rest = value.partition("://")
    if not (scheme and joint) or (scheme.startswith("sqlite") and not rest.startswith("/")):
        raise WrongValue(Mistake.RECORD_FORM())
    return value


def is_loopback(url: str) -> bool:
    """Whether the address is on this machine."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:  # an address that cannot be read is nowhere
        return False
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


Duration = Annotated[
    timedelta,
    BeforeValidator(parse_duration),
    PlainSerializer(show_duration, return_type=str, when_used="json"),
]
Name = Annotated[str, AfterValidator(_check_name)]
Address = Annotated[str, AfterValidator(_check_url)]
PictureSource = Annotated[str, AfterValidator(_check_picture)]
Host = Annotated[str, AfterValidator(_check_host)]
Ip = Annotated[str, AfterValidator(_check_ip)]
MaybeAddress = Annotated[str, AfterValidator(lambda value: value and _check_url(value))]
Usd = Annotated[Decimal, Field(ge=0, max_digits=12)]
Zone = Annotated[str, AfterValidator(_check_zone)]
Word = Annotated[str, AfterValidator(_check_word)]
QuietHours = Annotated[str, AfterValidator(_check_quiet)]
RecordUrl = Annotated[
    str, AfterValidator(_check_record), PlainSerializer(mask_address, return_type=str)
]
