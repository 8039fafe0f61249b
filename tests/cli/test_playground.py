"""The screens of sandbox and demo."""

import io
import socket
from collections.abc import Iterator

import pytest
from rich.console import Console

from crosspost.cli.playground import print_credentials
from crosspost.sandbox.world import DEMO
from tests.cli.conftest import Desk


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Hold a port, and let the demo take it where nobody names another."""
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        port = holder.getsockname()[1]
        monkeypatch.setattr("crosspost.demo.show.PORT", port)
        yield str(port)


def test_the_sandbox_s_credentials_can_be_pasted_from_a_narrow_terminal() -> None:
    """Each export stands on one line, however long."""
    screen = io.StringIO()
    print_credentials(Console(file=screen, width=60))
    lines = screen.getvalue().splitlines()
    for name, secret in DEMO.variables().items():
        assert f"  export {name}={secret}" in lines


def test_a_demo_that_ends_by_itself_takes_a_free_port(desk: Desk, taken: str) -> None:
    """It says which; the posts of its table bear the titles under which they went out."""
    said = desk.type("demo", "--once")
    assert said.code == 0, said.err
    assert f"open it in a browser ({taken} is taken)" in said.out
    table = said.out.partition("What went out")[2]
    assert "（暫定投稿）" in table
    assert table.count("【追記】") == 1


@pytest.mark.parametrize(
    "words", [("demo",), ("demo", "--once", "--port", "{taken}"), ("sandbox", "--port", "{taken}")]
)
def test_a_port_that_was_named_or_stays_is_not_changed(
    desk: Desk, taken: str, words: tuple[str, ...]
) -> None:
    """One line names the option; nothing has been begun."""
    said = desk.type(*(word.replace("{taken}", taken) for word in words))
    assert said.code == 2
    assert said.err.startswith(f"crosspost: the sandbox cannot listen on 127.0.0.1:{taken}: ")
    assert said.err.endswith("; choose another --port\n")
