"""`status`: what it does now, on one screen."""

from datetime import datetime
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from crosspost import clock, wiring
from crosspost.health import judge
from crosspost.model import AccountState, Delivery, FeedState, State
from crosspost.pipeline.overview import Overview, gather
from crosspost.settings import FeedSection, Settings

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
        return gather(settings, store, now=clock.now())


def as_dict(seen: Overview) -> dict[str, Any]:
    """Return the overview for scripts."""
    return {
        "version": seen.version,
        "daemon": {"wrong": _wrong(seen), "beats": seen.beats},
        "config_refused": seen.refused_config or None,
        "feeds": [_feed_dict(feed, state) for feed, state in seen.feeds],
        "accounts": [_account_dict(account) for account in seen.accounts],
        "money_usd": {
            "spent_this_month": float(seen.money.spent),
            "waiting": float(seen.money.waiting),
            "forecast": float(seen.money.forecast),
            "monthly_usd": float(seen.money.limit),
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
        "error": (state.error if state else "") or None,
        "stopped": state.stopped if state else False,
        "moved_to": (state.moved_to if state else "") or None,
    }


def _account_dict(account: AccountState) -> dict[str, Any]:
    return {
        "name": account.name,
        "paused": account.paused_at is not None,
        "code": account.code or None,
        "why": account.why or None,
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
        "why": delivery.why,
        "due_at": delivery.due_at,
        "sent_at": delivery.sent_at,
        "attempts": delivery.attempts,
        "price_usd": float(delivery.price),
        "post": delivery.receipt and {"id": delivery.receipt.id, "url": delivery.receipt.url},
    }


def print_overview(seen: Overview, console: Console | None = None) -> None:
    """Print the overview for people."""
    console = console or Console()
    wrong = _wrong(seen)
    state = Text("; ".join(wrong), style="red") if wrong else Text("running", style="green")
    console.print(Text.assemble(f"crosspost {seen.version}  ", state))
    if seen.refused_config:
        console.print(Text(f"the edited configuration was refused: {seen.refused_config}", "red"))
    console.print(_feeds(seen))
    console.print(_accounts(seen))
    if seen.waiting:
        console.print(_deliveries(seen.waiting, seen, title="Waiting"))
    if seen.recent:
        console.print(_deliveries(seen.recent, seen, title="Out"))
    money = seen.money
    console.print(
        f"This month {money.spent:.3f} of {money.limit} USD spent,"
        f" {money.waiting:.3f} waiting, forecast {money.forecast:.2f}."
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


def _feeds(seen: Overview) -> Table:
    table = _table("Feeds", "feed", "last look", "next look", "new article", "state")
    for feed, state in seen.feeds:
        if state is None:
            table.add_row(feed.name, "–", "now", "–", "not looked at yet")
            continue
        told = state.error or (f"moved to {state.moved_to}" if state.moved_to else "well")
        table.add_row(
            feed.name,
            show_time(state.looked_at, seen.now),
            "stopped" if state.stopped else show_time(state.next_at, seen.now),
            show_time(state.changed_at, seen.now),
            Text(told, style="red" if state.error else "green"),
        )
    return table


def _accounts(seen: Overview) -> Table:
    table = _table("Accounts", "account", "state", "tries again")
    for account in seen.accounts:
        if account.paused_at:
            told = Text(f"paused ({account.code}): {account.why}", style="red")
            table.add_row(account.name, told, show_time(account.retry_at, seen.now))
        elif account.throttled_until and account.throttled_until > seen.now:
            until = show_time(account.throttled_until, seen.now)
            table.add_row(account.name, Text("throttled by the network", style="yellow"), until)
        else:
            table.add_row(account.name, Text("open", style="green"), "")
    return table


def _deliveries(deliveries: tuple[Delivery, ...], seen: Overview, *, title: str) -> Table:
    table = _table(title, "no.", "article", "account", "state", "when", "USD", "why")
    for delivery in deliveries:
        when = delivery.sent_at if delivery.receipt else delivery.due_at
        why = delivery.receipt.url if delivery.receipt else delivery.why
        table.add_row(
            str(delivery.id),
            Text(seen.titles[delivery.article], overflow="ellipsis", no_wrap=True),
            delivery.account,
            Text(delivery.state.value, style=_COLOURS.get(delivery.state, "")),
            show_time(when, seen.now),
            f"{delivery.price:.3f}",
            Text(why),
        )
    return table


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for column in columns:
        widths = {"article": 32}
        table.add_column(column, max_width=widths.get(column), overflow="fold")
    return table
