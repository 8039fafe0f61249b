"""`check`: finds the common mistakes and names the remedy. Sends nothing."""

import asyncio
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from rich.text import Text

from crosspost import alerts, clock, wiring
from crosspost.cli import voice
from crosspost.cli.printing import make_console
from crosspost.errors import ConfigError, CrosspostError, FeedError, NotFetched, PictureError
from crosspost.feed import discovery, parsing
from crosspost.fetch import Fetched, Fetcher
from crosspost.model import Document
from crosspost.pipeline.budget import find_period
from crosspost.pipeline.picture import obtain
from crosspost.pipeline.planning import find_fallback
from crosspost.settings import FeedSection, Settings
from crosspost.text import count

_CLOCK_MOST = timedelta(seconds=60)
_SIGNS = {"ok": ("ok  ", "green"), "note": ("note", "yellow"), "bad": ("BAD ", "red")}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    level: str  #: "ok", "note" or "bad"
    about: str
    text: str

    def as_dict(self) -> dict[str, Any]:
        """Return the finding for scripts."""
        return asdict(self)


async def check(settings: Settings, path: Path, *, account: str) -> list[Finding]:
    """Look at configuration, record, feeds, accounts and budget."""
    findings = _check_parts(settings, path)
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
        known = ", ".join(sorted(settings.accounts)) or "none"
        text = f"is not configured; there is: {known}"
        findings.append(Finding("bad", f'account "{account}"', text))
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
            lines = str(error).splitlines()
            findings += [Finding("bad", "configuration", f"{path}: {line}") for line in lines]
    return findings or [Finding("ok", "configuration", f"{path} is valid")]


async def _check_fallback(settings: Settings, fetcher: Fetcher) -> list[Finding]:
    """Get the operator's own picture, and fit it as for a post."""
    fallback = find_fallback(settings.thumbnail)
    if fallback is None:
        return []
    about = "[thumbnail] fallback"
    try:
        fitted = await obtain(fetcher, fallback)
    except (PictureError, NotFetched) as error:
        return [Finding("bad", about, str(error))]
    findings = [Finding("ok", about, f"a picture of {fitted.width}×{fitted.height}")]
    if not fallback.alt:
        findings.append(
            Finding("note", about, "fallback_alt is empty: who cannot see it gets none")
        )
    return findings


async def _check_model(settings: Settings) -> list[Finding]:
    """Ask the model's server for its list of models, which costs nothing."""
    about = "[summary.model]"
    try:
        writer = wiring.make_writer(settings)
    except ConfigError as error:
        return [Finding("bad", about, str(error))]
    if writer is None:
        return []
    address = settings.summary.model.base_url
    if why := await writer.greet():
        return [Finding("bad", about, f"{address}: {voice.say(why)}; `select` takes the gists")]
    return [Finding("ok", about, f"{address} answers; {writer.name} is asked")]


def _check_alerts(settings: Settings) -> list[Finding]:
    if not settings.alerts.urls:
        text = "[alerts] urls is empty: nobody is called when you are needed"
        return [Finding("note", "alerts", text)]
    wrong = alerts.find_unusable(settings)
    text = "is not understood; write it as in mailto://user:password@example.jp (docs/operate.md)"
    good = Finding("ok", "alerts", f"{len(settings.alerts.urls)} addresses are understood")
    return [Finding("bad", name, text) for name in wrong] or [good]


def _check_feeds_named(settings: Settings) -> list[Finding]:
    findings = []
    for about, head, named in (
        ("feeds", "[[feeds]]", settings.feeds),
        ("accounts", "[accounts.main]", settings.accounts),
    ):
        if not named:
            text = f"none is configured: take away the # before {head} and the lines under it"
            findings.append(Finding("bad", about, text))
    return findings


def _check_record(settings: Settings) -> list[Finding]:
    try:
        with wiring.opened(settings) as store:
            now = clock.now()
            zones = [section.zone for section in settings.accounts.values()]
            month = find_period(now, zones[0]).month if zones else now
            spent = store.spent(None, month)
    except CrosspostError as error:
        return [Finding("bad", "record", str(error))]
    limit = settings.budget.monthly_usd
    level = "bad" if spent >= limit else "ok"
    return [
        Finding("ok", "record", f"{settings.state.model_dump()['url']} can be written"),
        Finding(level, "budget", f"{spent:.3f} of {limit} USD spent this month"),
    ]


