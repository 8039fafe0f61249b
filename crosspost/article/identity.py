"""Who an article is: the names under which it is known for ever (feeds.md section 3)."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from crosspost.article.addresses import to_ascii
from crosspost.article.excerpts import squeeze
from crosspost.model import Document, Entry

#: The kinds of aliases, the most trustworthy first.
TRUST = ("wp:", "g:", "l:", "t:")

_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|igshid|igsh|yclid|msclkid|mc_[ce]id|twclid|ttclid"
    r"|_ga|_gl|ref|ref_src|ref_url|from_feed|feature|spm|at_\w+|cmpid|ncid|_hs\w+|hss_channel|srsltid",
    re.IGNORECASE,
)
_INDEX = re.compile(r"(?:^|(?<=/))index\.(?:html?|php)$", re.IGNORECASE)
_PAGE = re.compile(r"(?<=[^/])\.html?$", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?:)?//|\.{0,2}/|\?", re.IGNORECASE)
_MOST = 8192  #: characters of an address
_LONGEST_QUERY = 100  #: fields


@lru_cache(maxsize=256)  # asked several times for each entry, and again at the next look
def canonical(url: str, base: str = "") -> str:
    """Return an address as far as it names an article, without what changes by itself; "" if none.

    Blind to scheme, `www.`, default port, fragment, tracking, `index.html`, `.html` and a closing
    slash; percent-decoded, NFC, query sorted. A relative one is resolved against `base`.
    """
    url = "".join(url.split())[:_MOST].replace("&#038;", "&")
    try:
        parts = urlsplit(urljoin(base, url))
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https", ""}:
        return ""
    host = to_ascii(host).removeprefix("www.")
    if port not in {None, 80, 443}:
        host = f"{host}:{port}"
    path = unicodedata.normalize("NFC", unquote(parts.path))
    path = _PAGE.sub("", _INDEX.sub("", path)).rstrip("/")
    query = "&".join(f"{name}={value}" if value else name for name, value in _fields(parts.query))
    return unicodedata.normalize("NFC", host + path + (f"?{query}" if query else ""))


def _fields(query: str) -> list[tuple[str, str]]:
    try:
        fields = parse_qsl(query, keep_blank_values=True, max_num_fields=_LONGEST_QUERY)
    except ValueError:
        return [(query, "")]
    return sorted(field for field in fields if not _TRACKING.fullmatch(field[0]))


def aliases(
    entry: Entry, *, feed_url: str, guid_repeated: bool, link_repeated: bool = False
) -> tuple[str, ...]:
    """Return the names of an entry, strongest first: "wp:N", "g:…", "l:…".

    A guid that stands twice in the document is worthless; so is a link that several guids share.
    An entry with neither is known by its title.
    """
    guid = "" if guid_repeated else entry.id.strip()
    found = [f"wp:{number}" for number in _numbers(guid, entry.url, base=feed_url)][:1]
    if name := _guid_name(guid, feed_url):
        found.append(f"g:{name}")
    found += _link_names(entry.url, feed_url, named=bool(found), repeated=link_repeated)
    return tuple(found) or (name_by_title(entry.title, entry.content or entry.description),)


def _link_names(url: str, base: str, *, named: bool, repeated: bool) -> list[str]:
    """Return the names by link; where that is all there is, the place in a page counts as well."""
    link = canonical(url, base) if url else ""
    if not link or (named and (repeated or _is_home(link))):
        return []
    places = [f"l:{link}#{place}"] if not named and (place := url.partition("#")[2]) else []
    return places if repeated else [*places, f"l:{link}"]


def host_of(url: str) -> str:
    """Return the host of an address, blind to `www.`, as canonical names begin with it."""
    return canonical(url).partition("/")[0].partition("?")[0]


def name_by_title(title: str, said: str) -> str:
    """Return the name of an article that has no other one of its own."""
    told = squeeze(title) or squeeze(said)
    return "t:" + hashlib.sha256(told.encode()).hexdigest()[:32]


def number_of(url: str) -> str:
    """Return the post's number in a WordPress short link (`/?p=N`), "" when there is none."""
    return next(_numbers(url, base=""), "")


def is_repeated(entry: Entry, document: Document, *, feed_url: str) -> tuple[bool, bool]:
    """Whether other entries of the document have the entry's guid, and its link.

    One that stands there twice, word for word, is no other one.
    """
    told = tuple((other.id, other.url, other.title) for other in document.entries)
    twice_guids, twice_links = _repeated(told, feed_url)
    guid = _guid_name(entry.id.strip(), feed_url)
    return guid in twice_guids, canonical(entry.url, feed_url) in twice_links


@lru_cache(maxsize=4)
def _repeated(
    told: tuple[tuple[str, str, str], ...], base: str
) -> tuple[frozenset[str], frozenset[str]]:
    """Find what stands twice; kept, because it is asked for each entry of one document."""
    unique = dict.fromkeys(told)
    names = [_guid_name(guid.strip(), base) for guid, _link, _title in unique]
    return _twice(names), _twice([canonical(link, base) for _guid, link, _title in unique])


def _twice(names: Sequence[str]) -> frozenset[str]:
    seen: set[str] = set()
    twice: set[str] = set()
    for name in names:
        (twice if name in seen else seen).add(name)
    return frozenset(twice - {""})


def _guid_name(guid: str, base: str) -> str:
    """Return a guid as it is compared; the place in a page (`#v2`) may be all that it tells."""
    if not _ADDRESS.match(guid):
        return guid
    place = guid.partition("#")[2] if "&#" not in guid else ""
    return (canonical(guid, base) or guid) + (f"#{place}" if place else "")


def _numbers(*urls: str, base: str) -> Iterator[str]:
    """Yield the N of `?p=N`; other scripts' `p` (a page of a list) is not a post's number."""
    for url in urls:
        try:
            parts = urlsplit(urljoin(base, url.replace("&#038;", "&")))
        except ValueError:
            continue
        fields = dict(_fields(parts.query))
        number = fields.pop("p", "") or fields.pop("page_id", "")
        plain = "." not in parts.path.rpartition("/")[2] or _INDEX.search(parts.path)
        if number.isascii() and number.isdigit() and plain and set(fields) <= {"post_type", "lang"}:
            yield str(int(number[:18]))


def _is_home(link: str) -> bool:
    return "/" not in link and "?" not in link
