"""What feedparser says of a document; of an entry that stands there unchanged it is asked once.

feedparser takes most of the time of a poll with one new article in twenty. What it says of an
entry follows from the entry's bytes and the tags around it, so it is kept by their digest.
"""

import hashlib
import io
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from crosspost.errors import FeedError
from crosspost.feed.entries import Said
from crosspost.feed.scan import Place, Scan
from crosspost.model.failures import Fault

_KEPT = 64  #: entries, of all feeds together
_LONGEST = 60_000  #: bytes; longer ones are read anew, so that the kept ones stay small

#: Oldest first; each step on it is one that threads cannot interrupt.
_kept: OrderedDict[bytes, Said] = OrderedDict()


def listen(scanned: Scan) -> tuple[Any, list[Said]]:
    """Return what feedparser says of the document, and of each of its entries.

    FeedError when it does not find the document clean.
    """
    names = [_name(scanned.body, place) for place in scanned.entries]
    found = ((number, _kept.get(name)) for number, name in enumerate(names))
    known = {number: entry for number, entry in found if entry is not None}
    document = _parse(scanned.without(known))
    new = len(names) - len(known)
    if document.bozo or not document.version or len(document.entries) != new:
        reason = document.get("bozo_exception", "unknown version")
        raise FeedError(Fault.NOT_CLEAN(detail=str(reason)))
    fresh = iter(document.entries)
    said = [known[n] if n in known else next(fresh) for n in range(len(names))]
    _keep(names, said)
    return document, said


def _name(body: bytes, place: Place) -> bytes:
    """Return what an entry is kept under, b"" when it is too long to be kept."""
    if place.end - place.start > _LONGEST:
        return b""
    return hashlib.sha256(place.around + body[place.start : place.end]).digest()


def _keep(names: Sequence[bytes], said: Sequence[Said]) -> None:
    for name, entry in zip(names, said, strict=True):
        if name:
            _kept.pop(name, None)
            _kept[name] = entry
    while len(_kept) > _KEPT:
        _kept.popitem(last=False)


def _parse(body: bytes) -> Any:  # noqa: ANN401 — feedparser ships no types
    import feedparser  # noqa: PLC0415 — a health check needs no parser

    return feedparser.parse(
        io.BytesIO(body),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
