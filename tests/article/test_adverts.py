"""Advertisements that a blog service puts into a feed."""

from dataclasses import replace

import pytest

from crosspost.article.adverts import is_advert
from crosspost.model import Article

OWN = frozenset({"blog.example.jp", ""})
ARTICLE = Article("blog", (), "https://ads.example.net/c/1", "PR: 話題の青汁、初回は半額")


@pytest.mark.parametrize(
    ("title", "url", "advert"),
    [
        (ARTICLE.title, ARTICLE.url, True),
        ("ＰＲ：話題の青汁", ARTICLE.url, True),
        ("【PR】話題の青汁", ARTICLE.url, True),
        ("[AD] 話題の青汁", ARTICLE.url, True),
        ("広告：話題の青汁", ARTICLE.url, True),
        ("Sponsored : 話題の青汁", ARTICLE.url, True),
        ("話題の青汁【PR】", ARTICLE.url, True),
        ("話題の青汁【PR】", "https://blog.example.jp/1/", False),
        ("PR: 新刊のお知らせ", "https://blog.example.jp/1/", False),
        ("PR: 新刊のお知らせ", "https://www.blog.example.jp/1/", False),
        ("PR: 新刊のお知らせ", "https://shop.blog.example.jp/1/", False),
        ("PR: 新刊のお知らせ", "https://example.jp/1/", False),
        ("PR: 話題の青汁", "", False),
        ("PR会社の不正を問う", ARTICLE.url, False),
        ("広告の歴史を歩く", ARTICLE.url, False),
        ("話題の青汁 PR:", ARTICLE.url, False),
    ],
)
def test_a_marked_entry_of_a_foreign_domain_is_an_advertisement(
    title: str, url: str, *, advert: bool
) -> None:
    """Mark and domain together tell; a title about advertising is the author's."""
    assert is_advert(replace(ARTICLE, title=title, url=url), own=OWN) is advert
