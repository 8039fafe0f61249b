"""Fits a picture in a process of its own: decoders of strangers' bytes are where programs die.

The process knows no secret, opens one picture, has a limit of memory and of time, and is the first
that the kernel ends when memory is short. Whatever becomes of it, the daemon goes on.
"""

import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

from crosspost.errors import PictureError
from crosspost.model import Picture, Reason
from crosspost.model.failures import Fault
from crosspost.model.packing import pack, unpack
from crosspost.post import picture

_MOST_MEMORY = 140_000_000  #: bytes of data, of which the interpreter takes 15 million
_MOST_CPU = 20  #: seconds; the largest picture that is let in takes one
_MOST_WALL = 30  #: seconds
_REFUSED = 3  #: exit code: the reason of the PictureError stands on stdout

#: One picture at a time, whoever asks: the memory of several would add up.
_TURN = threading.Lock()


def develop(data: bytes, *, again: bool = False) -> Picture:
    """Return what `picture.fit` makes of the bytes, or `fit_again`; PictureError as they give it.

    Blocks; a process that dies or exceeds its limits is a PictureError, too. OSError when none
    can be started.
    """
    # All that it imports from; its environment holds nothing else, least of all keys.
    paths = os.pathsep.join(path for path in sys.path if path)
    command = [sys.executable, "-S", "-P", "-m", __name__, "again" if again else "first"]
    with _TURN:
        try:
            done = subprocess.run(  # noqa: S603 — this program's own interpreter
                command,
                input=data,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={"PYTHONPATH": paths},
                timeout=_MOST_WALL,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise PictureError(Fault.DECODE_SLOW(seconds=_MOST_WALL)) from None
    if done.returncode == _REFUSED:
        raise PictureError(_read_reason(done.stdout))
    if done.returncode:
        raise PictureError(Fault.DECODE_ENDED(status=done.returncode))
    head, _, fitted = done.stdout.partition(b"\n")
    return Picture(fitted, **json.loads(head))


def _read_reason(said: bytes) -> Reason:
    """Return what the process said of its refusal; it has met a stranger's bytes."""
    try:
        return unpack(json.loads(said))
    except (ValueError, LookupError, TypeError):
        return Fault.DECODE_ENDED(status=_REFUSED)


def _limit() -> None:
    """Bound this process, as far as the system can."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 — Windows has none

        resource.setrlimit(resource.RLIMIT_DATA, (_MOST_MEMORY, _MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (_MOST_CPU, _MOST_CPU))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", "ascii")


def _work(order: str) -> int:
    """Read a picture from stdin, write the fitted one to stdout; return the exit code."""
    _limit()
    fit = picture.fit_again if order == "again" else picture.fit
    out = sys.stdout.buffer
    try:
        made = fit(sys.stdin.buffer.read())
    except PictureError as error:
        out.write(json.dumps(pack(error.why)).encode())
        return _REFUSED
    head = {"mime": made.mime, "width": made.width, "height": made.height}
    out.write(json.dumps(head).encode() + b"\n" + made.data)
    return 0


if __name__ == "__main__":
    sys.exit(_work(sys.argv[1]))
