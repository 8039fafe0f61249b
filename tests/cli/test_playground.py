"""The sandbox's screen."""

import io

from rich.console import Console

from crosspost.cli.playground import print_credentials
from crosspost.sandbox.world import DEMO


def test_the_sandbox_s_credentials_can_be_pasted_from_a_narrow_terminal() -> None:
    """Each export stands on one line, however long."""
    screen = io.StringIO()
    print_credentials(Console(file=screen, width=60))
    lines = screen.getvalue().splitlines()
    for name, secret in DEMO.variables().items():
        assert f"  export {name}={secret}" in lines
