"""The pictures of an article that may stand on a post, best first."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from crosspost import text
from crosspost.article import originals, unfit
from crosspost.article.addresses import absolute
from crosspost.article.alts import describe, is_file_name, usable_alt, without_name
from crosspost.article.captions import split_caption
from crosspost.article.pieces import Picture, Piece
from crosspost.model import Article, Image, Thumbnail

_MOST = 12  #: candidates kept for an article
_ORDER = {"media": 0, "thumbnail": 1, "enclosure": 2, "itunes": 3}
_SENTENCE = 40  #: characters; shorter lines stand above a theme's featured picture
_SHARED = "og"  #: source of what a page shows to networks; it may be the site's
_WIDE = 300  #: pixels; a narrower picture that the feed names goes before none of the text


def choose(
    pieces: Sequence[Piece],
    images: Sequence[Image],
    *,
    base: str,
    title: str,
    prefer: Literal["content", "media"] = "content",
) -> tuple[Thumbnail, ...]:
    """Return the usable pictures of sorted pieces and of the entry, best first.

    What has a caption or a credit comes before what has none, figures before other pictures, the
    content's before the entry's own media (or after them with `prefer="media"`), and last of all
    what stands in a quotation. `base` is the article's address.
    """
    fit = _without_late_featured(pieces)
    shown = [(p, t) for p in fit if (t := _from_markup(p, base=base, title=title))]
    own = sorted((t for p, t in shown if p.kind != "quote"), key=_rank)
    quoted = [t for p, t in shown if p.kind == "quote"]
    named = sorted(images, key=lambda image: _ORDER.get(image.source, len(_ORDER)))
    media = [t for image in named if (t := picture(image, base=base, title=title))]
    if prefer == "media":
        return merge(media, own, quoted)
    narrow = {absolute(i.url, base) for i in named if i.width is not None and i.width < _WIDE}
    told = [t for t in media if has_words([t]) and t.url not in narrow]
    return merge([t for t in own if has_words([t])], told, own, media, quoted)


def _without_late_featured(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces without featured pictures that stand behind text: other articles' own."""
    begun = False
    for piece in pieces:
        begun = begun or (piece.kind == "own" and len(piece.text) >= _SENTENCE)
        if not (begun and piece.picture and _is_featured(piece.picture)):
            yield piece


def _is_featured(picture: Picture) -> bool:
    return "wp-post-image" in picture.said.get("class", "").split()


def _rank(thumbnail: Thumbnail) -> tuple[bool, bool, bool]:
    """Return what sorts pictures: those with a caption, a credit alone, in a frame, and others."""
    return not thumbnail.caption, not thumbnail.credit, thumbnail.source != "figure"


def merge_told_first(*groups: Sequence[Thumbnail]) -> tuple[Thumbnail, ...]:
    """Return each picture once, those with words before all others, else in order."""
    told = [[t for t in group if has_words([t])] for group in groups]
    return merge(*told, *groups)


def merge(*groups: Iterable[Thumbnail]) -> tuple[Thumbnail, ...]:
    """Return each picture once, in order; one shown twice takes the words that there are."""
    found: dict[str, Thumbnail] = {}
    for thumbnail in (t for group in groups for t in group):
        key = originals.key(thumbnail.url)
        known = found.setdefault(key, thumbnail)
        told, other = known, thumbnail
        if not has_words([known]) and has_words([thumbnail]):
            told, other = thumbnail, known
        alt = _alt_with(told, other)
        url = originals.fuller(known.url, thumbnail.url)
        found[key] = replace(told, url=url, source=known.source, alt=alt)
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


def has_shared(article: Article) -> bool:
    """Whether one of the pictures is known only as what the page shows to networks."""
    return any(thumbnail.source == _SHARED for thumbnail in article.thumbnails)


def without_shared(article: Article, found: Collection[str] | None = None) -> Article:
    """Return the article without what its page only shows to networks; the same if none goes.

    `found` names by their keys (`originals.key`) those that go; without it all do.
    """
    kept = tuple(
        t
        for t in article.thumbnails
        if t.source != _SHARED or (found is not None and originals.key(t.url) not in found)
    )
    return article if len(kept) == len(article.thumbnails) else replace(article, thumbnails=kept)


def picture(image: Image, *, base: str, title: str) -> Thumbnail | None:
    """Return the thumbnail of a named picture, its caption split; None when it is refused."""
    named = absolute(image.url, base)
    address = originals.full(named)
    if not address or unfit.is_refused(address) or unfit.is_named_small(address):
        return None
    if address == named and unfit.is_small(image.width, image.height):
        return None
    caption, credit = split_caption("" if is_file_name(image.caption) else image.caption)
    credit = text.one_line(image.credit) or credit
    alt = without_name(image.alt, originals.stem(address))
    return Thumbnail(
        url=address,
        alt=describe(caption, credit, alt=alt, title=title),
        caption=caption,
        credit=credit,
        source=image.source,
    )


def _from_markup(piece: Piece, *, base: str, title: str) -> Thumbnail | None:
    shown = piece.picture
    if shown is None or piece.kind == "box" or _is_unfit(shown, base=base):
        return None
    said = shown.said
    words = shown.caption or _title_words(said, title=title)
    address = originals.best_address(said, shown.href)
    credit = shown.beside or split_caption(shown.common)[1]
    told = words or credit
    if not told and unfit.is_named_unfit(address, href=shown.href):
        return None
    if not told and unfit.leads_to_another(shown.href, own=base, shown=address):
        return None
    sides = [_pixels(said, side) for side in ("width", "height")]
    if unfit.is_small(*sides) and address == said.get("src"):
        return None
    source = "figure" if shown.figure or told else "img"
    alt = said.get("alt", "")
    image = Image(address, source, caption=words, credit=credit, alt=alt)
    return picture(image, base=base, title=title)


def _is_unfit(shown: Picture, *, base: str) -> bool:
    """Whether the element says that it is a button, a face, an advert, or another article's."""
    classes = shown.said.get("class", "")
    if unfit.is_classed_unfit(classes) or unfit.leads_to_advert(shown.href):
        return True
    source = shown.said.get("src", "")
    if not originals.PLACEHOLDER.search(source) and unfit.is_refused(absolute(source, base)):
        return True
    return _is_featured(shown) and unfit.leads_to_another(shown.href, own=base)


def _title_words(said: dict[str, str], *, title: str) -> str:
    """Return the alt or title attribute if it names a credit: some write the caption there."""
    for name in ("alt", "title"):
        words = usable_alt(said.get(name, ""), title=title)
        if all(split_caption(words)):
            return words
    return ""


def _pixels(said: dict[str, str], name: str) -> int | None:
    found = re.match(r"\s*(\d{1,5})(?:px|\.\d+)?\s*$", said.get(name, ""))
    if found is None:
        style = re.search(rf"(?<![\w-]){name}\s*:\s*(\d{{1,5}})px", said.get("style", ""))
        found = style
    return int(found[1]) if found else None
