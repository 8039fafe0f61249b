"""`check`: finds the common mistakes and names the remedy. Sends nothing."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from rich.text import Text

from crosspost import alerts, clock, wiring
from crosspost.cli.printing import make_console
from crosspost.cli.voice import say
from crosspost.errors import ConfigError, CrosspostError, FeedError, NotFetched, PictureError
from crosspost.feed import discovery, parsing
from crosspost.fetch import Fetched, Fetcher
from crosspost.model import Document, Fault, Mistake, Reason, Why
from crosspost.model.reasons import parts_of, to_plain
from crosspost.pipeline.budget import find_period
from crosspost.pipeline.picture import obtain
from crosspost.pipeline.planning import find_fallback
from crosspost.settings import FeedSection, Settings
from crosspost.tables import ENV, is_open_to_others
from crosspost.words.lines import Line

_CLOCK_MOST = timedelta(seconds=60)
_SIGNS = {
    "ok": (Line.OK, "green"),
    "note": (Line.NOTE, "yellow"),
    "bad": (Line.BAD, "red"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    level: str  #: "ok", "note" or "bad"
    about: Reason
    text: Reason

    def as_dict(self) -> dict[str, Any]:
        """Return the finding for scripts."""
        told = {"level": self.level, "about": say(self.about), "text": say(self.text)}
        return told | to_plain(self.text)


async def check(settings: Settings, path: Path, *, account: str) -> list[Finding]:
    """Look at configuration, record, feeds, accounts and budget."""
    findings = _check_parts(settings, path)
    findings += _check_env()
    findings += _check_feeds_named(settings)
    findings += _check_record(settings)
    fetcher = wiring.make_fetcher(settings)
    try:
        looks = [_check_feed(fetcher, feed) for feed in settings.feeds]
        for found in await asyncio.gather(*looks):
            findings += found
        findings += await _check_fallback(settings, fetcher)
        findings += await _check_model(settings)
    finally:
        await fetcher.close()
    if account and account not in settings.accounts:
        text = Line.NOT_CONFIGURED_ACCOUNT(known=tuple(sorted(settings.accounts)))
        findings.append(Finding("bad", Line.ABOUT_ACCOUNT(account=account), text))
    for name in settings.accounts:
        findings += _check_account(settings, name, ask=name == account)
    return [*findings, *_check_alerts(settings)]


def _check_parts(settings: Settings, path: Path) -> list[Finding]:
    """Make what every post is written with, as the daemon does at its start."""
    findings = []
    for make in (wiring.make_style, wiring.make_summarizer):
        try:
            make(settings)
        except ConfigError as error:
            lines = [Mistake.IN_FILE(path=str(path), cause=line) for line in _split(error.why)]
            findings += [Finding("bad", Line.CONFIGURATION(), line) for line in lines]
    return findings or [Finding("ok", Line.CONFIGURATION(), Line.VALID(path=str(path)))]


def _check_env() -> list[Finding]:
    """Tell of a file with secrets that others than its owner can read or write."""
    rights = is_open_to_others(ENV)
    if not rights:
        return []
    text = Line.OPEN_SECRETS(path=str(ENV), rights=rights)
    return [Finding("note", Why.SAID(text=str(ENV)), text)]


def _split(why: Reason) -> tuple[Reason, ...]:
    """Return the problems of a configuration, one a line."""
    return parts_of(why) if why.code is Mistake.LINES else (why,)


async def _check_fallback(settings: Settings, fetcher: Fetcher) -> list[Finding]:
    """Get the operator's own picture, and fit it as for a post."""
    fallback = find_fallback(settings.thumbnail)
    if fallback is None:
        return []
    about = Why.SAID(text="[thumbnail] fallback")
    try:
        fitted = await obtain(fetcher, fallback)
    except (PictureError, NotFetched) as error:
        return [Finding("bad", about, error.why)]
    findings = [Finding("ok", about, Line.FALLBACK(width=fitted.width, height=fitted.height))]
    if not fallback.alt:
        findings.append(Finding("note", about, Line.FALLBACK_SILENT()))
    return findings


async def _check_model(settings: Settings) -> list[Finding]:
    """Ask the model's server for its list of models, which costs nothing."""
    about = Why.SAID(text="[summary.model]")
    try:
        writer = wiring.make_writer(settings)
    except ConfigError as error:
        return [Finding("bad", about, error.why)]
    if writer is None:
        return []
    address = settings.summary.model.base_url
    if why := await writer.greet():
        return [Finding("bad", about, Line.MODEL_SILENT(url=address, cause=why))]
    return [Finding("ok", about, Line.MODEL_ANSWERS(url=address, model=writer.name))]


def _check_alerts(settings: Settings) -> list[Finding]:
    if not settings.alerts.urls:
        return [Finding("note", Line.ALERTS(), Line.ALERTS_NONE())]
    wrong = alerts.find_unusable(settings)
    good = Finding("ok", Line.ALERTS(), Line.ALERTS_GOOD(found=len(settings.alerts.urls)))
    return [Finding("bad", Why.SAID(text=n), Line.ALERT_WRONG()) for n in wrong] or [good]


