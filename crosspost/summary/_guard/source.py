"""What a gist is held against: the article's sentences and, of them, the gist's evidence."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from crosspost.model import Article
from crosspost.summary._guard import names
from crosspost.summary._guard.words import closest, normalize, sentences, squeeze

_HEAD = 15  # characters by which a sentence is found again
_NOT_TOLD = frozenset({"box", "caption"})


@dataclass(frozen=True)
class Source:
    """An article's text and the sentences of it that are to carry a gist."""

    title: str
    text: str  #: all that the article says, headings, lists and quotations included
    evidence: tuple[str, ...]
    quoted: str = ""  #: what others say, squeezed
    added: tuple[str, ...] = ()  #: sentences of later additions

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The article's sentences in order."""
        return sentences(self.text)

    @cached_property
    def scope(self) -> str:
        """What the gist may take figures and words from: the title and the evidence."""
        return "\n".join((self.title, *self.evidence))

    @cached_property
    def whole(self) -> str:
        """Title and text, normalised."""
        return normalize(f"{self.title}\n{self.text}")

    def closest(self, told: str) -> str:
        """Return the evidence that has most of what is told."""
        return closest(told, self.evidence)

    def around(self, evidence: str, before: int, behind: int = 0) -> Iterator[str]:
        """Yield the sentences before and behind a piece of evidence."""
        head = squeeze(evidence)[:_HEAD]
        at = next((n for n, s in enumerate(self.sentences) if head in squeeze(s)), None)
        if at is not None:
            yield from self.sentences[max(0, at - before) : at]
            yield from self.sentences[at + 1 : at + 1 + behind]

    def are_one(self, words: str, others: list[str]) -> bool:
        """Whether the article calls one of the others by this phrase."""
        return names.are_one(words, others, self.whole)


def read_source(article: Article, evidence: tuple[str, ...]) -> Source:
    """Return what a gist of the article is held against."""
    told = [block for block in article.blocks if block.kind not in _NOT_TOLD]
    quoted = (block.text for block in told if block.kind in {"quote", "dialogue"})
    added = (block.text for block in told if block.kind == "addition")
    return Source(
        title=article.title,
        text="\n".join(block.text for block in told),
        evidence=evidence,
        quoted=squeeze("".join(quoted)),
        added=tuple(sentence for text in added for sentence in sentences(text)),
    )
