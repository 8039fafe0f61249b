"""What a reader sees as text of an inline run of markup, sign by sign; for captions and titles."""

from crosspost import phrases, text
from crosspost.article import escapes, gaps, markup, notes
from crosspost.article.markup import Node
from crosspost.article.nature import SILENT, Nature, read_nature

_QUOTED = "「『“\"«„‘'"
_GAPS = {
    Nature.STRUCK: gaps.DROPPED, Nature.NOTE: gaps.DROPPED, Nature.FORMULA: gaps.HOLE,
    Nature.MEDIA: gaps.SEAM,
}  # fmt: skip


def gap_of(nature: Nature) -> str:
    """Return the sign for what was left out, "" where nothing is missing."""
    return _GAPS.get(nature, "")


def set_off(node: Node, nature: Nature, before: str) -> str:
    """Return what a raised or lowered element says behind the text before it."""
    said = (notes.set_high if nature is Nature.RAISED else notes.set_low)(node, before)
    return said or gaps.DROPPED


def quotation_marks(node: Node, *, within: bool) -> tuple[str, str]:
    """Return the marks that a reader sees around a `q`, none where the author wrote them."""
    said = node.text().strip()
    if said[:1] in _QUOTED:
        return "", ""
    if phrases.is_japanese(said):
        return ("『", "』") if within else ("「", "」")
    return ("‘", "’") if within else ("“", "”")


def inner_text(node: Node) -> str:
    """Return what a reader sees as text in an element; emoji pictures are their alt."""
    return gaps.close(_Speaker().read(node))


def plain(html: str) -> str:
    """Return the text of a short piece of HTML (a caption, a title) on one line."""
    if "<" not in html and "&" not in html:
        return text.one_line(html)
    body = markup.parse_body(escapes.settle(html))
    return text.one_line(inner_text(body)) if body is not None else ""


class _Speaker:
    """Collects the words during one walk."""

    def __init__(self) -> None:
        self._said: list[str] = []
        self._quotes: list[str] = []

    def read(self, root: Node) -> str:
        for node, entered in markup.walk(root, self._passes):
            if entered:
                self._enter(node)
            elif node.tag == "q" and self._quotes:
                self._said.append(self._quotes.pop())
        return "".join(self._said)

    def _passes(self, node: Node) -> bool:
        nature = read_nature(node)
        if nature in SILENT:
            self._said.append(gap_of(nature))
            return True
        if nature in {Nature.RAISED, Nature.LOWERED}:
            self._said.append(set_off(node, nature, "".join(self._said[-3:])))
            return True
        return False

    def _enter(self, node: Node) -> None:
        if node.is_text_node:
            self._said.append(node.text_content or "")
        elif node.tag == "br":
            self._said.append("\n")
        elif node.tag == "q":
            opener, closer = quotation_marks(node, within=bool(self._quotes))
            self._said.append(opener)
            self._quotes.append(closer)
        elif node.tag == "img" and markup.is_emoji(said := markup.attributes(node)):
            self._said.append(said.get("alt", ""))
