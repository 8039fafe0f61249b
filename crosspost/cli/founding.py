"""`init` and `auth`: the first configuration, and an account's tokens."""

import asyncio
import shlex
import sys
from pathlib import Path

from crosspost.cli.addresses import complete
from crosspost.cli.template import fill
from crosspost.errors import ConfigError, CrosspostError, FeedError, NotFetched
from crosspost.feed import discovery, parsing
from crosspost.fetch import Fetcher
from crosspost.settings import Settings, is_loopback
from crosspost.tables import PLACES
from crosspost.text import count


def write_config(path: Path, *, url: str, ask: bool) -> None:
    """Ask for the blog, find and test its feed, write the commented file; never overwrites."""
    if path.exists():
        raise ConfigError(f"{path} is there already; edit it, or name another file")
    can_ask = ask and sys.stdin.isatty()
    if not url and can_ask:
        url = input("Address of the blog or of its feed: ").strip()
    if not url:
        raise ConfigError("which blog? Name it: crosspost init --url https://your-blog.example/")
    feed = asyncio.run(_find_feed(url))
    text = fill(feed, allow_private=is_loopback(feed))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    except OSError as error:
        raise ConfigError(f"{path} cannot be written: {error.strerror}") from error
    named = "" if path == PLACES[0] else f" --config {shlex.quote(str(path))}"
    print(f"{path} is written. Next, with the app's two keys in .env (or all four, without auth):")
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
                raise ConfigError(f"{url} names no feed; give the feed's own address")
            page, url = url, feeds[0]
            try:
                fetched = await fetcher.get(url, accept="feed")
            except NotFetched as error:
                raise ConfigError(f"{page} is a web page; it names this feed: {error}") from error
            kind = fetched.headers.get("content-type", "")
        from crosspost import clock  # noqa: PLC0415 — beside the parse that needs it

        document = parsing.parse(fetched.body, url=url, content_type=kind, now=clock.now())
    except (NotFetched, FeedError) as error:
        raise ConfigError(f"no usable feed: {error}") from error
    finally:
        await fetcher.close()
    print(f'{url}: "{document.title}", {count(len(document.entries), "entry", "entries")}')
    return url


def authorise(settings: Settings, account: str, save: Path | None) -> None:
    """Get an account's tokens by PIN and print or save them."""
    from crosspost.networks.x.pin import Pin  # noqa: PLC0415 — loads tweepy

    section = settings.accounts.get(account)
    if section is None or section.network != "x":
        raise ConfigError(f'"{account}" is not configured as an account on X')
    if not sys.stdin.isatty():
        raise ConfigError("nobody is there to type the PIN; run this in a terminal")
    pin = Pin(section.options)
    address = pin.address()
    print("Open this address while signed in as the account that will post:")
    print(f"  {address}")
    tokens = pin.redeem(input("PIN: ").strip())
    print(f"These are the tokens of @{tokens.username}.")
    prefix = f"CROSSPOST_ACCOUNTS__{account.upper()}__"
    lines = f"{prefix}ACCESS_TOKEN={tokens.token}\n{prefix}ACCESS_TOKEN_SECRET={tokens.secret}\n"
    if save is None:
        print(f"Keep these two lines where crosspost finds them (.env):\n{lines}")
        return
    _append(save, lines)
    print(f"{save} holds the tokens now; keep it to yourself")


def _append(path: Path, lines: str) -> None:
    try:
        path.touch(mode=0o600)
        with path.open("a", encoding="utf-8") as file:
            file.write(lines)
    except OSError as error:
        raise CrosspostError(f"{path} cannot be written: {error.strerror}") from error
