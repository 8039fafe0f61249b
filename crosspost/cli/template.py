"""The commented configuration, as `init` writes it: the shipped file with the feed filled in."""

from collections.abc import Iterator
from importlib.resources import files

_SAMPLE = "https://blog.example.jp/feed/"


def fill(feed: str, *, allow_private: bool) -> str:
    """Return the shipped file with its feed and account tables in force."""
    text = files("crosspost.settings").joinpath("crosspost.toml").read_text("utf-8")
    filled = "\n".join(_uncomment(text.splitlines())).replace(_SAMPLE, feed) + "\n"
    if allow_private:
        filled += "\n[fetch]\nallow_private_networks = true      # the blog is on this machine\n"
    return filled


def _uncomment(lines: list[str]) -> Iterator[str]:
    """Put the tables of the feed and the account in force; the rest stays, other tables as well."""
    is_ours = False
    for line in lines:
        bare = line.removeprefix("# ")
        if bare.startswith("["):
            is_ours = bare.startswith(("[[feeds]]", "[accounts."))
        is_key = "=" in bare and bare[:1].islower() and not bare.startswith("crosspost")
        is_line = bare.startswith("[") or (is_key and line != bare)
        yield bare if is_ours and is_line else line
