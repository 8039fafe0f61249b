"""The screens of sandbox and demo."""

import io
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from rich.console import Console

from crosspost.cli.playground import print_credentials
from crosspost.sandbox.world import DEMO
from tests.cli.conftest import Desk


@contextmanager
def held(port: int) -> Iterator[None]:
    """Hold a port; whoever holds it already does as well."""
    with socket.socket() as holder:
        with suppress(OSError):
            holder.bind(("127.0.0.1", port))
        yield


def test_the_sandbox_s_credentials_can_be_pasted_from_a_narrow_terminal() -> None:
    """Each export stands on one line, however long."""
    screen = io.StringIO()
    print_credentials(Console(file=screen, width=60))
    lines = screen.getvalue().splitlines()
    for name, secret in DEMO.variables().items():
        assert f"  export {name}={secret}" in lines


def test_a_demo_that_ends_by_itself_takes_a_free_port(desk: Desk) -> None:
    """It says which; the posts of its table bear the titles under which they went out."""
    with held(8300):
        said = desk.type("demo", "--once")
    assert said.code == 0, said.err
    assert "open it in a browser (8300 is taken)" in said.out
    table = said.out.partition("What went out")[2]
    assert "（暫定投稿）" in table
    assert table.count("【追記】") == 1


@pytest.mark.parametrize("words", [("demo",), ("demo", "--once", "--port", "8300"), ("sandbox",)])
def test_a_port_that_was_named_or_stays_is_not_changed(desk: Desk, words: tuple[str, ...]) -> None:
    """One line names the option; nothing has been begun."""
    with held(8300):
        said = desk.type(*words)
    assert said.code == 2
    assert said.err.startswith("crosspost: the sandbox cannot listen on 127.0.0.1:8300: ")
    assert said.err.endswith("; choose another --port\n")
