"""Addresses as a feed writes them, made absolute; only the web's own schemes pass."""

from urllib.parse import urljoin, urlsplit

_MOST = 4096  #: characters


def resolve(link: str, url: str) -> str:
    """Return the absolute http(s) address without user name, or "" when there is none."""
    link = "".join(link.split())
    if not link or len(link) > _MOST:
        return ""
    try:
        address = urljoin(url, link)
        parts = urlsplit(address)
        usable = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        return ""
    return address if usable and "@" not in parts.netloc else ""
