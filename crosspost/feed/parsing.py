"""A feed's bytes to a Document: clean and whole, or refused by name (law 5)."""

import dataclasses
import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import partial
from typing import Any

from crosspost import text
from crosspost.errors import FeedError
from crosspost.feed import decoding, jsonfeed, links, mending, refusals, titles
from crosspost.feed.dates import parse_date
from crosspost.feed.entries import Said, Setting, read_entry, string
from crosspost.feed.listening import listen
from crosspost.feed.scan import NotWellFormed, Scan, scan
from crosspost.model import Document, Entry, Reason
from crosspost.model.failures import Fault

MOST_BYTES = 5_000_000  #: measured: 5 MB of the worst markup stay under 100 MB of memory
MOST_READ = 180  #: entries of a document; each new one takes milliseconds until it is written down
MOST_TEXT = 1_000_000  #: characters of an entry's text that are read, pictures in it apart
_DATA = re.compile(r"data:image/[\w.+-]{1,40};base64,[\w+/=]*", re.ASCII)
_MOST_LINKS = 100  #: of a feed itself
_SEVERAL = 3  #: entries of which none names an address: that is the feed's way
_JAPAN = timezone(timedelta(hours=9))
_BROKEN = decoding.BROKEN.encode()
_ROOTS = frozenset({"rss", "rdf", "feed"})
_DAYS = frozenset({
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
})  # fmt: skip


def parse(
    body: bytes, *, url: str, content_type: str = "", now: datetime, zone: tzinfo | None = None
) -> Document:
    """Return the clean, whole feed in the bytes (RSS 0.9x–2.0, Atom 0.3/1.0, JSON Feed 1.x).

    Dates without an offset are in `zone` (default: Japan for a Japanese feed, else UTC).
    FeedError says what the bytes are when they are anything else.
    """
    if len(body) > MOST_BYTES:
        raise FeedError(_at(url, Fault.MANY_BYTES(found=len(body), most=MOST_BYTES)))
    try:
        found, encoding_notes = decoding.decode(body, content_type)
        if found.lstrip()[:1] == "{":
            document = jsonfeed.read(found, url=url, now=now, zone=zone or UTC)
        else:
            document = _read_xml(found, url=url, now=now, zone=zone)
        _refuse_comments(document)
        document = _with_bounded_texts(_newest(document))
    except FeedError as error:
        raise FeedError(_at(url, error.why)) from None
    notes = (*encoding_notes, *document.notes, *_doubts(document, now))
    return dataclasses.replace(document, entries=_judge_links(document.entries), notes=notes)


