"""HTML from strangers, parsed within bounds: this stage's one door to selectolax."""

import re
from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crosspost.article import strikes

Node = LexborNode
Tree = LexborHTMLParser

_MOST = 1_000_000  #: characters that are read
_LONGEST = 8_192  #: characters of an attribute
#: lexbor compares each attribute's name with all that it has seen: 10,000 take 0.1 s, 120,000 a
#: minute. What ends a name are these characters alone.
_NAME, _MOST_NAMES = re.compile(r"[^\t\n\f\r />=]+"), 10_000
_DEEPEST = 200  #: lexbor takes quadratic time in the depth: 0.1 s at 8,000, a minute at 200,000
# Formatting elements say nothing that is needed here, and unclosed ones multiply in the tree; but
# what is struck out becomes `del`, what is a program's `samp`: plain elements that the tree keeps.
_FORMATTING = re.compile(
    r"</?(?:b|big|em|font|i|nobr|small|strong|tt|u)(?:[\s/][^<>]*)?>", re.IGNORECASE
)
_CODE = re.compile(r"<(/?)code(?=[\s>])", re.IGNORECASE)
_STRIKES = re.compile(r"<(?:s|strike|del)[\s>]|line-through", re.IGNORECASE)
# A fraction that is written with a raised and a lowered number: its one sign, or 5/16.
_FRACTIONS = {
    (1, 2): "½", (1, 3): "⅓", (2, 3): "⅔", (1, 4): "¼", (3, 4): "¾", (1, 5): "⅕", (2, 5): "⅖",
    (3, 5): "⅗", (4, 5): "⅘", (1, 6): "⅙", (5, 6): "⅚", (1, 8): "⅛", (3, 8): "⅜", (5, 8): "⅝",
    (7, 8): "⅞",
}  # fmt: skip
_FRACTION = re.compile(
    r"(\d?)\s?<sup[^<>]{0,200}>\s*(\d{1,4})\s*</sup>\s*(?:&frasl;|&#8260;|&#x2044;|[/／⁄∕])\s*"
    r"<sub[^<>]{0,200}>\s*(\d{1,4})\s*</sub>",
    re.IGNORECASE,
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
    "button", "head", "input", "meter", "noembed", "option", "progress", "rp", "rt", "script",
    "select", "style", "svg", "template", "textarea", "title",
})  # fmt: skip
_EMOJI = re.compile(r"//s\.w\.org/images/core/emoji/|/emoji/|twemoji", re.IGNORECASE)
_EMOJI_NAMES = frozenset({"emoji", "wp-smiley", "wp-emoji", "twemoji"})


_OPENING = re.compile(r"\[caption\b([^\[\]]*)\]", re.IGNORECASE)
_WORDS = re.compile(r"""\bcaption=(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
# Shortcodes that no plugin has expanded; a bracketed word of the author's has no attributes.
_CODES = re.compile(
    r"\[/?(?:toc|ez-toc|gallery|ad|ads|embed|more)\b[^\[\]]*\]"
    r"|\[[a-z][a-z0-9_-]{1,40}\s[^\[\]<>]{0,80}[a-z_-]=[^\[\]]{0,600}\]",
    re.IGNORECASE,
)


def parse(html: str) -> LexborHTMLParser:
    """Return the parsed document; never raises, whatever the string."""
    html = _with_few_names(html[:_MOST].encode("utf-8", "replace").decode())
    if _STRIKES.search(html):
        html = strikes.spread(html)
    html = _join_fractions(html)
    return LexborHTMLParser(_flatten(_FORMATTING.sub("", _CODE.sub(r"<\1samp", html))))


def _with_few_names(html: str) -> str:
    """Return the beginning that holds no more different names than lexbor can compare.

    Told without knowing where a tag begins: whoever wrote it may hide that. An article of words
    between blanks reaches the bound with a hundred pages.
    """
    if len(html) <= 2 * _MOST_NAMES:
        return html
    names = dict.fromkeys(_NAME.findall(html))
    if len(names) <= _MOST_NAMES:
        return html
    one_too_many = list(names)[_MOST_NAMES]
    return html[: next(m.start() for m in _NAME.finditer(html) if m[0] == one_too_many)]


def parse_body(html: str) -> Node | None:
    """Return the body of the parsed HTML; None for a set of frames."""
    return parse(html).body


def _join_fractions(html: str) -> str:
    return _FRACTION.sub(_fraction, html) if "<sup" in html and "<sub" in html else html


def _fraction(found: re.Match[str]) -> str:
    high, low = int(found[2]), int(found[3])
    return found[1] + (_FRACTIONS.get((high, low)) or f"{' ' * bool(found[1])}{high}/{low}")


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


def expand(html: str) -> str:
    """Return the HTML with `[caption]` as a figure, and without codes that nobody expanded."""
    html = _OPENING.sub(_open_figure, html).replace("[/caption]", "</figure>")
    return _CODES.sub("", html)


def _open_figure(code: re.Match[str]) -> str:
    words = _WORDS.search(code[1])
    caption = (words[1] or words[2] or "") if words else ""
    return f'<figure class="shortcode-caption">{caption}'


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


def is_emoji(said: dict[str, str]) -> bool:
    """Whether the attributes are those of a picture that stands for a character."""
    named = not _EMOJI_NAMES.isdisjoint(said.get("class", "").split())
    return named or bool(_EMOJI.search(said.get("src", "")))
