"""What an article still lacks, and how an answer from its blog is joined to it."""

from collections.abc import Sequence
from dataclasses import replace

from crosspost.article import boxes, excerpts, pictures
from crosspost.article.blocks import to_blocks
from crosspost.article.marks import find_marks
from crosspost.article.pieces import Piece
from crosspost.article.reading import with_blocks
from crosspost.article.sites import without_site
from crosspost.model import Article, Thumbnail

_BEGINNING = 16  #: letters that tell one text from another


def needs_more(article: Article) -> bool:
    """Whether text is missing or cut, or the best picture lacks caption and credit."""
    if article.protected:
        return False
    return lacks_text(article) or not pictures.has_words(article.thumbnails)


def lacks_text(article: Article) -> bool:
    """Whether the feed held no text, or only a machine's cut of it."""
    said = article.text.strip()
    if not said or excerpts.is_cut(said):
        return True
    last = article.blocks[-1]
    return last.kind == "box" and (excerpts.is_cut(last.text) or boxes.leads_on(last.text))


def add_title(article: Article, title: str) -> Article:
    """Return the article with the blog's headline where the feed tells neither title nor text.

    A note that has text needs none. The fingerprint stays that of what the feed shows.
    """
    if article.title or article.text or not title:
        return article
    title = without_site(title, article.feed_title)
    if not any(map(str.isalnum, title.replace(article.feed_title, ""))):
        return article
    return replace(article, title=title, marks=find_marks(title))


def add_text(article: Article, pieces: Sequence[Piece]) -> Article:
    """Return the article with the blog's text where its own is missing, cut or one flat line.

    The fingerprint stays that of what the feed shows, which is what the next look compares.
    """
    if not lacks_text(article) and len(article.blocks) > 1:
        return article
    full = with_blocks(article, to_blocks(pieces))
    longer = lacks_text(article) and len(full.text) > len(article.text)
    if not longer and not _is_same(full.text, article.text):
        return article
    return replace(full, fingerprint=article.fingerprint)


def _is_same(full: str, said: str) -> bool:
    """Whether both begin alike: the blog's text has its markup, and tells what is a box in it."""
    begins = excerpts.squeeze(full)[:_BEGINNING]
    return len(begins) == _BEGINNING and excerpts.squeeze(said).startswith(begins)


def add_pictures(article: Article, found: Sequence[Thumbnail]) -> Article:
    """Return the article with more pictures; one with words goes before those that have none."""
    if pictures.has_words(article.thumbnails):
        thumbnails = pictures.merge(article.thumbnails, found)
    else:
        told = [t for t in found if t.caption or t.credit]
        thumbnails = pictures.merge(told, article.thumbnails, found)
    return replace(article, thumbnails=thumbnails)


def close(article: Article) -> Article:
    """Return the article as one that is protected by a password: without text."""
    return replace(article, protected=True, blocks=(), excerpt="")
