"""HTML read once, from top to bottom: paragraphs and pictures in the reader's order (bounded)."""

import re
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise

from crosspost import text
from crosspost.article import boxes, markup
from crosspost.article.markup import Node

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "noscript", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
})  # fmt: skip
_KINDS = {
    "blockquote": "quote", "figcaption": "caption", "caption": "caption", "li": "list",
    "dd": "list", "dt": "list", "h1": "heading", "h2": "heading", "h3": "heading",
    "h4": "heading", "h5": "heading", "h6": "heading",
}  # fmt: skip
_CAPTIONS = frozenset({
    "wp-caption-text", "wp-element-caption", "tr-caption", "gallery-caption",
    "shortcode-caption",
})  # fmt: skip
_FIGURES = frozenset({"wp-caption", "tr-caption-container", "gallery-item", "shortcode-caption"})
_STRENGTH = ("own", "list", "heading", "table", "quote", "caption", "box")
_CELL = 150  #: characters a cell; a table with longer ones is there for the layout
_WIDE = re.compile(r"[\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")
_GAP = re.compile(r"(.?)[ \t]*\v[ \t\v]*(.?)")
_BLANKS = re.compile(r"[ \t]{2,}")  # first: a long run would make _GAP slow
_SPACES = re.compile(r"[ \t\r\n\f]+")
_ADDRESS = re.compile(r"(?:https?:)?//[!-~]+")
_OPENING = re.compile(r"\[caption\b([^\[\]]*)\]", re.IGNORECASE)
_WORDS = re.compile(r"""\bcaption=(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_CODES = re.compile(r"\[/?(?:toc|ez-toc|gallery|ad|ads|embed|more)\b[^\[\]]*\]", re.IGNORECASE)
_ENDS = "。．！？!?」』）)"
_LABELLED = re.compile(r"[・●■◆○◇▼※*-]|[^。、]{1,10}[:：]")
_MOST_STEPS = 150_000  #: in and out of the nodes of one document
_MOST_PIECES = 4_000
_MOST_TEXT = 150_000  #: characters
_HARD_WRAP = 20  #: a shorter line was broken on purpose


@dataclass(slots=True)
class Figure:
    """A picture's frame; the caption is filled while it is read."""

    outer: "Figure | None" = None
    words: list[str] = field(default_factory=list)

    @property
    def caption(self) -> str:
        """What stands under the picture, or under the gallery that it is part of."""
        if self.words:
            return text.one_line(" ".join(self.words))
        return self.outer.caption if self.outer else ""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image element as written."""

    said: dict[str, str]  #: its attributes
    href: str = ""  #: of the link around it
    figure: Figure | None = None

    @property
    def caption(self) -> str:
        """What stands under the picture."""
        return self.figure.caption if self.figure else ""

    def captioned(self, words: str) -> "Picture":
        """Return the picture with the words under it as its caption."""
        return replace(self, figure=Figure(words=[words]))


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph, heading, list item or table row; or one picture."""

    kind: str  #: a Block's kind, from the markup alone
    text: str = ""
    linked: float = 0.0  #: share of the text that is link
    level: int = 0  #: of a heading
    picture: Picture | None = None


def read_pieces(html: str) -> list[Piece]:
    """Return the pieces of an article's HTML or plain text; never raises."""
    html = _OPENING.sub(_open_figure, html).replace("[/caption]", "</figure>")
    broken = not markup.is_laid_out(html)
    body = markup.parse_body(_CODES.sub("", html))
    return read_node(body, broken=broken) if body is not None else []


def read_node(node: Node, *, broken: bool = False) -> list[Piece]:
    """Return the pieces under an element; `broken`: line breaks of the source count."""
    reader = _Reader(markup.size(node), broken=broken)
    steps = islice(markup.walk(node, reader.passes), _MOST_STEPS)
    for inner, entered in steps:
        if entered:
            reader.enter(inner)
        else:
            reader.leave(inner)
        if reader.is_full:
            break
    reader.flush()
    return reader.pieces


def _open_figure(code: re.Match[str]) -> str:
    words = _WORDS.search(code[1])
    caption = (words[1] or words[2] or "") if words else ""
    return f'<figure class="shortcode-caption">{caption}'


class _Reader:
    """Collects the pieces during one walk."""

    def __init__(self, whole: int, *, broken: bool) -> None:
        self.pieces: list[Piece] = []
        self._whole = whole
        self._kinds = ["own"]
        self._level = 0
        self._broken = [broken]
        self._figure: Figure | None = None
        self._figures: list[int] = []
        self._hrefs: list[str] = []
        self._said: list[str] = []
        self._linked = 0
        self._room = _MOST_TEXT

    @property
    def is_full(self) -> bool:
        """Whether more was read than any article holds."""
        return self._room <= 0 or len(self.pieces) >= _MOST_PIECES

    def passes(self, node: Node) -> bool:
        """Whether nothing under the element is read."""
        if markup.is_unseen(node):
            return True
        if node.tag == "sup":
            return node.css_first("a") is not None
        return node.tag == "a" and "more-link" in (node.attributes.get("class") or "").split()

    def enter(self, node: Node) -> None:
        """Take up a text or begin an element."""
        if node.is_text_node:
            self._write(node.text_content or "")
        elif node.is_element_node:
            self._begin(node, node.tag or "")

    def _begin(self, node: Node, tag: str) -> None:
        if tag in _BLOCKS:
            self.flush()
        self._kinds.append(self._kind(node, tag))
        self._broken.append(self._broken[-1] or tag == "pre")
        if tag in {"td", "th"}:
            self._said.append(" ")
        elif tag == "br":
            self._said.append("\n")
        elif tag == "img":
            self._show(markup.attributes(node))
        elif tag == "a":
            self._hrefs.append(markup.attributes(node).get("href", ""))
        elif _is_figure(node, tag):
            self._figures.append(node.mem_id)
            self._figure = Figure(self._figure)

    def leave(self, node: Node) -> None:
        """End an element."""
        if not node.is_element_node:
            return
        tag = node.tag or ""
        if tag in _BLOCKS:
            self.flush()
        self._kinds.pop()
        self._broken.pop()
        if tag == "a":
            self._hrefs.pop()
        elif self._figures and self._figures[-1] == node.mem_id:
            self._figures.pop()
            self._figure = self._figure.outer if self._figure else None

    def flush(self) -> None:
        """End the paragraph."""
        raw, linked = "".join(self._said), self._linked
        self._said, self._linked = [], 0
        if not raw.strip():
            return
        kind = self._kinds[-1]
        share = min(linked / len(raw.strip()), 1.0)
        for line in _paragraphs(raw):
            if _ADDRESS.fullmatch(line):
                continue
            self.pieces.append(Piece(kind, line, share, self._level))
            if kind == "caption" and self._figure:
                self._figure.words.append(line)
        self._level = 0

    def _write(self, said: str) -> None:
        said = said[: self._room]
        self._room -= len(said)
        if not self._broken[-1]:
            said = _SPACES.sub(lambda gap: "\v" if "\n" in gap[0] else " ", said)
        self._said.append(said)
        if self._hrefs:
            self._linked += len(said.strip())

    def _show(self, said: dict[str, str]) -> None:
        if markup.is_emoji(said):
            self._said.append(said.get("alt", ""))
            return
        href = self._hrefs[-1] if self._hrefs else ""
        if not "".join(self._said).strip():
            self._said = []
        picture = Picture(said, href, self._figure)
        self.pieces.append(Piece(self._kinds[-1], picture=picture))

    def _kind(self, node: Node, tag: str) -> str:
        found = _KINDS.get(tag, "own")
        if boxes.is_box(node, whole=self._whole) or (tag == "pre" and _is_code(node)):
            found = "box"
        elif tag == "table" and _is_data(node):
            found = "table"
        elif not _CAPTIONS.isdisjoint((node.attributes.get("class") or "").split()):
            found = "caption"
        if found == "heading":
            self._level = int(tag[1])
        return max(found, self._kinds[-1], key=_STRENGTH.index)


def _is_figure(node: Node, tag: str) -> bool:
    names = (node.attributes.get("class") or "").split()
    return tag == "figure" or not _FIGURES.isdisjoint(names)


def _is_code(node: Node) -> bool:
    names = f"{node.attributes.get('class') or ''} {node.attributes.get('data-lang') or ''}"
    return names != " "


def _is_data(node: Node) -> bool:
    cells = len(node.css("td, th"))
    return cells > 1 and markup.size(node) / cells <= _CELL


def _paragraphs(raw: str) -> list[str]:
    """Split at blank lines, and at single ones where the author meant a line of its own."""
    if "\v" in raw:
        raw = _GAP.sub(_close_gap, _BLANKS.sub(" ", raw))
    raw = text.clean(raw)
    found: list[str] = []
    for paragraph in re.split(r"\n{2,}", raw):
        lines = paragraph.split("\n")
        joined = [lines[0]]
        for before, line in pairwise(lines):
            if _stands_alone(before, line):
                found.append("".join(joined))
                joined = [line]
            else:
                joined.append(_gap(before, line) + line)
        found.append("".join(joined))
    return [line for line in map(text.one_line, found) if line]


def _close_gap(gap: re.Match[str]) -> str:
    """Make a source's line break a blank, but nothing between two Japanese characters."""
    wide = gap[1] and gap[2] and _WIDE.match(gap[1]) and _WIDE.match(gap[2])
    return gap[1] + ("" if wide else " ") + gap[2]


def _gap(before: str, line: str) -> str:
    """Return what joins two lines: a blank, but nothing beside Japanese."""
    wide = _WIDE.match(before[-1:]) or _WIDE.match(line)
    return "" if wide or not before or not line else " "


def _stands_alone(before: str, line: str) -> bool:
    if _LABELLED.match(line) or _ADDRESS.fullmatch(line) or _ADDRESS.fullmatch(before):
        return True
    return len(before) < _HARD_WRAP and bool(_LABELLED.match(before)) and before[-1] not in _ENDS
