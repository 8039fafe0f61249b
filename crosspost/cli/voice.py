"""In which language and zone this command speaks: the configuration's, before it is read LANG's."""

from typing import TYPE_CHECKING

from crosspost.model.reasons import Fact, Reason
from crosspost.words import Speech, choose_language

if TYPE_CHECKING:
    from crosspost.settings import Settings

_chosen: dict[str, Speech] = {}


def speak_as(settings: "Settings") -> None:
    """Speak from now on as the configuration says."""
    from crosspost import wiring  # noqa: PLC0415 — whoever only asks for help waits for none

    _chosen["speech"] = wiring.make_speech(settings)


def forget() -> None:
    """Speak again as the terminal does."""
    _chosen.clear()


def speech() -> Speech:
    """Return how this command speaks."""
    return _chosen.get("speech") or Speech(choose_language())


def say(reason: Reason) -> str:
    """Return a reason in this command's words."""
    return speech().say(reason)


def tell(fact: Fact, form: str = "") -> str:
    """Return a fact in this command's words; text from outside is spelt out as data."""
    return speech().tell(fact, form)