def _judge_links(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Let entries go without an address only where none of several has one, as a status page."""
    if len(entries) >= _SEVERAL and all(entry.linkless for entry in entries):
        return entries
    return tuple(
        dataclasses.replace(entry, linkless=False) if entry.linkless else entry for entry in entries
    )


def _at(url: str, why: Reason) -> Reason:
    """Say where it was; a local file has no address."""
    return Fault.AT(place=url, cause=why) if url else why


def _read_xml(found: str, *, url: str, now: datetime, zone: tzinfo | None) -> Document:
    scanned, notes = _scan(found)
    if scanned.root not in _ROOTS:
        raise FeedError(refusals.name(found, scanned.root))
    if scanned.export:
        raise FeedError(Fault.EXPORT())
    said, heard = listen(scanned)
    zone = zone or _zone(said.feed)
    language = string(said.feed.get("language"))
    setting = Setting(url, partial(parse_date, zone=zone, now=now), language)
    entries = tuple(
        dataclasses.replace(read_entry(entry, extras, setting), damaged=place.damaged)
        for entry, extras, place in zip(heard, scanned.extras, scanned.entries, strict=True)
    )
    return _document(said, scanned, entries, url=url, notes=(*notes, *scanned.notes))


def _scan(found: str) -> tuple[Scan, tuple[Reason, ...]]:
    """Read strictly; when that fails, once more after mending what may be mended."""
    prepared, notes = mending.prepare(found)
    try:
        return _scan_strictly(prepared), notes
    except NotWellFormed:
        mended, mends = mending.mend(prepared)
        if mends:
            return _scan_strictly(mended), (*notes, *mends)
        if not mending.is_feed(prepared):
            raise FeedError(refusals.name(found)) from None
        raise


def _scan_strictly(prepared: str) -> Scan:
    """Scan, and mark the entries of which some bytes are cut: the others are as good as ever."""
    told = prepared.encode()
    scanned = scan(told.replace(_BROKEN, decoding.LOST.encode()))  # as long, so places stay
    for place in scanned.entries:
        place.damaged = _BROKEN in told[place.start : place.end]
    return scanned


def _zone(feed: Said) -> tzinfo:
    return _JAPAN if string(feed.get("language")).lower().startswith("ja") else UTC


def _document(
    said: Any,  # noqa: ANN401 — the same
    scanned: Scan,
    entries: tuple[Entry, ...],
    *,
    url: str,
    notes: tuple[Reason, ...],
) -> Document:
    feed: Said = said.feed
    related = partial(_related, feed, url)
    return Document(
        kind=said.version,
        title=titles.plain(string(feed.get("title"))),
        entries=entries,
        home=next(iter(related("alternate")), ""),
        self_url=next(iter(related("self")), ""),
        language=text.one_line(string(feed.get("language")))[:35],
        generator=text.one_line(_generator(feed))[:200],
        hubs=related("hub"),
        older=next(iter((*related("prev-archive"), *related("next"))), ""),
        ttl=_number(string(feed.get("ttl")), digits=6),
        skip_hours=frozenset(
            hour % 24
            for said_hour in scanned.hours
            if (hour := _number(said_hour, digits=2)) is not None
        ),
        skip_days=_DAYS & {day.capitalize() for day in scanned.days},
        notes=notes,
    )


def _newest(document: Document) -> Document:
    """Return the document with as many entries as are looked at, the newest, in its own order.

    Some blogs list all that they ever published; what is news stands among the youngest of it.
    """
    entries = document.entries
    if len(entries) <= MOST_READ:
        return document
    dates = [entry.published for entry in entries if entry.published]
    ranks = sorted(dates, reverse=True) if len(dates) == len(entries) else []
    oldest = ranks[MOST_READ - 1] if ranks else None
    kept = [e for e in entries if oldest is None or (e.published and e.published >= oldest)]
    note = Fault.NEWEST_ONLY(found=len(entries), most=MOST_READ)
    return dataclasses.replace(
        document, entries=tuple(kept[:MOST_READ]), notes=(*document.notes, note)
    )


def _with_bounded_texts(document: Document) -> Document:
    """Return the document without the end of texts that are longer than any article."""
    entries = tuple(map(_bounded, document.entries))
    cut = sum(new is not old for new, old in zip(entries, document.entries, strict=True))
    if not cut:
        return document
    note = Fault.LONG_TEXTS(found=cut, most=MOST_TEXT)
    return dataclasses.replace(document, entries=entries, notes=(*document.notes, note))


def _bounded(entry: Entry) -> Entry:
    """Return the entry itself, or one with shorter texts: pictures written as text go first."""
    if max(len(entry.content), len(entry.description)) <= MOST_TEXT:
        return entry
    content, description = (
        _DATA.sub("", said)[:MOST_TEXT] for said in (entry.content, entry.description)
    )
    return dataclasses.replace(entry, content=content, description=description)


def _number(said: str, *, digits: int) -> int | None:
    return int(said) if said.isdecimal() and len(said) <= digits else None


def _generator(feed: Said) -> str:
    detail = feed.get("generator_detail") or {}
    return " ".join(filter(None, (string(detail.get("name")), string(detail.get("href")))))


def _related(feed: Said, url: str, relation: str) -> tuple[str, ...]:
    found = (
        links.resolve(string(link.get("href")), url)
        for link in feed.get("links", ())[:_MOST_LINKS]
        if link.get("rel", "alternate") == relation
    )
    return tuple(dict.fromkeys(address for address in found if address))


def _refuse_comments(document: Document) -> None:
    title = document.title
    named = title.startswith(("Comments on", "Comments for")) or "へのコメント" in title
    comments = [e for e in document.entries if "#comment-" in e.url]
    if named or (comments and len(comments) == len(document.entries)):
        raise FeedError(Fault.COMMENTS(title=title))


def _doubts(document: Document, now: datetime) -> tuple[Reason, ...]:
    if not document.entries:
        return (Fault.NO_ENTRIES(),)
    late = [e for e in document.entries if e.published and e.published > now + timedelta(days=1)]
    return tuple(
        Fault.FUTURE(title=e.title[:60], published=e.published) for e in late[:3] if e.published
    )
