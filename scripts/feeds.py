"""`make feeds DIR=…`: what would be posted for each feed file, and what a series of them announces.

A folder whose files are successive captures of one feed (it holds index.jsonl, or files named
NNN_…) is replayed to the real daemon with the sandbox as X; every other file is previewed.
"""

import asyncio
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path

from replay import Step, replay
from rich.console import Console
from rich.table import Table
from rich.text import Text

from crosspost.cli.previewing import show
from crosspost.errors import CrosspostError
from crosspost.words import Speech

_FEEDS = frozenset({".xml", ".rss", ".atom", ".json", ".html", ".body"})


@dataclass(frozen=True, slots=True)
class Row:
    """One file of the table."""

    file: str
    posts: int
    heaviest: int
    told: str
    failed: bool = False


async def preview_file(path: Path) -> Row:
    """Preview one file; a clear refusal is as good as posts, a trace is not."""
    try:
        shown = await show(str(path), limit=200, account="", fetch=False, settings=None)
    except CrosspostError as error:
        return Row(path.name, 0, 0, Speech().say(error.why).removeprefix(f"{path}: "))
    except Exception:  # noqa: BLE001 — a trace is what this table looks for
        return Row(path.name, 0, 0, traceback.format_exc(limit=-1), failed=True)
    posts = [item.post for item, _price in shown if item.post]
    heaviest = max((post.weight for post in posts), default=0)
    first = posts[0].text.replace("\n", " ") if posts else Speech().say(shown[0][0].why)
    return Row(path.name, len(posts), heaviest, first, failed=heaviest > 280)


def print_previews(title: str, rows: list[Row]) -> None:
    """Print the table of previews."""
    table = Table(title=title, title_justify="left")
    for column in ("file", "posts", "heaviest", "first post, or why there is none"):
        table.add_column(column, overflow="fold")
    for row in rows:
        style = "red" if row.failed else "" if row.posts else "dim"
        told = Text(row.told, overflow="ellipsis", no_wrap=True)
        table.add_row(Text(row.file), str(row.posts), str(row.heaviest), told, style=style)
    _console().print(table)


def print_replay(title: str, steps: list[Step]) -> None:
    """Print what each capture of a series led to."""
    table = Table(title=title, title_justify="left")
    for column in ("capture", "announced", "held", "what happened"):
        table.add_column(column, overflow="fold")
    for step in steps:
        out = "\n".join(step.announced)
        table.add_row(Text(step.capture), Text(out), str(step.held or ""), Text(step.told))
    _console().print(table)


def _console() -> Console:
    """Return a console that is wide enough for Japanese titles where nobody says how wide it is."""
    return Console(width=None if sys.stdout.isatty() else 150)


def is_series(folder: Path) -> bool:
    """Whether the files of a folder are captures of one feed in time order."""
    return (folder / "index.jsonl").exists() or bool(list(folder.glob("000_*.xml")))


def main(top: Path) -> int:
    """Print all tables; 1 when a file ended in a trace or an article went out twice."""
    failed = 0
    folders = sorted({path.parent for path in top.rglob("*") if path.suffix in _FEEDS})
    for folder in folders:
        files = sorted(p for p in folder.iterdir() if p.suffix in _FEEDS)
        rows = [asyncio.run(preview_file(path)) for path in files]
        print_previews(str(folder.relative_to(top.parent)), rows)
        failed += sum(row.failed for row in rows)
        if is_series(folder):
            result = replay(folder, files)
            print_replay(f"{folder.relative_to(top.parent)}, replayed to the daemon", result.steps)
            print(result.verdict)
            failed += result.failed
    return int(failed > 0)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: make feeds DIR=folder")
    sys.exit(main(Path(sys.argv[1]).resolve()))
