"""Addresses of pictures and pages as written by blogs, made fit to be requested."""

import re
from contextlib import suppress
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

_MOST = 4096  #: characters
_SAFE = "/:?#[]@!$&'()*+,;=%~"
_DEFAULT_PORTS = {"http": 80, "https": 443}


def absolute(address: str, base: str) -> str:
    """Return the absolute http(s) address with its path percent-encoded, or "" when there is none.

    Raw non-ASCII and blanks occur in WordPress's picture names (wordpress.md section 3.2).
    """
    address = "".join(address.strip().splitlines()).replace("\t", "")
    if not address or len(address) > _MOST or address.lower().startswith(("data:", "javascript:")):
        return ""
    try:
        parts = urlsplit(urljoin(base, address))
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.scheme not in _DEFAULT_PORTS or not host or "@" in parts.netloc:
        return ""
    netloc = to_ascii(host) + (f":{port}" if port and port != _DEFAULT_PORTS[parts.scheme] else "")
    return urlunsplit((parts.scheme, netloc, _encode(parts.path), _encode(parts.query), ""))


def to_ascii(host: str) -> str:
    """Return an international host name as it is asked for (IDNA), others in lower case."""
    host = host.lower().rstrip(".")
    with suppress(UnicodeError):
        host = host.encode("idna").decode()
    return f"[{host}]" if ":" in host else host


def _encode(part: str) -> str:
    part = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", part)
    return quote(part.encode("utf-8", "replace"), safe=_SAFE)
