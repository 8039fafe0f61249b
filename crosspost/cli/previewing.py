"""`preview`: put a studio together, show the posts."""

import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

from rich.cells import cell_len
from rich.panel import Panel
from rich.text import Text

from crosspost import clock, loading, wiring
from crosspost.cli import voice
from crosspost.cli.addresses import complete
from crosspost.cli.options import find_settings, read_settings
from crosspost.cli.printing import PANEL_WIDTH, make_console, pad, say, shorten
from crosspost.errors import StoreError
from crosspost.model import Answer, Network
from crosspost.model.reasons import to_plain
from crosspost.pipeline.preview import Shown, Studio, find_feed, preview
from crosspost.post.weight import weight
from crosspost.settings import Settings, is_loopback
from crosspost.words.lines import Line
from crosspost.words.outside import escape, escape_lines

_DECISIONS = {
    "post": (Line.POST, "green"),
    "hold": (Line.HOLD, "yellow"),
    "skip": (Line.SKIP, "dim"),
}

#: What is told of a post, one a line.
_FACTS = (Line.WEIGHT, Line.PRICE, Line.PICTURE, Line.ALT)


def read_configuration(named: Path | None, *, account: str) -> tuple[str, Settings | None]:
    """Return the path and what stands in the configuration in force, "" and None without one.

    ConfigError when it is broken, or when an account is asked for and there is no file.
    """
    found = read_settings(named) if account else find_settings(named)
    return (str(found[0]), found[1]) if found else ("", None)


def tell_configuration(path: str) -> None:
    """Say which file it is shown with; scripts read it apart from the document."""
    told = Line.SHOWN_WITH(path=path) if path else Line.SHOWN_DEFAULTS()
    sys.stderr.write(f"{voice.say(told)}\n")


def name_account(settings: Settings | None, source: str, *, wanted: str) -> str:
    """Return the account that a source is shown as: the wanted, else the first that announces it.

    "" where none is configured.
    """
    if wanted or settings is None:
        return wanted
    feed = find_feed(settings.feeds, complete(source))
    announcing = settings.accounts_of(feed) if feed else tuple(settings.accounts)
    return next(iter(announcing), "")


async def show(
    source: str, *, limit: int, account: str, fetch: bool, settings: Settings | None
) -> list[tuple[Shown, Decimal]]:
    """Return what would be posted for a source, with prices, newest first."""
    source = complete(source)
    studio = _make_studio(settings or Settings.model_construct(), source, account, fetch=fetch)
    try:
        shown = await preview(studio, source, now=clock.now(), limit=limit)
    finally:
        if studio.fetcher:
            await studio.fetcher.close()
    return [(s, studio.network.price(s.post) if s.post else Decimal(0)) for s in shown]


def _make_studio(settings: Settings, source: str, account: str, *, fetch: bool) -> Studio:
    """Put together what the daemon would write with; an address on this machine may be asked."""
    is_asked = "://" in source or fetch
    return Studio(
        network=wiring.make_previewer(settings, account) if account else _dry(),
        account=account or "preview",
        summarizer=wiring.make_summarizer(settings),
        style=wiring.make_style(settings),
        thumbnail=settings.thumbnail,
        fetcher=wiring.make_fetcher(settings, here=is_loopback(source)) if is_asked else None,
        feeds=settings.feeds,
        by=settings.summary.by,
        writer=wiring.make_writer(settings),
        kept=lambda fingerprint: _find_kept(settings, fingerprint),
    )


def _find_kept(settings: Settings, fingerprint: str) -> Answer | None:
    """Return what a record that is there holds of the model's answer; a preview makes none."""
    url = str(settings.state.url)
    if url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).is_file():
        return None
    try:
        with wiring.opened(settings) as store:
            return store.answer(fingerprint)
    except StoreError:
        return None


def _dry() -> Network:
    dry = loading.load("crosspost.networks", "dry")
    made: Network = dry.create(dry.Options(), account="preview", weigh=weight)
    return made


def as_json(
    source: str, account: str, shown: list[tuple[Shown, Decimal]], *, why: bool = False
) -> dict[str, Any]:
    """Return the document that scripts rely on (design.md section 7); `why` adds the gist's."""
    entries = [_entry(s, price, account) for s, price in shown]
    if why:
        for entry, (item, _price) in zip(entries, shown, strict=True):
            entry["gist"] = [{"why": voice.say(r), **to_plain(r)} for r in item.origin]
    return {"source": source, "entries": entries}


def _entry(shown: Shown, price: Decimal, account: str) -> dict[str, Any]:
    article, post = shown.article, shown.post
    published = article.published
    return {
        "id": article.aliases[0] if article.aliases else article.url,
        "url": article.url,
        "title": article.title,
        "published": published.isoformat() if published else None,
        "decision": shown.decision,
        "why": voice.say(shown.why),
        **to_plain(shown.why),
        "post": post
        and {
            "text": post.text,
            "weight": post.weight,
            "thumbnail": post.thumbnail
            and {
                "url": post.thumbnail.url,
                "alt": post.thumbnail.alt,
                "caption": post.thumbnail.caption,
                "credit": post.thumbnail.credit,
            },
            "price_usd": float(price),
            "account": account or "preview",
        },
    }


def print_posts(shown: list[tuple[Shown, Decimal]], *, why: bool = False) -> None:
    """Print each post as a reader would see it, with what it weighs and costs.

    `why` adds where the gist is from, and what was refused.
    """
    console = make_console()
    for item, price in shown:
        post = item.post
        if post is None:
            say(console, escape(item.article.title), style="bold")
        else:
            title = Text(shorten(escape(item.article.title), PANEL_WIDTH - 6))
            body = Text(escape_lines(post.text))
            console.print(Panel(body, title=title, title_align="left", width=PANEL_WIDTH))
        told, colour = _DECISIONS[item.decision]
        head = Text.assemble((f"  {voice.say(told())}", colour), f"  {voice.say(item.why)}")
        console.print(head, soft_wrap=True)
        facts = [(voice.say(name()), value) for name, value in _facts(item, price)]
        width = max(cell_len(voice.say(name())) for name in _FACTS)
        for name, value in facts:
            say(console, f"  {pad(name, width)} {value}", style="dim")
        for reason in item.origin if why else ():
            say(console, f"  {voice.say(reason)}", style="dim")
        console.print()


def _facts(shown: Shown, price: Decimal) -> list[tuple[Line, str]]:
    post = shown.post
    if post is None:
        return []
    facts = [
        (Line.WEIGHT, str(post.weight)),
        (Line.PRICE, voice.say(Line.USD(price=price))),
    ]
    if post.thumbnail:
        alt = escape(post.thumbnail.alt) or voice.say(Line.ALT_NONE())
        facts += [(Line.PICTURE, escape(post.thumbnail.url)), (Line.ALT, alt)]
    return facts