async def _check_feed(fetcher: Fetcher, feed: FeedSection) -> list[Finding]:
    about = f'feed "{feed.name}"'
    try:
        fetched = await fetcher.get(feed.url, accept="feed")
        document = _parse(feed, fetched)
    except (NotFetched, FeedError) as error:
        return [Finding("bad", about, str(error))]
    return [*_judge_document(about, document), *_judge_answer(about, feed, fetched)]


def _parse(feed: FeedSection, fetched: Fetched) -> Document:
    kind = fetched.headers.get("content-type", "")
    if discovery.is_html(fetched.body, kind):
        feeds = discovery.find_feeds(fetched.body, url=fetched.url)
        remedy = f"; its feed is {feeds[0]}" if feeds else ""
        raise FeedError(f"{feed.url} is a web page, not a feed{remedy}")
    return parsing.parse(
        fetched.body, url=fetched.url, content_type=kind, now=clock.now(), zone=feed.zone
    )


def _judge_document(about: str, document: Document) -> list[Finding]:
    if not document.entries:
        text = (
            f'"{document.title}" has no entries; WordPress answers so for a category or page that'
            f" does not exist: correct the url (it calls itself {document.self_url or 'nothing'})"
        )
        return [Finding("bad", about, text)]
    newest = document.entries[0]
    entries = count(len(document.entries), "entry", "entries")
    text = f'"{document.title}", {entries}, newest: {newest.title}'
    findings = [Finding("ok", about, text)]
    findings += [Finding("note", about, note) for note in document.notes]
    if not any(entry.content or entry.description for entry in document.entries):
        findings.append(Finding("note", about, "it holds no text; pages are read for the summary"))
    return findings


def _judge_answer(about: str, feed: FeedSection, fetched: Fetched) -> list[Finding]:
    findings = []
    if fetched.moved_to and fetched.moved_to != feed.url:
        text = f"redirects for good to {fetched.moved_to}; write that into the configuration"
        findings.append(Finding("note", about, text))
    if not (fetched.headers.get("etag") or fetched.headers.get("last-modified")):
        text = "the server does not say whether it changed: every look transfers the whole feed"
        findings.append(Finding("note", about, text))
    return findings


def _check_account(settings: Settings, name: str, *, ask: bool) -> list[Finding]:
    about = f'account "{name}"'
    try:
        network = wiring.make_network(settings, name)
    except ConfigError as error:
        lines = [_leave_out_name(line, name) for line in str(error).splitlines()]
        return [Finding("bad", about, line) for line in lines]
    findings = [Finding("ok", about, "options and secrets are complete")]
    if not ask:
        return findings
    verify = getattr(network, "verify", None)
    if verify is None:
        return [*findings, Finding("note", about, "this network has nothing to ask")]
    try:
        return [*findings, *_judge_identity(about, verify())]
    except CrosspostError as error:
        return [*findings, Finding("bad", about, str(error))]


def _leave_out_name(line: str, name: str) -> str:
    return line.removeprefix(f"account {name}").lstrip(": ")


def _judge_identity(about: str, who: Any) -> list[Finding]:  # noqa: ANN401 — a network's own noun
    told = f"is @{who.username} ({who.name}); asked for {who.price:.3f} USD"
    findings = [Finding("ok", about, told)]
    if who.access == "read":
        text = (
            "the token may only read. Give the app read and write permission in X's console, then"
            " make new access tokens: those made before stay read-only"
        )
        findings.append(Finding("bad", about, text))
    if who.ahead is not None and abs(who.ahead) > _CLOCK_MOST:
        seconds = who.ahead.total_seconds()
        text = (
            f"this machine's clock is {seconds:+.0f} seconds off X's; set it, X refuses such signs"
        )
        findings.append(Finding("bad", about, text))
    return findings


def print_findings(findings: list[Finding]) -> None:
    """Print one line for each finding."""
    console = make_console()
    for finding in findings:
        sign, style = _SIGNS[finding.level]
        line = Text.assemble((sign, style), f"  {finding.about}: {finding.text}")
        console.print(line, soft_wrap=True)


def exit_code(findings: list[Finding]) -> int:
    """Return 1 when something is wrong."""
    return int(any(finding.level == "bad" for finding in findings))
