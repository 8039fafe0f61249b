"""Emoji sequences that X counts as one emoji, whatever they are made of."""

import re
from functools import cache

# The version of the table in twitter-text 3.1. A sequence that came later may be one emoji to X or
# the sum of its parts; the sum is the upper bound, and only a too low weight gets a post refused.
_KNOWN_TO_X = 11
_MISSING_THERE = frozenset(
    {"\U0001f441\ufe0f\u200d\U0001f5e8\ufe0f", "\u267e\ufe0f"}
)  # old, yet not in that table
_FULLY_QUALIFIED = 2
# Drawn as emoji by themselves; phones write U+FE0F behind these all the same, and X counts one.
_BY_THEMSELVES = (
    "⌚⌛◽◾☔☕♈♉♊♋♌♍♎♏♐♑♒♓♿⚓⚡⚪⚫⚽⚾⛄⛅⛔⛪⛲⛳⛵⛺⛽❗⬛⬜⭐⭕🀄🈚🈯"
)
_KEYCAP = "\u20e3"
_JOINED = re.compile(
    "[\u200d\u20e3\ufe0f\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
)


@cache
def _sequences() -> dict[str, tuple[str, ...]]:
    """Return the sequences of several code points by their first one, the longest first."""
    from emoji import EMOJI_DATA  # noqa: PLC0415 — 60 ms and 10 MB, wanted by few posts

    found: dict[str, list[str]] = {}
    for sequence, data in EMOJI_DATA.items():
        whole = data["status"] == _FULLY_QUALIFIED or sequence.endswith(_KEYCAP)
        known = data["E"] <= _KNOWN_TO_X and sequence not in _MISSING_THERE
        if whole and known and len(sequence) > 1:
            found.setdefault(sequence[0], []).append(sequence)
    for sign in _BY_THEMSELVES:
        found.setdefault(sign, []).append(f"{sign}\ufe0f")
    return {first: tuple(sorted(all_, key=len, reverse=True)) for first, all_ in found.items()}


def fold(text: str, *, into: str) -> str:
    """Return the text with each emoji sequence replaced by one character."""
    if not _JOINED.search(text):
        return text
    sequences = _sequences()
    kept: list[str] = []
    index = 0
    while index < len(text):
        candidates = sequences.get(text[index], ())
        whole = next((s for s in candidates if text.startswith(s, index)), "")
        kept.append(into if whole else text[index])
        index += len(whole) or 1
    return "".join(kept)
