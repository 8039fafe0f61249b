"""The excerpt that the author wrote by hand: better than any algorithm."""

from crosspost.model import Article, Room
from crosspost.summary import _joining, _shorten
from crosspost.summary._sentences import split


def fit(article: Article, room: Room) -> str:
    """Return the excerpt, else its leading sentences, else its beginning; "" when there is none."""
    excerpt = _shorten.mend(article.excerpt)
    return excerpt if room.fits(excerpt) else _joining.fill(split(excerpt), room)
