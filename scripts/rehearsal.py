"""`make image REHEARSE=1`: the image in a container, played through what an operator will meet.

Needs Docker on Linux (DOCKER_HOST may name a daemon of your own). The sample blog, X (the sandbox)
and a webhook stand outside the container, on loopback, which it shares by the host's network;
nothing leaves this machine. Prints a table of what was seen. Exit code: 0 all was seen, 1 something
was not, 2 there is no Docker.
"""

import argparse
import subprocess
import sys
from dataclasses import dataclass

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from stage.acts import MISFORTUNE, STORY, Act
from stage.container import Missed
from stage.house import opened


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table."""

    title: str
    seen: str
    good: bool = True


def main() -> int:
    """Play both parts and print the table."""
    parser = argparse.ArgumentParser(description="play the image through an operator's life")
    parser.add_argument("image", help="the image's name, as `make image` gives it")
    asked = parser.parse_args()
    if subprocess.run(["docker", "version"], capture_output=True, check=False).returncode:
        print("cannot rehearse: no Docker daemon answers")
        return 2
    rows = [*_play(asked.image, STORY), *_play(asked.image, MISFORTUNE, small=True)]
    _print_table(rows)
    return int(not all(row.good for row in rows))


def _play(image: str, acts: tuple[Act, ...], *, small: bool = False) -> list[Row]:
    """Play one part; it ends with the first act that does not go as it should."""
    rows: list[Row] = []
    with opened(image, small=small) as house:
        for act in acts:
            print(f"… {act.title}", file=sys.stderr, flush=True)
            try:
                rows.append(Row(act.title, act.play(house)))
            except Missed as missed:
                return [*rows, Row(act.title, f"MISSED: {missed}", good=False)]
    return rows


def _print_table(rows: list[Row]) -> None:
    table = Table("step", "seen", box=None, pad_edge=False, show_edge=False)
    for row in rows:
        table.add_row(row.title, escape(row.seen), style="" if row.good else "red")
    Console(width=None if sys.stdout.isatty() else 140).print(table)
    print("all was seen" if all(row.good for row in rows) else "something was not seen")


if __name__ == "__main__":
    sys.exit(main())
