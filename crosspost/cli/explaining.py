"""`explain` and `log`: why, from the record."""

from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from crosspost import clock, wiring
from crosspost.cli import voice
from crosspost.cli.printing import PANEL_WIDTH, make_console, pad, say
from crosspost.cli.stating import say_wait, wait_dict
from crosspost.errors import NotFound
from crosspost.model import Event, Known
from crosspost.model.denials import Denial
from crosspost.model.reasons import to_plain
from crosspost.outbox.store import Store
from crosspost.pipeline.naming import find_known
from crosspost.pipeline.overview import Story, tell_story
from crosspost.settings import Settings
from crosspost.words.lines import Line
from crosspost.words.outside import escape, escape_lines

_DECISIONS = {
    "post": Line.POSTED,
    "hold": Line.HELD,
    "skip": Line.SKIPPED,
    "named": Line.NAMED,
    "baseline": Line.BASELINE,
}


def _find(store: Store, wanted: str) -> Known:
    if known := find_known(store, wanted):
        return known
    raise NotFound(Denial.NOT_KNOWN(wanted=wanted))


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


def print_story(story: Story, console: Console | None = None) -> None:
    """Print the story: the decision first, then each step with its reason."""
    console = console or make_console()
    article = story.article
    told = _DECISIONS.get(article.decision, Line.SKIPPED)
    if any(delivery.receipt for delivery in story.deliveries):
        told = Line.ANNOUNCED if article.decision != "hold" else Line.HELD_ANNOUNCED
    say(console, escape(article.title), style="bold")
    say(console, escape(article.url), style="dim")
    say(console, voice.say(Line.IT(told=told(), cause=article.why)))
    for delivery in story.deliveries:
        head = Line.PANEL(
            delivery=delivery.id,
            account=delivery.account,
            edition=delivery.edition,
            state=delivery.state.value,
        )
        native = voice.say(Line.NATIVE(post=delivery.post.repost_of))
        body = Text(escape_lines(delivery.post.text) or native)
        console.print(
            Panel(
                body,
                title=voice.say(head),
                title_align="left",
                width=PANEL_WIDTH,
            )
        )
        wait = story.waits.get(delivery.id)
        stands = say_wait(wait) if wait else voice.say(delivery.why)
        say(console, f"  {escape(delivery.receipt.url) if delivery.receipt else stands}")
        for each in story.origins.get(delivery.id, ()):
            say(console, f"  {voice.say(each)}", style="dim")
    console.print()
    print_log(list(story.events), console, of=article.id)


def read_log(settings: Settings, *, limit: int, feed: str, account: str) -> list[Event]:
    """Return the newest lines of the record, newest last; NotFound when no such name is known."""
    with wiring.opened(settings) as store:
        found = store.events(feed=feed or None, account=account or None, limit=limit)
    if not found:
        feeds, accounts = (s.name for s in settings.feeds), settings.accounts
        if feed and feed not in (known := tuple(sorted(feeds))):
            raise NotFound(Denial.NO_FEED(feed=feed, known=known))
        if account and account not in accounts:
            raise NotFound(Denial.NO_ACCOUNT(account=account, known=tuple(sorted(accounts))))
    return found


def print_log(
    events: list[Event], console: Console | None = None, *, of: int | None = None
) -> None:
    """Print lines of the record, one each: when, what, about what, why.

    `of` is the article whose story they are, which its own lines need not name.
    """
    console = console or make_console()
    zone = voice.speech().zone
    labels = [voice.tell(event.kind, "word") for event in events]
    kinds = max(map(cell_len, labels), default=0)
    subjects = [_subject(event, of) for event in events]
    width = max(map(cell_len, subjects), default=0)
    for event, label, subject in zip(events, labels, subjects, strict=True):
        at = event.at.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S %Z")
        head = f"{at}  {pad(label, kinds)}  {pad(subject, width)}  "
        say(console, head + voice.say(event.why))


def _subject(event: Event, of: int | None) -> str:
    number = f" #{event.delivery}" if event.delivery else ""
    is_named = event.article != of and not event.delivery
    article = (
        voice.say(Line.SUBJECT_ARTICLE(article=event.article)) if event.article and is_named else ""
    )
    return f"{event.account or event.feed}{number}{article}".strip()
