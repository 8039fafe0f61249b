"""`repost`: show text and price, ask, order it, wait for the post's address."""

import sys
import unicodedata
from collections.abc import Coroutine, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from crosspost import clock, wiring
from crosspost.cli import voice
from crosspost.cli.ending import play
from crosspost.cli.options import print_json
from crosspost.cli.printing import PANEL_WIDTH, make_console, shorten
from crosspost.cli.times import read_time
from crosspost.cli.waiting import Once, Sender, tell_what_stays
from crosspost.errors import ConfigError
from crosspost.model import Delivery, Known, State
from crosspost.model.reasons import to_plain
from crosspost.pipeline.parts import Pipeline
from crosspost.pipeline.repost import Offer, check_free, find_article, offer, order
from crosspost.settings import Settings

T = TypeVar("T")


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


@dataclass(frozen=True, slots=True)
class _Choice:
    """What goes out on one account, and what else could."""

    offer: Offer
    offers: tuple[Offer, ...]


def repost(settings: Settings, wish: Wish) -> int:
    """Play the command; 0 when it is out, ordered or only shown, 1 when it was not sent.

    Only its first and last steps play in an event loop, which keeps Ctrl-C back: between them it
    ends the command at once, before anything is ordered.
    """
    if wish.way not in {"post", "native"}:
        raise ConfigError(f'--as "{wish.way}": write "post" or "native"')
    if wish.way == "native" and wish.comment:
        raise ConfigError("X's own Repost carries no words: leave out --comment or --as native")
    with wiring.opened(settings) as store:
        pipe = wiring.make_pipeline(settings, store)
        known = play(_closing(pipe, find_article(pipe, wish.article)))
        accounts = _accounts(pipe, known, wish)
        for account in accounts:
            check_free(pipe, known, account)
        chosen = [_choose(pipe, known, account, wish=wish) for account in accounts]
        if wish.as_json and wish.dry_run:
            print_json(_offers_dict(known, chosen))
        if not wish.as_json:
            _show(known, chosen, wish)
        if wish.dry_run or not _agree(wish):
            return 0
        ordered = order(pipe, known, *(choice.offer for choice in chosen))
        try:
            return play(_closing(pipe, _see_through(pipe, ordered, wish)))
        except KeyboardInterrupt:
            tell_what_stays(pipe, ordered)
            raise


async def _closing(pipe: Pipeline, steps: Coroutine[Any, Any, T]) -> T:
    try:
        return await steps
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


def _choose(pipe: Pipeline, known: Known, account: str, *, wish: Wish) -> _Choice:
    zone = pipe.account(account).section.zone
    due_at = read_time(wish.at, now=clock.now().astimezone(zone))
    offers = offer(pipe, known, account, comment=wish.comment, due_at=due_at)
    for one in offers:
        if one.way == wish.way:
            return _Choice(one, offers)
    raise ConfigError(
        f'"{known.title}" has no post on "{account}" that could be reposted natively;'
        " leave out --as native to announce it with a new post"
    )


def _show(known: Known, chosen: Sequence[_Choice], wish: Wish) -> None:
    console = make_console()
    for choice in chosen:
        planned, post = choice.offer.planned, choice.offer.planned.post
        body = Text(post.text or f"X's own Repost of {post.repost_of}")
        body.append(f"\n\n{_facts(choice)}", style="bold")
        if wish.at:
            body.append(f"\ngoes out at {planned.due_at:%Y-%m-%d %H:%M %Z}")
        for told in post.why:
            body.append(f"\nnote: {told}", style="dim")
        if choice.offer.warning:
            body.append(f"\nnote: {choice.offer.warning}", style="yellow")
        title = shorten(known.title, PANEL_WIDTH - 6)
        console.print(Panel(body, title=Text(title), title_align="left", width=PANEL_WIDTH))


