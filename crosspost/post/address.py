"""An article's address, written so that X links all of it."""

import re
from collections.abc import Iterable
from urllib.parse import quote, urlsplit, urlunsplit

from crosspost.post.weight import urls

_ALLOWED = "%!$&'()*+,;=:@/~-._"
_ALLOWED_ANYWHERE = "%$&+,;=:@/~-_."
_SHORT = re.compile(r"g:([^/?]+)(/[^?]*)?(\?p=\d+)")
_NO_END = re.compile(r"[^A-Za-z0-9/=_#-]\Z")


def encode(url: str) -> str:
    """Return the address with its host in punycode and the rest percent-encoded.

    X ends a link at the first Japanese character, at some punctuation and before an unbalanced
    bracket; an address that is linked whole already is returned as it is. One that X links under no
    spelling (a loopback host, a name without a top-level domain) is an address all the same.
    """
    plain = _quote(url, _ALLOWED)
    for encoded in (url, plain, _quote(url, _ALLOWED_ANYWHERE, ends=True)):
        if encoded.isascii() and urls(encoded) == [encoded]:
            return encoded
    return plain


def shorten(url: str, aliases: Iterable[str]) -> str:
    """Return WordPress's short and lasting form of an address, `/?p=ID`; "" when there is none.

    The ID comes from the guid (wordpress.md, section 2); the form redirects to the permalink.
    """
    parts = urlsplit(url)
    for alias in aliases:
        found = _SHORT.fullmatch(alias)
        if found and found[1] == parts.netloc.removeprefix("www."):
            return f"{parts.scheme}://{parts.netloc}{found[2] or '/'}{found[3]}"
    return ""


def _quote(url: str, allowed: str, *, ends: bool = False) -> str:
    """Return the address in ASCII; with `ends`, none of its parts ends in punctuation."""
    try:
        parts = urlsplit(url)
    except ValueError:  # a host with half of an IPv6 bracket
        return quote(url, safe=_ALLOWED, errors="replace")
    path = parts.path or ("/" if parts.netloc else "")
    path, query, fragment = (
        _ended(quoted) if ends else quoted
        for quoted in (
            quote(path, safe=allowed, errors="replace"),
            quote(parts.query, safe=allowed + "?", errors="replace"),
            quote(parts.fragment, safe=allowed, errors="replace"),
        )
    )
    return urlunsplit((parts.scheme, _ascii_host(parts.netloc), path, query, fragment))


def _ended(part: str) -> str:
    """Return a part of an address whose last character X takes for one."""
    return _NO_END.sub(lambda last: f"%{ord(last[0]):02X}", part)


def _ascii_host(netloc: str) -> str:
    if netloc.isascii():
        return netloc
    try:
        return netloc.encode("idna").decode("ascii")
    except UnicodeError:
        return quote(netloc, safe=":@[]", errors="replace")
