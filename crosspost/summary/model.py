"""What a model wrote, where the guard lets it pass; otherwise what `select` takes."""

from dataclasses import dataclass

from crosspost.model import Article, Room, Summarizer
from crosspost.summary import _excerpt, guard, select


class Options(select.Options):
    """Settings of the `model` summariser: those of `select`, which it falls back to."""


@dataclass(frozen=True, slots=True)
class Model:
    """Takes the author's excerpt, else the first candidate that passes, else what `select` does."""

    otherwise: Summarizer

    def summarize(self, article: Article, room: Room) -> str:
        """Return a gist that the article's own sentences carry, or "" when there is none."""
        if not _excerpt.fit(article, room):
            for gist in article.gists:
                if guard.check(gist, article, room).passes:
                    return gist.text
        return self.otherwise.summarize(article, room)


def create(options: Options) -> Summarizer:
    """Return the summariser with these options."""
    return Model(select.create(options))
