"""How a command ends: exit codes, and expected errors in one line each, never a trace."""

import sys
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from crosspost.cli.voice import say
from crosspost.errors import ConfigError, CrosspostError, StoreError
from crosspost.words.lines import Line

T = TypeVar("T")


def play(steps: Coroutine[Any, Any, T]) -> T:
    """Play a command that waits for networks, and return what it returns."""
    import asyncio  # noqa: PLC0415 — a quarter of the time that --help takes

    return asyncio.run(steps)


def finish(command: Callable[[], object]) -> int:
    """Play a command and return its exit code: 0 done, 1 failed, 2 usage or configuration."""
    try:
        command()
    except (ConfigError, StoreError) as error:
        return _complain(error, code=2)
    except CrosspostError as error:
        return _complain(error, code=1)
    except BrokenPipeError:
        return 1
    except Exception:  # noqa: BLE001 — whatever it is, its trace must not tell a secret
        return _report()
    return 0


def _report() -> int:
    """Show the trace of a fault of the program, for whoever is asked to mend it."""
    import traceback  # noqa: PLC0415 — hardly ever needed

    from crosspost.log import mask  # noqa: PLC0415 — likewise

    sys.stderr.write(mask(traceback.format_exc()))
    sys.stderr.write(f"crosspost: {say(Line.OWN_FAULT())}\n")
    return 1


def _complain(error: CrosspostError, *, code: int) -> int:
    for line in say(error.why).splitlines():
        sys.stderr.write(f"crosspost: {line}\n")
    return code
