"""`explain` and `log`: why, from the record."""

from typing import Any

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from crosspost import wiring
from crosspost.article.identity import canonical
from crosspost.errors import NotFound
from crosspost.model import Event, Known
from crosspost.outbox.store import Store
from crosspost.pipeline.overview import Story, tell_story
from crosspost.settings import Settings

_DECISIONS = {
    "post": "was announced, or will be",
    "hold": "is held for a person",
    "skip": "was passed over",
    "baseline": "was there before: remembered, not announced",
}


def find(store: Store, wanted: str) -> Known:
    """Return the one article that is meant; NotFound lists the candidates or says what to do."""
    if wanted == "latest" and (latest := store.latest_article(None)):
        return latest
    named = f"l:{canonical(wanted, wanted)}" if "://" in wanted else wanted
    found = store.find_article(wanted) or store.find_article(named)
    if not found:
        raise NotFound(f'no article is known by "{wanted}"; `crosspost log` shows what was seen')
    if len(found) > 1:
        titles = "\n".join(f"  {known.id}  {known.title}" for known in found)
        raise NotFound(f'"{wanted}" fits several articles; name one by its ID:\n{titles}')
    return found[0]


def tell(settings: Settings, wanted: str) -> Story:
    """Return the whole story of an article."""
    with wiring.opened(settings) as store:
        return tell_story(store, find(store, wanted))


def as_dict(story: Story) -> dict[str, Any]:
    """Return the story for scripts."""
    article = story.article
    return {
        "id": article.id,
        "feed": article.feed,
        "url": article.url,
        "title": article.title,
        "decision": article.decision,
        "why": article.why,
        "first_seen_at": article.first_seen_at,
        "published": article.published,
        "revisions": article.revisions,
        "aliases": list(article.aliases),
        "deliveries": [
            {
                "delivery": delivery.id,
                "account": delivery.account,
                "edition": delivery.edition,
                "state": delivery.state.value,
                "why": delivery.why,
                "text": delivery.post.text,
                "price_usd": float(delivery.price),
                "post": delivery.receipt
                and {"id": delivery.receipt.id, "url": delivery.receipt.url},
            }
            for delivery in story.deliveries
        ],
        "events": [event_dict(event) for event in story.events],
    }


def event_dict(event: Event) -> dict[str, Any]:
    """Return one line of the record for scripts."""
    facts = {
        "at": event.at,
        "event": event.kind,
        "why": event.why,
        "feed": event.feed,
        "article": event.article,
        "delivery": event.delivery,
        "account": event.account,
    }
    return {name: value for name, value in facts.items() if value not in {None, ""}}


def print_story(story: Story, console: Console | None = None) -> None:
    """Print the story: the decision first, then each step with its reason."""
    console = console or Console()
    article = story.article
    told = _DECISIONS.get(article.decision, article.decision)
    console.print(Text(article.title, style="bold"))
    console.print(Text(article.url, style="dim"))
    console.print(Text.assemble((f"{told}: ", "bold"), article.why))
    for delivery in story.deliveries:
        head = f"{delivery.account}, edition {delivery.edition}: {delivery.state.value}"
        body = Text(delivery.post.text or f"X's own Repost of {delivery.post.repost_of}")
        where = delivery.receipt.url if delivery.receipt else delivery.why
        body.append(f"\n\n{where}", style="dim")
        console.print(Panel(body, title=f"no. {delivery.id}  {head}", title_align="left"))
    console.print(_events(story.events))


def read_log(settings: Settings, *, limit: int, feed: str, account: str) -> list[Event]:
    """Return the newest lines of the record, newest last."""
    with wiring.opened(settings) as store:
        return store.events(feed=feed or None, account=account or None, limit=limit)


def print_log(events: list[Event], console: Console | None = None) -> None:
    """Print lines of the record."""
    (console or Console()).print(_events(tuple(events)))


def _events(events: tuple[Event, ...]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("at (UTC)", "event", "what for", "why"):
        table.add_column(column, no_wrap=column != "why", overflow="fold")
    for event in events:
        subject = event.account or event.feed or ""
        number = f" #{event.delivery}" if event.delivery else ""
        at = event.at.strftime("%Y-%m-%d %H:%M:%S")
        table.add_row(at, event.kind, f"{subject}{number}", Text(event.why))
    return table
