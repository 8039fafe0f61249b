"""One strict pass over the XML: is it whole, what is it, and which pictures does it name.

feedparser confuses what media RSS, iTunes and picture elements say with the entry's own title and
text (measured with 6.0.14: media:description overwrites the summary, itunes:summary pushes the
description into the content). So this pass takes those elements out, and keeps them.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Container
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from crosspost.errors import FeedError
from crosspost.model import Reason
from crosspost.model.failures import Fault

MOST_ENTRIES = 3_000
_MOST_ELEMENTS = 60_000  #: of one document; twenty articles in XHTML have some thousands
_MOST_EXTRAS = 500  #: picture elements of one entry
_MOST_ALIKE = 200  #: elements of one name in one entry; further ones are passed over
_MOST_IN_ENTRY = 1_000  #: elements of one entry outside of its texts; the same
_MOST_AROUND = 5_000  #: elements outside of entries; RSS 1.0 has one there for each entry
_MOST_ATTRIBUTES = 200
_MOST_DEPTH = 200
_SPACE = " "  #: between namespace and name, as expat reports them
_TAG = re.compile(rb"<(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_ENTRY = frozenset({"item", "entry"})
_CLOSING = re.compile(rb"</(?:[^\s:<>]*:)?(?:item|entry)\s*>")
BARE = frozenset({
    "image", "featuredimage", "featured_image", "thumbnail", "thumb", "post-thumbnail", "image_url",
})  # fmt: skip
_FOREIGN = {
    "search.yahoo.com/mrss": "media:",
    "rssboard.org/media-rss": "media:",
    "itunes.com/dtds/podcast": "itunes:",
}
#: What stands in these is the author's markup, of any length.
_TEXTS = frozenset({
    "title", "subtitle", "summary", "description", "content", "encoded", "body", "rights",
    "copyright", "fullitem",
})  # fmt: skip
_SKIPS = {"hour": "skipHours", "day": "skipDays"}
_CUT_OFF = frozenset({
    expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS],
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN],
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION],
})  # fmt: skip


class NotWellFormed(FeedError):
    """The strict parser stopped; the message says where, after how many entries."""


@dataclass(slots=True)
class Scan:
    """What one strict pass found."""

    root: str = ""
    extras: list[list[Element]] = field(default_factory=list)  #: one list for each entry
    hours: list[str] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    export: bool = False  #: a WordPress export, which is no feed
    passed_over: int = 0  #: elements that an entry has far too many of
    entries: list["Place"] = field(default_factory=list)
    body: bytes = b""

    @property
    def notes(self) -> tuple[Reason, ...]:
        """Return what was passed over."""
        if not self.passed_over:
            return ()
        bounds = {"alike": _MOST_ALIKE, "most": _MOST_IN_ENTRY}
        return (Fault.PASSED_OVER(found=self.passed_over, **bounds),)

    def without(self, known: Container[int]) -> bytes:
        """Return the document without the extras and without these entries."""
        pieces, at = [], 0
        for number, place in enumerate(self.entries):
            for start, end in [(place.start, place.end)] if number in known else place.extras:
                pieces.append(self.body[at:start])
                at = end
        return b"".join([*pieces, self.body[at:]])


@dataclass(slots=True)
class Place:
    """Where an entry stands in the document."""

    start: int
    around: bytes  #: a digest of the tags open there: they tell namespaces, language and base
    end: int = 0
    extras: list[tuple[int, int]] = field(default_factory=list)
    damaged: bool = False  #: some of its bytes are cut


def scan(body: bytes) -> Scan:
    """Read a UTF-8 document without DOCTYPE strictly.

    NotWellFormed when it is not, or is cut off; FeedError when it has more than MOST_ENTRIES
    entries or is nested deeper than any feed.
    """
    reading = _Reading(body)
    reading.found.body = body
    try:
        reading.parser.Parse(body, True)
    except expat.ExpatError as error:
        raise NotWellFormed(_explain(error, len(reading.found.extras))) from None
    return reading.found


def _explain(error: expat.ExpatError, entries: int) -> Reason:
    code = Fault.CUT_SHORT if error.code in _CUT_OFF else Fault.MALFORMED
    detail = expat.ErrorString(error.code)
    return code(detail=detail, line=error.lineno, column=error.offset, entries=entries)


class _Reading:
    """The parser's state while it walks through one document."""

    def __init__(self, body: bytes) -> None:
        self.found = Scan()
        self._body = body
        self._around = [hashlib.sha256()]  #: of the tags open so far, outside of entries
        self._declared: list[tuple[str | None, str | None]] = []  #: namespaces, before their tag
        self._path: list[str] = []
        self._elements = 0
        self._outside = 0  #: elements outside of entries
        self._entry_depth = 0
        self._extra_depth = 0
        self._extra_count = 0
        self._extra_start = 0
        self._is_surplus = False  #: the extra is only taken out, not kept
        self._text_depth = 0  #: of the entry's text that is open
        self._counted = 0  #: elements of the entry outside of its texts
        self._alike: Counter[str] = Counter()  #: the same by name
        self._empty_end = 0  #: where the extra ends when it is an empty element
        self._tree = TreeBuilder()
        self._text: list[str] | None = None
        self.parser = expat.ParserCreate("utf-8", _SPACE)
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartNamespaceDeclHandler = self._namespace

    def _namespace(self, prefix: str | None, uri: str | None) -> None:
        self._declared.append((prefix, uri))
        self.found.export = self.found.export or "wordpress.org/export/" in (uri or "")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(_SPACE)
        self._path.append(local)
        declared, self._declared = self._declared, []
        self._refuse_excess(attributes)
        self.found.root = self.found.root or local.lower()
        if self._extra_depth:
            if not self._is_surplus:
                self._tree.start(_prefix(space) + local, attributes)
        elif self._entry_depth:
            self._start_in_entry(space, local, attributes)
        elif local in _ENTRY:
            self._open_entry()
        else:
            self._refuse_excess_around()
            self._around.append(self._around[-1].copy())
            self._around[-1].update(repr((name, attributes, declared)).encode())
            if local in _SKIPS and _SKIPS[local] in self._path:
                self._listen()

    def _start_in_entry(self, space: str, local: str, attributes: dict[str, str]) -> None:
        if _is_extra(space, local):
            self._open_extra(_prefix(space) + local, attributes)
        elif not self._text_depth:
            name = local.lower()
            self._alike[name] += 1
            self._counted += 1
            if self._alike[name] > _MOST_ALIKE or self._counted > _MOST_IN_ENTRY:
                self._open_surplus()
            elif name in _TEXTS:
                self._text_depth = len(self._path)

    def _refuse_excess(self, attributes: dict[str, str]) -> None:
        """Stop at what no feed has, before anything slower reads the document."""
        self._elements += 1
        self._extra_count += bool(self._extra_depth and not self._is_surplus)
        if (
            len(self._path) > _MOST_DEPTH
            or self._elements > _MOST_ELEMENTS
            or self._extra_count > _MOST_EXTRAS
            or len(attributes) > _MOST_ATTRIBUTES
        ):
            raise FeedError(
                Fault.EXCESSIVE(
                    elements=self._elements,
                    depth=len(self._path),
                    pictures=self._extra_count,
                    attributes=len(attributes),
                )
            )

    def _refuse_excess_around(self) -> None:
        self._outside += 1
        if self._outside > _MOST_AROUND:
            raise FeedError(
                f"the feed has more than {_MOST_AROUND} elements around its entries;"
                " nothing of it was read"
            )

    def _open_entry(self) -> None:
        if len(self.found.extras) >= MOST_ENTRIES:
            raise FeedError(Fault.MANY_ENTRIES(most=MOST_ENTRIES))
        self._entry_depth = len(self._path)
        self._extra_count = 0
        self._counted = 0
        self._alike.clear()
        self.found.extras.append([])
        start = self.parser.CurrentByteIndex
        self.found.entries.append(Place(start, self._around[-1].digest()))

    def _open_extra(self, tag: str, attributes: dict[str, str]) -> None:
        self._take_out()
        self._extra_count += 1
        self._tree = TreeBuilder()
        self._tree.start(tag, attributes)
        self.parser.CharacterDataHandler = self._tree.data

    def _open_surplus(self) -> None:
        self._take_out()
        self._is_surplus = True
        self.found.passed_over += 1

    def _take_out(self) -> None:
        """Note where the element begins that is kept from feedparser."""
        self._extra_depth = len(self._path)
        self._extra_start = self.parser.CurrentByteIndex
        opening = _TAG.match(self._body, self._extra_start)
        self._empty_end = opening.end() if opening and opening[0].endswith(b"/>") else 0

    def _listen(self) -> None:
        self._text = []
        self.parser.CharacterDataHandler = self._text.append

    def _end(self, name: str) -> None:
        depth = len(self._path)
        local = self._path.pop()
        if depth == self._text_depth:
            self._text_depth = 0
        if self._extra_depth:
            if not self._is_surplus:
                self._tree.end(_prefix(name.rpartition(_SPACE)[0]) + local)
            if depth == self._extra_depth:
                self._close_extra()
        elif depth == self._entry_depth:
            self._close_entry()
        elif not self._entry_depth:
            self._around.pop()
            if self._text is not None:
                self._take_text(local)

    def _close_entry(self) -> None:
        """Note where the entry ends; of an empty element, expat tells the end itself."""
        self._entry_depth = 0
        at = self.parser.CurrentByteIndex
        closing = _CLOSING.match(self._body, at)
        self.found.entries[-1].end = closing.end() if closing else at

    def _take_text(self, local: str) -> None:
        found = self.found.hours if local == "hour" else self.found.days
        found.append("".join(self._text or ()).strip())
        self._text = None
        self.parser.CharacterDataHandler = None

    def _close_extra(self) -> None:
        self._extra_depth = 0
        self.parser.CharacterDataHandler = None
        if not self._is_surplus:
            self.found.extras[-1].append(self._tree.close())
        self._is_surplus = False
        end = self._empty_end or self._body.index(b">", self.parser.CurrentByteIndex) + 1
        self.found.entries[-1].extras.append((self._extra_start, end))


def _prefix(space: str) -> str:
    space = space.lower()
    return next((prefix for part, prefix in _FOREIGN.items() if part in space), "")


def _is_extra(space: str, local: str) -> bool:
    """Whether an element inside an entry is to be kept from feedparser; so is a nested entry."""
    named = local.lower() in BARE or local in _ENTRY or local == "enclosure"
    return bool(_prefix(space)) or (named and "purl.org/dc" not in space)
