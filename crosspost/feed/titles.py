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
#: What a reader does not read: and what an author took back.
_SILENT = re.compile(
    r"<(script|style|rt|rp|del|s|strike)\b[^<>]*>.*?</\1\s*>"
    r"|<(span|b|em|font|i|strong|u)\s[^<>]*line-through[^<>]*>.*?</\2\s*>",
    re.IGNORECASE | re.DOTALL,
)
# A tag that a title speaks of: 「<br>タグの使い方」, 「<img> と <br>」.
_ABOUT = re.compile(
    r"\s*(?:の(?:違い|使い方|書き方|意味|役割|代わり)|を(?:使|入れ|避)|で(?:改行|囲)|タグ|要素|属性|\btags?\b|\belements?\b|[とやの、,/／・]?\s*<[A-Za-z])",
    re.IGNORECASE,
)
_AT_START = re.compile(r"\s*[とのをはがでや]")
# A number that is set high or low; behind a word it leads to a note.
_SET_OFF = re.compile(r"(.?)<(sup|sub)\b[^<>]*>\s*([\d+−-]{1,6})\s*</\2\s*>", re.IGNORECASE)
_ESCAPED = re.compile(r"&(?:amp;)*lt;", re.IGNORECASE)
_TWICE = 2
_THRICE = 3


def plain(title: str) -> str:
    """Return a title as plain text on one line.

    Character references are resolved at most twice (feeds escape once too often), those of tags
    once more. Only what is markup goes: `a < b と c > d`, `<b> と <i> の違い`, `<br>タグ` stay.
    """
    title = title[:_MOST]
    for depth in range(_THRICE):
        resolved = html.unescape(_strip_tags(title))
        if resolved == title or (depth >= _TWICE and not _ESCAPED.search(title)):
            break
        title = resolved
    return text.one_line(_strip_tags(title))


def _strip_tags(title: str) -> str:
    if "<" not in title:
        return title
    title = _SET_OFF.sub(_set_off, _SILENT.sub("", _COMMENT.sub("", title)))
    tags = [(m[1], m[2].lower()) for m in _TAG.finditer(title)]
    paired = {name for slash, name in tags if slash} & {name for slash, name in tags if not slash}

    def drop(found: re.Match[str]) -> str:
        name = found[2].lower()
        if not _ATTRIBUTES.fullmatch(found[3]):
            return found[0]
        if name in _VOID:
            return _void(found, name)
        return "" if name in paired and name in _INLINE else found[0]

    return _TAG.sub(drop, title)


def _set_off(found: re.Match[str]) -> str:
    before, name, said = found[1], found[2].lower(), found[3]
    signs = text.HIGH if name == "sup" else text.LOW
    is_word = name == "sup" and before.isalpha() and not before.isascii()
    return before if is_word else before + "".join(signs[char] for char in said)


def _void(found: re.Match[str], name: str) -> str:
    """Return what an element without an end is in a title; one that it is about stays."""
    title, is_bare = found.string, not found[3].strip(" /")
    leads = not title[: found.start()].strip() and _AT_START.match(title, found.end())
    if is_bare and (leads or _ABOUT.match(title, found.end())):
        return found[0]
    return " " if name in {"br", "hr"} else ""
