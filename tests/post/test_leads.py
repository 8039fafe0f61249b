"""A mark or a comment that goes before the post."""

from dataclasses import replace

import pytest

from crosspost.post.compose import Style, compose
from tests.post.conftest import ARTICLE, TEXT, TITLE, URL, whole_sentences
from tests.words import english


@pytest.mark.parametrize(
    ("lead", "begins"),
    [
        ("二度目の会合を書き足しました。", f"二度目の会合を書き足しました。\n\n{TITLE}\n\n海峡"),
        ("【更新】", f"【更新】{TITLE}\n\n海峡"),
        ("一行目\n二行目", f"一行目\n二行目\n\n{TITLE}\n\n"),
    ],
)
def test_a_lead_makes_another_text_of_the_same_article(lead: str, begins: str) -> None:
    """X refuses a text twice; a mark goes before the title, a comment on its own line."""
    post = compose(ARTICLE, summarize=whole_sentences(TEXT), room=280, style=Style(lead=lead))
    assert post.text.startswith(begins)
    assert post.weight <= 280


def test_a_mark_that_the_title_has_already_is_not_doubled() -> None:
    """【追記】 once is enough."""
    article = replace(ARTICLE, title="【追記】協議が再開")
    post = compose(article, summarize=lambda _: "", room=280, style=Style(lead="【追記】"))
    assert post.text.startswith("【追記】協議")


def test_a_comment_is_cut_only_when_even_the_title_is_gone() -> None:
    """The author's own words outlast the title."""
    long = "三か国の協議を傍聴してきました。議場の様子と、算定方法の争点をまとめてあります。"
    post = compose(ARTICLE, summarize=lambda _: "", room=100, style=Style(lead=long))
    assert post.text == f"三か国の協議を傍聴してきました。議場の様子と、算定方法の争点を…\n\n{URL}"
    assert english(post.why[-1]) == "comment cut"


def test_a_comment_that_is_one_endless_word_gives_way_to_the_address() -> None:
    """The address alone is left, rather than nothing."""
    post = compose(ARTICLE, summarize=lambda _: "", room=24, style=Style(lead="w" * 300))
    assert post.text == URL
