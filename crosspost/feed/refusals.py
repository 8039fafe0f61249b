"""Names what a body is that is no feed, so that the operator knows what to mend."""

import html
import re

from crosspost.model import Reason
from crosspost.model.failures import Fault

_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,300})", re.IGNORECASE)
_ROOTS = {
    "opml": Fault.IS_OPML,
    "urlset": Fault.IS_SITEMAP,
    "sitemapindex": Fault.IS_SITEMAP,
    "methodresponse": Fault.IS_RPC,
    "wml": Fault.IS_WML,
    "svg": Fault.IS_SVG,
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


def name(text: str, root: str = "") -> Reason:
    """Return what the text is that is no feed."""
    if not text.strip():
        return Fault.IS_EMPTY()
    head = text[:_HEAD]
    if is_page(head):
        return _page(head)
    if text.lstrip()[:1] in {"{", "["}:
        return Fault.IS_JSON()
    if root:
        return _ROOTS[root]() if root in _ROOTS else Fault.IS_XML(root=root)
    if "<rss" in head or "<feed" in head or "<rdf" in head.lower():
        return Fault.IS_BROKEN()
    return Fault.IS_TEXT(begin=text.strip()[:60])


def _page(head: str) -> Reason:
    found = _TITLE.search(head)
    title = " ".join(html.unescape(found[1]).split()) if found else ""
    is_error = _FAILED.search(title or head)
    return (Fault.IS_ERROR_PAGE if is_error else Fault.IS_PAGE)(title=title)
