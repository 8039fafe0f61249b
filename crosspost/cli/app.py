"""The command line: commands grouped by who types them; errors end in one line."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from crosspost import __version__
from crosspost.cli import author, keep, operate, tryit
from crosspost.cli.options import choose_config
from crosspost.errors import ConfigError, CrosspostError, StoreError

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
    """Run the command line and return its exit code: 0 done, 1 failed, 2 usage or configuration."""
    try:
        app(standalone_mode=True)
    except (ConfigError, StoreError) as error:
        return _complain(error, code=2)
    except CrosspostError as error:
        return _complain(error, code=1)
    except BrokenPipeError:
        return 1
    return 0


def _complain(error: CrosspostError, *, code: int) -> int:
    for line in str(error).splitlines():
        sys.stderr.write(f"crosspost: {line}\n")
    return code
