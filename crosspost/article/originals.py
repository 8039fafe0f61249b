"""The full file of a picture, and what all files of one picture have in common."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit, urlunsplit

WIDEST = 4096  #: pixels; larger files cost time and are scaled down anyway (feeds.md section 5)
_ENOUGH = 1000  #: pixels; a size of a service that is at least so wide is taken as it is
_LISTED = 1200  #: pixels; from here on a listed size is as good as the linked original
SOURCES = "data-sources"  #: where the reader puts the srcsets of the `picture` element around
_FULL = (
    "data-full-url", "data-orig-file", "data-large-file", "data-large_image", "data-full",
    "data-hires", "data-zoom-src", "data-original-src",
)  # fmt: skip
_LAZY = ("data-src", "data-lazy-src", "data-original", "data-echo", "data-url")
_SETS = ("srcset", "data-srcset", "data-lazy-srcset", SOURCES)
PLACEHOLDER = re.compile(
    r"^data:|/placeholder(?:[-_.][\w.-]*)?$"
    r"|/(?:blank|spacer|transparent|pixel|1x1|clear|dummy|loading|lazy[-_]?load(?:er|ing)?)"
    r"(?:[-_.]?(?:\d+(?:x\d+)?|image|img|bg|icon|spinner|thumb))*(?:\.\w{3,4})?$",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)$", re.IGNORECASE)
_SIZE_ENDS = re.compile(r"(?<=\d[wx]),")
_SIZE = re.compile(r"\d{1,6}(?:\.\d{1,4})?[wx],?")
_SUFFIX = re.compile(r"-(\d{2,5})x\d{2,5}\.\w{3,5}$")
_SCALED = re.compile(r"(?:-\d{2,5}x\d{2,5}|-scaled|-e\d{13})+(?=\.\w{3,5}$)")

_BLOGGER = re.compile(r"(?:^|\.)(?:blogger|lh\d)\.googleusercontent\.com$|\.bp\.blogspot\.com$")
_BLOGGER_SIZE = re.compile(r"/(?:s|w|h)\d{1,5}(?:-[a-z]{1,2}\d{0,5})*(?=/[^/]+$)")
_BLOGGER_END = re.compile(r"=(?:s|w|h)\d{1,5}(?:-[a-z]{1,2}\d{0,5})*$")
_PHOTON = re.compile(r"^i\d\.wp\.com$")
_PHOTON_SIZES = frozenset({"resize", "fit", "w", "h", "crop", "zoom", "quality", "strip"})
#: Services whose addresses ask for a size by query, and how they call it.
_QUERIES = (
    (_PHOTON, _PHOTON_SIZES),
    (re.compile(r"\.files\.wordpress\.com$|\.wordpress\.com$"), _PHOTON_SIZES),
    (re.compile(r"^stat\.ameba\.jp$"), frozenset({"caw", "cpd", "cwd", "cat", "cw", "ch"})),
    (re.compile(r"^assets\.st-note\.com$"), frozenset({"width", "height", "fit", "quality"})),
)
#: Services that fetch the picture from the address that their own ends with.
_PROXIES = re.compile(r"^(?:cdn\.image\.st-hatena\.com|resize\.blogsys\.jp)$")
_CDN = re.compile(r"^substackcdn\.com$")
_NESTED = re.compile(r"/(https?(?:://|%3A%2F%2F).+)$", re.IGNORECASE)
_GHOST = re.compile(r"/content/images/size/w\d{2,4}(?:h\d{2,4})?(?:/format/\w+)?(?=/)")
_AMEBA = re.compile(r"/t\d{8}_(?=\d{10,}\.\w+$)")
_LIVEDOOR = re.compile(r"-s(?=\.\w{3,4}$)")
_SMALLER = re.compile(
    r"[-_.](?:s|m|l|t|th|thumb(?:nail)?\d?|small|medium|large|mini|min|preview|web|\d{2,4}w?)",
    re.IGNORECASE,
)
_FC2 = re.compile(r"(?:^|\.)fc2\.com$")


def best_address(said: dict[str, str], href: str) -> str:
    """Return the fullest file that an image element lists or links, else the one that it shows."""
    shown = _shown(said)
    width, listed = _widest(said)
    if width < _LISTED and is_file(href) and _is_same_file(href, shown):
        return full(href)
    return full(listed or shown)


def is_file(address: str) -> bool:
    """Whether the address is a picture's by its name."""
    return bool(_PICTURE.search(_split(address).path))


def stem(address: str) -> str:
    """Return the name of a picture's file without its size and its kind."""
    return _SCALED.sub("", unquote(_split(address).path).rpartition("/")[2]).rpartition(".")[0]


