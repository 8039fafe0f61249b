"""The feeds that a web page names (RSS autodiscovery)."""

import re

from crosspost.feed import links

_MOST = 1_000_000  #: bytes of a page that are read; the links stand in its head
_TYPES = frozenset({
    "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml",
    "application/json", "text/xml", "application/xml",
})  # fmt: skip
_COMMENTS = re.compile(r"コメント|\bcomments?\b", re.IGNORECASE)
_COMMENT_PATH = re.compile(r"/comments?/(?:feed|default)", re.IGNORECASE)
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]")


def is_html(body: bytes, content_type: str = "") -> bool:
    """Whether the answer is a web page; feeds are often served as text/html."""
    head = body[:4096].removeprefix(b"\xef\xbb\xbf")
    if _FEED.search(head):
        return False
    return bool(_PAGE.search(head)) or (
        "html" in content_type.lower() and not head.lstrip().startswith((b"<?xml", b"{"))
    )


def find_feeds(body: bytes, *, url: str) -> tuple[str, ...]:
    """Return the feeds that the page names, its own first; comment feeds are passed over.

    A page may name other formats of the same feed: RSS and Atom go before JSON.
    """
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 — only a page needs it

    tree = LexborHTMLParser(body[:_MOST])
    base = tree.css_first("base[href]")
    origin = links.resolve((base.attributes.get("href") or "") if base else "", url) or url
    found: dict[str, bool] = {}
    for node in tree.css("link[rel][href]"):
        said = {name: value or "" for name, value in node.attributes.items()}
        address = links.resolve(said["href"], origin)
        if address and _is_feed(said) and not _is_comments(said, address):
            found.setdefault(address, "json" in said.get("type", ""))
    return tuple(sorted(found, key=lambda address: found[address]))


def _is_feed(said: dict[str, str]) -> bool:
    relations = said["rel"].lower().split()
    kind = said.get("type", "").partition(";")[0].strip().lower()
    is_api = "/wp-json/" in said["href"] or "oembed" in said["href"]
    return ("alternate" in relations and kind in _TYPES and not is_api) or "feed" in relations


def _is_comments(said: dict[str, str], address: str) -> bool:
    return bool(_COMMENT_PATH.search(address) or _COMMENTS.search(said.get("title", "")))
