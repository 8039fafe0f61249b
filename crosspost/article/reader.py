"""HTML read once, from top to bottom, into pieces in the reader's order (bounded)."""

import re
from dataclasses import replace
from itertools import islice

from crosspost.article import cards, escapes, frames, gaps, lines, markup, notes, wording
from crosspost.article.markup import Node
from crosspost.article.nature import SILENT, Nature, read_nature
from crosspost.article.pieces import Figure, Picture, Piece

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
#: Behind a sentence and a line break, or an empty line, a picture begins a line of its own.
_LINE_ENDED = re.compile(r"(?:[。．.！？!?」』）)][ \v\xa0]*|\n[ \v\xa0]*)\n[ \v\xa0\n]*\Z")
_STRENGTH = ("own", "list", "heading", "table", "quote", "caption", "dialogue", "box")
_BY_NATURE = {Nature.DIALOGUE: "dialogue", Nature.CODE: "box", Nature.BOX: "box"}
_APART = frozenset({Nature.FOREIGN, Nature.NAVIGATION})
_HOLLOW = frozenset({"abbr", "ins", "span"})
_BREAKS = {"td": " ", "th": " ", "br": "\n"}
_CELL = 150  #: characters a cell; a table with longer ones is there for the layout
_SPACES = re.compile(r"[ \t\r\n\f]+")
_TAG = re.compile(r"<(?:/?[a-z]|!--)[^<>]{0,2000}>", re.IGNORECASE)  #: that a reader would see
_MOST_STEPS = 150_000  #: in and out of the nodes of one document
_MOST_PIECES = 4_000
_MOST_TEXT = 150_000  #: characters
_CODED = 0.8  #: from this share on, a line is a program's
_WHOLLY = 0.9  #: linked


def read_pieces(html: str, *, url: str = "") -> list[Piece]:
    """Return the pieces of an article's HTML or plain text; never raises.

    `url` is the article's own address: what leads there is no other article.
    """
    html = markup.expand(escapes.settle(html))
    broken = not markup.is_laid_out(html)
    body = markup.parse_body(html)
    return read_node(body, broken=broken, url=url) if body is not None else []


def read_node(node: Node, *, broken: bool = False, url: str = "") -> list[Piece]:
    """Return the pieces under an element; `broken`: line breaks of the source count."""
    reader = _Reader(markup.size(node), broken=broken, url=url)
    steps = islice(markup.walk(node, reader.passes), _MOST_STEPS)
    for inner, entered in steps:
        if entered:
            reader.enter(inner)
        else:
            reader.leave(inner)
        if reader.is_full:
            break
    reader.flush()
    if any("<" in piece.text and _TAG.search(piece.text) for piece in reader.pieces):
        html = node.html or ""
        if (settled := escapes.settle(html)) != html:
            return read_pieces(settled, url=url)
    return cards.without_cards(reader.pieces, own=url)


