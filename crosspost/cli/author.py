"""For the author: `preview` and `repost`."""

from typing import Annotated

import typer

from crosspost.cli.ending import play
from crosspost.cli.options import Config, Json, print_json, read_settings

PANEL = "For the author"


def add_to(app: typer.Typer) -> None:
    """Add this group's commands."""
    app.command(rich_help_panel=PANEL)(preview)
    app.command(rich_help_panel=PANEL)(repost)


def preview(
    source: Annotated[str, typer.Argument(help="A feed, blog or article address, or a file.")],
    limit: Annotated[int, typer.Option(min=1, help="Show at most so many entries.")] = 5,
    account: Annotated[str, typer.Option(help="Show it as this configured account would.")] = "",
    fetch: Annotated[
        bool, typer.Option("--fetch", help="For a local file: ask the network for what it lacks.")
    ] = False,
    why: Annotated[
        bool, typer.Option("--why", help="Say whose the gist is, and what was refused.")
    ] = False,
    as_json: Json = False,
    config: Config = None,
) -> None:
    """Show what would be posted: text, weight, picture, alt text, price. Sends nothing.

    Example: crosspost preview https://blog.example.jp/
    """
    from crosspost.cli import previewing  # noqa: PLC0415 — only this command loads it

    path, settings = previewing.read_configuration(config, account=account)
    name = previewing.name_account(settings, source, wanted=account)
    shown = play(previewing.show(source, limit=limit, account=name, fetch=fetch, settings=settings))
    previewing.tell_configuration(path)
    if as_json:
        print_json(previewing.as_json(source, name, shown, why=why))
    else:
        previewing.print_posts(shown, why=why)


def repost(
    article: Annotated[
        str, typer.Argument(help='"latest", an address, an ID or part of the title.')
    ] = "latest",
    comment: Annotated[str, typer.Option(help="A line of yours, put before the text.")] = "",
    way: Annotated[
        str, typer.Option("--as", help='"post": a new post; "native": X\'s own Repost.')
    ] = "post",
    at: Annotated[str, typer.Option(help='When: "21:00", "2026-12-01 07:30", "+2h".')] = "",
    account: Annotated[str, typer.Option(help="Only this account.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show it, send nothing.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    as_json: Json = False,
    config: Config = None,
) -> None:
    """Announce an article again; shows text and price first, ends with the post's address.

    Example: crosspost repost latest --comment "続報を追記しました"
    """
    from crosspost.cli import reposting  # noqa: PLC0415 — only this command loads it

    _path, settings = read_settings(config)
    wish = reposting.Wish(article, comment, way, at, account, dry_run, yes, as_json)
    raise typer.Exit(reposting.repost(settings, wish))
