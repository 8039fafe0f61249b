"""Addresses that may be asked for, and where a redirect may lead."""

from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from yarl import URL

from crosspost.errors import NotFetched

_ASCII = "".join(chr(code) for code in range(0x21, 0x7F))


def target(url: str) -> URL:
    """Return the address in the form that goes over the wire; NotFetched when it is none.

    What is already percent-encoded stays to the letter (signed addresses break otherwise); raw
    Japanese, as WordPress writes it in picture addresses, is encoded.
    """
    try:
        parts = urlsplit(url.strip())
        host = URL.build(scheme="http", host=parts.hostname or "").raw_host or ""
        port = f":{parts.port}" if parts.port else ""
        host.encode("idna")  # name servers are asked in this form: no empty or overlong label
    except (ValueError, UnicodeError):
        raise NotFetched(f"{url[:200]!r} is not an address; correct it") from None
    if parts.scheme not in {"http", "https"} or not host:
        raise NotFetched(f"{url[:200]!r} is not an http(s) address; correct it")
    if "@" in parts.netloc:
        raise NotFetched(f"the address at {host} names a user; crosspost sends no credentials")
    netloc = (f"[{host}]" if ":" in host else host) + port
    path, query = (quote(part, safe=_ASCII) for part in (parts.path or "/", parts.query))
    return URL(urlunsplit((parts.scheme, netloc, path, query, "")), encoded=True)


def follow(current: URL, location: str) -> URL:
    """Return where a redirect leads; NotFetched when it gives up encryption or the web."""
    try:
        found = target(urljoin(str(current), location.strip()))
    except ValueError:
        raise NotFetched(f"{current}: the redirect leads to {location[:200]!r}") from None
    if current.scheme == "https" and found.scheme == "http":
        raise NotFetched(
            f"{current}: the redirect leads from https to {found}; that is not followed, the "
            "blog's server must be mended"
        )
    return found
