"""The command line: commands grouped by who types them; errors end in one line."""

from pathlib import Path
from typing import Annotated

import typer

from crosspost import __version__
from crosspost.cli import author, keep, operate, tryit
from crosspost.cli.ending import finish
from crosspost.cli.options import choose_config

app = typer.Typer(
    name="crosspost",
    help="Watches a blog's feed and publishes each new article to X, exactly once.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
for part in (author, operate, keep, tryit):
    part.add_to(app)


def _show_version(asked: bool) -> None:  # noqa: FBT001 — typer's callback
    if asked:
        typer.echo(f"crosspost {__version__}")
        raise typer.Exit


@app.callback()
def start(
    config: Annotated[
        Path | None, typer.Option("--config", "-c", help="The configuration file.")
    ] = None,
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Take the options that stand before a command."""
    choose_config(config)


def main() -> int:
    """Run the command line and return its exit code."""
    return finish(lambda: app(standalone_mode=True))
