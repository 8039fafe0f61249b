"""One article in several feeds: an account has it once."""

from typing import TYPE_CHECKING

import pytest

from crosspost.model import State
from crosspost.outbox import verdict
from crosspost.pipeline.naming import find_known
from tests.pipeline.conftest import NOON
from tests.pipeline.press import Item
from tests.words import english

if TYPE_CHECKING:
    from tests.pipeline.conftest import Newsroom
    from tests.pipeline.press import Press

NEWS = "会見の全文を公開、知事は来年度の浄水場予算を白紙に戻すと述べた"


@pytest.fixture
def two_feeds(newsroom: "Newsroom") -> "Newsroom":
    """Return a newsroom whose blog is watched by its main feed and by a category's."""
    url = f"{newsroom.site}/feed/?category"
    category = {"name": "category", "url": url, "every": "1s", "accounts": ["main"]}
    newsroom.table["more_feeds"] = [category]
    newsroom.look()
    newsroom.look(feed="category")
    return newsroom


def accounts(newsroom: "Newsroom") -> list[str]:
    """Return the accounts of all deliveries, oldest first."""
    return [delivery.account for delivery in newsroom.deliveries()]


@pytest.mark.parametrize("order", [("blog", "category"), ("category", "blog")])
def test_an_account_has_it_from_the_feed_that_shows_it_first(
    two_feeds: "Newsroom", order: tuple[str, str]
) -> None:
    """The other feed's look passes over it and says from where the account has it."""
    two_feeds.publish(NEWS)
    first, second = (two_feeds.look(feed=feed).findings for feed in order)
    assert [finding.decision for finding in (*first, *second)] == ["post", "skip"]
    assert f'"main" has it from feed "{order[0]}"' in english(second[0].why)
    assert accounts(two_feeds) == ["main"]


def test_an_account_of_the_other_feed_alone_has_it_too(two_feeds: "Newsroom") -> None:
    """Only the account that has it is left out, and the why tells which."""
    two_feeds.table["accounts"] = {"second": {"network": "dry", "min_distance": "0s"}}
    two_feeds.table["more_feeds"][0]["accounts"] = ["main", "second"]
    two_feeds.publish(NEWS)
    two_feeds.look()
    [finding] = two_feeds.look(feed="category").findings
    assert finding.decision == "post"
    assert '"main" has it' in english(finding.why)
    assert accounts(two_feeds) == ["main", "second"]


def test_what_one_feed_holds_does_not_slip_out_by_the_other(two_feeds: "Newsroom") -> None:
    """A flood of the main feed stays held, though the category feed's part of it is small."""
    two_feeds.table["feed"] = {"max_new_per_poll": 1}
    for number in range(2):
        two_feeds.publish(f"{number}番目の続報、関係する町の議会の反応を並べる")
    two_feeds.look()
    two_feeds.look(feed="category")
    assert [delivery.state for delivery in two_feeds.deliveries()] == [State.HELD] * 2


def test_what_a_person_withdrew_stays_withdrawn(two_feeds: "Newsroom") -> None:
    """The other feed does not bring it back."""
    two_feeds.publish(NEWS)
    two_feeds.look()
    [delivery] = two_feeds.deliveries()
    two_feeds.store.apply(delivery, verdict.withdraw(delivery), now=two_feeds.clock())
    two_feeds.look(feed="category")
    assert accounts(two_feeds) == ["main"]


def test_what_one_feed_knew_at_first_sight_is_no_news_in_another(newsroom: "Newsroom") -> None:
    """An article of before that gets the category later is not announced."""
    newsroom.look()
    yesterdays = max(newsroom.blog.published(), key=lambda post: post.published).id
    newsroom.blog.trash(yesterdays)
    url = f"{newsroom.site}/feed/?category"
    category = {"name": "category", "url": url, "every": "1s", "accounts": ["main"]}
    newsroom.table["more_feeds"] = [category]
    newsroom.look(feed="category")
    newsroom.blog.restore(yesterdays)
    [found] = newsroom.look(feed="category").findings
    assert found.decision == "skip"
    assert newsroom.deliveries() == []


def test_a_person_means_the_one_that_was_announced(two_feeds: "Newsroom") -> None:
    """By address, by title and as the latest: `repost` and `explain` find the one with the post."""
    two_feeds.publish(NEWS)
    [found] = two_feeds.look().findings
    two_feeds.look(feed="category")
    for name in (found.article.url, NEWS[:12], "latest"):
        known = find_known(two_feeds.store, name)
        assert known is not None
        assert (known.feed, known.decision) == ("blog", "post")


def watch_guest(newsroom: "Newsroom", press: "Press", items: list[Item]) -> None:
    """Let a guest's feed show these at its first sight, beside the blog's own."""
    press.items = items
    feed = newsroom.table.pop("feed")
    guest = {"name": "guest", "url": feed["url"], "every": "1s", "accounts": ["main"]}
    newsroom.table["more_feeds"] = [guest]
    newsroom.look(feed="guest")


@pytest.mark.parametrize(
    ("title", "text"), [("", ""), ("賭場で大儲けする三つの方法", "<p>必勝法を公開中。</p>")]
)
def test_a_guest_that_names_an_article_to_come_does_not_silence_it(
    newsroom: "Newsroom", press: "Press", title: str, text: str
) -> None:
    """A number or an address alone proves nothing: nothing went out."""
    newsroom.table["feed"] = {}
    newsroom.look()
    number = newsroom.publish(NEWS)
    link = newsroom.blog.url(newsroom.blog.post(number))
    guid = f"{newsroom.blog.site}/?p={number}"
    newsroom.table["feed"] = {"url": press.url}
    watch_guest(newsroom, press, [Item(number, title, text, NOON, link=link, guid=guid)])
    assert [f.decision for f in newsroom.look().findings] == ["post"]


def test_news_that_a_new_feed_has_at_first_sight_go_out_by_the_other(
    newsroom: "Newsroom",
) -> None:
    """It came out after the last look of the feed that is watched for long: nothing went out."""
    newsroom.look()
    newsroom.clock.turn(minutes=1)
    newsroom.publish(NEWS)
    url = f"{newsroom.site}/feed/?category"
    newsroom.table["more_feeds"] = [
        {"name": "category", "url": url, "every": "1s", "accounts": ["main"]}
    ]
    newsroom.look(feed="category")
    assert [f.decision for f in newsroom.look().findings] == ["post"]
