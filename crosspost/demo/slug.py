"""Addresses of posts, as WordPress makes them of Japanese titles."""

import re
from urllib.parse import quote

_LONGEST = 200  # bytes of percent-encoding: 22 kanji


def slug_of(title: str) -> str:
    """Return the title as a path segment: lower case, percent-encoded, cut between characters."""
    pieces: list[str] = []
    length = 0
    for char in title.lower():
        piece = _ascii(char) if char.isascii() else quote(char).lower()
        if length + len(piece) > _LONGEST:
            break
        pieces.append(piece)
        length += len(piece)
    return re.sub(r"-{2,}", "-", "".join(pieces)).strip("-")


def _ascii(char: str) -> str:
    if char.isalnum() or char in "-_":
        return char
    return "-" if char in " ./" else ""
