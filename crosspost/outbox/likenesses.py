"""What articles are like, to be looked up however many are known and however long ago."""

from collections.abc import Callable, Sequence

from sqlalchemy import Connection, select

from crosspost.model import Known
from crosspost.outbox.articles import read_known
from crosspost.outbox.database import Database, insert_into, upsert
from crosspost.outbox.schema import articles, facts, likenesses

_KEY = "likenesses"
_MOST = 5  #: articles of one likeness that are looked at, the newest

#: Address, title and text to what an article is like.
Read = Callable[[str, str, str], Sequence[str]]


def add_likenesses(
    connection: Connection, article: int, *, feed: str, found: Sequence[str]
) -> None:
    """Write down what an article is like; what it was like before stays."""
    rows = [{"likeness": each, "feed": feed, "article": article} for each in found]
    if rows:
        connection.execute(insert_into(connection, likenesses).on_conflict_do_nothing(), rows)


class Likenesses(Database):
    """The index of what may be the same under another name."""

    def alike(self, feed: str, found: Sequence[str]) -> list[Known]:
        """Return the feed's articles that are like it in any of these ways, the newest first."""
        with self.reading() as connection:
            numbers = {
                number
                for each in found
                for number in connection.scalars(
                    select(likenesses.c.article)
                    .where(likenesses.c.likeness == each, likenesses.c.feed == feed)
                    .order_by(likenesses.c.article.desc())
                    .limit(_MOST)
                )
            }
            if not numbers:
                return []
            its = select(articles).where(articles.c.id.in_(numbers))
            return read_known(connection, its.order_by(articles.c.id.desc()))

    def read_likenesses(self, read: Read, *, most: int) -> bool:
        """Read at most so many articles of before there was this index; False when all are.

        The newest first: they are the likeliest to come again.
        """
        left = self._count_left()
        if not left:
            return False
        told = select(articles.c.id, articles.c.feed, articles.c.url, articles.c.title)
        told = told.add_columns(articles.c.text).order_by(articles.c.id.desc()).limit(most)
        with self.writing() as connection:
            rows = connection.execute(told.where(articles.c.id <= left)).all()
            for row in rows:
                add_likenesses(
                    connection, row.id, feed=row.feed, found=read(row.url, row.title, row.text)
                )
            left = rows[-1].id - 1 if len(rows) == most else 0
            upsert(connection, facts, {"key": _KEY, "value": left})
        return True

    def _count_left(self) -> int:
        """Return the highest number that is still to be read, 0 for none."""
        with self.reading() as connection:
            return int(connection.scalar(select(facts.c.value).where(facts.c.key == _KEY)) or 0)
