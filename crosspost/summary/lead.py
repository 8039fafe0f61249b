"""The simplest: the article's leading sentences, whole."""

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from crosspost.model import Article, Room, Summarizer
from crosspost.summary import _excerpt, _joining, _remains
from crosspost.summary._material import read_sentences
from crosspost.summary._relevance import says_little

_MOST = 12


class Options(BaseModel):
    """Settings of the `lead` summariser: none."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@dataclass(frozen=True, slots=True)
class Lead:
    """Takes the author's excerpt, else the leading sentences."""

    options: Options

    def summarize(self, article: Article, room: Room) -> str:
        """Return text taken from the article that fits the room, or "" when there is none."""
        sentences = [s.text for s in read_sentences(article)[:_MOST]]
        excerpt = _excerpt.fit(article, room)
        told = excerpt or _joining.fill(sentences, room) or _remains.tell(article, room)
        return told if excerpt or not says_little(told, article.title) else ""


def create(options: Options) -> Summarizer:
    """Return the summariser with these options."""
    return Lead(options)
