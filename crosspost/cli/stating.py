"""`status`: what it does now, on one screen."""

from datetime import UTC, datetime
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from crosspost import clock, wiring
from crosspost.cli import voice
from crosspost.cli.printing import make_console, pad, say, shorten
from crosspost.health import find_faults
from crosspost.model import AccountState, Delivery, Fact, FeedState, Reason, State
from crosspost.model.reasons import to_plain
from crosspost.model.why import OVER_BUDGET
from crosspost.pipeline.overview import Overview, add_waits, gather
from crosspost.pipeline.waits import Wait
from crosspost.settings import FeedSection, Settings
from crosspost.words import Speech
from crosspost.words.lines import Line
from crosspost.words.outside import escape

_MOST_SHOWN = 20
_FEED_COLUMNS = (Line.FEED, Line.LAST_LOOK, Line.NEXT_LOOK, Line.LAST_NEWS, Line.STATE)
_TABLE_WIDTH = 56  #: columns that all of these take; on less, every other one is shown
_TITLE_ROOM = 20  #: columns; ten characters tell most articles apart
_FAULTS = {
    "never": Line.DAEMON_NEVER,
    "stopped": Line.DAEMON_STOPPED,
    "late": Line.DAEMON_LATE,
    "job-late": Line.JOB_LATE,
    "job-ahead": Line.JOB_AHEAD,
}
_COLOURS = {
    State.QUEUED: "cyan",
    State.SENDING: "cyan",
    State.UNCERTAIN: "yellow",
    State.HELD: "yellow",
    State.PUBLISHED: "green",
}


def look(settings: Settings) -> Overview:
    """Read the record."""
    with wiring.opened(settings) as store:
        return add_waits(gather(settings, store, now=clock.now()), settings, store)


def as_dict(seen: Overview) -> dict[str, Any]:
    """Return the overview for scripts."""
    return {
        "version": seen.version,
        "daemon": {"wrong": _wrong(seen), "beats": seen.beats},
        "config_refused": seen.refused_config and voice.say(seen.refused_config),
        "config_wants_restart": seen.restart or None,
        "feeds": [_feed_dict(feed, state) for feed, state in seen.feeds],
        "accounts": [_account_dict(account) for account in seen.accounts],
        "money_usd": {
            "spent_this_month": float(seen.money.spent),
            "waiting": float(seen.money.waiting),
            "forecast": float(seen.money.forecast),
            "monthly_usd": float(seen.money.limit),
            "next_month": seen.money.next_month,
        },
        "waiting": [_delivery_dict(delivery, seen) for delivery in seen.waiting],
        "recent": [_delivery_dict(delivery, seen) for delivery in seen.recent],
    }


def _wrong(seen: Overview) -> list[str]:
    """Return what is wrong with the daemon, in words."""
    beats = {job: at.timestamp() for job, at in seen.beats.items()}
    faults = find_faults(beats, now=seen.now.timestamp())
    return [voice.say(_name_fault(*fault)) for fault in faults]


def _name_fault(kind: str, job: str, number: float) -> Reason:
    code = _FAULTS[kind]
    facts: dict[str, Fact] = {
        "job": job,
        "seconds": round(number),
        "at": datetime.fromtimestamp(number, UTC),
    }
    return code(**{name: facts[name] for name in code.names})


def _feed_dict(feed: FeedSection, state: FeedState | None) -> dict[str, Any]:
    return {
        "name": feed.name,
        "url": feed.url,
        "title": state.title if state else None,
        "looked_at": state and state.looked_at,
        "next_at": state and state.next_at,
        "changed_at": state and state.changed_at,
        "failures": state.failures if state else 0,
        "error": voice.say(state.error) if state and state.error else None,
        "stopped": state.stopped if state else False,
        "moved_to": (state.moved_to if state else "") or None,
    }


def _account_dict(account: AccountState) -> dict[str, Any]:
    return {
        "name": account.name,
        "paused": account.paused_at is not None,
        "code": account.code or None,
        "why": voice.say(account.why) or None,
        "paused_at": account.paused_at,
        "retry_at": account.retry_at,
        "throttled_until": account.throttled_until,
    }


