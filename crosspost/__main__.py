"""The command: `crosspost`, `python -m crosspost`."""

import signal
import sys
from io import TextIOWrapper
from types import FrameType


def _end(_number: int, _frame: FrameType | None) -> None:
    """End at once: nothing has been begun while the program still loads."""
    raise SystemExit(0)


def main() -> None:
    """Run the command line; expected errors end in one line and an exit code, never a trace."""
    signal.signal(signal.SIGTERM, _end)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that has no word for 髙 shows "?"
    if sys.argv[1:2] == ["health"]:
        from crosspost import health  # noqa: PLC0415 — asked every half minute for years

        if health.is_plain(sys.argv[2:]):
            raise SystemExit(health.main(sys.argv[2:]))
    from crosspost.cli import starting  # noqa: PLC0415 — see above

    if starting.is_plain(sys.argv[1:]):
        raise SystemExit(starting.main(sys.argv[1:]))
    from crosspost.cli.app import main as run  # noqa: PLC0415 — see above

    raise SystemExit(run())


if __name__ == "__main__":
    main()
