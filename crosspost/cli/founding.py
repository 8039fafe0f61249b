"""`init` and `auth`: the first configuration, and an account's tokens."""

import asyncio
import shlex
import sys
from pathlib import Path

from crosspost.cli.addresses import complete
from crosspost.cli.template import fill
from crosspost.cli.voice import say
from crosspost.errors import ConfigError, CrosspostError, FeedError, NotFetched
from crosspost.feed import discovery, parsing
from crosspost.fetch import Fetcher
from crosspost.model.denials import Denial
from crosspost.model.failures import Fault
from crosspost.settings import Settings, is_loopback
from crosspost.tables import PLACES
from crosspost.words.lines import Line


def write_config(path: Path, *, url: str, ask: bool) -> None:
    """Ask for the blog, find and test its feed, write the commented file; never overwrites."""
    if path.exists():
        raise ConfigError(Denial.CONFIG_THERE(path=str(path)))
    can_ask = ask and sys.stdin.isatty()
    if not url and can_ask:
        url = input(say(Line.ASK_BLOG())).strip()
    if not url:
        raise ConfigError(Denial.WHICH_BLOG())
    feed = asyncio.run(_find_feed(url))
    text = fill(feed, allow_private=is_loopback(feed))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    except OSError as error:
        raise ConfigError(Denial.UNWRITABLE(path=str(path), detail=error.strerror or "")) from error
    named = "" if path == PLACES[0] else f" --config {shlex.quote(str(path))}"
    print(say(Line.WRITTEN(path=str(path))))
    for step in (f"auth main --save .env{named}", f"check{named}", f"run{named}"):
        print(f"  crosspost {step}")


async def _find_feed(url: str) -> str:
    """Return the address of the feed behind an address; says what it found."""
    url = complete(url)
    fetcher = Fetcher(allow_private=is_loopback(url))
    try:
        fetched = await fetcher.get(url, accept="feed")
        kind = fetched.headers.get("content-type", "")
        if discovery.is_html(fetched.body, kind):
            feeds = discovery.find_feeds(fetched.body, url=fetched.url)
            if not feeds:
                raise ConfigError(Denial.NAMES_NO_FEED(url=url))
            page, url = url, feeds[0]
            try:
                fetched = await fetcher.get(url, accept="feed")
            except NotFetched as error:
                raise ConfigError(Fault.PAGE_NAMES(url=page, cause=error.why)) from error
            kind = fetched.headers.get("content-type", "")
        from crosspost import clock  # noqa: PLC0415 — beside the parse that needs it

        document = parsing.parse(fetched.body, url=url, content_type=kind, now=clock.now())
    except (NotFetched, FeedError) as error:
        raise ConfigError(Denial.NO_USABLE_FEED(cause=error.why)) from error
    finally:
        await fetcher.close()
    found = Line.FOUND_FEED(url=url, title=document.title, found=len(document.entries))
    print(say(found))
    return url


def authorise(settings: Settings, account: str, save: Path | None) -> None:
    """Get an account's tokens by PIN and print or save them."""
    from crosspost.networks.x.pin import Pin  # noqa: PLC0415 — loads tweepy

    section = settings.accounts.get(account)
    if section is None or section.network != "x":
        raise ConfigError(Denial.NOT_ON_X(account=account))
    if not sys.stdin.isatty():
        raise ConfigError(Denial.NO_TERMINAL())
    pin = Pin(section.options)
    address = pin.address()
    print(say(Line.OPEN_ADDRESS()))
    print(f"  {address}")
    tokens = pin.redeem(input(say(Line.PIN())).strip())
    print(say(Line.TOKENS_OF(username=tokens.username)))
    prefix = f"CROSSPOST_ACCOUNTS__{account.upper()}__"
    lines = f"{prefix}ACCESS_TOKEN={tokens.token}\n{prefix}ACCESS_TOKEN_SECRET={tokens.secret}\n"
    if save is None:
        print(f"{say(Line.KEEP_LINES())}\n{lines}")
        return
    _append(save, lines)
    print(say(Line.SAVED(path=str(save))))


def _append(path: Path, lines: str) -> None:
    try:
        path.touch(mode=0o600)
        with path.open("a", encoding="utf-8") as file:
            file.write(lines)
    except OSError as error:
        raise CrosspostError(
            Denial.UNWRITABLE(path=str(path), detail=error.strerror or "")
        ) from error
