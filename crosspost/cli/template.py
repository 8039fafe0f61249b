"""The commented configuration, as `init` writes it: the shipped file with the feed filled in."""

from importlib.resources import files

_SAMPLE = "https://blog.example.jp/feed/"


def fill(feed: str, *, allow_private: bool) -> str:
    """Return the shipped file with its feed and account tables in force."""
    text = files("crosspost.settings").joinpath("crosspost.toml").read_text("utf-8")
    lines = [_uncomment(line) for line in text.splitlines()]
    filled = "\n".join(lines).replace(_SAMPLE, feed) + "\n"
    if allow_private:
        filled += "\n[fetch]\nallow_private_networks = true      # the blog is on this machine\n"
    return filled


def _uncomment(line: str) -> str:
    """Put the lines of the feed and the account in force; the rest stays."""
    bare = line.removeprefix("# ")
    is_table = bare.startswith(("[[feeds]]", "[accounts."))
    is_key = "=" in bare and bare[:1].islower() and line.startswith("# ")
    return bare if is_table or (is_key and not bare.startswith("crosspost")) else line
