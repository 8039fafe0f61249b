"""Addresses that may be asked for, and where a redirect may lead."""

from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from yarl import URL

from crosspost.errors import NotFetched
from crosspost.model.failures import Fault

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
        raise NotFetched(Fault.NO_ADDRESS(url=url[:200])) from None
    if parts.scheme not in {"http", "https"} or not host:
        raise NotFetched(Fault.NOT_HTTP(url=url[:200]))
    if "@" in parts.netloc:
        raise NotFetched(Fault.NAMES_USER(host=host))
    netloc = (f"[{host}]" if ":" in host else host) + port
    path, query = (quote(part, safe=_ASCII) for part in (parts.path or "/", parts.query))
    return URL(urlunsplit((parts.scheme, netloc, path, query, "")), encoded=True)


def follow(current: URL, location: str) -> URL:
    """Return where a redirect leads; NotFetched when it gives up encryption or the web."""
    try:
        found = target(urljoin(str(current), location.strip()))
    except ValueError:
        raise NotFetched(Fault.REDIRECT_ODD(url=str(current), to=location[:200])) from None
    if current.scheme == "https" and found.scheme == "http":
        raise NotFetched(Fault.REDIRECT_UNSAFE(url=str(current), to=str(found)))
    return found
