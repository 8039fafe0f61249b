"""Puts reasons into words: one language, and one zone for all times of a screen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from decimal import Decimal
from string import Formatter
from typing import Any

from crosspost.model.reasons import Fact, Reason
from crosspost.model.why import Why
from crosspost.words.language import Language, load_language
from crosspost.words.outside import escape

#: Forms of numbers that are the same in every language.
_NUMBERS = {"usd": ".3f", "cents": ".2f", "%": ".0%", "sign": "+.0f"}


@dataclass(frozen=True, slots=True)
class Speech:
    """A reader's language, and the zone in which all times are told."""

    language: str = "en"
    zone: tzinfo = UTC
    spell: Callable[[str], str] = escape  #: what is done to text before it stands in a sentence

    def say(self, reason: Reason) -> str:
        """Return the reason in words; what came from outside stands in them as data."""
        if reason.code is Why.JOINED:
            return self._list(reason["parts"], self._tongue.joint)
        return _Sentence(self).fill(self._tongue.sentences[reason.code], dict(reason.facts))

    def tell(self, fact: Fact, form: str = "") -> str:
        """Return a fact in words; `form` is what stands behind the colon in a sentence."""
        if form.startswith("?"):
            shown, _, otherwise = form[1:].partition("|")
            return shown.replace("%", told) if (told := self.tell(fact)) else otherwise
        if isinstance(fact, Reason | tuple):
            return self._tell_parts(fact, form)
        if isinstance(fact, datetime):
            return self._tongue.moment(fact.astimezone(self.zone), form)
        if isinstance(fact, timedelta):
            return (self._tongue.short_span if form == "short" else self._tongue.span)(fact)
        if isinstance(fact, str):
            return (
                self._tongue.labels.get(fact, self.spell(fact))
                if form == "word"
                else self.spell(fact)
            )
        return self._number(fact, form)

    def _tell_parts(self, fact: Reason | tuple[Fact, ...], form: str) -> str:
        if isinstance(fact, Reason):
            said = self.say(fact)
            return said.rstrip(" .。") if form == "bare" else said
        if form == "none" and not fact:
            return self._tongue.none
        joints = {"lines": "\n", "or": self._tongue.either}
        return self._list(fact, joints.get(form, self._tongue.comma))

    def _number(self, number: float | Decimal, form: str) -> str:
        if form == "bytes":
            return self._tongue.size(int(number))
        if form in _NUMBERS:
            return f"{number:{_NUMBERS[form]}}"
        if "|" in form:
            return self._tongue.count(int(number), form.split("|"))
        return str(number) if isinstance(number, int | Decimal) else f"{number:g}"

    def _list(self, facts: Fact, joint: str) -> str:
        members: Sequence[Fact] = facts if isinstance(facts, tuple) else (facts,)
        return joint.join(self.tell(each, "word") for each in members)

    @property
    def _tongue(self) -> Language:
        return load_language(self.language)


class _Sentence(Formatter):
    """Fills a sentence of the catalogue; it reads names only, never attributes or positions."""

    def __init__(self, speech: Speech) -> None:
        self._speech = speech

    def fill(self, sentence: str, facts: Mapping[str, Fact]) -> str:
        """Return the sentence with its facts."""
        return self.vformat(sentence, (), facts)

    def get_field(self, name: str, _args: Any, facts: Any) -> tuple[Any, str]:  # noqa: ANN401 — as the base has it
        """Return the fact of that name, whatever stands in it."""
        return facts[name], name

    def format_field(self, value: Any, form: str) -> str:  # noqa: ANN401 — likewise
        """Return the fact in words."""
        return self._speech.tell(value, form)
