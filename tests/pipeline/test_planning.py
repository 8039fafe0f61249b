"""Whether an article is for the eyes of readers."""

import pytest

from crosspost.model import Article, Block, Post, Thumbnail
from crosspost.pipeline.planning import reason_to_hold, reason_to_skip
from tests.words import english

EMPTY = Article("blog", ("t:0",), "", "")
TEXT = Article("blog", ("t:0",), "", "", blocks=(Block("own", "霧の港で会談が始まった。"),))


@pytest.mark.parametrize(
    ("article", "why"),
    [
        (EMPTY, "it has no title, no text and no address"),
        (TEXT, ""),
        (Article("blog", ("t:0",), "https://blog.example.jp/?p=5", ""), ""),
        (Article("blog", ("t:0",), "", "霧の港"), ""),
        (Article("blog", ("t:0",), "", "霧の港", protected=True), "protected by a password"),
    ],
    ids=["empty", "text", "address", "title", "protected"],
)
def test_what_nobody_is_to_see_is_passed_over(article: Article, why: str) -> None:
    """Nothing to show, or nothing for everybody."""
    assert english(reason_to_skip(article)) == why


@pytest.mark.parametrize(
    ("post", "held"),
    [
        (Post("https://blog.example.jp/?p=5"), True),
        (Post(""), True),
        (Post("https://blog.example.jp/?p=5", thumbnail=Thumbnail("https://a.example/b")), False),
        (Post("霧の港\n\nhttps://blog.example.jp/?p=5"), False),
        (Post("霧の港で会談が始まった。"), False),
    ],
    ids=["a link", "nothing", "a picture", "a title", "a text"],
)
def test_a_bare_link_waits_for_a_person(post: Post, *, held: bool) -> None:
    """It costs the price of a post with a link, and tells a reader nothing."""
    assert ("bare link" in english(reason_to_hold([post]))) is held
