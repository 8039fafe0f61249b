"""For the operator, keeping it: the hand on deliveries and accounts, set-up, backup."""

from pathlib import Path
from typing import Annotated

import typer

from crosspost.cli.options import Config, Json, read_settings, read_what_stands

PANEL = "For the operator"
DeliveryNumber = Annotated[str, typer.Argument(help="The delivery's number, as `status` shows it.")]
AccountName = Annotated[str, typer.Argument(help="The account's name in the configuration.")]


def add_to(app: typer.Typer) -> None:
    """Add this group's commands."""
    commands = (
        hold,
        release,
        withdraw,
        confirm,
        pause,
        resume,
        init,
        auth,
        config,
        backup,
        restore,
        alert,
    )
    for command in commands:
        app.command(rich_help_panel=PANEL)(command)


def hold(number: DeliveryNumber, config: Config = None) -> None:
    """Keep a delivery back until it is released.

    Example: crosspost hold 12
    """
    from crosspost.cli import deciding  # noqa: PLC0415 — only this command loads it

    deciding.hold(read_what_stands(config), number)


def release(
    number: Annotated[str, typer.Argument(help='The delivery\'s number, or "all".')],
    config: Config = None,
) -> None:
    """Let a held delivery go, whatever its age; "all" lets every held one go.

    Example: crosspost release 12
    """
    from crosspost.cli import deciding  # noqa: PLC0415 — only this command loads it

    deciding.release(read_what_stands(config), number)


def withdraw(
    number: Annotated[str, typer.Argument(help='The delivery\'s number, or "all" that are held.')],
    config: Config = None,
) -> None:
    """Never send this delivery.

    Example: crosspost withdraw 12
    """
    from crosspost.cli import deciding  # noqa: PLC0415 — only this command loads it

    deciding.withdraw(read_what_stands(config), number)


def confirm(
    number: DeliveryNumber,
    post: Annotated[str, typer.Argument(help="The post's number or address on X.")],
    config: Config = None,
) -> None:
    """Say that an uncertain or held delivery is out, as this post.

    Example: crosspost confirm 12 https://x.com/i/web/status/1900000000000000000
    """
    from crosspost.cli import deciding  # noqa: PLC0415 — only this command loads it

    deciding.confirm(read_what_stands(config), number, post)


def pause(
    account: AccountName,
    why: Annotated[str, typer.Option(help="A reason for the record.")] = "",
    config: Config = None,
) -> None:
    """Send nothing to an account until it is resumed; the queue waits in order.

    Example: crosspost pause main --why "編集会議まで止めます"
    """
    from crosspost.cli import deciding  # noqa: PLC0415 — only this command loads it

    deciding.pause(read_what_stands(config), account, why)


def resume(account: AccountName, config: Config = None) -> None:
    """Let a paused account send again.

    Example: crosspost resume main
    """
    from crosspost.cli import deciding  # noqa: PLC0415 — only this command loads it

    deciding.resume(read_what_stands(config), account)


def init(
    path: Annotated[Path, typer.Argument(help="The file to write.")] = Path(
        "config/crosspost.toml"
    ),
    url: Annotated[str, typer.Option(help="The blog's or feed's address.")] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing.")] = False,
) -> None:
    """Ask for what is needed, test it, and write a commented configuration.

    Example: crosspost init config/blog.toml --url https://blog.example.jp/
    """
    from crosspost.cli import founding  # noqa: PLC0415 — only this command loads it

    founding.write_config(path, url=url, ask=not yes)


def auth(
    account: AccountName = "main",
    save: Annotated[Path | None, typer.Option(help="Write the tokens to this .env file.")] = None,
    config: Config = None,
) -> None:
    """Get an account's tokens from X by PIN.

    Example: crosspost auth main --save .env
    """
    from crosspost.cli import founding  # noqa: PLC0415 — only this command loads it

    founding.authorise(read_settings(config)[1], account, save)


def config(
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON schema that editors use.")
    ] = False,
    file: Config = None,
) -> None:
    """Print the configuration in force, with secrets masked.

    Example: crosspost config
    """
    from crosspost.cli import configuring  # noqa: PLC0415 — only this command loads it

    if schema:
        configuring.print_schema()
    else:
        configuring.print_settings(*read_settings(file))


def backup(
    file: Annotated[Path, typer.Argument(help="Where to; it must not exist yet.")],
    config: Config = None,
) -> None:
    """Copy the record into one file while the daemon runs.

    Example: crosspost backup backup/crosspost-2026-12-01.db
    """
    from crosspost.cli import configuring  # noqa: PLC0415 — only this command loads it

    configuring.back_up(read_what_stands(config), file)


def restore(
    file: Annotated[Path, typer.Argument(help="A backup that `crosspost backup` made.")],
    config: Config = None,
) -> None:
    """Put a backup in the record's place; the daemon must not run. The old record is kept.

    Example: crosspost restore backup/crosspost-2026-12-01.db
    """
    from crosspost.cli import configuring  # noqa: PLC0415 — only this command loads it

    configuring.put_back(read_what_stands(config), file)


def alert(
    test: Annotated[bool, typer.Option("--test", help="Send a test message.")] = False,
    as_json: Json = False,
    config: Config = None,
) -> None:
    """Show what needs the operator now; with --test, send a message to every alert address.

    Example: crosspost alert --test
    """
    from crosspost.cli import alerting  # noqa: PLC0415 — only this command loads it

    settings = read_settings(config)[1] if test else read_what_stands(config)
    raise typer.Exit(alerting.run(settings, test=test, as_json=as_json))
