"""A PostgreSQL of the tests' own: begun where a server's binaries are found, gone behind them."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

VARIABLE = "CROSSPOST_TEST_POSTGRES"  #: names a server that runs already
_DEBIAN = Path("/usr/lib/postgresql")
_NOBODY = 65534  # initdb refuses to run as root


def find_binaries() -> Path | None:
    """Return the folder that holds initdb and pg_ctl, the newest version's; None without one."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    versions = [int(path.name) for path in _DEBIAN.glob("*") if path.name.isdigit()]
    folders = (_DEBIAN / str(number) / "bin" for number in sorted(versions, reverse=True))
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


def is_available() -> bool:
    """Whether tests can have a PostgreSQL: one that is named, or binaries to begin one with."""
    return VARIABLE in os.environ or find_binaries() is not None


@contextmanager
def cluster() -> Iterator[str]:
    """Run a private cluster and give its address; it hears on a socket in its own folder alone.

    What it holds is worth nothing, so it never waits for the disk.
    """
    binaries = find_binaries()
    assert binaries is not None, "the caller has asked whether a server can be had"
    folder = Path(tempfile.mkdtemp(prefix="crosspost-pg-"))
    if os.geteuid() == 0:
        os.chown(folder, _NOBODY, _NOBODY)
    try:
        _run(
            binaries / "initdb",
            "--pgdata=data",
            "--username=test",
            "--auth=trust",
            "-EUTF8",
            cwd=folder,
        )
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=200"
        _run(
            binaries / "pg_ctl", "start", "-w", "-D", "data", "-l", "log", "-o", options, cwd=folder
        )
        try:
            yield f"postgresql+psycopg://test@/postgres?host={folder}"
        finally:
            _run(binaries / "pg_ctl", "stop", "-w", "-D", "data", "-m", "immediate", cwd=folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(*words: str | Path, cwd: Path) -> None:
    """Run one of the server's programs, as nobody where we are root."""
    user = _NOBODY if os.geteuid() == 0 else None
    subprocess.run(
        [str(word) for word in words],
        cwd=cwd,
        user=user,
        group=user,
        env={"PATH": os.defpath, "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=sys.stderr,
        check=True,
    )
