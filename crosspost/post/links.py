"""Where X sees a link in a text: with a scheme, or a bare ASCII domain beside whatever script.

The rules are those of twitter-text 3.1 (`extractUrlsWithIndices`). Where its implementations
differ, the reading that sees more links is taken, for money's sake: an ideographic full stop
separates labels (as in Java), and both retired and new top-level domains count.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from crosspost.post.tlds import international, top_level

_DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVALID = "\ufffe\ufeff\uffff"
_BLANK = "\t-\r \x85\xa0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_ACCENTED = (
    "\xc0-\xd6\xd8-\xf6\xf8-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268\u026f"
    "\u0272\u0289\u028b\u02bb\u0300-\u036f\u1e00-\u1eff"
)
# A label may hold any script: what ends it is punctuation of ASCII, blanks and marks of direction.
_EDGE = rf"!'#%&()*+,\\./:;<=>?@\[\]^{{|}}~${_BLANK}{_INVALID}{_DIRECTION}"
_IN_LABEL = f"[^{_EDGE}]"
_LABELS = re.compile(rf"(?:(?![_-]){_IN_LABEL}++(?<![_-])\.)++")
_OUTSIDE_LABEL = re.compile(f"[{_EDGE}]")
_SCHEME = re.compile(r"https?://\Z", re.ASCII | re.IGNORECASE)
_LONGEST_SCHEME = len("https://")
_NO_LINK_AFTER = re.compile(rf"[A-Za-z0-9@＠$#＃{_INVALID}]")
_NO_BARE_LINK_AFTER = frozenset("-_./")

_ASCII_TLD = re.compile(r"[0-9A-Za-z]++(?![@+-])")
_PUNYCODE_TLD = re.compile(r"xn--[-0-9a-z]+", re.ASCII | re.IGNORECASE)
_TLD_GOES_ON = re.compile(r"[0-9A-Za-z@+-]")
_ASCII_LABELS = re.compile(rf"(?:[-A-Za-z0-9{_ACCENTED}]++\.)++")

_PATH = rf"[A-Za-z0-9\u0400-\u04ff{_ACCENTED}!*';:=+,.$/%#\[\]\u2013_~@|&-]"
_PARENS = rf"\((?:{_PATH}+|{_PATH}*\({_PATH}+\){_PATH}*)\)"
_PATH_END = rf"(?:[A-Za-z0-9\u0400-\u04ff{_ACCENTED}+=_#/-]|{_PARENS})"
_PATH_PIECE = rf"(?:{_PATH}*(?:{_PARENS}{_PATH}*)*{_PATH_END}|@{_PATH}+/)"
_QUERY = r"\?[A-Za-z0-9!?*'@();:&=+$/%#\[\]_.,~|-]*[A-Za-z0-9_&=#/-]"
_TAIL = re.compile(rf"(?::[0-9]+)?(?P<path>/{_PATH_PIECE}*)?(?:{_QUERY})?")
_SHORTENED = re.compile(rf"https?://t\.co/([a-z0-9]+)(?:{_QUERY})?", re.ASCII | re.IGNORECASE)
_LONGEST_SLUG = 40

_LABEL_SEPARATOR = re.compile("[.\u3002\uff0e\uff61]")
_LONGEST_LABEL = 63
_LONGEST_URL = 4096


@dataclass(frozen=True, slots=True)
class Link:
    """A stretch of a text that X turns into a link."""

    start: int
    end: int
    url: str
    sure: bool = True  #: whether all of X's programs would see it


@dataclass(frozen=True, slots=True)
class _Candidate:
    """What has the shape of a link; `end` is where the search goes on, link or not."""

    text: str
    before: str  #: the character that precedes it, "" at the start or inside of an astral one
    start: int  #: of the scheme, or of the domain where there is none
    domain: int  #: start of the domain
    domain_end: int
    end: int
    has_path: bool


def find(text: str) -> list[Link]:
    """Return the links in a text that is in NFC, in order."""
    found: list[Link] = []
    if "." not in text:
        return found
    floor = hopeless = after_edge = 0
    for edge in _OUTSIDE_LABEL.finditer(text):
        dot, first, after_edge = edge.start(), max(after_edge, floor), edge.end()
        # Labels that led nowhere once do so from each of their dots: this keeps it linear.
        tired = dot < hopeless and "_" not in text[first:dot]
        if edge[0] != "." or dot < floor or tired:
            continue
        candidate, tried = _around(text, first, dot, floor=floor)
        hopeless = max(hopeless, tried)
        if candidate:
            found += _links(candidate)
            floor = candidate.end
    return found


def _around(text: str, first: int, dot: int, *, floor: int) -> tuple[_Candidate | None, int]:
    """Return the candidate whose first dot is this one, and how far labels were tried."""
    tried = 0
    for start, domain in _starts(text, first, dot, floor=floor):
        labels = _LABELS.match(text, domain)
        if not labels:
            continue
        tried = labels.end()
        domain_end = _domain_end(text, labels)
        tail = _TAIL.match(text, domain_end) if domain_end else None
        if tail:
            before = text[start - 1] if start > floor else ""
            path = bool(tail["path"])
            return _Candidate(text, before, start, domain, domain_end, tail.end(), path), tried
    return None, tried


def _starts(text: str, first: int, dot: int, *, floor: int) -> Iterator[tuple[int, int]]:
    """Yield where the link and its domain may start, the leftmost first."""
    scheme = _SCHEME.search(text[max(floor, first - _LONGEST_SCHEME) : first])
    if scheme:
        start = first - len(scheme[0])
        if start == 0 or (start > floor and not _NO_LINK_AFTER.match(text, start - 1)):
            yield start, first
    leftmost = max(first, floor if _is_astral(text[floor]) else floor + 1)
    opened = next((at for at in range(leftmost, dot) if _opens(text, at)), dot)
    places = [opened] if opened < dot else []
    if first == 0:
        places = [1, 0] if opened == 1 else [0, *places]
    yield from ((place, place) for place in places)
    after = text.rfind("_", first, dot) + 1
    if first < after < dot and _opens(text, after):
        yield after, after


def _opens(text: str, at: int) -> bool:
    """Whether a bare domain may start here, were it only for the character before."""
    return text[at] not in "-_" and (_is_astral(text[at]) or not _NO_LINK_AFTER.match(text, at - 1))


def _is_astral(char: str) -> bool:
    """Whether X, which counts in UTF-16, sees two units: a domain may start at the second."""
    return char > "\uffff"


def _domain_end(text: str, labels: re.Match[str]) -> int:
    """Return where the longest domain that these labels begin ends, 0 when none does."""
    end = labels.end()
    while end > labels.start():
        name = text.rfind(".", labels.start(), end - 1) + 1 or labels.start()
        tld_end = _tld_end(text, end) if "_" not in text[name:end] else 0
        if tld_end:
            return tld_end
        end = name
    return 0


def _tld_end(text: str, start: int) -> int:
    """Return where the top-level domain that starts here ends, 0 when there is none."""
    run = _ASCII_TLD.match(text, start)
    if run and run[0].lower() in top_level():
        return run.end()
    punycode = _PUNYCODE_TLD.match(text, start)
    if punycode:
        return punycode.end()
    for tld in international(text[start : start + 1].lower()):
        end = start + len(tld)
        if text[start:end].lower() == tld and not _TLD_GOES_ON.match(text, end):
            return end
    return 0


def _links(candidate: _Candidate) -> Iterator[Link]:
    """Yield the links of a candidate; a bare one may hold several ASCII domains."""
    text, start = candidate.text, candidate.start
    if not _is_valid(candidate):
        return
    if start < candidate.domain:
        url = text[start : candidate.end]
        shortened = _SHORTENED.match(url)
        if shortened and len(shortened[1]) > _LONGEST_SLUG:
            return
        url = shortened[0] if shortened else url
        yield Link(start, start + len(url), url, _is_sure(candidate))
    elif candidate.before not in _NO_BARE_LINK_AFTER:
        yield from _bare(candidate)


def _bare(candidate: _Candidate) -> Iterator[Link]:
    domain = candidate.text[candidate.domain : candidate.domain_end]
    spans = _ascii_domains(domain)
    for start, end in spans:
        url = domain[start:end]
        at = candidate.start + start
        link_end = at + len(url)
        if candidate.has_path and (start, end) == spans[-1]:
            url += candidate.text[candidate.domain_end : candidate.end]
            # A path behind words in another script belongs to the link, but not those words.
            link_end = candidate.end if end == len(domain) else link_end
        yield Link(at, link_end, url, _is_sure(candidate))


def _ascii_domains(domain: str) -> list[tuple[int, int]]:
    """Return the stretches of a domain in any script that X links without a scheme."""
    spans: list[tuple[int, int]] = []
    for labels in _ASCII_LABELS.finditer(domain):
        end = _domain_end(domain, labels)
        if end:
            spans.append((labels.start(), end))
    return spans


def _is_valid(candidate: _Candidate) -> bool:
    """Whether the host could be written in DNS and the address is not endless."""
    host = candidate.text[candidate.domain : candidate.domain_end]
    if host.startswith("xn--") and not _ascii_domains(host):
        return False
    scheme = candidate.domain - candidate.start or _LONGEST_SCHEME
    if scheme + candidate.end - candidate.domain > _LONGEST_URL:
        return False
    # One of X's programs begins a host within an astral character, without its first half.
    labels = _LABEL_SEPARATOR.split(host[1:] if _is_astral(host[0]) else host)
    return all(_encoded_length(label) <= _LONGEST_LABEL for label in labels)


def _is_sure(candidate: _Candidate) -> bool:
    """Whether the host is valid also where an ideographic full stop does not separate labels."""
    host = candidate.text[candidate.domain : candidate.domain_end]
    parts = (_LABEL_SEPARATOR.split(label) for label in host.split("."))
    lengths = (sum(_encoded_length(part) + 1 for part in label) - 1 for label in parts)
    return all(length <= _LONGEST_LABEL for length in lengths)


@lru_cache(maxsize=256)
def _encoded_length(label: str) -> int:
    """Return the length of a label in punycode; only whether it is too long is exact."""
    if label.isascii() or len(label) > _LONGEST_LABEL:
        return len(label)
    return len("xn--") + len(label.encode("punycode"))
