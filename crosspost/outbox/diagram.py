"""Draws the arrows for docs/outbox.md: `python -m crosspost.outbox.diagram` prints them."""

import sys

from crosspost.model import State
from crosspost.outbox.arrows import MEANINGS, TRANSITIONS, Move


def draw() -> str:
    """Return a Mermaid diagram of all arrows, and a table with a sentence for each."""
    arrows = [
        (start, move, end) for start, moves in TRANSITIONS.items() for move, end in moves.items()
    ]
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {State.QUEUED}"]
    lines += [f"    {start} --> {end}: {move}" for start, move, end in arrows]
    lines += [f"    {state} --> [*]" for state, moves in TRANSITIONS.items() if not moves]
    lines += ["```", "", "| event | from | to | meaning |", "|---|---|---|---|"]
    lines += [_row(move) for move in Move]
    return "\n".join(lines) + "\n"


def _row(move: Move) -> str:
    starts = [state for state, moves in TRANSITIONS.items() if move in moves]
    end = TRANSITIONS[starts[0]][move]
    return f"| `{move}` | {', '.join(starts)} | {end} | {MEANINGS[move]} |"


if __name__ == "__main__":
    sys.stdout.write(draw())
