"""A feed that gets another address in the configuration."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from crosspost.model import State
from tests.words import english

if TYPE_CHECKING:
    from tests.pipeline.conftest import Newsroom

NEWS = "会見の全文を公開、知事は来年度の浄水場予算を白紙に戻すと述べた"


def move(newsroom: "Newsroom", *, first: str = "none") -> None:
    """Let the same articles stand under other ids, at another address."""
    newsroom.look()
    titles = [post.draft.title for post in newsroom.blog.published()]
    for post in newsroom.blog.published():
        newsroom.blog.delete(post.id)
    newsroom.clock.turn(minutes=1)
    for title in reversed(titles):
        newsroom.publish(title)
    newsroom.table["feed"] = {"url": f"{newsroom.site}/feed/?moved", "first": first}


def test_news_of_a_blog_that_moved_waits_for_a_person(newsroom: "Newsroom") -> None:
    """It came between the last look at the old address and the first at the new one."""
    move(newsroom)
    newsroom.clock.turn(minutes=1)
    newsroom.publish(NEWS)
    assert [finding.decision for finding in newsroom.look().findings][:3] == ["same"] * 3
    (held,) = newsroom.deliveries()
    assert (held.state, "the blog has moved" in english(held.why)) == (State.HELD, True)
    assert newsroom.look().findings == ()


@pytest.mark.parametrize("first", ["none", "newest"])
def test_what_only_moved_is_not_announced_again(newsroom: "Newsroom", first: str) -> None:
    """Nor is the newest, which a feed's first sight may announce."""
    move(newsroom, first=first)
    assert [finding.decision for finding in newsroom.look().findings] == ["same"] * 3
    assert newsroom.deliveries() == []


def test_what_waits_goes_out_with_the_new_address(newsroom: "Newsroom") -> None:
    """Its old link may be dead; nor is it missed in the feed, where it bears other names."""
    newsroom.look()
    newsroom.publish(NEWS)
    newsroom.look()
    newsroom.blog.site = "https://new.example.net"
    for number, post in newsroom.blog._posts.items():
        newsroom.blog._posts[number] = replace(post, guid=f"/id/{number}")
    newsroom.table["feed"] = {"url": f"{newsroom.site}/feed/?moved"}
    newsroom.look()
    newsroom.publish("引っ越しのあとの最初の記事、港の朝市の値札を書く人に聞く")
    newsroom.look()
    (waiting,) = [d for d in newsroom.deliveries() if NEWS in d.post.text]
    known = newsroom.store.article(waiting.article)
    assert known.left_at is None
    assert known.url == newsroom.blog.url(newsroom.blog.published()[1])
    assert known.url in waiting.post.text
