"""PgBouncer in front of a test's PostgreSQL."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import make_url

BINARY = shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin")
_NOBODY = 65534  # it refuses to run as root
_SETTINGS = """
[databases]
* = host={host} port={port} user={user}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {own_port}
pool_mode = {mode}
auth_type = any
unix_socket_dir =
ignore_startup_parameters = extra_float_digits
"""


@contextmanager
def bouncer(server: str, mode: str) -> Iterator[str]:
    """Run PgBouncer in front of the server, and give the address that leads through it."""
    assert BINARY is not None, "the caller has asked whether there is one"
    url, own_port = make_url(server), _free_port()
    host, port = url.query.get("host") or url.host or "127.0.0.1", url.port or 5432
    with tempfile.TemporaryDirectory(prefix="crosspost-bouncer-") as folder:
        Path(folder).chmod(0o755)
        file = Path(folder) / "bouncer.ini"
        file.write_text(
            _SETTINGS.format(host=host, port=port, own_port=own_port, mode=mode, user=url.username)
        )
        with subprocess.Popen(
            [BINARY, "-q", str(file)],
            stderr=subprocess.DEVNULL,
            user=_NOBODY if os.geteuid() == 0 else None,
            env={"PATH": os.defpath},
        ) as process:
            try:
                _wait_for(own_port, process)
                through = url.difference_update_query(["host"]).set(host="127.0.0.1", port=own_port)
                yield through.render_as_string(hide_password=False)
            finally:
                process.kill()


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    while True:
        assert process.poll() is None, "pgbouncer ended"
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
