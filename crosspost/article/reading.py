"""From what a feed says of an article to the article."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Literal

from crosspost import text
from crosspost.article import blocks, excerpts, flat, identity, pictures
from crosspost.article.likeness import read_likeness
from crosspost.article.marks import find_marks
from crosspost.article.pieces import Piece
from crosspost.article.protection import is_protected
from crosspost.article.reader import read_pieces
from crosspost.article.revision import fingerprint
from crosspost.article.sites import without_site
from crosspost.model import Article, Block, Document, Entry
from crosspost.phrases import is_japanese

Prefer = Literal["content", "media"]

_WORD = re.compile(r"[^\W\d_]{2,}")
_FEW_WORDS = 3
_KEPT = 64  #: articles as they were read last; a feed shows most of them again and again
_KEPT_LENGTH = 30_000  #: characters; longer ones are read anew, so that the kept ones stay small
_TWICE = 2  #: content so many times shorter than the description is only a teaser


def read_entry(
    entry: Entry,
    document: Document,
    *,
    feed: str,
    feed_url: str,
    prefer: Prefer = "content",
) -> Article:
    """Return the article that an entry tells of; `prefer` says which pictures lead."""
    is_short = len(entry.content) + len(entry.description) <= _KEPT_LENGTH
    read = _read_again if is_short else _read
    article = read(entry, feed, site=document.title, feed_url=feed_url, prefer=prefer)
    if excerpts.breaks_off(entry, document) and article.blocks:
        *whole, last = article.blocks
        article = replace(article, blocks=(*whole, replace(last, text=f"{last.text}…")))
    return replace(
        article,
        aliases=_aliases(entry, document, feed_url=feed_url),
        language=document.language,
        feed_title=document.title,
    )


def _read(entry: Entry, feed: str, *, site: str, feed_url: str, prefer: Prefer) -> Article:
    """Return what the entry tells by itself; `site` is the feed's own title."""
    html = _main_html(entry)
    pieces = blocks.sort_out(read_pieces(html, url=entry.url))
    title = without_site(text.one_line(entry.title), text.one_line(site))
    protected = is_protected(title, entry.content, entry.description)
    base = entry.url or feed_url
    shown = (
        pieces
        if _has_pictures(pieces)
        else blocks.sort_out(read_pieces(entry.description, url=entry.url))
    )
    article = Article(
        feed=feed,
        aliases=(),
        url=entry.url,
        title=title,
        marks=find_marks(title),
        excerpt="" if protected else _excerpt(entry, html, pieces),
        author=entry.author,
        categories=entry.categories,
        published=entry.published,
        thumbnails=pictures.choose(shown, entry.images, base=base, title=title, prefer=prefer),
        protected=protected,
        damaged=entry.damaged,
        linkless=entry.linkless,
    )
    return with_blocks(article, () if protected else blocks.to_blocks(pieces))


_read_again = lru_cache(maxsize=_KEPT)(_read)


def with_blocks(article: Article, found: Sequence[Block]) -> Article:
    """Return the article with these blocks, and the fingerprint that follows from them."""
    kept = tuple(map(_trim, _in_language(found, article)))
    said = "\n".join(b.text for b in kept if b.kind not in {"box", "caption"})
    article = replace(article, blocks=kept, fingerprint=fingerprint(article.title, said))
    like = (*article.likeness, *read_likeness(article.url, article.title, article.text))
    return replace(article, likeness=tuple(dict.fromkeys(like)))


def _trim(block: Block) -> Block:
    said = excerpts.trim_cut(block.text)
    return block if said == block.text else replace(block, text=said)


def _in_language(found: Sequence[Block], article: Article) -> Iterator[Block]:
    """Yield the blocks; under a Japanese title, paragraphs of another language are no text.

    Who quotes a German law or an English song under a Japanese title writes for Japanese readers.
    """
    japanese = is_japanese(article.title)
    for block in found:
        is_own = block.kind in {"own", "list", "addition", "quote"}
        alien = japanese and is_own and not is_japanese(block.text)
        yield replace(block, kind="box") if alien and _is_prose(block.text) else block


def _is_prose(said: str) -> bool:
    return len(_WORD.findall(said)) > _FEW_WORDS


def _main_html(entry: Entry) -> str:
    """Return the fuller of content and description."""
    if len(entry.description.strip()) > _TWICE * len(entry.content):
        return flat.without_boxes(entry.description)
    return entry.content


def _excerpt(entry: Entry, html: str, pieces: Sequence[Piece]) -> str:
    if html is not entry.content:
        return ""
    return excerpts.find_excerpt(entry.description, blocks.to_blocks(pieces), html=html)


def _has_pictures(pieces: Sequence[Piece]) -> bool:
    return any(piece.picture for piece in pieces)


def _aliases(entry: Entry, document: Document, *, feed_url: str) -> tuple[str, ...]:
    guid, link = identity.is_repeated(entry, document, feed_url=feed_url)
    return identity.aliases(entry, feed_url=feed_url, guid_repeated=guid, link_repeated=link)
