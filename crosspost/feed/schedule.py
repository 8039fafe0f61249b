"""When to look at a feed again: the operator's interval, which the server may only lengthen."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from crosspost.model import Document, Reason, Why
from crosspost.model.why import join

_JITTER = 0.15  #: only upward: a reader that comes early breaks the server's own rule
_LONGEST_WISH = timedelta(hours=6)
_LONGEST_RETRY = timedelta(hours=24)
_LONGEST_BACKOFF = timedelta(hours=6)
_MOST_DOUBLINGS = 4  #: 20 minutes become 320
_IGNORED = 3  #: identical answers in a row, from which on the server ignores validators
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def next_look(  # noqa: PLR0913 — one decision of seven facts
    *,
    now: datetime,
    every: timedelta,
    chance: float,
    headers: Mapping[str, str],
    document: Document | None,
    same_body: int = 0,
    rehearsal: bool = False,
) -> tuple[datetime, Reason]:
    """Return when to look again after a good answer, and why.

    The server's max-age, Expires and ttl are clamped to 6 hours and only lengthen; skipHours and
    skipDays are a soft veto of at most a day. None of them counts in a rehearsal.
    """
    wait, why = every, Why.EVERY(every=every)
    if not rehearsal:
        wish, whose = _wish(headers, document, now)
        if wish > wait:
            wait, why = wish, Why.SERVER_ASKS(wait=wish, where=whose)
    due = now + wait + every * (chance * _JITTER)
    if document and not rehearsal:
        allowed = _skip(due, document)
        if allowed != due:
            due, why = allowed, join(why, Why.SKIP_ASKED(until=allowed))
    if same_body >= _IGNORED:
        why = join(why, Why.IGNORES(answers=same_body))
    return due, why


def after_failure(
    *,
    now: datetime,
    every: timedelta,
    chance: float,
    failures: int,
    retry_at: datetime | None = None,
    rehearsal: bool = False,
) -> tuple[datetime, Reason]:
    """Return when to look again after the nth failure in a row, and why.

    The interval doubles up to 6 hours (in a rehearsal up to four intervals), never below the
    interval itself; a Retry-After counts up to 24 hours and only lengthens.
    """
    longest = every * 4 if rehearsal else max(every, _LONGEST_BACKOFF)
    wait = min(every * 2 ** min(failures, _MOST_DOUBLINGS), longest)
    due = now + wait + every * (chance * _JITTER)
    why = Why.FAILED_AGAIN(failures=failures, wait=wait)
    if retry_at and retry_at > due:
        due = min(retry_at, max(due, now + _LONGEST_RETRY))
        why = Why.RETRY_AFTER(until=due)
    return due, why


def _wish(
    headers: Mapping[str, str], document: Document | None, now: datetime
) -> tuple[timedelta, str]:
    """Return how long the server asks to wait, clamped, and where it says so."""
    wishes = [_cached(headers, now)]
    if document and document.ttl:
        wishes.append((timedelta(minutes=document.ttl), "ttl"))
    wish, whose = max(wishes)
    return min(wish, _LONGEST_WISH), whose


def _cached(headers: Mapping[str, str], now: datetime) -> tuple[timedelta, str]:
    """Return the answer's remaining lifetime (RFC 9111, section 4.2; Expires only without it)."""
    lower = {name.lower(): value for name, value in headers.items()}
    control = lower.get("cache-control")
    if control is None:
        expires, served = _date(lower.get("expires", "")), _date(lower.get("date", ""))
        return (expires - (served or now) if expires else timedelta(), "Expires")
    parts = [part.strip().lower() for part in control.split(",")]
    ages = [p.partition("=")[2].strip('" ') for p in parts if p.startswith("max-age=")]
    if {"no-cache", "no-store"} & set(parts) or not ages:
        return timedelta(), "Cache-Control"
    age = lower.get("age", "0").strip()
    return timedelta(seconds=_seconds(ages[0]) - _seconds(age)), "max-age"


def _seconds(number: str) -> int:
    return min(int(number), 10**9) if number.isdecimal() and len(number) < 20 else 0  # noqa: PLR2004 — digits


def _date(value: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)


def _skip(due: datetime, document: Document) -> datetime:
    """Return the first hour from `due` on that the feed does not ask to skip."""
    if not document.skip_hours and not document.skip_days:
        return due
    moment = due
    for _ in range(24):
        if moment.hour not in document.skip_hours and (
            _DAYS[moment.weekday()] not in document.skip_days
        ):
            return moment
        moment = moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return moment if len(document.skip_hours) < 24 else due  # noqa: PLR2004 — hours of a day
