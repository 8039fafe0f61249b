"""`repost`: show text and price, ask, order it, wait for the post's address."""

import sys
import unicodedata
from collections.abc import Coroutine, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any, TypeVar

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
from crosspost.model import Delivery, Known, Reason, State
from crosspost.model.denials import Denial
from crosspost.model.reasons import to_plain
from crosspost.pipeline.parts import Pipeline
from crosspost.pipeline.repost import Offer, check_free, find_article, offer, order
from crosspost.settings import Settings
from crosspost.words.lines import Line
from crosspost.words.outside import escape, escape_lines

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
        raise ConfigError(Denial.AS_UNKNOWN(way=wish.way))
    if wish.way == "native" and wish.comment:
        raise ConfigError(Denial.NATIVE_WORDS())
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
        raise ConfigError(Denial.NO_ACCOUNTS())
    return names


def _choose(pipe: Pipeline, known: Known, account: str, *, wish: Wish) -> _Choice:
    zone = pipe.account(account).section.zone
    due_at = read_time(wish.at, now=clock.now().astimezone(zone))
    offers = offer(pipe, known, account, comment=wish.comment, due_at=due_at)
    for one in offers:
        if one.way == wish.way:
            return _Choice(one, offers)
    raise ConfigError(Denial.NO_NATIVE(title=known.title, account=account))


def _show(known: Known, chosen: Sequence[_Choice], wish: Wish) -> None:
    console = make_console()
    for choice in chosen:
        planned, post = choice.offer.planned, choice.offer.planned.post
        native = voice.say(Line.NATIVE(post=post.repost_of))
        body = Text(escape_lines(post.text) or native)
        body.append(f"\n\n{_facts(choice)}", style="bold")
        if wish.at:
            body.append(f"\n{voice.say(Line.AT(at=planned.due_at))}")
        for told in post.why:
            body.append(f"\n{voice.say(Line.REMARK(cause=told))}", style="dim")
        if warning := choice.offer.warning:
            body.append(f"\n{voice.say(Line.REMARK(cause=warning))}", style="yellow")
        title = shorten(escape(known.title), PANEL_WIDTH - 6)
        console.print(Panel(body, title=Text(title), title_align="left", width=PANEL_WIDTH))


def _facts(choice: _Choice) -> str:
    """Say where and how it goes out, with the price of each way."""
    prices = tuple(Line.PRICE_AS(way=o.way, price=o.planned.price) for o in choice.offers)
    planned = choice.offer.planned
    sent = Line.SENT_AS(
        account=planned.account,
        way=choice.offer.way,
        weight=planned.post.weight,
        prices=prices,
    )
    return voice.say(sent)


def _offers_dict(known: Known, chosen: Sequence[_Choice]) -> dict[str, object]:
    return {
        "article": {"id": known.id or None, "url": known.url, "title": known.title},
        "posts": [
            {
                "account": choice.offer.planned.account,
                "as": choice.offer.way,
                "text": choice.offer.planned.post.text,
                "weight": choice.offer.planned.post.weight,
                "notes": [voice.say(note) for note in choice.offer.planned.post.why],
                "due_at": choice.offer.planned.due_at,
                "warning": choice.offer.warning and voice.say(choice.offer.warning),
                "prices_usd": {each.way: float(each.planned.price) for each in choice.offers},
            }
            for choice in chosen
        ],
    }


def _agree(wish: Wish) -> bool:
    if wish.yes:
        return True
    if not sys.stdin.isatty():
        raise ConfigError(Denial.NOBODY_ASKED())
    try:
        said = unicodedata.normalize("NFKC", input(voice.say(Line.SEND_IT())))
        agreed = said.strip().lower() in {"y", "yes", "はい"}
    except KeyboardInterrupt:
        sys.stderr.write(f"\n{voice.say(Line.NOTHING_ORDERED())}\n")
        raise
    except EOFError:
        print()
        agreed = False
    if not agreed:
        sys.stderr.write(f"{voice.say(Line.NOTHING_ORDERED())}\n")
    return agreed


async def _see_through(pipe: Pipeline, ordered: Sequence[Delivery], wish: Wish) -> int:
    """Wait until the daemon has sent them; without a daemon, send them here under its lock."""
    with ExitStack() as stack:
        sender = Sender(pipe, stack, ordered=[delivery.id for delivery in ordered])
        if wish.at:
            return _print_results(ordered, wish, note=_note_later(sender))
        console = Console(stderr=True)
        # A terminal that cannot draw over a line (TERM=dumb) gets lines, as a file does.
        with console.status(voice.say(Line.ORDERED())) as status:
            tell = status.update if console.is_interactive else Once().tell
            results = [await sender.wait(delivery, tell=tell) for delivery in ordered]
    return _print_results(results, wish, note=sender.paused)


def _note_later(sender: Sender) -> Reason:
    if sender.takes_lock():
        return Line.NO_DAEMON()
    return Line.DAEMON_SENDS()


def _print_results(results: Sequence[Delivery], wish: Wish, *, note: Reason | None) -> int:
    if wish.as_json:
        print_json([_as_dict(delivery) for delivery in results])
    else:
        for delivery in results:
            print(_result(delivery))
    if note:
        sys.stderr.write(f"{voice.say(note)}\n")
    good = {State.PUBLISHED, State.QUEUED} if wish.at else {State.PUBLISHED}
    return int(any(delivery.state not in good for delivery in results))


def _result(delivery: Delivery) -> str:
    if delivery.receipt:
        return escape(delivery.receipt.url) or voice.say(Line.IS_PUBLISHED(delivery=delivery.id))
    if delivery.state is State.QUEUED:
        return voice.say(Line.IS_QUEUED(delivery=delivery.id, due=delivery.due_at))
    stands = Line.STANDS(delivery=delivery.id, state=delivery.state.value, cause=delivery.why)
    return voice.say(stands)


def _as_dict(delivery: Delivery) -> dict[str, object]:
    return {
        "delivery": delivery.id,
        "account": delivery.account,
        "state": delivery.state.value,
        "why": voice.say(delivery.why),
        **to_plain(delivery.why),
        "notes": [voice.say(note) for note in delivery.post.why],
        "due_at": delivery.due_at,
        "post": delivery.receipt and {"id": delivery.receipt.id, "url": delivery.receipt.url},
        "price_usd": float(delivery.price),
    }
