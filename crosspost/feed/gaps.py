"""Where a feed's older entries stand, when its window slid past what is known."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crosspost.model import Document


def older_page(url: str, page: int, document: Document) -> str:
    """Return the address of the nth page (the feed itself is page 1), "" when there is none.

    `document` is the page before: its own link to older entries (RFC 5005) goes before
    WordPress's `?paged=N`.
    """
    if document.older:
        return document.older
    if "wordpress" not in document.generator.lower():
        return ""
    parts = urlsplit(url)
    query = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if name != "paged"
    ]
    return urlunsplit(parts._replace(query=urlencode([*query, ("paged", page)]), fragment=""))
