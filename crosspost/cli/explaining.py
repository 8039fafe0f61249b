"""`explain` and `log`: why, from the record."""

from typing import Any
from zoneinfo import ZoneInfo

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from crosspost import clock, wiring
from crosspost.cli import voice
from crosspost.cli.printing import PANEL_WIDTH, make_console, say
from crosspost.cli.stating import say_wait, wait_dict
from crosspost.errors import NotFound
from crosspost.model import Event, Known
from crosspost.model.reasons import to_plain
from crosspost.outbox.store import Store
from crosspost.pipeline.naming import find_known
from crosspost.pipeline.overview import Story, tell_story
from crosspost.settings import Settings

_DECISIONS = {
    "post": "was announced, or will be",
    "hold": "is held for a person",
    "skip": "was passed over",
    "named": "was announced by a person before its feed showed it",
    "baseline": "was there before: remembered, not announced",
}


def _find(store: Store, wanted: str) -> Known:
    if known := find_known(store, wanted):
        return known
    raise NotFound(f'no article is known by "{wanted}"; `crosspost log` shows what happened')


def tell(settings: Settings, wanted: str) -> Story:
    """Return the whole story of an article."""
    with wiring.opened(settings) as store:
        return tell_story(settings, store, _find(store, wanted), now=clock.now())


def as_dict(story: Story) -> dict[str, Any]:
    """Return the story for scripts."""
    article = story.article
    return {
        "id": article.id,
        "feed": article.feed,
        "url": article.url,
        "title": article.title,
        "decision": article.decision,
        "why": voice.say(article.why),
        **to_plain(article.why),
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
                "why": voice.say(delivery.why),
                **to_plain(delivery.why),
                **wait_dict(story.waits.get(delivery.id)),
                "text": delivery.post.text,
                "gist": [
                    {"why": voice.say(each), **to_plain(each)}
                    for each in story.origins.get(delivery.id, ())
                ],
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
        "why": voice.say(event.why),
        "code": event.why.code.value,
        "feed": event.feed,
        "article": event.article,
        "delivery": event.delivery,
        "account": event.account,
    }
    told = {name: value for name, value in facts.items() if value not in {None, ""}}
    return told | {"facts": to_plain(event.why)["facts"]}


def print_story(story: Story, zone: ZoneInfo, console: Console | None = None) -> None:
    """Print the story: the decision first, then each step with its reason."""
    console = console or make_console()
    article = story.article
    told = _DECISIONS.get(article.decision, article.decision)
    if any(delivery.receipt for delivery in story.deliveries):
        told = "was announced" if article.decision != "hold" else "was held, then announced"
    say(console, article.title, style="bold")
    say(console, article.url, style="dim")
    say(console, f"It {told}: {voice.say(article.why)}")
    for delivery in story.deliveries:
        head = f"no. {delivery.id}  {delivery.account}, edition {delivery.edition}"
        body = Text(delivery.post.text or f"X's own Repost of {delivery.post.repost_of}")
        console.print(
            Panel(
                body,
                title=f"{head}: {delivery.state.value}",
                title_align="left",
                width=PANEL_WIDTH,
            )
        )
        wait = story.waits.get(delivery.id)
        told = say_wait(wait) if wait else voice.say(delivery.why)
        say(console, f"  {delivery.receipt.url if delivery.receipt else told}")
        for each in story.origins.get(delivery.id, ()):
            say(console, f"  {voice.say(each)}", style="dim")
    console.print()
    print_log(list(story.events), zone, console, of=article.id)


def read_log(settings: Settings, *, limit: int, feed: str, account: str) -> list[Event]:
    """Return the newest lines of the record, newest last; NotFound when no such name is known."""
    with wiring.opened(settings) as store:
        found = store.events(feed=feed or None, account=account or None, limit=limit)
    if not found:
        _check_name("feed", feed, [section.name for section in settings.feeds])
        _check_name("account", account, list(settings.accounts))
    return found


def _check_name(kind: str, name: str, known: list[str]) -> None:
    if name and name not in known:
        told = ", ".join(sorted(known)) or "none"
        raise NotFound(f'there is no {kind} "{name}"; configured: {told}')


def find_zone(settings: Settings) -> ZoneInfo:
    """Return the zone in which people are shown times: the first account's."""
    zones = [section.zone for section in settings.accounts.values()]
    return zones[0] if zones else ZoneInfo("UTC")


def print_log(
    events: list[Event], zone: ZoneInfo, console: Console | None = None, *, of: int | None = None
) -> None:
    """Print lines of the record, one each: when, what, about what, why.

    `of` is the article whose story they are, which its own lines need not name.
    """
    console = console or make_console()
    kinds = max((len(event.kind) for event in events), default=0)
    subjects = [_subject(event, of) for event in events]
    width = max(map(cell_len, subjects), default=0)
    for event, subject in zip(events, subjects, strict=True):
        at = event.at.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S %Z")
        head = f"{at}  {event.kind:<{kinds}}  {set_cell_size(subject, width)}  "
        say(console, head + voice.say(event.why))


def _subject(event: Event, of: int | None) -> str:
    number = f" #{event.delivery}" if event.delivery else ""
    is_named = event.article and event.article != of and not event.delivery
    article = f" article {event.article}" if is_named else ""
    return f"{event.account or event.feed}{number}{article}".strip()
