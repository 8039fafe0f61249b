"""The command line: commands grouped by who types them; errors end in one line."""

from itertools import groupby
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from crosspost import __version__
from crosspost.cli import author, keep, operate, tryit
from crosspost.cli.ending import finish
from crosspost.cli.options import choose_config

_LONGEST = 300  #: characters of what a command does; the terminal wraps it


class _Grouped(TyperGroup):
    """Lists the commands under the heads of their groups."""

    def format_commands(self, _ctx: Any, formatter: Any) -> None:  # noqa: ANN401 — typer's
        """Write one section for each group; the commands were added group by group."""
        found = groupby(self.commands.items(), lambda item: getattr(item[1], "rich_help_panel", ""))
        for panel, commands in found:
            with formatter.section(panel):
                formatter.write_dl([(name, c.get_short_help_str(_LONGEST)) for name, c in commands])


app = typer.Typer(
    name="crosspost",
    cls=_Grouped,
    help="Watches a blog's feed and publishes each new article to X, exactly once.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,  # rich doubles the time that --help takes
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