def _delivery_dict(delivery: Delivery, seen: Overview) -> dict[str, Any]:
    return {
        "delivery": delivery.id,
        "article": delivery.article,
        "title": seen.titles[delivery.article],
        "account": delivery.account,
        "edition": delivery.edition,
        "state": delivery.state.value,
        "why": voice.say(delivery.why),
        **to_plain(delivery.why),
        "due_at": delivery.due_at,
        **wait_dict(seen.waits.get(delivery.id)),
        "sent_at": delivery.sent_at,
        "attempts": delivery.attempts,
        "price_usd": float(delivery.price),
        "post": delivery.receipt and {"id": delivery.receipt.id, "url": delivery.receipt.url},
    }


def print_overview(seen: Overview, console: Console | None = None) -> None:
    """Print the overview for people."""
    console = console or make_console()
    wrong = _wrong(seen)
    running = Text(voice.say(Line.RUNNING()), style="green")
    state = Text("; ".join(wrong), style="red") if wrong else running
    console.print(Text.assemble((f"crosspost {seen.version}  ", "bold"), state))
    for told, style in _find_remarks(seen):
        say(console, voice.say(told), style=style)
    _print_heading(console, Line.FEEDS)
    _print_feeds(seen, console)
    _print_heading(console, Line.ACCOUNTS)
    _print_accounts(seen, console)
    for heading, deliveries in ((Line.WAITING, seen.waiting), (Line.OUT, seen.recent)):
        if deliveries:
            _print_heading(console, heading)
            _print_deliveries(deliveries, seen, console)
    money = seen.money
    told = Line.MONEY(
        spent=money.spent, limit=money.limit, waiting=money.waiting, forecast=money.forecast
    )
    say(console, f"\n{voice.say(told)}")


def _print_heading(console: Console, heading: Line) -> None:
    console.print(Text(f"\n{voice.say(heading())}", style="bold"))


def _find_remarks(seen: Overview) -> list[tuple[Reason, str]]:
    """Return what an operator has to know before all else, with its colour."""
    remarks: list[tuple[Reason, str]] = []
    if seen.refused_config:
        remarks.append((Line.CONFIG_REFUSED(cause=seen.refused_config), "red"))
    if seen.restart:
        remarks.append((Line.WANTS_RESTART(keys=seen.restart), "yellow"))
    if not seen.feeds:
        remarks.append((Line.NO_FEEDS(), "yellow"))
    return remarks


def tell_time(moment: datetime | None, now: datetime) -> Reason:
    """Return a moment as a distance from now: "in 4 min", "2 h ago"."""
    if moment is None:
        return Line.NEVER()
    return Line.IN(span=moment - now) if moment > now else Line.AGO(span=now - moment)


def say_wait(wait: Wait, speech: Speech | None = None) -> str:
    """Say what a delivery waits for and when it goes out: by the clock, and from now."""
    speech = speech or voice.speech()
    if wait.at is None:
        return speech.say(Line.WHEN_RESUMED(cause=wait.why))
    left = tell_time(wait.at, wait.now)
    if wait.why.code in OVER_BUDGET:
        return speech.say(Line.AND_LEFT(cause=wait.why, left=left))
    day, today = (at.astimezone(speech.zone).date() for at in (wait.at, wait.now))
    code = Line.GOES_OUT_TODAY if day == today else Line.GOES_OUT
    return speech.say(code(cause=wait.why, at=wait.at, left=left))


def wait_dict(wait: Wait | None) -> dict[str, Any]:
    """Return what a delivery waits for, for scripts."""
    return {"waits_for": wait and voice.say(wait.why), "goes_out_at": wait and wait.at}


def _print_feeds(seen: Overview, console: Console) -> None:
    columns = _FEED_COLUMNS if console.width >= _TABLE_WIDTH else _FEED_COLUMNS[::2]
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in columns:
        table.add_column(voice.say(column()), no_wrap=True)
    for feed, state in seen.feeds:
        cells = _feed_cells(feed, state, seen.now)
        table.add_row(*(cells[_FEED_COLUMNS.index(column)] for column in columns))
    console.print(table)
    for feed, state in seen.feeds:
        if state and state.error:
            say(console, voice.say(Line.OF_FEED(feed=feed.name, cause=state.error)), style="red")
        if state and state.moved_to:
            moved = Line.HAS_MOVED(feed=feed.name, url=state.moved_to)
            say(console, voice.say(moved), style="yellow")