def _facts(choice: _Choice) -> str:
    """Say where and how it goes out, with the price of each way."""
    prices = ", ".join(f"as {each.way} {each.planned.price:.3f} USD" for each in choice.offers)
    weight = choice.offer.planned.post.weight
    return f"{choice.offer.planned.account}: as {choice.offer.way}, weight {weight}   ({prices})"


def _offers_dict(known: Known, chosen: Sequence[_Choice]) -> dict[str, object]:
    return {
        "article": {"id": known.id or None, "url": known.url, "title": known.title},
        "posts": [
            {
                "account": choice.offer.planned.account,
                "as": choice.offer.way,
                "text": choice.offer.planned.post.text,
                "weight": choice.offer.planned.post.weight,
                "notes": list(choice.offer.planned.post.why),
                "due_at": choice.offer.planned.due_at,
                "warning": choice.offer.warning or None,
                "prices_usd": {each.way: float(each.planned.price) for each in choice.offers},
            }
            for choice in chosen
        ],
    }


def _agree(wish: Wish) -> bool:
    if wish.yes:
        return True
    if not sys.stdin.isatty():
        raise ConfigError("nobody is there to ask; add --yes to send it, or --dry-run to look")
    try:
        said = unicodedata.normalize("NFKC", input("Send it? [y/N] "))
        agreed = said.strip().lower() in {"y", "yes", "はい"}
    except KeyboardInterrupt:
        sys.stderr.write("\nnothing is ordered\n")
        raise
    except EOFError:
        print()
        agreed = False
    if not agreed:
        sys.stderr.write("nothing is ordered\n")
    return agreed


async def _see_through(pipe: Pipeline, ordered: Sequence[Delivery], wish: Wish) -> int:
    """Wait until the daemon has sent them; without a daemon, send them here under its lock."""
    with ExitStack() as stack:
        sender = Sender(pipe, stack, ordered=[delivery.id for delivery in ordered])
        if wish.at:
            return _print_results(pipe, ordered, wish, note=_note_later(sender))
        console = Console(stderr=True)
        # A terminal that cannot draw over a line (TERM=dumb) gets lines, as a file does.
        with console.status("ordered") as status:
            tell = status.update if console.is_interactive else Once().tell
            results = [await sender.wait(delivery, tell=tell) for delivery in ordered]
    return _print_results(pipe, results, wish, note=sender.paused)


def _note_later(sender: Sender) -> str:
    if sender.takes_lock():
        return "no daemon runs now: start `crosspost run`, it sends it then"
    return "the daemon sends it then"


def _print_results(pipe: Pipeline, results: Sequence[Delivery], wish: Wish, *, note: str) -> int:
    if wish.as_json:
        print_json([_as_dict(delivery) for delivery in results])
    else:
        for delivery in results:
            print(_result(delivery, pipe.account(delivery.account).section.zone))
    if note:
        sys.stderr.write(f"{note}\n")
    good = {State.PUBLISHED, State.QUEUED} if wish.at else {State.PUBLISHED}
    return int(any(delivery.state not in good for delivery in results))


def _result(delivery: Delivery, zone: ZoneInfo) -> str:
    if delivery.receipt:
        return delivery.receipt.url or f"delivery {delivery.id} is published"
    if delivery.state is State.QUEUED:
        due_at = delivery.due_at.astimezone(zone)
        return f"delivery {delivery.id} is queued for {due_at:%Y-%m-%d %H:%M %Z}"
    return f"delivery {delivery.id} is {delivery.state.value}: {voice.say(delivery.why)}"


def _as_dict(delivery: Delivery) -> dict[str, object]:
    return {
        "delivery": delivery.id,
        "account": delivery.account,
        "state": delivery.state.value,
        "why": voice.say(delivery.why),
        **to_plain(delivery.why),
        "notes": list(delivery.post.why),
        "due_at": delivery.due_at,
        "post": delivery.receipt and {"id": delivery.receipt.id, "url": delivery.receipt.url},
        "price_usd": float(delivery.price),
    }
