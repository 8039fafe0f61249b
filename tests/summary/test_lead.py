"""The simplest summariser."""

import pytest

from crosspost.model import Article, Block, Room
from crosspost.summary import lead

TEXT = "北浜港の第三岸壁（長さ二百メートル）を建て直す。また、工事は三年で終わる。"


def told(article: Article, characters: int) -> str:
    """Return the lead in room for so many full-width characters."""
    weigh = Room(characters * 2, lambda text: sum(1 if c.isascii() else 2 for c in text))
    return lead.create(lead.Options()).summarize(article, weigh)


@pytest.mark.parametrize(
    ("characters", "summary"),
    [
        (70, TEXT),
        (30, "北浜港の第三岸壁（長さ二百メートル）を建て直す。"),
        (16, "北浜港の第三岸壁を建て直す。"),
        (8, ""),
    ],
)
def test_leading_sentences_are_taken_while_they_fit(characters: int, summary: str) -> None:
    """Whole sentences in order; asides go to make room; then a cut; then nothing."""
    article = Article(feed="f", aliases=(), url="", title="港", blocks=(Block("own", TEXT),))

    assert told(article, characters) == summary


def test_a_long_first_sentence_is_cut() -> None:
    """Where not one sentence fits, the first one is cut at a phrase end."""
    long = "北浜港の第三岸壁を三年かけて建て直す工事が、来年の四月に始まることになった。"
    article = Article(feed="f", aliases=(), url="", title="港", blocks=(Block("own", long),))

    assert told(article, 24) == "北浜港の第三岸壁を三年かけて建て直す工事が…"


def test_the_authors_excerpt_wins() -> None:
    """The author's own words come first here too."""
    article = Article(
        feed="f", aliases=(), url="", title="港", blocks=(Block("own", TEXT),), excerpt="港の話。"
    )

    assert told(article, 70) == "港の話。"
