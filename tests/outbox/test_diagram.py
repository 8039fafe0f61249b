"""The docs show the machine as it is."""

import subprocess
import sys
from pathlib import Path

from crosspost.outbox.arrows import Move
from crosspost.outbox.diagram import draw

DOCS = Path(__file__).parents[2] / "docs" / "outbox.md"


def test_docs_hold_the_drawing_of_today() -> None:
    """docs/outbox.md has, between its marks, what `python -m crosspost.outbox.diagram` prints."""
    printed = subprocess.run(
        [sys.executable, "-m", "crosspost.outbox.diagram"],
        capture_output=True,
        text=True,
        check=True,
        cwd=DOCS.parents[1],
    ).stdout
    text = DOCS.read_text(encoding="utf-8")
    begin = "<!-- drawn by: python -m crosspost.outbox.diagram -->\n"

    assert text.partition(begin)[2].partition("<!-- end of the drawing -->")[0] == printed
    assert printed == draw()


def test_drawing_names_every_move() -> None:
    """No arrow is missing in the diagram, no sentence in the table."""
    for move in Move:
        assert f": {move}\n" in draw()
        assert f"| `{move}` |" in draw()
