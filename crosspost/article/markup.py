"""HTML from strangers, parsed within bounds: this stage's one door to selectolax."""

import re
from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crosspost import text

Node = LexborNode

_MOST = 1_000_000  #: characters that are read
_LONGEST = 8_192  #: characters of an attribute
_DEEPEST = 200  #: lexbor takes quadratic time in the depth: 0.1 s at 8,000, a minute at 200,000
# Formatting elements say nothing that is needed here, and unclosed ones multiply in the tree.
_FORMATTING = re.compile(
    r"</?(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?:[\s/][^<>]*)?>", re.IGNORECASE
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)[^<>]*>?")
#: Elements that nest in nothing of their own kind, or hold nothing.
_FLAT = frozenset({
    "a", "area", "base", "br", "col", "dd", "dt", "embed", "h1", "h2", "h3", "h4", "h5", "h6",
    "hr", "img", "input", "li", "link", "meta", "option", "p", "param", "rp", "rt", "source",
    "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
})  # fmt: skip
_LAYOUT = re.compile(
    r"<(?:address|article|blockquote|br|dd|div|dl|dt|figure|h[1-6]|hr|li|ol|p|pre|section|table"
    r"|td|ul)\b",
    re.IGNORECASE,
)
#: What a reader never sees as text.
UNSEEN = frozenset({
    "audio", "button", "canvas", "embed", "head", "iframe", "input", "math", "meter",
    "noembed", "object", "option", "progress", "rp", "rt", "script", "select", "style", "svg",
    "template", "textarea", "title", "video",
})  # fmt: skip
_READ_ALOUD = frozenset({"screen-reader-text", "sr-only", "visually-hidden"})
_EMOJI = re.compile(r"//s\.w\.org/images/core/emoji/|/emoji/|twemoji", re.IGNORECASE)
_EMOJI_NAMES = frozenset({"emoji", "wp-smiley", "wp-emoji", "twemoji"})


def parse(html: str) -> LexborHTMLParser:
    """Return the parsed document; never raises, whatever the string."""
    html = html[:_MOST].encode("utf-8", "replace").decode()
    return LexborHTMLParser(_flatten(_FORMATTING.sub("", html)))


def parse_body(html: str) -> Node | None:
    """Return the body of the parsed HTML; None for a set of frames."""
    return parse(html).body


def _flatten(html: str) -> str:
    """Drop the tags that nest where they nest deeper than in any real article."""
    if html.count("<") <= _DEEPEST:
        return html
    depth = deepest = 0
    for tag in _TAG.finditer(html):
        if tag[2].lower() not in _FLAT and not tag[0].endswith("/>"):
            depth = max(depth - 1, 0) if tag[1] else depth + 1
            deepest = max(deepest, depth)
    if deepest <= _DEEPEST:
        return html
    return _TAG.sub(lambda tag: tag[0] if tag[2].lower() in _FLAT else " ", html)


def is_laid_out(html: str) -> bool:
    """Whether tags make the paragraphs; otherwise line breaks do."""
    return bool(_LAYOUT.search(html))


def walk(root: Node, passes: Callable[[Node], bool]) -> Iterator[tuple[Node, bool]]:
    """Yield each node when entered (True) and when left (False), without what `passes` says."""
    node: Node | None = root
    end = root.mem_id  # `==` would compare the HTML of both
    while node is not None:
        if not (node.is_element_node and passes(node)):
            yield node, True
            if (inner := node.child) is not None:
                node = inner
                continue
            yield node, False
        while node.mem_id != end and node.next is None:
            node = node.parent or root
            yield node, False
        node = None if node.mem_id == end else node.next


def size(node: Node) -> int:
    """Return how many characters of text stand under an element."""
    return len(node.text().strip())


def attributes(node: Node) -> dict[str, str]:
    """Return an element's attributes, cut to a sane length; those without a value are empty."""
    return {name: (value or "")[:_LONGEST] for name, value in node.attributes.items()}


def is_unseen(node: Node) -> bool:
    """Whether a reader sees nothing of the element as text."""
    if node.tag in UNSEEN:
        return True
    said = node.attributes
    style = (said.get("style") or "").replace(" ", "").lower()
    read_aloud = not _READ_ALOUD.isdisjoint((said.get("class") or "").split())
    return "hidden" in said or "display:none" in style or read_aloud


def is_emoji(said: dict[str, str]) -> bool:
    """Whether the attributes are those of a picture that stands for a character."""
    named = not _EMOJI_NAMES.isdisjoint(said.get("class", "").split())
    return named or bool(_EMOJI.search(said.get("src", "")))


def inner_text(node: Node) -> str:
    """Return what a reader sees as text in an element; emoji pictures are their alt."""
    found: list[str] = []
    for inner, entered in walk(node, is_unseen):
        if not entered:
            continue
        if inner.is_text_node:
            found.append(inner.text_content or "")
        elif inner.tag == "br":
            found.append("\n")
        elif inner.tag == "img" and is_emoji(attributes(inner)):
            found.append(inner.attributes.get("alt") or "")
    return "".join(found)


def plain(html: str) -> str:
    """Return the text of a short piece of HTML (a caption, a title) on one line."""
    if "<" not in html and "&" not in html:
        return text.one_line(html)
    body = parse_body(html)
    return text.one_line(inner_text(body)) if body is not None else ""
