"""Sentences side by side: with a blank where the script wants one, and as many as fit."""

from collections.abc import Iterable, Sequence

from crosspost.model import Room
from crosspost.phrases import is_japanese
from crosspost.summary import _shorten
from crosspost.summary._sentences import is_closed


def join(pieces: Iterable[str]) -> str:
    """Return the pieces as one running text."""
    text = ""
    for piece in filter(None, pieces):
        glued = not text or (is_closed(text) and is_japanese(text[-12:]))
        text += piece if glued else f" {piece}"
    return text


def fill(sentences: Sequence[str], room: Room) -> str:
    """Return the leading sentences that fit, shortened where that helps; else the first one cut."""
    text = ""
    for sentence in sentences:
        longer = (join([text, v]) for v in _shorten.forms(sentence, follows=bool(text)))
        fitting = next((t for t in longer if room.fits(t)), "")
        if not fitting:
            break
        text = fitting
    if text or not sentences:
        return text
    return _shorten.cut(_shorten.forms(sentences[0])[-1], room)
