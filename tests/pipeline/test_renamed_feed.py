"""A feed that gets another name in the configuration."""

from dataclasses import replace
from datetime import timedelta

import pytest

from crosspost.model import Change, ChangeKind, Finding
from crosspost.pipeline.repost import to_article
from tests.pipeline.conftest import Newsroom
from tests.words import plain


def test_a_feed_under_a_new_name_goes_on_where_it_was(newsroom: Newsroom) -> None:
    """What came between the two names is announced; the articles of before are known."""
    newsroom.look()
    newsroom.publish("名前を変える直前に公開された記事の見出し")
    newsroom.table = {"feed": {"name": "renamed"}}
    assert [(f.article.title[:2], f.decision) for f in newsroom.look().findings] == [
        ("名前", "post")
    ]
    assert [state.name for state in newsroom.store.feeds()] == ["renamed"]
    assert newsroom.store.events(feed="renamed")[0].kind == "feed.renamed"


def test_a_feed_that_gets_its_old_name_back_is_still_looked_at(newsroom: Newsroom) -> None:
    """It is due at once each time."""
    for name in ("blog", "renamed", "blog"):
        newsroom.table = {"feed": {"name": name}}
        assert newsroom.store.due_feeds([name], newsroom.clock(), 5) == [name]
        newsroom.look()


def test_another_slash_in_the_same_edit_makes_it_no_new_feed(newsroom: Newsroom) -> None:
    """Who renames a feed often tidies its address as well."""
    newsroom.look()
    newsroom.publish("名前を変える直前に公開された記事の見出し")
    newsroom.table = {"feed": {"name": "renamed", "url": f"{newsroom.site}/feed"}}
    assert [finding.decision for finding in newsroom.look().findings] == ["post"]


def test_a_second_feed_of_the_same_address_is_a_new_one(newsroom: Newsroom) -> None:
    """The first is still configured and keeps what it knows."""
    newsroom.look()
    newsroom.table = {
        "more_feeds": [{"name": "twin", "url": f"{newsroom.site}/feed/", "every": "1s"}]
    }
    assert {f.decision for f in newsroom.look(feed="twin").findings} == {"baseline"}
    assert [state.name for state in newsroom.store.feeds()] == ["blog", "twin"]


def test_names_that_the_new_one_knows_already_stay_with_their_article(newsroom: Newsroom) -> None:
    """A person may have named one of the articles before the first look under the new name."""
    newsroom.look()
    (recent, *_) = newsroom.store.recent("blog", newsroom.clock() - timedelta(days=1))
    known = newsroom.store.article(recent.id)
    twin = replace(to_article(known), feed="renamed")
    finding = Finding(twin, Change(ChangeKind.NEW, plain("named")), "named", plain("named"))
    newsroom.store.order(finding, [], now=newsroom.clock())
    newsroom.table = {"feed": {"name": "renamed"}}
    newsroom.look()
    assert newsroom.store.known_by_alias("renamed", known.aliases)[0].id != known.id


@pytest.mark.parametrize("address", ["https://{}/feed/", "http://{}/feed", "https://www.{}/feed/"])
def test_a_feed_under_a_new_name_and_another_spelling_of_its_address_goes_on(
    newsroom: Newsroom, address: str
) -> None:
    """Both were edited at once: https, www. or a closing slash makes it no other feed."""
    host = newsroom.site.removeprefix("http://")
    newsroom.look()
    state = newsroom.store.feed("blog")
    assert state
    newsroom.store.save_feed(replace(state, url=address.format(host)))
    newsroom.publish("名前を変える直前に公開された記事の見出し")
    newsroom.table = {"feed": {"name": "renamed"}}
    assert [f.decision for f in newsroom.look().findings] == ["post"]
