"""`run` in its plain form, without the command line's libraries: they would stay for years."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from crosspost.cli.ending import finish
from crosspost.cli.voice import speak_as
from crosspost.tables import ENV, is_open_to_others
from crosspost.words.lines import Line

if TYPE_CHECKING:
    from crosspost.settings import Settings

_M_MMAP_THRESHOLD = -3  #: malloc.h of glibc
_LARGE = 128 * 1024  #: bytes, what glibc begins with


def is_plain(arguments: Sequence[str]) -> bool:
    """Whether the arguments are `run`, with nothing but the configuration file before or after."""
    return "run" in arguments and _rest(arguments) == ["run"]


def main(arguments: Sequence[str]) -> int:
    """Run the daemon and return the exit code."""
    return finish(lambda: start(_named(arguments)))


def start(named: Path | None) -> None:
    """Read the configuration and run the daemon until it is told to stop."""
    from crosspost import daemon, wiring  # noqa: PLC0415 — whoever only asks for help waits for none
    from crosspost.settings import find_file, load  # noqa: PLC0415

    return_large_blocks()
    path = find_file(named)
    settings = load(path)
    speak_as(settings)
    wiring.check_parts(settings, path)
    wiring.start_log(settings)
    tell_open_secrets()
    tell_unusable_alerts(settings)
    daemon.run(settings, path)


def tell_unusable_alerts(settings: "Settings") -> None:
    """Log the places of alert addresses that nobody can be called at: it would be met too late."""
    from crosspost import alerts, log  # noqa: PLC0415 — the same

    if wrong := alerts.find_unusable(settings):
        log.logger().warning("alert.unusable", address=wrong, why=Line.ALERT_WRONG())


def tell_open_secrets() -> None:
    """Log that others than its owner can read or write the file with the secrets."""
    from crosspost import log  # noqa: PLC0415 — the same

    if rights := is_open_to_others(ENV):
        why = Line.OPEN_SECRETS(path=str(ENV), rights=rights)
        log.logger().warning("secrets.open", why=why)


def return_large_blocks() -> None:
    """Have the C library give large freed blocks back to the system at once, for good.

    glibc by itself soon keeps blocks as large as the largest that was freed: those of pictures.
    """
    import ctypes  # noqa: PLC0415 — whoever only asks for help waits for none

    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # other C libraries have none
    if mallopt is not None:
        mallopt(_M_MMAP_THRESHOLD, _LARGE)


def _rest(arguments: Sequence[str]) -> list[str]:
    """Return the arguments without the one option that is understood here."""
    places = _places(arguments)
    return [a for n, a in enumerate(arguments) if n not in places and n - 1 not in places]


def _named(arguments: Sequence[str]) -> Path | None:
    return next((Path(arguments[n + 1]) for n in _places(arguments)), None)


def _places(arguments: Sequence[str]) -> list[int]:
    """Return where the option stands that names the file."""
    return [n for n, a in enumerate(arguments[:-1]) if a in {"-c", "--config"}][:1]
