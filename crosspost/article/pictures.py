"""The pictures of an article that may stand on a post, best first."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal
from urllib.parse import unquote, urlsplit

from crosspost import text
from crosspost.article.addresses import absolute
from crosspost.article.captions import describe, split_caption, usable_alt
from crosspost.article.pieces import Picture, Piece
from crosspost.model import Image, Thumbnail

WIDEST = 4096  #: pixels; larger files cost time and are scaled down anyway (feeds.md section 5)
_SMALL = 120  #: both sides below this: an icon
_PIXEL = 2
_MOST = 12  #: candidates kept for an article
_LAZY = (
    "data-src", "data-lazy-src", "data-original", "data-orig-file", "data-large-file",
    "data-echo", "data-url",
)  # fmt: skip
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_PLACEHOLDER = re.compile(
    r"^data:|/(?:blank|spacer|transparent|pixel|1x1|clear|dummy|loading|placeholder|lazy[-_]?load)"
    r"(?:[-_.][\w.-]*)?$",
    re.IGNORECASE,
)
_ORDER = {"media": 0, "thumbnail": 1, "enclosure": 2, "itunes": 3}

# Trackers, adverts, badges and avatars (feeds.md section 5), by address.
_REFUSED = re.compile(
    r"//s\.w\.org/images/core/emoji/|pixel\.wp\.com|stats\.wordpress\.com/b\.gif|//stats\.wp\.com"
    r"|feeds\.feedburner\.com/~|feedburner\.com/~ff/|\.a8\.net/|\.valuecommerce\.(?:com|ne\.jp)"
    r"|moshimo\.com/af/|b\.hatena\.ne\.jp/(?:entry/image|images)|b\.st-hatena\.com/images"
    r"|gravatar\.com/avatar|/avatars?/|doubleclick\.net|googlesyndication|amazon-adsystem"
    r"|hbb?\.afl\.rakuten|ad\.linksynergy|blogmura\.com|blog\.with2\.net|banner\.blog|blogparts"
    r"|google-analytics|/favicon|/(?:twemoji|emoji|smilies|smileys)/|feeds\.wordpress\.com/1\.0/"
    r"|/(?:share|sns|follow|social)[-_]?(?:icons?|buttons?|banner)|line_?button|(?:accesstrade|janet|felmat)\.ne",
    re.IGNORECASE,
)
_KIND_REFUSED = re.compile(r"\.(?:svgz?|ico|mp4|webm|mov|mp3|pdf)$", re.IGNORECASE)
_PICTURE = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)$", re.IGNORECASE)
_CLASS_REFUSED = frozenset({
    "ad", "ads", "adsbygoogle", "author-image", "avatar", "badge", "banner-ad", "emoji",
    "icon", "profile-image", "sns-icon", "spacer", "tracking-pixel", "wp-emoji", "wp-smiley",
})  # fmt: skip
_ADVERT = re.compile(
    r"\.a8\.net/|valuecommerce|hbb?\.afl\.rakuten|moshimo\.com|amzn\.to/|amazon\.co\.jp/.*[?&]tag="
    r"|linksynergy|blogmura\.com|blog\.with2\.net|accesstrade|/intent/|facebook\.com/sharer"
    r"|line\.me/R/|doubleclick|getpocket\.com|b\.hatena\.ne\.jp/entry",
    re.IGNORECASE,
)
_SIZE_ENDS = re.compile(r"(?<=\d[wx]),")
_SIZE = re.compile(r"\d{1,6}(?:\.\d{1,4})?[wx],?")
_SCALED = re.compile(r"(?:-\d{2,5}x\d{2,5}|-scaled|-e\d{13})+(?=\.\w{3,5}$)")
_SIZED = re.compile(r"-(\d{2,5})x(\d{2,5})\.\w{3,5}$")


def choose(
    pieces: Sequence[Piece],
    images: Sequence[Image],
    *,
    base: str,
    title: str,
    prefer: Literal["content", "media"] = "content",
) -> tuple[Thumbnail, ...]:
    """Return the usable pictures of sorted pieces and of the entry, best first.

    Figures and captioned pictures of the content come before its other pictures, the entry's own
    media after them, or before all with `prefer="media"` (feeds.md section 5).
    """
    shown = [p.picture for p in pieces if p.picture and p.kind != "box"]
    content = [t for p in shown if (t := _from_markup(p, base=base, title=title))]
    content.sort(key=lambda thumbnail: thumbnail.source != "figure")
    named = sorted(images, key=lambda image: _ORDER.get(image.source, len(_ORDER)))
    media = [t for image in named if (t := picture(image, base=base, title=title))]
    return merge(media, content) if prefer == "media" else merge(content, media)


def merge(*groups: Iterable[Thumbnail]) -> tuple[Thumbnail, ...]:
    """Return each picture once, in order; one shown twice takes the words that there are."""
    found: dict[str, Thumbnail] = {}
    for thumbnail in (t for group in groups for t in group):
        key = _same_picture(thumbnail.url)
        known = found.setdefault(key, thumbnail)
        told, other = known, thumbnail
        if not has_words([known]) and has_words([thumbnail]):
            told, other = thumbnail, known
        alt = _alt_with(told, other)
        found[key] = replace(told, url=known.url, source=known.source, alt=alt)
    return tuple(found.values())[:_MOST]


def _alt_with(told: Thumbnail, other: Thumbnail) -> str:
    """Return the alt text, where the words are a credit alone with what the other describes."""
    described = other.alt and other.alt != other.credit
    if told.credit and told.alt == told.credit and described and not other.credit:
        return describe("", told.credit, alt=other.alt)
    return told.alt or other.alt


def has_words(thumbnails: Sequence[Thumbnail]) -> bool:
    """Whether the best picture has a caption or a credit."""
    return bool(thumbnails) and bool(thumbnails[0].caption or thumbnails[0].credit)


def picture(image: Image, *, base: str, title: str) -> Thumbnail | None:
    """Return the thumbnail of a named picture, its caption split; None when it is refused."""
    address = absolute(image.url, base)
    if not address or is_refused(address) or _is_small(image.width, image.height):
        return None
    caption, credit = split_caption(image.caption)
    credit = text.one_line(image.credit) or credit
    return Thumbnail(
        url=address,
        alt=describe(caption, credit, alt=image.alt, title=title),
        caption=caption,
        credit=credit,
        source=image.source,
    )


def is_refused(address: str) -> bool:
    """Whether the address is that of a pixel, an advert, an avatar, or of no picture at all."""
    path = urlsplit(address).path
    sized = _SIZED.search(path)
    small = bool(sized) and int(sized[1]) < _SMALL and int(sized[2]) < _SMALL if sized else False
    refusals = (_REFUSED, _PLACEHOLDER)
    return small or any(r.search(address) for r in refusals) or bool(_KIND_REFUSED.search(path))


def _from_markup(shown: Picture, *, base: str, title: str) -> Thumbnail | None:
    said = shown.said
    if not _CLASS_REFUSED.isdisjoint(said.get("class", "").lower().split()):
        return None
    if _ADVERT.search(shown.href) or _REFUSED.search(said.get("src", "")):
        return None
    words = shown.caption or _title_words(said, title=title)
    image = Image(
        _best_address(said, shown.href),
        "figure" if shown.figure or words else "img",
        caption=words,
        alt=said.get("alt", ""),
        width=_pixels(said, "width"),
        height=_pixels(said, "height"),
    )
    return picture(image, base=base, title=title)


def _title_words(said: dict[str, str], *, title: str) -> str:
    """Return the alt or title attribute if it names a credit: some write the caption there."""
    for name in ("alt", "title"):
        words = usable_alt(said.get(name, ""), title=title)
        if all(split_caption(words)):
            return words
    return ""


def _is_small(width: int | None, height: int | None) -> bool:
    sides = [side for side in (width, height) if side is not None]
    if any(side <= _PIXEL for side in sides):
        return True
    return len(sides) > 1 and max(sides) < _SMALL


def _pixels(said: dict[str, str], name: str) -> int | None:
    found = re.match(r"\s*(\d{1,5})(?:px|\.\d+)?\s*$", said.get(name, ""))
    if found is None:
        style = re.search(rf"(?<![\w-]){name}\s*:\s*(\d{{1,5}})px", said.get("style", ""))
        found = style
    return int(found[1]) if found else None


def _best_address(said: dict[str, str], href: str) -> str:
    """Return the largest fitting file: of the srcset, else the linked original, else as shown."""
    source = next((said[name] for name in _LAZY if said.get(name)), said.get("src", ""))
    if said.get("src") and not _PLACEHOLDER.search(said["src"]) and not _PICTURE.search(source):
        source = said["src"]
    widest = _widest([said[name] for name in _SETS if said.get(name)])
    if widest:
        return widest
    path = urlsplit_path(href)
    if _PICTURE.search(path) and _same_picture(href) == _same_picture(source):
        return href
    return source


def urlsplit_path(address: str) -> str:
    """Return the path of an address as written, "" when it is none."""
    try:
        return urlsplit(address.strip()).path
    except ValueError:
        return ""


def _widest(sets: Sequence[str]) -> str:
    """Return the widest address of the srcsets that is not wider than 4096 pixels."""
    best, address = 0.0, ""
    words = _SIZE_ENDS.sub(" ", ",".join(sets)).split()
    for url, size in pairwise(words):
        if not _SIZE.fullmatch(size) or _PLACEHOLDER.search(url):
            continue
        width = float(size.rstrip(",")[:-1])
        if best < width and ("x" in size or width <= WIDEST):
            best, address = width, url.lstrip(",")
    return address


def _same_picture(address: str) -> str:
    """Return what all sizes of one picture have in common."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return address
    path = parts.path
    if (parts.hostname or "").endswith(".wp.com") and path.count("/") > 1:
        path = "/" + path.split("/", 2)[2]
    bare = _SCALED.sub("", unquote(path))
    return f"{bare}?{parts.query}" if not _PICTURE.search(path) else bare
