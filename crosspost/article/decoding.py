"""A page's bytes as text."""

import re

_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]{3,20})""", re.IGNORECASE)
_HEAD = 4096  #: bytes within which a page must declare its encoding (HTML, section 4.2.5.4: 1024)
# EUC-JP first: its bytes pass for half-width kana in cp932, the reverse hardly ever.
_GUESSES = ("euc_jp", "cp932")


def decode(body: bytes) -> str:
    """Return the page's text: UTF-8, else as declared, else the old Japanese encodings."""
    declared = _DECLARED.search(body[:_HEAD])
    names = ["utf-8-sig", declared[1].decode("ascii") if declared else "", *_GUESSES]
    for name in filter(None, names):
        try:
            return body.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return body.decode("utf-8", "replace")