@lru_cache(maxsize=256)  # a feed shows its pictures again and again
def full(address: str) -> str:
    """Return where a service keeps the full file of a size, the address itself where none does."""
    parts = _split(address)
    host = (parts.hostname or "").lower()
    if _PROXIES.search(host) and (nested := _nested(parts)):
        return full(nested)
    if _BLOGGER.search(host):
        path = _BLOGGER_END.sub("=s1600", _BLOGGER_SIZE.sub("/s1600", parts.path))
        return urlunsplit(parts._replace(path=path))
    return urlunsplit(parts._replace(path=_full_path(parts, host), query=_full_query(parts, host)))


def fuller(address: str, other: str) -> str:
    """Return the address that shows more of two files of one picture, the first where unknown."""
    widths = [_SUFFIX.search(_split(each).path) for each in (address, other)]
    if widths[0] is None or int(widths[0][1]) >= _ENOUGH:
        return address
    return other if widths[1] is None or int(widths[1][1]) > int(widths[0][1]) else address


@lru_cache(maxsize=256)
def key(address: str) -> str:
    """Return what all sizes of one picture have in common."""
    parts = _split(full(address))
    host, path = (parts.hostname or "").lower(), parts.path
    if _CDN.search(host) and (nested := _nested(parts)):
        return key(nested)
    if (host.endswith(".wp.com")) and path.count("/") > 1:
        path = "/" + path.split("/", 2)[2]
    bare = _SCALED.sub("", unquote(path))
    if _BLOGGER.search(host):
        return _BLOGGER_END.sub("", _BLOGGER_SIZE.sub("", bare))
    return bare if _PICTURE.search(path) else f"{bare}?{parts.query}"


def _shown(said: dict[str, str]) -> str:
    """Return the file that a browser would show, also where it is loaded late."""
    source = next((said[name] for name in (*_FULL, *_LAZY) if said.get(name)), said.get("src", ""))
    src = said.get("src", "")
    return src if src and not PLACEHOLDER.search(src) and not _PICTURE.search(source) else source


def _widest(said: dict[str, str]) -> tuple[float, str]:
    """Return the widest file of the srcsets that is not wider than 4096 pixels, and its width."""
    best, address = 0.0, ""
    for url, size in _listed([said[name] for name in _SETS if said.get(name)]):
        width = float(size.rstrip(",")[:-1])
        if best < width and ("x" in size or width <= WIDEST):
            best, address = width, url
    return best, address


def _listed(sets: Sequence[str]) -> Iterator[tuple[str, str]]:
    for url, size in pairwise(_SIZE_ENDS.sub(" ", ",".join(sets)).split()):
        if _SIZE.fullmatch(size) and not PLACEHOLDER.search(url):
            yield url.lstrip(","), size


def _is_same_file(href: str, shown: str) -> bool:
    """Whether a link leads to the original of what is shown: by its key, or by its name.

    Blog services put a sign at the end of the small file's name (`-s`, `_t`, `-thumbnail2`).
    """
    name, small = stem(href), stem(shown)
    if key(href) == key(shown) or (name and name == small):
        return True
    rest = small[len(name) :] if name and small.startswith(name) else ""
    is_fc2 = _FC2.search((_split(href).hostname or "").lower())
    return bool(_SMALLER.fullmatch(rest)) or (bool(is_fc2) and rest == "s")


def _full_path(parts: SplitResult, host: str) -> str:
    if host == "livedoor.blogimg.jp":
        return _LIVEDOOR.sub("", parts.path)
    if host == "stat.ameba.jp":
        return _AMEBA.sub("/o", parts.path)
    return _GHOST.sub("/content/images", parts.path)


def _full_query(parts: SplitResult, host: str) -> str:
    sizes = next((names for form, names in _QUERIES if form.search(host)), frozenset[str]())
    said = parse_qsl(parts.query, keep_blank_values=True) if sizes else []
    asked = [re.match(r"\d{1,5}", value) for name, value in said if name in sizes]
    if not asked or any(size and int(size[0]) >= _ENOUGH for size in asked):
        return parts.query
    return urlencode([(name, value) for name, value in said if name not in sizes], safe="/:,")


def _nested(parts: SplitResult) -> str:
    found = _NESTED.search(parts.path)
    if not found:
        return ""
    inner = found[1]
    return unquote(inner) if "%3a" in inner[:9].lower() else inner


def _split(address: str) -> SplitResult:
    try:
        parts = urlsplit(address.strip())
        _ = parts.hostname
    except ValueError:
        return SplitResult("", "", "", "", "")
    return parts
