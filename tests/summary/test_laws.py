"""What holds for every summariser, whatever the article says."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosspost import loading
from crosspost.model import Article, Block, Room, Summarizer
from crosspost.phrases import is_balanced
from crosspost.text import clean

PIECES = (
    "県は", "市長が", "「残す」", "（約三割）", "。", "、", "！", "？", "…", "しかし、", "この",
    "述べたが、", "可決し、", "を受けて、", "負担を示した。", "「", "」", "（", "）", "ない",
    "https://example.jp/a", "3.5", "\n", " ", "The mayor said. ", "e.g. ", "“No.”",
    "【追記】", "👨‍👩‍👧", "こんにちは。", "港湾局",
)  # fmt: skip
JAPANESE = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
TEXTS = st.one_of(JAPANESE, st.text(max_size=200))
KINDS = st.sampled_from(
    ["own", "own", "own", "addition", "list", "quote", "heading", "caption", "box"]
)
BLOCKS = st.lists(st.builds(Block, KINDS, TEXTS), max_size=6).map(tuple)
ARTICLES = st.builds(
    Article,
    feed=st.just("f"),
    aliases=st.just(()),
    url=st.just(""),
    title=TEXTS,
    marks=st.sampled_from([(), ("【追記】",)]),
    blocks=BLOCKS,
    excerpt=st.one_of(st.just(""), TEXTS),
)
OWN = st.builds(
    Article,
    feed=st.just("f"),
    aliases=st.just(()),
    url=st.just(""),
    title=TEXTS,
    blocks=st.lists(st.builds(Block, st.just("own"), TEXTS), max_size=4).map(tuple),
)
ROOMS = st.integers(-5, 400) | st.just(25_000)


def weigh(text: str) -> int:
    """Return a weight like that of the networks."""
    return sum(1 if c.isascii() else 2 for c in text)


def every() -> list[Summarizer]:
    """Return each summariser in the folder, with its default options."""
    found = [loading.load("crosspost.summary", n) for n in loading.names("crosspost.summary")]
    return [module.create(module.Options()) for module in found]


def visible(text: str) -> str:
    """Return the text, decomposed, without blanks and without what a summary may add."""
    text = unicodedata.normalize("NFD", clean(text))
    return "".join(c for c in text if not c.isspace() and c not in "…、／/「」“”")


def occurs(piece: str, text: str) -> bool:
    """Whether the characters stand in the text in this order."""
    left = iter(text)
    return all(c in left for c in piece)


@pytest.mark.parametrize("name", ["select", "lead"])
def test_the_folder_holds_the_summariser(name: str) -> None:
    """A summariser is one file with Options and create."""
    assert name in loading.names("crosspost.summary")


@settings(max_examples=150, deadline=None)
@given(ARTICLES, ROOMS)
def test_a_summary_fits_and_is_balanced(article: Article, weight: int) -> None:
    """Within the room, brackets closed, on lines without blanks at their ends; never an error."""
    room = Room(weight, weigh)

    for summarizer in every():
        told = summarizer.summarize(article, room)

        assert not told or room.fits(told)
        assert is_balanced(told)
        assert told == told.strip()


@settings(max_examples=150, deadline=None)
@given(OWN, st.integers(0, 400))
def test_nothing_is_invented(article: Article, weight: int) -> None:
    """What is told stands in the article, in this order."""
    source = visible(article.text)

    for summarizer in every():
        told = summarizer.summarize(article, Room(weight, weigh))

        assert occurs(visible(told), source)


@settings(max_examples=60, deadline=None)
@given(OWN)
def test_each_line_of_a_long_summary_stands_in_the_article(article: Article) -> None:
    """Below the gist the sentences keep the article's order as well."""
    for summarizer in every():
        for part in summarizer.summarize(article, Room(25_000, weigh)).split("\n\n"):
            assert occurs(visible(part), visible(article.text))


@pytest.mark.parametrize(
    "text",
    [
        "「" * 20_000,
        "「。" * 5_000 + "」" * 5_000,
        "（あ）" * 6_000,
        "市は" * 10_000,
        "市し、" * 6_000,
    ],
)
@pytest.mark.parametrize("weight", [141, 25_000])
def test_a_text_made_to_be_slow_ends(text: str, weight: int) -> None:
    """No input takes more than a moment: the work is bounded, not only the time."""
    article = Article(feed="f", aliases=(), url="", title="題", blocks=(Block("own", text),))

    for summarizer in every():
        assert weigh(summarizer.summarize(article, Room(weight, weigh))) <= weight
