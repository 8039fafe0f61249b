"""Names what a body is that is no feed, so that the operator knows what to mend."""

import html
import re

_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,300})", re.IGNORECASE)
_ROOTS = {
    "opml": "a list of feeds (OPML), not a feed; name one of its feeds",
    "urlset": "a sitemap, not a feed",
    "sitemapindex": "a sitemap, not a feed",
    "methodresponse": "an XML-RPC answer, not a feed",
    "wml": "a WML page, not a feed",
    "svg": "a picture (SVG), not a feed",
}
_WEB = re.compile(r"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_HEAD = 20_000  #: characters
_FAILED = re.compile(
    r"database error|データベース|fatal error|service unavailable|maintenance|メンテナンス|"
    r"internal server error|bad gateway|just a moment|access denied|forbidden|not found",
    re.IGNORECASE,
)


def is_page(text: str) -> bool:
    """Whether a web page begins near the start of the text."""
    return bool(_WEB.search(text[:_HEAD]))


def name(text: str, root: str = "") -> str:
    """Return what the text is, in the words that follow "the answer is"."""
    if not text.strip():
        return "empty; the blog's server sent nothing, look at its error log"
    head = text[:_HEAD]
    if is_page(head):
        return _page(head)
    if text.lstrip()[:1] in {"{", "["}:
        return "JSON, but not a JSON Feed"
    if root:
        unknown = f"XML of an unknown kind (its root is <{root}>), not a feed"
        return _ROOTS.get(root, unknown)
    if "<rss" in head or "<feed" in head or "<rdf" in head.lower():
        return "a feed that is broken before its first line"
    return f"not a feed; it begins with {text.strip()[:60]!r}"


def _page(head: str) -> str:
    found = _TITLE.search(head)
    title = " ".join(html.unescape(found[1]).split()) if found else ""
    named = f" (title “{title}”)" if title else ""
    if _FAILED.search(title or head):
        return f"an error page{named}, not a feed; the blog is out of order or refuses us"
    return f"an HTML page{named}, not a feed; use the feed's own address, often …/feed/"
