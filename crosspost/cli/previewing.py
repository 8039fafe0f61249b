"""`preview`: put a studio together, show the posts."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from rich.cells import cell_len
from rich.panel import Panel
from rich.text import Text

from crosspost import clock, loading, wiring
from crosspost.cli import voice
from crosspost.cli.addresses import complete
from crosspost.cli.options import read_settings
from crosspost.cli.printing import PANEL_WIDTH, make_console, pad, say, shorten
from crosspost.errors import StoreError
from crosspost.fetch import Fetcher
from crosspost.model import Answer, Network
from crosspost.model.reasons import to_plain
from crosspost.pipeline.preview import Shown, Studio, preview
from crosspost.post.compose import Style
from crosspost.post.weight import weight
from crosspost.settings import FeedSection, Settings, ThumbnailSection, is_loopback
from crosspost.words.lines import Line
from crosspost.words.outside import escape, escape_lines

_DECISIONS = {
    "post": (Line.POST, "green"),
    "hold": (Line.HOLD, "yellow"),
    "skip": (Line.SKIP, "dim"),
}

#: What is told of a post, one a line.
_FACTS = (Line.WEIGHT, Line.PRICE, Line.PICTURE, Line.ALT)


async def show(
    source: str, *, limit: int, account: str, fetch: bool, config: Path | None
) -> list[tuple[Shown, Decimal]]:
    """Return what would be posted for a source, with prices, newest first."""
    source = complete(source)
    studio = _studio(source, account=account, fetch=fetch, config=config)
    try:
        shown = await preview(
            studio,
            source,
            now=clock.now(),
            limit=limit,
            max_age=_max_age(),
        )
    finally:
        if studio.fetcher:
            await studio.fetcher.close()
    return [(s, studio.network.price(s.post) if s.post else Decimal(0)) for s in shown]


def _max_age() -> timedelta:
    age: timedelta = FeedSection.model_fields["max_age"].default
    return age


def _studio(source: str, *, account: str, fetch: bool, config: Path | None) -> Studio:
    """With a named account or file the configuration decides, otherwise the defaults do."""
    is_remote = "://" in source
    fetcher = Fetcher(allow_private=is_loopback(source)) if is_remote or fetch else None
    if account or config:
        _path, settings = read_settings(config)
        name = account or next(iter(settings.accounts), "")
        return Studio(
            network=wiring.make_previewer(settings, name),
            account=name,
            summarizer=wiring.make_summarizer(settings),
            style=wiring.make_style(settings),
            thumbnail=settings.thumbnail,
            fetcher=fetcher,
            feeds=settings.feeds,
            by=settings.summary.by,
            writer=wiring.make_writer(settings),
            kept=lambda fingerprint: _find_kept(settings, fingerprint),
        )
    select = loading.load("crosspost.summary", "select")
    return Studio(
        _dry(), "preview", select.create(select.Options()), Style(), ThumbnailSection(), fetcher
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
