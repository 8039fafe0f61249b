"""Previews of other pages, known by their form: a picture, a title and a text that lead there."""

import re
from collections.abc import Sequence

from crosspost.article import boxes, captions
from crosspost.article.pieces import Piece

#: Elements that may be the frame of such a preview.
FRAMES = frozenset({
    "a", "article", "blockquote", "dd", "div", "dl", "figure", "li", "p", "section", "td", "tr",
})  # fmt: skip
KIND = "card"  #: of its pieces, until what is around them is known
MOST = 8  #: pieces; with more it is no preview
_TITLE = 5  #: characters; a shorter link is a button
_BUTTON = re.compile(
    r"詳細|詳しく|公式|拡大|原寸|元の?画像|クリック|ダウンロード|購入|出典|もっと|こちら|ページへ|サイトへ"
    r"|\b(?:source|via|more|view|photos?|image|full|read|details?|website|link)\b",
    re.IGNORECASE,
)
_LONGEST_BUTTON = 24
_DATE = 16  #: characters of a date or a label above the title
_EXCERPT = 240  #: characters that are no link
_NO_PAGE = re.compile(r"#|\s*$|javascript:|mailto:|tel:", re.IGNORECASE)
_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|bmp|heic|pdf)(?:[?#].*)?$", re.IGNORECASE)
_SCHEME = re.compile(r"^https?:(?=//)|[?#].*$", re.IGNORECASE)


def is_card(pieces: Sequence[Piece], *, own: str) -> bool:
    """Whether the pieces of one element preview another page; `own` is the article's address.

    A picture under whose link a credit or a button stands is the article's own.
    """
    texts = [p for p in pieces if p.text and p.kind != "caption"]
    while texts and not texts[0].href and len(texts[0].text) <= _DATE:
        del texts[0]
    if not texts or not _leads_elsewhere(texts[0].href, own):
        return False
    lead = texts[0].href
    if any(p.picture and p.href != lead for p in pieces) or _unlinked(texts) > _EXCERPT:
        return False
    leading = [p for p in pieces if p.href == lead and p.kind != "caption"]
    return (
        len(leading) > 1
        and any(_is_title(p) for p in leading if p.text)
        and any(p.kind != KIND for p in leading)
    )


def without_cards(pieces: Sequence[Piece], *, own: str) -> list[Piece]:
    """Return the pieces without those of cards, also of a picture above a title that lead alike."""
    found = [piece for piece in pieces if piece.kind != KIND]
    pairs = [at for at in range(len(found) - 1) if _is_pair(found[at], found[at + 1], own)]
    gone = {*pairs, *(at + 1 for at in pairs)}
    return [piece for at, piece in enumerate(found) if at not in gone]


def _is_pair(shown: Piece, under: Piece, own: str) -> bool:
    if not shown.picture or not under.text or not under.href or shown.href != under.href:
        return False
    return under.kind != "caption" and is_card([shown, under], own=own)


def _unlinked(texts: Sequence[Piece]) -> int:
    return sum(len(p.text) for p in texts if not p.href)


def _is_title(piece: Piece) -> bool:
    if len(piece.text) < _TITLE or boxes.is_talk(piece.text):
        return False
    if len(piece.text) <= _LONGEST_BUTTON and _BUTTON.search(piece.text):
        return False
    return not captions.split_caption(piece.text)[1]


def _leads_elsewhere(href: str, own: str) -> bool:
    if _NO_PAGE.match(href) or _FILE.search(href):
        return False
    return _page(href) != _page(own)


def _page(address: str) -> str:
    return _SCHEME.sub("", address.strip()).rstrip("/")