def _check_feeds_named(settings: Settings) -> list[Finding]:
    findings = []
    for about, head, named in (
        (Line.ABOUT_FEEDS(), "[[feeds]]", settings.feeds),
        (Line.ABOUT_ACCOUNTS(), "[accounts.main]", settings.accounts),
    ):
        if not named:
            findings.append(Finding("bad", about, Line.NONE_NAMED(head=head)))
    return findings


def _check_record(settings: Settings) -> list[Finding]:
    try:
        with wiring.opened(settings) as store:
            now = clock.now()
            zones = [section.zone for section in settings.accounts.values()]
            month = find_period(now, zones[0]).month if zones else now
            spent = store.spent(None, month)
    except CrosspostError as error:
        return [Finding("bad", Line.RECORD(), error.why)]
    limit = settings.budget.monthly_usd
    level = "bad" if spent >= limit else "ok"
    return [
        Finding("ok", Line.RECORD(), Line.WRITABLE(url=settings.state.model_dump()["url"])),
        Finding(level, Line.BUDGET(), Line.SPENT(spent=spent, limit=limit)),
    ]


async def _check_feed(fetcher: Fetcher, feed: FeedSection) -> list[Finding]:
    about = Line.ABOUT_FEED(feed=feed.name)
    try:
        fetched = await fetcher.get(feed.url, accept="feed")
        document = _parse(feed, fetched)
    except (NotFetched, FeedError) as error:
        return [Finding("bad", about, error.why)]
    return [*_judge_document(about, document), *_judge_answer(about, feed, fetched)]


def _parse(feed: FeedSection, fetched: Fetched) -> Document:
    kind = fetched.headers.get("content-type", "")
    if discovery.is_html(fetched.body, kind):
        feeds = discovery.find_feeds(fetched.body, url=fetched.url)
        raise FeedError(Fault.PAGE_NOT_FEED(url=feed.url, feed=feeds[0] if feeds else ""))
    return parsing.parse(
        fetched.body, url=fetched.url, content_type=kind, now=clock.now(), zone=feed.zone
    )


def _judge_document(about: Reason, document: Document) -> list[Finding]:
    if not document.entries:
        text = Line.FEED_EMPTY(title=document.title, called=document.self_url)
        return [Finding("bad", about, text)]
    newest = document.entries[0]
    found = len(document.entries)
    text = Line.FEED_GOOD(title=document.title, found=found, newest=newest.title)
    findings = [Finding("ok", about, text)]
    findings += [Finding("note", about, note) for note in document.notes]
    if not any(entry.content or entry.description for entry in document.entries):
        findings.append(Finding("note", about, Line.FEED_TEXTLESS()))
    return findings


def _judge_answer(about: Reason, feed: FeedSection, fetched: Fetched) -> list[Finding]:
    findings = []
    if fetched.moved_to and fetched.moved_to != feed.url:
        findings.append(Finding("note", about, Line.FEED_MOVED(url=fetched.moved_to)))
    if not (fetched.headers.get("etag") or fetched.headers.get("last-modified")):
        findings.append(Finding("note", about, Line.FEED_WHOLE()))
    return findings


def _check_account(settings: Settings, name: str, *, ask: bool) -> list[Finding]:
    about = Line.ABOUT_ACCOUNT(account=name)
    try:
        network = wiring.make_network(settings, name)
    except ConfigError as error:
        return [Finding("bad", about, _leave_out_name(line)) for line in _split(error.why)]
    findings = [Finding("ok", about, Line.KEYS_COMPLETE())]
    if not ask:
        return findings
    verify = getattr(network, "verify", None)
    if verify is None:
        return [*findings, Finding("note", about, Line.NOTHING_TO_ASK())]
    try:
        return [*findings, *_judge_identity(about, verify())]
    except CrosspostError as error:
        return [*findings, Finding("bad", about, error.why)]


def _leave_out_name(why: Reason) -> Reason:
    return parts_of(why)[0] if why.code is Mistake.OF_ACCOUNT else why


def _judge_identity(about: Reason, who: Any) -> list[Finding]:  # noqa: ANN401 — a network's own noun
    told = Line.IDENTITY(username=who.username, name=who.name, price=who.price)
    findings = [Finding("ok", about, told)]
    if who.access == "read":
        findings.append(Finding("bad", about, Line.READ_ONLY()))
    if who.ahead is not None and abs(who.ahead) > _CLOCK_MOST:
        seconds = who.ahead.total_seconds()
        findings.append(Finding("bad", about, Line.CLOCK_OFF(seconds=seconds)))
    return findings


def print_findings(findings: list[Finding]) -> None:
    """Print one line for each finding."""
    console = make_console()
    for finding in findings:
        sign, style = _SIGNS[finding.level]
        told = say(Line.OF(about=finding.about, text=finding.text))
        line = Text.assemble((say(sign()), style), f"  {told}")
        console.print(line, soft_wrap=True)


def exit_code(findings: list[Finding]) -> int:
    """Return 1 when something is wrong."""
    return int(any(finding.level == "bad" for finding in findings))
