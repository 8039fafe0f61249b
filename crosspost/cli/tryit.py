"""To try it: `sandbox` and `demo`, on this machine alone."""

from pathlib import Path
from typing import Annotated

import typer

from crosspost.cli.ending import play

PANEL = "Try it"


def add_to(app: typer.Typer) -> None:
    """Add this group's commands."""
    app.command(rich_help_panel=PANEL)(demo)
    app.command(rich_help_panel=PANEL)(sandbox)


def sandbox(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port on 127.0.0.1.")] = 8300,
) -> None:
    """Serve X on this machine: the endpoints that crosspost uses, and a timeline to look at.

    Example: crosspost sandbox --port 8300
    """
    from crosspost.cli import playground  # noqa: PLC0415 — only this command loads it

    play(playground.serve_sandbox(port))


def demo(
    once: Annotated[bool, typer.Option("--once", help="End when all articles are out.")] = False,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="Port of the timeline; 8300 if it is free.")
    ] = None,
    keep: Annotated[
        Path | None, typer.Option(help="Keep the state here instead of a temporary folder.")
    ] = None,
) -> None:
    """Play a sample blog, X on this machine and the daemon together, with a timeline to look at.

    Example: crosspost demo --once
    """
    from crosspost.cli import playground  # noqa: PLC0415 — only this command loads it

    play(playground.play(once=once, port=port, keep=keep))
