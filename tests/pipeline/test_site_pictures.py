"""A picture that also stands on the home page, or on another article's page, is the site's."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from crosspost.errors import NotFetched
from crosspost.fetch import Fetched, Fetcher
from crosspost.model import Article, Document, Entry, Thumbnail
from crosspost.pipeline.sites import Sites

SITE = "https://kaizu.example.jp"
NOON = datetime(2026, 11, 28, 3, tzinfo=UTC)
OWN = Thumbnail(f"{SITE}/up/a.jpg", source="figure")
SHARED = Thumbnail(f"{SITE}/up/og.png", source="og")


def head(image: str) -> bytes:
    """Return a page that shows this picture to networks."""
    return f"<html><head><meta property='og:image' content='{image}'></head></html>".encode()


@dataclass
class Shelf(Fetcher):
    """Answers with the pages that it holds, and counts what is asked."""

    pages: dict[str, bytes]
    asked: list[str] = field(default_factory=list)

    async def get(self, url: str, **_more: object) -> Fetched:
        """Return the page."""
        self.asked.append(url)
        if url not in self.pages:
            raise NotFetched(f"{url}: status 404", status=404)
        return Fetched(200, url, {}, self.pages[url])


def entry(number: int, content: str = "<p>本文</p>") -> Entry:
    """Return an entry of the feed."""
    return Entry(str(number), f"{SITE}/{number}/", "題", content)


def ask(
    shelf: Shelf, sites: Sites, *thumbnails: Thumbnail, now: datetime = NOON, home: str = SITE
) -> list[str]:
    """Return where the pictures that are left were found."""
    entries = (entry(1), entry(2, "<img src='/b.jpg'>"), entry(3), entry(4))
    document = Document("rss20", "", entries, home=home)
    article = Article("f", ("l:1",), f"{SITE}/1/", "題", thumbnails=thumbnails)
    found = sites.drop_shared(shelf, article, document=document, now=now)
    return [thumbnail.source for thumbnail in asyncio.run(found).thumbnails]


@pytest.mark.parametrize(
    ("pages", "left"),
    [
        ({f"{SITE}/": head("/up/og.png")}, ["figure"]),
        ({f"{SITE}/": head("/up/og-1200x630.png")}, ["figure"]),
        ({f"{SITE}/": head("/up/b.jpg"), f"{SITE}/3/": head("/up/og.png")}, ["figure"]),
        ({f"{SITE}/3/": head("/up/og.png")}, ["figure"]),
        ({f"{SITE}/": head("/up/b.jpg"), f"{SITE}/3/": head("/up/c.png")}, ["figure", "og"]),
        ({}, ["figure", "og"]),
    ],
    ids=["home", "another size", "another article", "no home", "its own", "nobody answers"],
)
def test_what_stands_elsewhere_is_not_the_article_s(
    pages: dict[str, bytes], left: list[str]
) -> None:
    """The page of an article without a picture of its own tells it best."""
    assert ask(Shelf(pages), Sites(), OWN, SHARED) == left


def test_nothing_is_asked_where_it_does_not_matter() -> None:
    """The article's own pictures need no proof."""
    shelf = Shelf({})
    assert ask(shelf, Sites(), OWN) == ["figure"]
    assert shelf.asked == []


def test_a_blog_is_asked_once_a_day() -> None:
    """Whatever the number of its articles; one that did not answer sooner again."""
    shelf, sites = Shelf({f"{SITE}/": head("/up/b.jpg")}), Sites()
    for _ in range(3):
        ask(shelf, sites, SHARED)
    assert shelf.asked == [f"{SITE}/", f"{SITE}/3/"]
    ask(shelf, sites, SHARED, now=NOON + timedelta(hours=2))
    assert shelf.asked[2:] == [f"{SITE}/3/"]
    ask(shelf, sites, SHARED, now=NOON + timedelta(hours=26))
    assert shelf.asked[3:] == [f"{SITE}/", f"{SITE}/3/"]


def test_the_home_page_is_of_the_article_s_own_host() -> None:
    """A feed may name another, or the article itself."""
    shelf = Shelf({})
    ask(shelf, Sites(), SHARED, home="https://feeds.example.org/kaizu")
    ask(shelf, Sites(), SHARED, home=f"{SITE}/1")
    assert shelf.asked == [f"{SITE}/", f"{SITE}/3/", f"{SITE}/3/"]


def test_only_so_many_pages_are_remembered() -> None:
    """The oldest are asked anew."""
    shelf, sites = Shelf({}), Sites()
    for number in range(250):
        ask(shelf, sites, SHARED, home=f"{SITE}/blog{number}/")
    asked = len(shelf.asked)
    ask(shelf, sites, SHARED, home=f"{SITE}/blog249/")
    assert len(shelf.asked) == asked
    ask(shelf, sites, SHARED, home=f"{SITE}/blog0/")
    assert len(shelf.asked) == asked + 1