class _Reader:
    """Collects the pieces during one walk."""

    def __init__(self, whole: int, *, broken: bool, url: str) -> None:
        self.pieces: list[Piece] = []
        self._whole = whole
        self._url = url
        self._kinds = ["own"]
        self._starts: list[int] = []  #: how many pieces stand before each element that is open
        self._level = 0
        self._broken = [broken]
        self._figure: Figure | None = None
        self._figures: list[int] = []
        self._hrefs: list[str] = []
        self._marks: list[int] = []  #: where in the line each link that is open began
        self._coding = 0  #: elements of a program's text that are open
        self._quotes: list[str] = []  #: what will close them
        self._nature = Nature.OWN  #: of the element that is entered next
        self._room = _MOST_TEXT
        self._has_begun = False
        self._is_apart = False
        self._begin_line()

    def _begin_line(self) -> None:
        self._said: list[str] = []
        self._linked = 0
        self._coded = 0
        self._leads: set[str] = set()
        self._title = 0  #: characters of the link that the line begins with
        self._links: dict[str, str] = {}  #: their texts and where they lead

    @property
    def is_full(self) -> bool:
        """Whether more was read than any article holds."""
        return self._room <= 0 or len(self.pieces) >= _MOST_PIECES

    def passes(self, node: Node) -> bool:
        """Whether nothing under the element is read; what stands for it is written."""
        if not self._has_begun:  # what the whole is called says nothing of its parts
            self._has_begun = True
            return False
        self._nature = nature = read_nature(node, whole=self._whole)
        if nature in _APART or (nature in SILENT and node.tag in _BLOCKS):
            self.flush()
            return True
        if nature in SILENT:
            self._said.append(wording.gap_of(nature))
            return True
        if nature in {Nature.RAISED, Nature.LOWERED}:
            self._write(wording.set_off(node, nature, "".join(self._said[-3:])))
            return True
        return False

    def enter(self, node: Node) -> None:
        """Take up a text or begin an element."""
        if node.is_text_node:
            self._write(node.text_content or "")
        elif node.is_element_node:
            self._begin(node, node.tag or "")

    def _begin(self, node: Node, tag: str) -> None:
        if tag in _BLOCKS:
            self.flush()
        self._starts.append(len(self.pieces))
        self._kinds.append(self._kind(node, tag))
        self._broken.append(self._broken[-1] or tag == "pre")
        if tag in _BREAKS:
            self._said.append(_BREAKS[tag])
        elif tag in _HOLLOW and node.child is None:  # what a script would fill
            self._said.append(gaps.DROPPED)
        elif tag == "img":
            self._show(markup.attributes(node) | frames.sources(node))
        else:
            self._open(node, tag)

    def _open(self, node: Node, tag: str) -> None:
        if tag == "a":
            self._hrefs.append(markup.attributes(node).get("href", ""))
            self._marks.append(len(self._said))
        elif tag == "q":
            opener, closer = wording.quotation_marks(node, within=bool(self._quotes))
            self._said.append(opener)
            self._quotes.append(closer)
        elif tag == "samp":
            self._coding += 1
        elif frames.is_figure(node):
            self._figures.append(node.mem_id)
            self._figure = Figure(self._figure)

    def leave(self, node: Node) -> None:
        """End an element."""
        if not node.is_element_node:
            return
        tag = node.tag or ""
        start = self._starts.pop()
        if self._ends_line(tag, start):
            self.flush()
        self._kinds.pop()
        self._broken.pop()
        self._end(node, tag)
        if tag in cards.FRAMES and 1 < len(self.pieces) - start <= cards.MOST:
            self._set_card_apart(start)

    def _end(self, node: Node, tag: str) -> None:
        if tag == "a":
            self._end_link(self._hrefs.pop(), self._marks.pop())
        elif tag == "q":
            self._said.append(self._quotes.pop())
        elif tag == "samp":
            self._coding -= 1
        elif self._figures and self._figures[-1] == node.mem_id:
            self._figures.pop()
            self._figure = self._figure.outer if self._figure else None

    def _end_link(self, href: str, mark: int) -> None:
        self._links["".join(self._said[mark:]).strip()] = href
        said = "".join(self._said) if self._linked and not self._title else ""
        if said and gaps.length(said) == self._linked:
            self._title = len(said)

    def _set_card_apart(self, start: int) -> None:
        found = self.pieces[start:]
        if cards.is_card(found, own=self._url):
            self.pieces[start:] = [replace(piece, kind=cards.KIND) for piece in found]

    def _ends_line(self, tag: str, start: int) -> bool:
        if tag in _BLOCKS:
            return True
        if tag == "a":  # one that holds paragraphs
            return any(piece.text for piece in self.pieces[start:])
        if tag in {"td", "th"}:  # Blogger's caption stands in a table's cell
            return self._kinds[-1] == "caption"
        return tag == "cite" and self._kinds[-1] == "box"

    def flush(self) -> None:
        """End the paragraph."""
        raw, linked, coded, leads = "".join(self._said), self._linked, self._coded, self._leads
        title, links = self._title, self._links
        self._begin_line()
        size = gaps.length(raw)
        if not size:
            self._is_apart = self._is_apart or "\n" in raw or "\xa0" in raw
            return
        kind = "box" if coded >= size * _CODED else self._kinds[-1]
        share = min(linked / size, 1.0)
        begins = title and not raw[title:].lstrip(" \t\v\x03").rstrip("\n").partition("\n")[0]
        href = leads.pop() if len(leads) == 1 and (share >= _WHOLLY or begins) else ""
        raw = lines.part(raw, links) if "\n" in raw else raw
        for line in lines.split_lines(gaps.close(gaps.mark_formulas(gaps.mark_strikes(raw)))):
            if lines.is_address(line):
                continue
            said = notes.without_marks(line)
            if line in links:
                piece = Piece(kind, said, 1.0, self._level, None, links[line], self._is_apart)
                href = ""  # the other lines lead nowhere by themselves
            else:
                piece = Piece(kind, said, share, self._level, None, href, self._is_apart)
            self.pieces.append(piece)
            self._is_apart = False
            if kind == "caption" and self._figure:
                self._figure.words.append(said)
        self._level = 0

    def _write(self, said: str) -> None:
        said = said[: self._room]
        self._room -= len(said)
        if not self._broken[-1]:
            said = _SPACES.sub(lambda gap: "\v" if "\n" in gap[0] else " ", said)
        self._said.append(said)
        length = len(said.strip())
        if self._hrefs:
            self._linked += length
            if length:
                self._leads.add(self._hrefs[-1])
        if self._coding:
            self._coded += length

    def _show(self, said: dict[str, str]) -> None:
        if markup.is_emoji(said):
            self._said.append(said.get("alt", ""))
            return
        href = self._hrefs[-1] if self._hrefs else ""
        if _LINE_ENDED.search("".join(self._said)):
            self.flush()
        if gaps.length("".join(self._said)):
            self._said.append(gaps.SEAM)
        else:
            self._said = []
        # A picture in a dialogue is the face of who speaks.
        kind = "box" if self._kinds[-1] == "dialogue" else self._kinds[-1]
        if self._figure:
            self._figure.show()
        self.pieces.append(Piece(kind, picture=Picture(said, href, self._figure), href=href))

    def _kind(self, node: Node, tag: str) -> str:
        found = _BY_NATURE.get(self._nature, _KINDS.get(tag, "own"))
        if found in {"own", "list"} and frames.is_caption(node):
            found = "caption"
        if found == "own":
            if tag == "table" and _is_data(node):
                found = "table"
            elif tag == "cite" and self._kinds[-1] == "quote" and _is_source(node):
                self.flush()
                found = "box"
        if found == "heading":
            self._level = int(tag[1])
        return max(found, self._kinds[-1], key=_STRENGTH.index)


def _is_source(node: Node) -> bool:
    """Whether a `cite` names who is quoted: nothing of the quotation follows it."""
    after = node.next
    while after is not None:
        if any(map(str.isalnum, after.text())):
            return False
        after = after.next
    return True


def _is_data(node: Node) -> bool:
    cells = len(node.css("td, th"))
    return cells > 1 and markup.size(node) / cells <= _CELL