def _feed_cells(
    feed: FeedSection, state: FeedState | None, now: datetime
) -> tuple[str | Text, ...]:
    if state is None:
        told = (Line.NEVER(), Line.NOW(), Line.NEVER(), Line.NOT_YET())
        return (feed.name, *map(voice.say, told))
    looks = (tell_time(state.looked_at, now), _next_look(state, now))
    well = (Line.FAILS(), "red") if state.error else (Line.WELL(), "green")
    return (
        feed.name,
        *map(voice.say, (*looks, tell_time(state.changed_at, now))),
        Text(voice.say(well[0]), style=well[1]),
    )


def _next_look(state: FeedState, now: datetime) -> Reason:
    if state.stopped:
        return Line.STOPPED()
    return Line.NOW() if state.next_at and state.next_at <= now else tell_time(state.next_at, now)


def _print_accounts(seen: Overview, console: Console) -> None:
    for account in seen.accounts:
        told, style = _judge_account(account, seen.now)
        console.print(Text.assemble(f"{account.name}  ", Text(voice.say(told), style=style)))
        if account.paused_at:
            say(console, f"  {voice.say(account.why)}", style="red")


def _judge_account(account: AccountState, now: datetime) -> tuple[Reason, str]:
    if account.paused_at and account.retry_at:
        when = tell_time(account.retry_at, now)
        return Line.PAUSED_UNTIL(closed=account.code, when=when), "red"
    if account.paused_at:
        return Line.PAUSED(closed=account.code), "red"
    if account.throttled_until and account.throttled_until > now:
        return Line.THROTTLED(when=tell_time(account.throttled_until, now)), "yellow"
    return Line.OPEN(), "green"


def _print_deliveries(deliveries: tuple[Delivery, ...], seen: Overview, console: Console) -> None:
    """Print two lines each: what and when, then the address or the reason, never broken.

    On a narrow terminal the title has a line of its own, so that time, account and price stay.
    """
    is_wide = console.width >= _TABLE_WIDTH + _TITLE_ROOM
    margin = 7 if is_wide else 3
    for delivery in deliveries[:_MOST_SHOWN]:
        line = _tell_delivery(delivery, seen, is_wide=is_wide, room=console.width)
        title = escape(seen.titles[delivery.article])
        if is_wide:
            line.append(shorten(title, console.width - line.cell_len))
        console.print(line, no_wrap=True)
        if not is_wide:
            console.print(Text(f"{' ' * margin}{shorten(title, console.width - margin)}"))
        say(console, f"{' ' * margin}{_where(delivery, seen)}", style="dim")
    if len(deliveries) > _MOST_SHOWN:
        say(console, voice.say(Line.MORE(found=len(deliveries) - _MOST_SHOWN)))


def _tell_delivery(delivery: Delivery, seen: Overview, *, is_wide: bool, room: int) -> Text:
    """Return number, state, time, account and price, in columns where there is room for them."""
    wait = seen.waits.get(delivery.id)
    when = wait.at if wait else delivery.sent_at if delivery.receipt else delivery.due_at
    state = voice.tell(delivery.state.value, "word")
    time = voice.say(tell_time(when, seen.now))
    price = f"{delivery.price:.3f}"
    line = Text(f"{delivery.id:>5}  " if is_wide else f"{delivery.id:>2} ")
    line.append(pad(state, 10 if is_wide else 0), style=_COLOURS.get(delivery.state, ""))
    if is_wide:
        line.append(f"{pad(time, 11)}{delivery.account}  {price}  ")
        return line
    left = room - line.cell_len - cell_len(time) - len(price) - 3
    line.append(f" {time} {shorten(delivery.account, max(left, 2))} {price}")
    return line


def _where(delivery: Delivery, seen: Overview) -> str:
    if delivery.receipt:
        return escape(delivery.receipt.url)
    if delivery.account not in {account.name for account in seen.accounts}:
        return voice.say(Line.NOT_CONFIGURED(account=delivery.account))
    wait = seen.waits.get(delivery.id)
    return say_wait(wait) if wait else voice.say(delivery.why)
