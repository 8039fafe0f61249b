"""The languages that there are, and which one a person reads."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib import import_module

from crosspost.model.reasons import Code

LANGUAGES = ("en", "ja")
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")  #: the first one that is set counts (POSIX)


@dataclass(frozen=True, slots=True)
class Language:
    """How a language says what is data to the rest of the program."""

    sentences: Mapping[Code, str]
    labels: Mapping[str, str]  #: of states, decisions and the like, by what the record calls them
    span: Callable[[timedelta], str]
    short_span: Callable[[timedelta], str]  #: in whole units, as a column has room for
    moment: Callable[[datetime, str], str]  #: a moment in its zone, as "", "date" or "time"
    joint: str  #: between reasons that are told as one
    comma: str  #: between the members of a list
    either: str  #: between those of which one counts
    none: str  #: of a list without members
    size: Callable[[int], str]  #: of so many bytes
    count: Callable[[int, Sequence[str]], str]  #: a number with the forms of its noun


@cache
def load_language(name: str) -> Language:
    """Return a language; only those that are spoken are loaded."""
    found: Language = import_module(f"crosspost.words.{name}").LANGUAGE
    return found


def choose_language(wanted: str = "") -> str:
    """Return the language that is wanted, else that of the terminal, else English."""
    told = next((os.environ[name] for name in _VARIABLES if os.environ.get(name)), "")
    for name in (wanted, told):
        if (short := name[:2].lower()) in LANGUAGES and not name[2:3].isalpha():
            return short
    return LANGUAGES[0]
