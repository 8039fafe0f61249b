"""Texts of 20,000 characters made to be slow to read: no end, no gap, nests, thousands of each."""

_LENGTH = 20_000
_WORDS = "政府市長議会予算案法案野党与党外相首相協議会談決定発表方針選挙区制度改革国防費用税"


def _fill(unit: str) -> str:
    return (unit * (_LENGTH // len(unit) + 1))[:_LENGTH]


def _varied(length: int, end: str) -> str:
    """Return sentences of which no two are alike, from a fixed walk through the words."""
    found, place = [], 0
    for number in range(_LENGTH // (length + len(end))):
        place = (place * 31 + number) % len(_WORDS)
        found.append((_WORDS[place:] + _WORDS * (length // len(_WORDS) + 1))[:length] + end)
    return "".join(found)


TEXTS = {
    "one sentence without an end": _varied(99, "は"),
    "commas": _fill("案を、"),
    "clauses": _fill("案したが、"),
    "nested brackets": "「" * (_LENGTH // 2) + "」" * (_LENGTH // 2),
    "brackets that never close": _fill("（案"),
    "one bracket that never closes": "「" + _varied(38, "。"),
    "crossed brackets": _fill("「（」）"),
    "stops and closers": _fill("。」"),
    "thousands of short sentences": _varied(8, "。"),
    "sentences of 100": _varied(99, "。"),
    "asides": _varied(20, "（別の案）"),
    "Latin without blanks": _fill("abcdefghij"),
    "initials": _fill("a.b."),
    "points": _fill("."),
    "bare domains": _fill("a.com"),
    "addresses": _fill("https://a.jp/x "),
    "nested addresses": _fill("https://a.jp/"),
    "combining marks": "e" + "\u0301" * (_LENGTH - 1),
    "emoji sequences": _fill("\U0001f468\u200d\U0001f469\u200d\U0001f467"),
    "flags": _fill("\U0001f1ef\U0001f1f5"),
    "blanks": "案" + " " * (_LENGTH - 2) + "案",
}
