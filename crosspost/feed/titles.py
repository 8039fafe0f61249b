"""Titles as people read them: markup and character references gone, comparisons kept."""

import html
import re

from crosspost import text

_MOST = 2_000  #: characters; a longer title is cut before anything looks at it
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,15})((?:[\s/][^<>]*)?)>")
_ATTRIBUTES = re.compile(r"\s*/?\s*|\s+[\w:-]+\s*=.*", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_VOID = frozenset({"br", "hr", "img", "wbr"})
_INLINE = frozenset({
    "a", "abbr", "b", "big", "blink", "cite", "code", "del", "div", "em", "font", "h1", "h2", "h3",
    "h4", "h5", "h6", "i", "ins", "kbd", "mark", "nobr", "p", "q", "rb", "rp", "rt", "ruby", "s",
    "script", "small", "span", "strike", "strong", "style", "sub", "sup", "title", "tt", "u",
})  # fmt: skip
_SILENT = re.compile(r"<(script|style|rt|rp)\b[^<>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)


def plain(title: str) -> str:
    """Return a title as plain text on one line.

    Character references are resolved at most twice (feeds escape once too often), and only what
    is markup goes: `a < b と c > d` and `<b> と <i> の違い` stay as they are.
    """
    title = title[:_MOST]
    for _ in range(2):
        resolved = html.unescape(_strip_tags(title))
        if resolved == title:
            break
        title = resolved
    return text.one_line(title)


def _strip_tags(title: str) -> str:
    if "<" not in title:
        return title
    title = _SILENT.sub("", _COMMENT.sub("", title))
    tags = [(m[1], m[2].lower()) for m in _TAG.finditer(title)]
    paired = {name for slash, name in tags if slash} & {name for slash, name in tags if not slash}

    def drop(found: re.Match[str]) -> str:
        name = found[2].lower()
        if not _ATTRIBUTES.fullmatch(found[3]):
            return found[0]
        if name in _VOID:
            return " " if name in {"br", "hr"} else ""
        return "" if name in paired and name in _INLINE else found[0]

    return _TAG.sub(drop, title)
