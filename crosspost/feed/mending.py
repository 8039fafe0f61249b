"""What may be mended before the strict parser reads a document: only what cannot change a word.

Each mend is one that leaves the text as its author meant it (junk before the root, control
characters, bare ampersands, HTML's named characters, forgotten namespaces). Whatever is still not
well-formed afterwards is refused (law 5).
"""

import html.entities
import re
from collections.abc import Callable

from crosspost.errors import FeedError
from crosspost.feed import refusals
from crosspost.model import Reason
from crosspost.model.failures import Fault

_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?(?:rss|rdf|feed)(?=[\s>])", re.IGNORECASE)
_ANY_ENTRY = re.compile(r"<(?:[\w.-]{1,40}:)?(?:item|entry)[\s>]")
_QUOTING = ("pre", "code", "textarea", "xmp", "script", "style", "template", "noscript")
_START = re.compile(r"<\?xml[\s>]")
_DECLARATION = re.compile(r"<\?xml[^>]{0,400}\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]{0,1000}(\[)?", re.IGNORECASE)
_ENTITY = re.compile(r"<!ENTITY\s+([\w.-]{1,40})\s+(?:\"([^\"]{0,100})\"|'([^']{0,100})')\s*>")
_EXTERNAL = re.compile(
    r"<!ENTITY\s+%\s+[\w.-]{1,40}\s+(?:PUBLIC|SYSTEM)[^<>]{0,300}>|%[\w.-]{1,40};"
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# CDATA and comments are matched first, so that what stands in them is left alone.
_AMPERSAND = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|&(?:#(\d{1,8}|[xX][0-9A-Fa-f]{1,7});|(\w{1,40});)?",
    re.DOTALL,
)
_REFERENCE = re.compile(r"&([\w.-]{1,40});")
_PREFIX = re.compile(r"</?([A-Za-z_][\w.-]{0,40}):\w|\s([A-Za-z_][\w.-]{0,40}):[\w.-]{1,60}\s*=")
_MOST_PREFIXES = 100  #: that a feed uses and declares nowhere
_MOST_GROWTH = 1_000_000  #: characters that a document's own entities may add
_MOST_MENDED = 2_000_000  #: characters
_MOST_AMPERSANDS = 100_000
_CHARACTERS = (range(0x20, 0xD800), range(0xE000, 0xFFFE), range(0x10000, 0x110000))
_OWN = frozenset({"amp", "lt", "gt", "quot", "apos"})
_NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "georss": "http://www.georss.org/georss",
    "media": "http://search.yahoo.com/mrss/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "thr": "http://purl.org/syndication/thread/1.0",
    "wfw": "http://wellformedweb.org/CommentAPI/",
}


def prepare(text: str) -> tuple[str, tuple[Reason, ...]]:
    """Return the document from its root on, in the form the strict parser takes, and notes.

    FeedError when it is a web page, or declares entities that could grow or reach outside.
    """
    if inner := find_in_page(text):
        return inner, (Fault.IN_PAGE(),)
    notes: tuple[Reason, ...] = ()
    begin = _START.search(text)
    root = _ROOT.search(text)
    start = min((m.start() for m in (begin, root) if m), default=0)
    junk = text[:start].strip("\ufeff \t\r\n")
    if refusals.is_page(junk):  # a page that quotes a feed is no feed
        raise FeedError(refusals.name(text))
    if junk and not _is_prolog(junk):
        notes = (Fault.JUNK(found=len(junk), begin=junk[:60]),)
    elif text[:start] and begin and not junk:
        notes = (Fault.BLANKS(),)
    declaration = _DECLARATION.match(text, start)
    text, entities = _without_doctype(text[declaration.end() if declaration else start :])
    if entities:
        _refuse_growth(text, entities)
        text = _ampersands(text, entities)
    return text.lstrip(), notes


def find_in_page(text: str) -> str:
    """Return the feed that a template has put into a web page; "" for one that only quotes a feed.

    What is shown as text, or is part of a script, is quoted.
    """
    root = _ROOT.search(text)
    if not root or not refusals.is_page(text[: root.start()]):
        return ""
    before = text[: root.start()].lower()
    end = text.find(">", text.rfind(f"</{root[0][1:]}")) + 1
    inner = text[root.start() : end]
    is_quoted = any(before.count(f"<{tag}") > before.count(f"</{tag}") for tag in _QUOTING)
    is_quoted = is_quoted or before.rfind("<!--") > before.rfind("-->")
    return inner if _ANY_ENTRY.search(inner) and not is_quoted else ""


