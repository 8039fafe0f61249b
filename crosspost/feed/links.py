"""Addresses as a feed writes them, made absolute; only the web's own schemes pass."""

import re
from urllib.parse import quote, urljoin, urlsplit

_MOST = 4096  #: characters
_WRAPPED = re.compile(r"\s*[\r\n\t]\s*")  #: where a template broke the line, as browsers read it
_BLANK = re.compile(r"\s")


def resolve(link: str, url: str) -> str:
    """Return the absolute http(s) address without user name, or "" when there is none.

    Blanks are encoded: a network would end the link at the first of them.
    """
    link = _WRAPPED.sub("", link.strip())
    if not link or len(link) > _MOST:
        return ""
    try:
        address = urljoin(url, _BLANK.sub(lambda blank: quote(blank[0]), link))
        parts = urlsplit(address)
        usable = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        return ""
    is_whole = usable and "@" not in parts.netloc and "%20" not in parts.netloc
    return address if is_whole else ""
