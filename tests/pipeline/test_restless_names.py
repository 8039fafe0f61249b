"""Feeds that give known articles new names: at each fetch, or all of them once."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from crosspost.demo import feeds
from crosspost.model import State

if TYPE_CHECKING:
    from tests.pipeline.conftest import Newsroom

NEWS = "会見の全文を公開、知事は来年度の浄水場予算を白紙に戻すと述べた"
BODY = "<p>有料道路公社は来月から大橋の通行料を半額にする。利用の減少が続いていた。</p>"


def decisions(newsroom: "Newsroom") -> list[str]:
    """Look, and return what was decided about what was found."""
    return [finding.decision for finding in newsroom.look().findings]


def name_anew(newsroom: "Newsroom", number: int, *, site: str = "") -> None:
    """Give all articles other ids and addresses."""
    newsroom.blog.structure = f"/s{number}/{{id}}/"
    newsroom.blog.site = site or newsroom.blog.site
    for post, stored in newsroom.blog._posts.items():
        newsroom.blog._posts[post] = replace(stored, guid=f"/id/{number}/{post}")


def test_entries_without_an_id_whose_links_change_at_each_fetch_are_known(
    newsroom: "Newsroom", monkeypatch: pytest.MonkeyPatch
) -> None:
    """A session's number in each link made 55 holds of 5 articles; news goes out once."""
    without = "\n".join(line for line in feeds._ITEM.split("\n") if "<guid" not in line)
    monkeypatch.setattr(feeds, "_ITEM", without)
    newsroom.look()
    for number in range(4):
        name_anew(newsroom, number)
        assert decisions(newsroom) == []
    newsroom.publish(NEWS, body=BODY)
    assert decisions(newsroom) == ["post"]
    for number in range(4, 8):
        name_anew(newsroom, number)
        assert decisions(newsroom) == ["same"]
        (waiting,) = newsroom.deliveries()
        assert waiting.state is State.QUEUED
        assert f"/s{number}/" in waiting.post.text
        assert newsroom.store.article(waiting.article).left_at is None
    assert len(newsroom.store.recent("blog", newsroom.clock().replace(year=2000))) == 4


def test_of_a_feed_whose_ids_all_change_the_new_article_is_told_apart(
    newsroom: "Newsroom",
) -> None:
    """What has the same title, text and date on the same site is what it was; the rest is news."""
    newsroom.look()
    name_anew(newsroom, 1)
    newsroom.publish(NEWS, body=BODY)
    assert decisions(newsroom) == ["same", "same", "same", "post"]
    assert newsroom.look().findings == ()


def test_the_same_on_another_site_is_asked_about(newsroom: "Newsroom") -> None:
    """Somebody may have copied it, or the blog has moved: a person says so (law 7)."""
    newsroom.look()
    name_anew(newsroom, 1, site="https://copied.example.net")
    newsroom.publish(NEWS, body=BODY)
    assert decisions(newsroom) == ["hold"] * 4


def test_a_twin_that_stands_beside_the_known_one_is_no_renamed_one(newsroom: "Newsroom") -> None:
    """Both names are there at once: perhaps a second article."""
    newsroom.publish(NEWS, body=BODY, at=newsroom.clock())
    newsroom.look()
    first = newsroom.blog._posts[max(newsroom.blog._posts)]
    newsroom.publish(NEWS, body=BODY, at=first.published)
    assert decisions(newsroom) == ["hold"]
