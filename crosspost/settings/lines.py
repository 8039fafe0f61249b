"""Where in the file a key stands: the parser of the standard library does not tell."""

import re
from collections import Counter
from collections.abc import Iterator

_HEAD = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*([\w.'" -]+?)\s*=""")
_QUOTES = ('"""', "'''")


def find_line(text: str, key: str) -> int:
    """Return the line of a key such as "feeds[0].every", or of the table around it; 0 for none."""
    lines = dict(reversed(list(_find_keys(text))))
    while key:
        below = (n for name, n in lines.items() if name.startswith((f"{key}.", f"{key}[")))
        if line := lines.get(key) or min(below, default=0):
            return line
        cut = max(key.rfind("."), key.rfind("["))
        key = key[: max(cut, 0)]
    return 0


def _find_keys(text: str) -> Iterator[tuple[str, int]]:
    """Yield each key's path and line; the text of long strings is none."""
    table, quote, met = "", "", Counter[str]()
    for number, line in enumerate(text.split("\n"), start=1):
        if quote:
            quote = "" if quote in line else quote
            continue
        if head := _HEAD.match(line):
            table = name = _bare(head[2])
            if head[1] == "[[":
                table = f"{name}[{met[name]}]"
                met[name] += 1
                yield name, number
            yield table, number
        elif found := _KEY.match(line):
            yield f"{table}.{_bare(found[1])}".lstrip("."), number
            quote = next((q for q in _QUOTES if line.count(q) % 2), "")


def _bare(name: str) -> str:
    return re.sub(r"""["'\s]""", "", name)
