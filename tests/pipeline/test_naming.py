"""An article is found by every name that a person has for it."""

from datetime import datetime

import pytest

from crosspost.errors import NotFound
from crosspost.model import Article, Change, ChangeKind, FeedState, Finding, Receipt
from crosspost.outbox import verdict
from crosspost.outbox.store import Store
from crosspost.pipeline.naming import find_known
from tests.pipeline.conftest import Newsroom
from tests.words import plain, raises_saying


@pytest.fixture
def record(store: Store, now: datetime) -> Store:
    """Return a record of two blogs that both have a post with the number 67."""
    articles = (
        Article(
            "blog",
            ("wp:67", "g:blog.example.jp?p=67", "l:blog.example.jp/2026/11/23/海峡"),
            "https://blog.example.jp/2026/11/23/%E6%B5%B7%E5%B3%A1/",
            "海峡の通航料をめぐる協議が再開",
        ),
        Article(
            "other",
            ("wp:67", "l:other.example.jp/archives/67"),
            "https://other.example.jp/archives/67",
            "海峡の町を歩く",
        ),
    )
    for article in articles:
        finding = Finding(article, Change(ChangeKind.NEW, plain("")), "baseline", plain(""))
        store.record(FeedState(article.feed), (finding,), now=now)
    return store


@pytest.mark.parametrize(
    "name",
    [
        "https://blog.example.jp/2026/11/23/%E6%B5%B7%E5%B3%A1/",
        "https://blog.example.jp/2026/11/23/海峡",
        "http://www.blog.example.jp/2026/11/23/%e6%b5%b7%e5%b3%a1/?utm_source=x#more",
        "www.blog.example.jp/2026/11/23/海峡/",
        "https://BLOG.example.jp:443/2026/11/23/海峡/",
        "https://blog.example.jp/?p=67",
        "https://blog.example.jp/index.php?p=67",
        "通航料",
        " 通航料 ",
        "1",
    ],
)
def test_one_article_has_many_names(record: Store, name: str) -> None:
    """Spellings of the address, the post's number, the ID, part of the title."""
    found = find_known(record, name)
    assert found is not None
    assert found.title == "海峡の通航料をめぐる協議が再開"


def test_a_post_s_number_counts_on_its_own_blog_only(record: Store) -> None:
    """?p=67 of another blog is another article, or none."""
    found = find_known(record, "https://other.example.jp/?p=67")
    assert found is not None
    assert found.feed == "other"
    assert find_known(record, "https://third.example.jp/?p=67") is None


def test_a_name_that_fits_several_lists_them(record: Store) -> None:
    """A person chooses by the ID."""
    with raises_saying(NotFound, match=r"1  海峡の通航料.*|2  海峡の町"):
        find_known(record, "海峡")


def test_articles_without_an_address_are_not_taken_for_one(record: Store, now: datetime) -> None:
    """What two feeds show under one address is one article; no address is none in common."""
    for number in (1, 2):
        article = Article("notes", (f"g:note-{number}",), "", f"港の覚え書き、第{number}号")
        finding = Finding(article, Change(ChangeKind.NEW, plain("")), "baseline", plain(""))
        record.record(FeedState("notes"), (finding,), now=now)
    with raises_saying(NotFound, match="several articles"):
        find_known(record, "港の覚え書き")


POST = "2125653440133595136"


def announce(room: Newsroom, number: str) -> None:
    """Say that the first delivery went out as that post."""
    first = room.deliveries()[0]
    held = room.store.apply(first, verdict.hold(first, plain("a test")), now=room.clock())
    assert held is not None
    receipt = Receipt(number, "")
    room.store.apply(held, verdict.confirm(held, receipt, now=room.clock()), now=room.clock())


@pytest.mark.parametrize(
    "name",
    [
        POST,
        f"https://x.com/blog/status/{POST}?s=20",
        f"x.com/i/web/status/{POST}",
        f"https://twitter.com/blog/status/{POST}/photo/1",
        f"http://127.0.0.1:8300/#post-{POST}",
    ],
)
def test_an_article_is_known_by_the_post_as_which_it_went_out(
    newsroom: Newsroom, name: str
) -> None:
    """As a person copies it from X, or its bare number."""
    newsroom.look()
    newsroom.publish("海峡の通航料をめぐる協議が再開")
    newsroom.publish("海峡の町を歩く")
    newsroom.look()
    announce(newsroom, POST)
    found = find_known(newsroom.store, name)
    assert found is not None
    assert found.title == "海峡の通航料をめぐる協議が再開"


@pytest.mark.parametrize("name", [POST, f"https://x.com/b/status/{POST}", f"x.com/b/status/{POST}"])
def test_a_post_of_no_known_article_is_said_to_be_one(record: Store, name: str) -> None:
    """X's page is not asked for: it shows an article to nobody."""
    with raises_saying(NotFound, match=f"no known article went out as post {POST}"):
        find_known(record, name)


def test_a_blog_s_own_address_may_look_like_a_post_s(record: Store) -> None:
    """It is sought among the articles when no post has that number."""
    assert find_known(record, f"https://blog.example.jp/status/{POST}") is None


@pytest.mark.parametrize("name", ["", " ", "\u3000"])
def test_no_name_is_no_article(record: Store, name: str) -> None:
    """The whole record is not what somebody means who names nothing."""
    with raises_saying(NotFound, match="name an article"):
        find_known(record, name)


def test_the_latest_is_the_newest(record: Store, store: Store) -> None:
    """And nothing is the latest of an empty record."""
    assert find_known(record, "latest") is not None
    assert find_known(record, "そんな記事はない") is None
