"""The default: whole sentences chosen by what they tell, where they stand, and what is new.

The author's own excerpt wins. Otherwise the few sentences are sought that together tell most of
the article beyond its title; docs/summary.md shows what that gives.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from crosspost.model import Article, Room, Summarizer
from crosspost.summary import _excerpt, _joining, _relevance, _remains, _shorten, _standing
from crosspost.summary._choice import Chooser, Gist
from crosspost.summary._material import Sentence, rank, read_sentences
from crosspost.summary._relevance import Measure

_GIST = 280  # weight up to which the gist is sought; more room is filled in reading order
_REPEATED = 0.9  # a sentence with this part of its words in the title says nothing new


class Options(BaseModel):
    """Settings of the `select` summariser."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    compress: Literal["off", "safe"] = Field(
        "safe", description="may one clause of mere background be left out of a long sentence"
    )
    most_characters: int = Field(
        1200, ge=40, le=20_000, description="longest summary, for accounts with long posts"
    )


@dataclass(frozen=True, slots=True)
class Select:
    """Takes the author's excerpt, else the sentences that tell most."""

    options: Options

    def summarize(self, article: Article, room: Room) -> str:
        """Return text taken from the article that fits the room, or "" when there is none."""
        excerpt = _excerpt.fit(article, room)
        if excerpt:
            return excerpt
        material = read_sentences(article)
        measure = _relevance.measure(material, article.title)
        sentences = _new(material, measure)
        is_list = _remains.is_list(article, sum(len(s.text) for s in material))
        told = "" if is_list else self._tell(sentences, measure, room)
        told = told or _remains.tell(article, room)
        return "" if _relevance.says_little(told, article.title) else told

    def _tell(self, sentences: Sequence[Sentence], measure: Measure, room: Room) -> str:
        if sum(len(s.text) for s in sentences) <= min(room.weight, self.options.most_characters):
            whole = _paragraphs(sentences)
            if room.fits(whole):
                return whole if room.weight > _GIST else _joining.join(whole.split("\n"))
        chooser = Chooser(sentences, measure, compress=self.options.compress == "safe")
        gist = chooser.choose(replace(room, weight=min(room.weight, _GIST)))
        if room.weight < 2 * _GIST or not gist.text:
            return gist.text
        return self._lengthen(gist, chooser, room)

    def _lengthen(self, gist: Gist, chooser: Chooser, room: Room) -> str:
        """Add, below the gist, the best of the rest in the article's order."""
        best = gist.text
        kept: list[Sentence] = []
        for sentence in chooser.rest(gist):
            more = sorted([*kept, sentence], key=lambda s: s.order)
            text = f"{gist.text}\n\n{_paragraphs(_grounded(more))}".strip()
            if len(text) > self.options.most_characters or not room.fits(text):
                break
            best, kept = text, more
        return best


def _new(sentences: Sequence[Sentence], measure: Measure) -> list[Sentence]:
    """Leave out what only repeats the title or itself; the rest is ranked anew."""
    once: dict[str, Sentence] = {}
    for s in sentences:
        once.setdefault(s.text, s)
    new = [s for text, s in once.items() if measure.repeated(_relevance.units(text)) < _REPEATED]
    return rank(new)


def _grounded(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Leave out sentences that point back to one that is not there."""
    kept: list[Sentence] = []
    for s in sentences:
        follows = bool(kept) and kept[-1].order == s.order - 1
        if follows or not _standing.points_back(s.text):
            kept.append(s)
    return kept


def _paragraphs(sentences: Sequence[Sentence]) -> str:
    """Join sentences as they stand in the article, one paragraph a line."""
    lines = [
        _joining.join(_shorten.forms(s.text, follows=True)[0] for s in paragraph)
        for _, paragraph in groupby(sentences, key=lambda s: s.paragraph)
    ]
    return "\n".join(lines)


def create(options: Options) -> Summarizer:
    """Return the summariser with these options."""
    return Select(options)
