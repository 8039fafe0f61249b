"""`status`: what it does now, on one screen."""

from datetime import datetime
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from crosspost import clock, wiring
from crosspost.cli import voice
from crosspost.cli.printing import make_console, say, shorten
from crosspost.health import judge
from crosspost.model import AccountState, Delivery, FeedState, State
from crosspost.model.reasons import to_plain
from crosspost.model.why import OVER_BUDGET
from crosspost.pipeline.overview import Overview, add_waits, gather
from crosspost.pipeline.waits import Wait
from crosspost.settings import FeedSection, Settings

_MOST_SHOWN = 20
_FEED_COLUMNS = ("feed", "last look", "next look", "last new article", "state")
_TABLE_WIDTH = 56  #: columns that all of these take; on less, every other one is shown
_TITLE_ROOM = 20  #: columns; ten characters tell most articles apart
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
    beats = {job: at.timestamp() for job, at in seen.beats.items()}
    return judge(beats, (), now=seen.now.timestamp())


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
    state = Text("; ".join(wrong), style="red") if wrong else Text("running", style="green")
    console.print(Text.assemble((f"crosspost {seen.version}  ", "bold"), state))
    if seen.refused_config:
        say(
            console,
            f"The edited configuration was refused: {voice.say(seen.refused_config)}",
            style="red",
        )
    if seen.restart:
        say(console, f"Edited, but wants a restart: {seen.restart}", style="yellow")
    if not seen.feeds:
        say(console, "No feed is configured: nothing is watched (crosspost check)", style="yellow")
    console.print("\nFeeds", style="bold")
    _print_feeds(seen, console)
    console.print("\nAccounts", style="bold")
    _print_accounts(seen, console)
    for heading, deliveries in (("Waiting", seen.waiting), ("Out", seen.recent)):
        if deliveries:
            console.print(f"\n{heading}", style="bold")
            _print_deliveries(deliveries, seen, console)
    money = seen.money
    say(
        console,
        f"\nThis month {money.spent:.3f} of {money.limit} USD are spent; what waits costs"
        f" {money.waiting:.3f}; forecast {money.forecast:.2f}.",
    )


def show_time(moment: datetime | None, now: datetime) -> str:
    """Show a moment as a distance from now: "in 4 min", "2 h ago"."""
    if moment is None:
        return "–"
    seconds = (moment - now).total_seconds()
    for unit, size in (("d", 86400), ("h", 3600), ("min", 60)):
        if abs(seconds) >= size:
            shown = f"{abs(seconds) / size:.0f} {unit}"
            break
    else:
        shown = f"{abs(seconds):.0f} s"
    return f"in {shown}" if seconds > 0 else f"{shown} ago"


def say_wait(wait: Wait) -> str:
    """Say what a delivery waits for and when it goes out: by the clock, and from now."""
    if wait.at is None:
        return f"{voice.say(wait.why)}; goes out when the account is resumed"
    left = show_time(wait.at, wait.now)
    if wait.why.code in OVER_BUDGET:
        return f"{voice.say(wait.why)} ({left})"
    is_today = wait.at.date() == wait.now.astimezone(wait.at.tzinfo).date()
    at = f"{wait.at:{'%H:%M' if is_today else '%Y-%m-%d %H:%M'}}"
    return f"{voice.say(wait.why)}: goes out at {at} ({left})"


def wait_dict(wait: Wait | None) -> dict[str, Any]:
    """Return what a delivery waits for, for scripts."""
    return {"waits_for": wait and voice.say(wait.why), "goes_out_at": wait and wait.at}


def _print_feeds(seen: Overview, console: Console) -> None:
    columns = _FEED_COLUMNS if console.width >= _TABLE_WIDTH else _FEED_COLUMNS[::2]
    table = _table(*columns)
    for feed, state in seen.feeds:
        cells = _feed_cells(feed, state, seen.now)
        table.add_row(*(cells[_FEED_COLUMNS.index(column)] for column in columns))
    console.print(table)
    for feed, state in seen.feeds:
        if state and state.error:
            say(console, f"  {feed.name}: {voice.say(state.error)}", style="red")
        if state and state.moved_to:
            say(console, f"  {feed.name}: has moved to {state.moved_to}", style="yellow")


def _feed_cells(
    feed: FeedSection, state: FeedState | None, now: datetime
) -> tuple[str | Text, ...]:
    if state is None:
        return (feed.name, "–", "now", "–", "not looked at yet")
    return (
        feed.name,
        show_time(state.looked_at, now),
        _next_look(state, now),
        show_time(state.changed_at, now),
        Text("fails", style="red") if state.error else Text("well", style="green"),
    )


def _next_look(state: FeedState, now: datetime) -> str:
    if state.stopped:
        return "stopped"
    return "now" if state.next_at and state.next_at <= now else show_time(state.next_at, now)


def _print_accounts(seen: Overview, console: Console) -> None:
    for account in seen.accounts:
        told = Text("open", style="green")
        if account.paused_at:
            again = f"; tries again {show_time(account.retry_at, seen.now)}"
            told = Text(f"paused ({account.code}){again if account.retry_at else ''}", style="red")
        elif account.throttled_until and account.throttled_until > seen.now:
            again = show_time(account.throttled_until, seen.now)
            told = Text(f"throttled by the network, sends again {again}", style="yellow")
        console.print(Text.assemble(f"{account.name}  ", told))
        if account.paused_at:
            say(console, f"  {voice.say(account.why)}", style="red")


def _print_deliveries(deliveries: tuple[Delivery, ...], seen: Overview, console: Console) -> None:
    """Print two lines each: what and when, then the address or the reason, never broken."""
    for delivery in deliveries[:_MOST_SHOWN]:
        line = Text(f"{delivery.id:>5}  ")
        line.append(f"{delivery.state.value:<10}", style=_COLOURS.get(delivery.state, ""))
        line.append(_facts(delivery, seen, room=console.width - line.cell_len - _TITLE_ROOM))
        line.append(shorten(seen.titles[delivery.article], console.width - line.cell_len))
        console.print(line, no_wrap=True)
        say(console, f"       {_where(delivery, seen)}", style="dim")
    if len(deliveries) > _MOST_SHOWN:
        console.print(f"       … and {len(deliveries) - _MOST_SHOWN} more (--json has all)")


def _facts(delivery: Delivery, seen: Overview, *, room: int) -> str:
    """Return time, account and price; on a narrow terminal as few as leave the title its room."""
    wait = seen.waits.get(delivery.id)
    when = wait.at if wait else delivery.sent_at if delivery.receipt else delivery.due_at
    facts = (f"{show_time(when, seen.now):<11}", f"{delivery.account}  ", f"{delivery.price:.3f}  ")
    for count in range(len(facts), 0, -1):
        if len(told := "".join(facts[:count])) <= room:
            return told
    return ""


def _where(delivery: Delivery, seen: Overview) -> str:
    if delivery.receipt:
        return delivery.receipt.url
    if delivery.account not in {account.name for account in seen.accounts}:
        return f'account "{delivery.account}" is not configured any more; it waits until it is'
    if wait := seen.waits.get(delivery.id):
        return say_wait(wait)
    return voice.say(delivery.why)


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in columns:
        table.add_column(column, no_wrap=True)
    return table
