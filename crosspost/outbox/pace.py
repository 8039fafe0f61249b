"""When something may be tried again, and when an account may post (pure)."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from crosspost.model import UNTOLD, AccountState, Delivery, Reason, Why

#: A server's clock may be wrong; X's longest window is 24 hours (x-api.md, section 3).
LONGEST_WAIT = timedelta(hours=24)
#: A clock that is set right moves by less; what lies further ahead was written by a wrong one.
CLOCK_MOVES = timedelta(minutes=1)
# 2 ** 32 seconds is longer than any cap; a bigger exponent would overflow a timedelta.
_LARGEST_EXPONENT = 32


def back_off(first: timedelta, most: timedelta, *, failures: int, chance: float) -> timedelta:
    """Return `first` doubled for each earlier failure, at most `most`, shortened by up to half.

    `chance` runs from 0 up to 1; the jitter keeps many waiters from coming back at once.
    """
    seconds = first.total_seconds() * 2 ** min(failures, _LARGEST_EXPONENT)
    return timedelta(seconds=min(seconds, most.total_seconds()) * (1 - chance / 2))


def retry_time(
    now: datetime, wait: timedelta, *, asked: datetime | None, repeated: bool
) -> datetime:
    """Return when to try again: as `asked` by the server within reason, else after `wait`.

    A server is believed once; when it asks for one short wait after the other, `wait` counts too.
    """
    if asked is None or asked <= now:
        return now + wait
    asked = min(asked, now + LONGEST_WAIT)
    return max(asked, now + wait) if repeated else asked


def next_allowed(
    now: datetime,
    *,
    account: AccountState,
    last_sent_at: datetime | None,
    min_distance: timedelta,
    quiet: tuple[time, time] | None,
    zone: ZoneInfo,
) -> tuple[datetime | None, Reason]:
    """Return when the account may post next, and why not before; None: not until it is resumed.

    The why is UNTOLD when it may post now.
    """
    if account.paused_at and account.retry_at is None:
        return None, Why.PAUSED(account=account.name, cause=account.why)
    times: list[tuple[datetime, Reason]] = [(now, UNTOLD)]
    if account.paused_at and account.retry_at:
        paused = Why.PAUSED(account=account.name, cause=account.why)
        times.append((account.retry_at, paused))
    # No throttle is given for longer; one that is was written when the clock was ahead.
    if account.throttled_until and account.throttled_until - now <= LONGEST_WAIT:
        times.append((account.throttled_until, Why.THROTTLED(account=account.name)))
    if last_sent_at:
        last = min(last_sent_at, now)  # the clock may have been ahead
        times.append((last + min_distance, Why.DISTANCE()))
    at, why = max(times, key=lambda pair: pair[0])
    end = _quiet_end(at, quiet, zone) if quiet else None
    return (end, Why.QUIET()) if end else (at, why)


def _quiet_end(at: datetime, quiet: tuple[time, time], zone: ZoneInfo) -> datetime | None:
    """Return the end of the quiet hours that `at` falls into, None when it falls into none."""
    begin, end = quiet
    local = at.astimezone(zone).date()
    # Quiet hours that cross midnight may have begun on the day before.
    for day in (local - timedelta(days=1), local):
        last = day + timedelta(days=1) if end < begin else day
        # As instants: wall-clock arithmetic within one zone ignores a change of summer time.
        begins = datetime.combine(day, begin, zone).astimezone(UTC)
        ends = datetime.combine(last, end, zone).astimezone(UTC)
        if begins <= at < ends:
            return ends
    return None


def too_old(
    delivery: Delivery, *, published: datetime | None, now: datetime, max_age: timedelta
) -> Reason | None:
    """Return why the article is too old to be announced by itself, None when it is not.

    The article's own date counts, for it may have been seen by a clock that was days behind; one
    in the future is a mistake or a plan, and says nothing. What a person released is never too old.
    """
    came = published if published and published <= now else delivery.article_published
    if delivery.released or came is None:
        return None
    age = now - came
    if age <= max_age:
        return None
    return Why.TOO_OLD(age=age, most=max_age)
