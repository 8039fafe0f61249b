"""Hashtags from categories."""

import pytest

from crosspost.post.hashtags import hashtags


@pytest.mark.parametrize(
    ("category", "expected"),
    [
        ("国際", ("#国際",)),
        ("米国 政治", ("#米国政治",)),
        ("政治・経済", ("#政治・経済",)),
        ("経済／金融", ("#経済金融",)),
        ("Open Source", ("#OpenSource",)),
        ("2026", ()),
        ("2026年", ("#2026年",)),
        ("C++", ()),
        ("ニュース（国内）", ()),
        ("未分類", ()),
        ("Uncategorized", ()),
        ("", ()),
    ],
)
def test_a_category_becomes_a_hashtag_that_x_takes_whole(
    category: str, expected: tuple[str, ...]
) -> None:
    """Blanks and slashes go; what X would cut, and what names no topic, makes none."""
    assert hashtags([category], 5) == expected


def test_no_more_hashtags_than_asked_for_and_none_twice() -> None:
    """The first ones, in the author's order."""
    assert hashtags(["国際", "経済", "国際", "社会"], 2) == ("#国際", "#経済")
    assert hashtags(["News", "news"], 2) == ("#News",)
    assert hashtags(["国際"], 0) == ()


@pytest.mark.parametrize(
    ("category", "expected"),
    [
        ("ウクライナ情勢・NATO", ("#ウクライナ情勢・NATO",)),
        ("G7", ("#G7",)),
        ("#政治", ("#政治",)),
        ("＃政治", ("#政治",)),
        ("未設定", ()),
        ("カテゴリーなし", ()),
        ("No Category", ()),
    ],
)
def test_a_category_that_names_no_topic_makes_no_hashtag(
    category: str, expected: tuple[str, ...]
) -> None:
    """A sign that the author wrote before it is not doubled."""
    assert hashtags([category], 5) == expected
