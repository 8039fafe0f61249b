"""`run` in its plain form, without the command line's libraries: they would stay for years."""

from collections.abc import Sequence
from pathlib import Path

from crosspost.cli.ending import finish


def is_plain(arguments: Sequence[str]) -> bool:
    """Whether the arguments are `run`, with nothing but the configuration file before or after."""
    return "run" in arguments and _rest(arguments) == ["run"]


def main(arguments: Sequence[str]) -> int:
    """Run the daemon and return the exit code."""
    return finish(lambda: start(_named(arguments)))


def start(named: Path | None) -> None:
    """Read the configuration and run the daemon until it is told to stop."""
    from crosspost import daemon, log  # noqa: PLC0415 — whoever only asks for help waits for none
    from crosspost.settings import find_file, load  # noqa: PLC0415

    path = find_file(named)
    settings = load(path)
    log.configure(settings.log.level, settings.log.format)
    daemon.run(settings, path)


def _rest(arguments: Sequence[str]) -> list[str]:
    """Return the arguments without the one option that is understood here."""
    places = _places(arguments)
    return [a for n, a in enumerate(arguments) if n not in places and n - 1 not in places]


def _named(arguments: Sequence[str]) -> Path | None:
    return next((Path(arguments[n + 1]) for n in _places(arguments)), None)


def _places(arguments: Sequence[str]) -> list[int]:
    """Return where the option stands that names the file."""
    return [n for n, a in enumerate(arguments[:-1]) if a in {"-c", "--config"}][:1]
