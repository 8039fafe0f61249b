"""Reasons as data: a code and its facts. No sentence stands here; `crosspost/words` has them.

A new reason is one line in an enum of this folder (`why`, `failures`), and one in each language of
`crosspost/words`. A test holds the three together.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any, Self, TypeAlias

#: What a reason may be made of. Text may come from outside: it is data, whatever stands in it.
Fact: TypeAlias = "str | int | float | Decimal | datetime | timedelta | Reason | tuple[Fact, ...]"

_known: dict[str, Code] = {}


class Code(StrEnum):
    """The base of the enums of reasons: `NAME = "code", "the names of its facts"`."""

    names: tuple[str, ...]  #: of its facts

    def __new__(cls, value: str, names: str = "") -> Self:
        """Make a member; its code is lasting, for records hold it."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.names = tuple(names.split())
        assert value not in _known, f"two reasons have the code {value}"
        _known[value] = member
        return member

    def __call__(self, **facts: Fact) -> Reason:
        """Return the reason with its facts; AssertionError when one is missing or not its own."""
        assert set(facts) == set(self.names), f"{self} takes {self.names}, not {tuple(facts)}"
        return Reason(self, tuple((name, facts[name]) for name in self.names))


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is as it is: what decisions compare is its code, never its words."""

    code: Code
    facts: tuple[tuple[str, Fact], ...] = ()

    def __getitem__(self, name: str) -> Fact:
        """Return a fact by its name."""
        return dict(self.facts)[name]

    def __str__(self) -> str:
        """Return it for a developer's eye; people get words."""
        told = ", ".join(f"{name}={value}" for name, value in self.facts)
        return f"{self.code.value} ({told})" if told else self.code.value

    def has(self, *codes: Code) -> bool:
        """Whether it is one of these, or is made of parts of which one is."""
        return self.code in codes or any(part.has(*codes) for part in parts_of(self))


def parts_of(reason: Reason) -> tuple[Reason, ...]:
    """Return the reasons that a reason names among its facts."""
    values = (value if isinstance(value, tuple) else (value,) for _name, value in reason.facts)
    return tuple(each for value in values for each in value if isinstance(each, Reason))


def find_code(value: str) -> Code | None:
    """Return the code that is written so, None when this version knows none."""
    return _known.get(value)


def change_text(reason: Reason, change: Callable[[str], str]) -> Reason:
    """Return the reason with each text among its facts, and those of its parts, changed."""
    facts = tuple((name, _change(value, change)) for name, value in reason.facts)
    return Reason(reason.code, facts)


def _change(fact: Fact, change: Callable[[str], str]) -> Fact:
    if isinstance(fact, Reason):
        return change_text(fact, change)
    if isinstance(fact, tuple):
        return tuple(_change(each, change) for each in fact)
    return change(fact) if isinstance(fact, str) and not isinstance(fact, StrEnum) else fact


def to_plain(reason: Reason) -> dict[str, Any]:
    """Return code and facts for scripts: times in ISO 8601, spans in seconds, money as numbers."""
    return {
        "code": reason.code.value,
        "facts": {name: _to_plain(value) for name, value in reason.facts},
    }


def _to_plain(fact: Fact) -> Any:  # noqa: ANN401 — whatever JSON can say
    if isinstance(fact, Reason):
        return to_plain(fact)
    if isinstance(fact, tuple):
        return [_to_plain(each) for each in fact]
    if isinstance(fact, timedelta):
        return fact.total_seconds()
    if isinstance(fact, Decimal):
        return float(fact)
    return fact.isoformat() if isinstance(fact, datetime) else fact
