"""What people type as the address of a blog, a feed or an article."""

import re
import unicodedata
from pathlib import Path

from crosspost.errors import NotFound
from crosspost.model.denials import Denial

_FILES = frozenset({"xml", "rss", "atom", "json", "html", "htm", "body", "txt"})
_SCHEME = re.compile(r"(?i)(https?):/*")


def complete(source: str) -> str:
    """Return "blog.example.jp" as an address; what is there as a file stays one.

    NotFound names what was perhaps meant by what is neither.
    """
    source = source.strip()
    if not source:
        raise NotFound(Denial.SOURCE_EMPTY())
    if "://" in source or Path(source).exists():
        return source
    plain = unicodedata.normalize("NFKC", source)
    if _SCHEME.match(plain) or (plain != source and "/" in plain):
        mended = _SCHEME.sub(lambda found: f"{found[1].lower()}://", plain)
        raise NotFound(Denial.SOURCE_SCHEME(source=source, mended=mended))
    host = source.split("/", 1)[0]
    if "." not in host.strip("."):
        return source
    is_file = host.rsplit(".", 1)[-1].lower() in _FILES
    return source if is_file else f"https://{source}"
