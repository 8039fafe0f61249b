"""In which language and zone this command speaks: the configuration's, before it is read LANG's."""

from typing import TYPE_CHECKING

from crosspost.model.reasons import Fact, Reason
from crosspost.words import Speech, choose_language

if TYPE_CHECKING:
    from crosspost.settings import Settings

_hidden: set[str] = set()
_chosen: dict[str, Speech] = {}


def speak_as(settings: "Settings") -> None:
    """Speak from now on as the configuration says."""
    from crosspost import wiring  # noqa: PLC0415 — whoever only asks for help waits for none

    _chosen["speech"] = wiring.make_speech(settings)
    _hidden.update(wiring.hide_passwords(settings))


def forget() -> None:
    """Speak again as the terminal does."""
    _chosen.clear()
    _hidden.clear()


def speech() -> Speech:
    """Return how this command speaks."""
    return _chosen.get("speech") or Speech(choose_language())


def say(reason: Reason) -> str:
    """Return a reason in this command's words, without the passwords of addresses."""
    return _mask(speech().say(reason))


def tell(fact: Fact, form: str = "") -> str:
    """Return a fact in this command's words; text from outside is spelt out as data."""
    return _mask(speech().tell(fact, form))


def _mask(text: str) -> str:
    for secret in _hidden:
        text = text.replace(secret, "***")
    return text
