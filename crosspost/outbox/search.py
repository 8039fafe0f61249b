"""Seeks titles as people type them: full-width or not, in any case, with blanks between words."""

import unicodedata
from collections.abc import Generator

from sqlalchemy import ColumnElement, Connection, select

from crosspost.outbox.schema import articles

_AT_ONCE = 1000  # rows; the record may hold a million titles


def _fold(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def search_titles(
    connection: Connection, wanted: str, *order: ColumnElement[object]
) -> Generator[int]:
    """Yield the articles in whose titles every word occurs, in the order that is asked for.

    No database folds like this, so that every title is read: for what it finds no other way.
    """
    words = [_fold(word) for word in wanted.split()]
    titles = select(articles.c.id, articles.c.title).order_by(*order)
    with connection.execute(titles.execution_options(yield_per=_AT_ONCE)) as rows:
        for row in rows:
            folded = _fold(row.title)
            if all(word in folded for word in words):
                yield row.id
