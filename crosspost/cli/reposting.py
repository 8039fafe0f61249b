"""`repost`: show text and price, ask, order it, wait for the post's address."""

import asyncio
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from crosspost import clock, wiring
from crosspost.cli.options import print_json
from crosspost.errors import ConfigError, StoreError
from crosspost.model import Delivery, Known, State
from crosspost.outbox.store import exclusive
from crosspost.pipeline.deliver import deliver, turn_of
from crosspost.pipeline.parts import Pipeline
from crosspost.pipeline.repost import Offer, find_article, offer, order
from crosspost.pipeline.settle import recover, settle
from crosspost.settings import Settings, parse_duration

_DONE = frozenset({State.PUBLISHED, State.WITHDRAWN, State.HELD})
_CLOCK = re.compile(r"(?:(\d{4}-\d\d-\d\d)[ T])?([0-2]?\d):([0-5]\d)")
_ASK_SECONDS = 0.3


@dataclass(frozen=True, slots=True)
class Wish:
    """What the author typed."""

    article: str
    comment: str
    way: str
    at: str
    account: str
    dry_run: bool
    yes: bool
    as_json: bool


def read_time(text: str, *, now: datetime) -> datetime:
    """Read "+2h", "21:00" (the next one) or "2026-12-01 07:30"; ConfigError says how it is written.

    `now` carries the account's time zone.
    """
    if not text:
        return now
    found = _CLOCK.fullmatch(text.strip())
    if found is None and not text.startswith("+"):
        raise ConfigError(f'--at "{text}": write "21:00", "2026-12-01 07:30" or "+2h"')
    try:
        return now + parse_duration(text[1:]) if found is None else _on_the_clock(found, now)
    except ValueError as error:
        raise ConfigError(f'--at "{text}": {error}') from error


def _on_the_clock(found: re.Match[str], now: datetime) -> datetime:
    day, hour, minute = found.groups()
    base = datetime.fromisoformat(day).replace(tzinfo=now.tzinfo) if day else now
    moment = base.replace(hour=int(hour), minute=int(minute), second=0, microsecond=0)
    return moment if day or moment >= now else moment + timedelta(days=1)


async def repost(settings: Settings, wish: Wish) -> int:
    """Play the command; 0 when it is out, ordered or only shown, 1 when it was not sent."""
    if wish.way not in {"post", "native"}:
        raise ConfigError(f'--as "{wish.way}": write "post" or "native"')
    with wiring.opened(settings) as store:
        pipe = wiring.make_pipeline(settings, store)
        try:
            known = await find_article(pipe, wish.article)
            chosen = [_choose(pipe, known, name, wish) for name in _accounts(pipe, known, wish)]
            _show(known, chosen, wish)
            if wish.dry_run or not _agree(wish):
                return 0
            ordered = [order(pipe, known, one) for one, _all in chosen]
            return await _see_through(pipe, ordered, wish)
        finally:
            await pipe.fetcher.close()


def _accounts(pipe: Pipeline, known: Known, wish: Wish) -> Sequence[str]:
    if wish.account:
        return [pipe.account(wish.account).name]
    feed = pipe.settings.feed(known.feed)
    names = pipe.settings.accounts_of(feed) if feed else tuple(pipe.accounts)
    if not names:
        raise ConfigError("no account is configured; add [accounts.main] to the configuration")
    return names


def _choose(
    pipe: Pipeline, known: Known, account: str, wish: Wish
) -> tuple[Offer, tuple[Offer, ...]]:
    zone = pipe.account(account).section.zone
    due_at = read_time(wish.at, now=clock.now().astimezone(zone))
    offers = offer(pipe, known, account, comment=wish.comment, due_at=due_at)
    for one in offers:
        if one.way == wish.way:
            return one, offers
    raise ConfigError(
        f'"{known.title}" has no post on "{account}" that could be reposted natively;'
        " leave out --as native to announce it with a new post"
    )


def _show(known: Known, chosen: Sequence[tuple[Offer, tuple[Offer, ...]]], wish: Wish) -> None:
    if wish.as_json:
        return
    console = Console()
    for one, offers in chosen:
        post = one.planned.post
        prices = ", ".join(f"{other.way} {other.price} USD" for other in offers)
        body = Text(post.text or f"X's own Repost of {post.repost_of}")
        body.append(f"\n\n{one.planned.account}: as {one.way}, {one.price} USD", style="bold")
        body.append(f"   (prices: {prices})", style="dim")
        if wish.at:
            body.append(f"\ngoes out at {one.planned.due_at:%Y-%m-%d %H:%M %Z}")
        if one.warning:
            body.append(f"\nnote: {one.warning}", style="yellow")
        console.print(Panel(body, title=Text(known.title), title_align="left"))


def _agree(wish: Wish) -> bool:
    if wish.yes:
        return True
    if not sys.stdin.isatty():
        raise ConfigError("nobody is there to ask; add --yes to send it, or --dry-run to look")
    return input("Send it? [y/N] ").strip().lower() in {"y", "yes", "はい"}


async def _see_through(pipe: Pipeline, ordered: Sequence[Delivery], wish: Wish) -> int:
    """Wait until the daemon has sent them; without a daemon, send them here under its lock."""
    console = Console(stderr=True)
    results = []
    with ExitStack() as stack, console.status("ordered") as status:
        alone = _is_alone(pipe, stack)
        for delivery in ordered:
            if wish.at and not alone:
                results.append(delivery)
                continue
            results.append(await _wait(pipe, delivery, alone=alone, tell=status.update))
    return _print_results(results, wish)


def _is_alone(pipe: Pipeline, stack: ExitStack) -> bool:
    """Take the sender's lock if no daemon holds it."""
    try:
        stack.enter_context(exclusive(pipe.settings.state.url))
    except StoreError:
        return False
    recover(pipe, everything=True)
    return True


async def _wait(
    pipe: Pipeline, delivery: Delivery, *, alone: bool, tell: Callable[[str], None]
) -> Delivery:
    while delivery.state not in _DONE:
        if alone:
            await deliver(pipe, delivery.account)
            await settle(pipe)
        delivery = pipe.store.delivery(delivery.id)
        turn, why = turn_of(pipe, delivery.account, now=clock.now())
        if turn is None:
            return delivery
        tell(f"delivery {delivery.id}: {delivery.state} ({delivery.why or why})")
        if delivery.state not in _DONE:
            await asyncio.sleep(_ASK_SECONDS)
    return delivery


def _print_results(results: Sequence[Delivery], wish: Wish) -> int:
    if wish.as_json:
        print_json([_as_dict(delivery) for delivery in results])
    else:
        for delivery in results:
            where = delivery.receipt.url if delivery.receipt else delivery.state.value
            print(where if delivery.receipt else f"{where}: {delivery.why}")
    waiting = {State.QUEUED} if wish.at else set()
    good = {State.PUBLISHED} | waiting
    return int(any(delivery.state not in good for delivery in results))


def _as_dict(delivery: Delivery) -> dict[str, object]:
    return {
        "delivery": delivery.id,
        "account": delivery.account,
        "state": delivery.state.value,
        "why": delivery.why,
        "post": delivery.receipt and {"id": delivery.receipt.id, "url": delivery.receipt.url},
        "price_usd": float(delivery.price),
    }
