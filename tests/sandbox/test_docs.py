"""The page of the documentation names everything that can be scripted and turned."""

import re
from dataclasses import fields
from pathlib import Path

from crosspost.sandbox.control import ACTIONS
from crosspost.sandbox.faults import FAULTS
from crosspost.sandbox.world import DEMO, Knobs

PAGE = (Path(__file__).parents[2] / "docs" / "sandbox.md").read_text("utf-8")
NAMED = set(re.findall(r"`([^`\n]+)`", PAGE))


def test_every_knob_and_address_is_documented() -> None:
    """With its name in code type."""
    assert {f.name for f in fields(Knobs)} <= NAMED
    assert all(path in PAGE for _, path in ACTIONS)


def test_every_fault_is_documented() -> None:
    """The HTML kinds of the service's failures are named as a family."""
    family = {f"{status}-html" for status in (500, 502, 503, 504)}
    assert set(FAULTS) - family <= NAMED


def test_the_demo_credentials_are_documented() -> None:
    """An operator can copy them."""
    secrets = {DEMO.api_key, DEMO.api_secret, DEMO.access_token, DEMO.access_token_secret}
    assert secrets <= NAMED
