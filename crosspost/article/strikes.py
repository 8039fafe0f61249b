"""What an author struck out, marked so that no repair of broken markup sets it free."""

import re

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s[^<>]*)?)/?>")
_STRUCK = frozenset({"s", "strike", "del"})
_BLOCKS = frozenset({
    "address", "article", "blockquote", "center", "dd", "div", "dl", "dt", "figcaption", "figure",
    "h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p", "section", "table", "tbody", "td", "th",
    "tr", "ul",
})  # fmt: skip
#: Elements of form, which the tree does without; they may bear a style that strikes out.
_FORMATTING = frozenset({"b", "big", "em", "font", "i", "nobr", "small", "strong", "tt", "u"})


def spread(html: str) -> str:
    """Return the HTML with all that is struck out in `del` elements that end with their blocks.

    Editors strike out several paragraphs with one pair of tags; a tree made of that would let the
    later ones go. A strike that is never closed ends with its block.
    """
    return _Spreader(html).spread()


class _Spreader:
    """Goes through the tags once."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._closed = len(re.findall(r"</(?:s|strike|del)\s*>", html, re.IGNORECASE))
        self._depth = 0  #: how many strikes are open that will be closed
        self._is_loose = False  #: after one that will not
        self._styled: dict[str, list[bool]] = {}  #: of each element of form that is open

    def spread(self) -> str:
        return _TAG.sub(self._turn, self._html)

    def _turn(self, tag: re.Match[str]) -> str:
        name = tag[2].lower()
        if name in _STRUCK:
            return self._close() if tag[1] else self._open()
        if name in _FORMATTING:
            return self._form(name, tag[3], closes=bool(tag[1]))
        return self._block(tag[0]) if name in _BLOCKS else tag[0]

    def _open(self) -> str:
        if self._depth >= self._closed:
            self._is_loose = True
            return "<del>"
        self._depth += 1
        return "<del>" if self._depth == 1 else ""

    def _close(self) -> str:
        self._closed -= 1
        if not self._depth:
            return ""
        self._depth -= 1
        return "" if self._depth else "</del>"

    def _block(self, tag: str) -> str:
        if self._depth:
            return f"</del>{tag}<del>"
        if self._is_loose:
            self._is_loose = False
            return f"</del>{tag}"
        return tag

    def _form(self, name: str, attributes: str, *, closes: bool) -> str:
        open_ = self._styled.setdefault(name, [])
        if closes:
            return "</del>" if open_ and open_.pop() else ""
        open_.append("line-through" in attributes)
        return "<del>" if open_[-1] else ""