def is_feed(text: str) -> bool:
    """Whether somewhere in the text a feed begins."""
    return bool(_ROOT.search(text))


def _is_prolog(junk: str) -> bool:
    return not _COMMENT.sub("", junk).strip() or junk.startswith(("<!DOCTYPE", "<?"))


def _without_doctype(text: str) -> tuple[str, dict[str, str]]:
    found = _DOCTYPE.search(text[:20_000])
    root = _ROOT.search(text[:20_000])
    if not found or (root and root.start() < found.start()):
        return text, {}
    if not found[1]:
        return text[: found.start()] + text[found.end() + 1 :], {}
    end = text.find("]", found.end(), found.end() + 20_000)
    close = text.find(">", end)
    if end < 0 or close < 0:
        raise FeedError(Fault.DOCTYPE())
    return text[: found.start()] + text[close + 1 :], _entities(text[found.end() : end])


def _entities(subset: str) -> dict[str, str]:
    subset = _EXTERNAL.sub("", _COMMENT.sub("", subset))
    entities = {name: one or other for name, one, other in _ENTITY.findall(subset)}
    left = _ENTITY.sub("", subset)
    if "<!ENTITY" in left or any(re.search(r"&(?!#)|<", value) for value in entities.values()):
        raise FeedError(Fault.ENTITIES())
    return entities


def _refuse_growth(text: str, entities: dict[str, str]) -> None:
    grown = sum(len(entities.get(name[1], "")) for name in _REFERENCE.finditer(text))
    if grown > _MOST_GROWTH:
        raise FeedError(Fault.GROWTH())


def mend(text: str) -> tuple[str, tuple[Reason, ...]]:
    """Return the document with what may be mended mended, and a note for each mend.

    One without a feed's root, or too large for these slower steps, is returned as it is.
    """
    root = _ROOT.search(text)
    if not root or len(text) > _MOST_MENDED or text.count("&") > _MOST_AMPERSANDS:
        return text, ()
    name = root[0][1:]
    steps: tuple[tuple[Callable[[str], str], Fault], ...] = (
        (lambda t: _without_tail(t, name), Fault.TAIL),
        (lambda t: _CONTROL.sub("", t), Fault.CONTROLS),
        (lambda t: _ampersands(t, {}), Fault.AMPERSANDS),
        (lambda t: _with_namespaces(t, name), Fault.NAMESPACES),
    )
    notes: list[Reason] = []
    for step, note in steps:
        mended = step(text)
        if mended != text:
            notes.append(note())
            text = mended
    return text, tuple(notes)


def _without_tail(text: str, name: str) -> str:
    at = text.rfind(f"</{name}")
    end = text.find(">", at) + 1 if at >= 0 else 0
    return text[:end].rstrip() if text[end:].strip() and end else text


def _ampersands(text: str, entities: dict[str, str]) -> str:
    def replace(found: re.Match[str]) -> str:
        number, name = found[1], found[2]
        if found[0][0] == "<" or name in _OWN:
            return found[0]
        if number:
            return found[0] if _is_allowed(number) else ""
        if name in entities:
            return entities[name]
        point = html.entities.name2codepoint.get(name or "")
        return f"&#{point};" if point else f"&amp;{found[0][1:]}"

    return _AMPERSAND.sub(replace, text)


def _is_allowed(number: str) -> bool:
    """Whether a reference names a character (XML 1.0, section 2.2)."""
    point = int(number[1:], 16) if number[0] in "xX" else int(number)
    return point in {0x9, 0xA, 0xD} or any(point in allowed for allowed in _CHARACTERS)


def _with_namespaces(text: str, name: str) -> str:
    """Declare each prefix that the root does not; one that nobody knows says nothing to anybody."""
    start = text.find(f"<{name}")
    opening = text[start : text.find(">", start)]
    used = dict.fromkeys(found[1] or found[2] for found in _PREFIX.finditer(text))
    missing = [p for p in used if p.lower()[:3] != "xml" and f"xmlns:{p}" not in opening]
    spaces = {p: _NAMESPACES.get(p, f"urn:undeclared:{p}") for p in missing[:_MOST_PREFIXES]}
    added = "".join(f' xmlns:{prefix}="{space}"' for prefix, space in spaces.items())
    end = start + 1 + len(name)
    return text[:end] + added + text[end:]
