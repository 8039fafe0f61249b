"""How things are printed for people: columns that hold Japanese, titles that fit."""

import sys

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

#: Where nobody's terminal says how wide it is (a pipe, a container): room for an address.
_PIPE_WIDTH = 160
#: Posts are shown as narrow as a reader sees them.
PANEL_WIDTH = 80


def make_console() -> Console:
    """Return the console for people; a pipe is as wide as the longest line needs."""
    return Console(soft_wrap=False, width=None if sys.stdout.isatty() else _PIPE_WIDTH)


def say(console: Console, line: str, *, style: str = "") -> None:
    """Print a line that only the terminal wraps, so that addresses stay whole when copied."""
    console.print(Text(line, style=style), soft_wrap=True)


def shorten(text: str, cells: int) -> str:
    """Return the text in at most so many columns; a Japanese character takes two."""
    if cell_len(text) <= cells:
        return text
    return set_cell_size(text, cells - 1).rstrip() + "…"


def pad(text: str, cells: int) -> str:
    """Return the text with blanks behind it, so many columns wide at least."""
    return text + " " * (cells - cell_len(text))
