"""For the operator, running it: `run`, `once`, `status`, `explain`, `log`, `check`, `health`."""

from typing import Annotated

import typer

from crosspost.cli.ending import play
from crosspost.cli.options import (
    Config,
    Json,
    named_file,
    print_json,
    read_settings,
    read_what_stands,
)
from crosspost.cli.starting import return_large_blocks, tell_open_secrets, tell_unusable_alerts

PANEL = "For the operator"


def add_to(app: typer.Typer) -> None:
    """Add this group's commands."""
    for command in (run, once, status, explain, log, check, health):
        app.command(rich_help_panel=PANEL)(command)


def run(
    wait: Annotated[
        bool,
        typer.Option(
            "--wait/--no-wait",
            help="Where another daemon sends from the record: stand by and take over, or end.",
        ),
    ] = True,
    config: Config = None,
) -> None:
    """Run the daemon: watch the feeds, publish what is new, settle what is unknown.

    Example: crosspost run --config config/crosspost.toml
    """
    path, settings = read_settings(config)
    from crosspost import daemon  # noqa: PLC0415 — only this command loads it

    tell_open_secrets()
    tell_unusable_alerts(settings)
    return_large_blocks()
    daemon.run(settings, path, wait=wait)


def once(
    wait: Annotated[
        str, typer.Option(help="Wait for posts and looks that are due within this time.")
    ] = "2m",
    config: Config = None,
) -> None:
    """Look at every feed now, deliver what is due, settle what is uncertain, and end.

    Example: crosspost once
    """
    _path, settings = read_settings(config)
    from crosspost.cli import running  # noqa: PLC0415 — only this command loads it

    raise typer.Exit(play(running.run_once(settings, wait=wait)))


def status(as_json: Json = False, config: Config = None) -> None:
    """Say what it does now: feeds, queue, holds, accounts, money, the last posts.

    Example: crosspost status
    """
    settings = read_what_stands(config)
    from crosspost.cli import stating  # noqa: PLC0415 — only this command loads it

    seen = stating.look(settings)
    if as_json:
        print_json(stating.as_dict(seen))
    else:
        stating.print_overview(seen)


def explain(
    article: Annotated[str, typer.Argument(help="An address, an ID or part of the title.")],
    as_json: Json = False,
    config: Config = None,
) -> None:
    """Tell why an article was posted, held or skipped, from the record.

    Example: crosspost explain https://blog.example.jp/?p=67
    """
    settings = read_what_stands(config)
    from crosspost.cli import explaining  # noqa: PLC0415 — only this command loads it

    story = explaining.tell(settings, article)
    if as_json:
        print_json(explaining.as_dict(story))
    else:
        explaining.print_story(story)


def log(
    limit: Annotated[int, typer.Option(min=1, help="The newest so many lines.")] = 50,
    feed: Annotated[str, typer.Option(help="Only this feed.")] = "",
    account: Annotated[str, typer.Option(help="Only this account.")] = "",
    as_json: Json = False,
    config: Config = None,
) -> None:
    """Show what happened, newest last.

    Example: crosspost log --limit 20
    """
    settings = read_what_stands(config)
    from crosspost.cli import explaining  # noqa: PLC0415 — only this command loads it

    lines = explaining.read_log(settings, limit=limit, feed=feed, account=account)
    if as_json:
        print_json([explaining.event_dict(line) for line in lines])
    else:
        explaining.print_log(lines)


def check(
    account: Annotated[
        str, typer.Option(help="Also ask X who this account is (one read, 0.010 USD).")
    ] = "",
    as_json: Json = False,
    config: Config = None,
) -> None:
    """Look for mistakes in configuration, feeds, credentials, clock and budget. Sends nothing.

    Example: crosspost check
    """
    path, settings = read_settings(config, judge=False)
    from crosspost.cli import checking  # noqa: PLC0415 — only this command loads it

    findings = play(checking.check(settings, path, account=account))
    if as_json:
        print_json([finding.as_dict() for finding in findings])
    else:
        checking.print_findings(findings)
    raise typer.Exit(checking.exit_code(findings))


def health(config: Config = None) -> None:
    """Exit 0 when polling and delivering go on, 1 when not; for a container's HEALTHCHECK.

    Example: crosspost health
    """
    from crosspost.health import main  # noqa: PLC0415 — usually reached without this module

    named = named_file(config)
    raise typer.Exit(main(["--config", str(named)] if named else []))
