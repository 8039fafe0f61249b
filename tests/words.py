"""What a reason, or an error's, says to an English reader."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from crosspost.errors import CrosspostError
from crosspost.model import Reason, Why
from crosspost.words import Speech
from crosspost.words.en import LANGUAGE
from crosspost.words.language import Language


class _True(Speech):
    """Speaks English, also where the program's own words are blanked (`tests/speech/blank.py`)."""

    @property
    def _tongue(self) -> Language:
        return LANGUAGE


_ENGLISH = _True("en", ZoneInfo("Asia/Tokyo"))


def speaks_english(zone: ZoneInfo) -> Speech:
    """Return how an English reader in that zone is told things."""
    return _True("en", zone)


def english(told: object) -> str:
    """Return the words of a reason, or of what an error carries; "" of none."""
    told = told.why if isinstance(told, CrosspostError) else told
    return _ENGLISH.say(told) if isinstance(told, Reason) else str(told or "")


@contextmanager
def raises_saying(
    kind: type[CrosspostError] | tuple[type[CrosspostError], ...], match: str = ""
) -> Iterator[Any]:
    """Expect an error of that kind whose words match."""
    with pytest.raises(kind) as caught:
        yield caught
    words = english(caught.value)
    del caught  # or the frames, and what they hold open, would stay until they are collected
    assert re.search(match, words), f"{words!r} does not say {match!r}"


def plain(text: str) -> Reason:
    """Return a reason that is only words."""
    return Why.SAID(text=text)
