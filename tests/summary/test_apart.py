"""A long alternation says the same piece by piece."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosspost.summary._apart import compile_apart

PATTERNS = [
    "港|橋",
    "^港|^(?:橋|船)",
    r"^港|橋(?:が|は)|[|)(]橋|[^]|]船\||港?a|(?:a|^港)|[\]|]x|船{2}",
]


@pytest.mark.parametrize("flags", [re.NOFLAG, re.IGNORECASE], ids=["as it is", "any case"])
@pytest.mark.parametrize("pattern", PATTERNS)
@given(text=st.text("港橋船がはaAxX|()[]", max_size=8))
def test_its_pieces_are_found_where_the_whole_is(
    pattern: str, flags: re.RegexFlag, text: str
) -> None:
    """Bars within brackets and classes part nothing; what begins a text is found just there."""
    assert compile_apart(pattern, flags).search(text) is bool(re.search(pattern, text, flags))


def test_what_begins_alike_is_looked_for_together() -> None:
    """That is what it is for: few searches, each of which knows what letters to look for."""
    assert len(compile_apart("^港|^橋|船が|港が|(?:船|橋)は").finders) == len(("^", "letters", "("))
