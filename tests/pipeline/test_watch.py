"""What a look at a feed leads to, from the request to what is written down."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from crosspost.demo.blog import Draft, Upload
from crosspost.model import State
from crosspost.pipeline.reconfigured import wake_hastened
from tests.words import english

if TYPE_CHECKING:
    from tests.pipeline.conftest import Newsroom

SHIP = Upload(
    "ship.jpg", b"", "image/jpeg", 1200, 675, caption="岸壁に着いた客船=Wikipedia", alt="客船"
)
NEWS = "会見の全文を公開、知事は来年度の浄水場予算を白紙に戻すと述べた"


def decisions(newsroom: "Newsroom") -> list[str]:
    """Look, and return what was decided about what was found."""
    return [finding.decision for finding in newsroom.look().findings]


def test_first_sight_is_a_baseline(newsroom: "Newsroom") -> None:
    """All that stands in the feed is remembered, nothing is announced."""
    assert decisions(newsroom) == ["baseline"] * 3
    assert newsroom.deliveries() == []


def test_the_newest_goes_out_at_first_sight_when_the_operator_says_so(
    newsroom: "Newsroom",
) -> None:
    """First = "newest" announces one article, so that a new account is not empty."""
    newsroom.table["feed"] = {"first": "newest"}
    assert decisions(newsroom) == ["baseline", "baseline", "post"]
    assert "1日前" in newsroom.deliveries()[0].post.text


def test_a_new_article_is_planned_once(newsroom: "Newsroom") -> None:
    """It is queued for each account, and a second look adds nothing."""
    newsroom.table["accounts"] = {"second": {"network": "dry"}}
    newsroom.table["feed"] = {"accounts": []}
    newsroom.look()
    newsroom.publish(NEWS)
    newsroom.look()
    assert newsroom.look().findings == ()
    assert [d.account for d in newsroom.deliveries()] == ["main", "second"]
    assert {d.state for d in newsroom.deliveries()} == {State.QUEUED}


def test_the_first_article_of_an_empty_blog_is_news(newsroom: "Newsroom") -> None:
    """A feed that was seen without entries has had its first sight."""
    for post in newsroom.blog.published():
        newsroom.blog.trash(post.id)
    newsroom.look()
    newsroom.publish(NEWS)
    assert decisions(newsroom) == ["post"]


def test_another_address_with_nothing_known_is_a_first_sight(newsroom: "Newsroom") -> None:
    """The operator gave the feed of another blog: its articles are no news."""
    newsroom.look()
    state = newsroom.store.feed("blog")
    assert state is not None
    for post in newsroom.blog.published():
        newsroom.blog.delete(post.id)
    newsroom.table["feed"] = {"url": f"{newsroom.site}/feed/?another"}
    newsroom.publish(NEWS)
    assert decisions(newsroom) == ["baseline"]


def test_more_than_the_operator_expects_are_held(newsroom: "Newsroom") -> None:
    """A flood waits for a person; nothing is dropped."""
    newsroom.look()
    for number in range(4):
        newsroom.publish(f"{number}番目の続報、関係する町の議会の反応を並べる")
    assert decisions(newsroom) == ["hold"] * 4
    assert {d.state for d in newsroom.deliveries()} == {State.HELD}
    assert "max_new_per_poll = 3" in english(newsroom.deliveries()[0].why)


def test_a_gap_in_the_window_is_filled_from_older_pages(newsroom: "Newsroom") -> None:
    """When nothing in the feed is known, the pages before it are read until known ground."""
    newsroom.blog.window = 2
    newsroom.table["feed"] = {"max_new_per_poll": 9}
    newsroom.look()
    for number in range(4):
        newsroom.clock.turn(minutes=1)
        newsroom.publish(f"{number}番目の続報、関係する町の議会の反応を並べる")
    assert decisions(newsroom) == ["post"] * 4
    assert [d.post.text[0] for d in newsroom.deliveries()] == ["0", "1", "2", "3"]


def test_a_feed_without_anything_known_is_held(newsroom: "Newsroom") -> None:
    """Another blog behind the same address looks like this."""
    newsroom.look()
    for post in newsroom.blog.published():
        newsroom.blog.delete(post.id)
    newsroom.publish(NEWS)
    assert decisions(newsroom) == ["hold"]
    assert "nothing in the feed is known" in english(newsroom.deliveries()[0].why)


def test_an_old_article_that_slides_back_is_no_news(newsroom: "Newsroom") -> None:
    """WordPress fills its window with older ones when one is deleted."""
    newsroom.publish(
        "半年前からある、窓の外に落ちていた記事", at=newsroom.clock.at - timedelta(days=180)
    )
    newsroom.blog.window = 3
    newsroom.look()
    newsroom.blog.delete(newsroom.blog.published()[0].id)
    assert decisions(newsroom) == ["baseline"]
    assert newsroom.deliveries() == []


@pytest.mark.parametrize("apart", [timedelta(0), timedelta(minutes=5)])
def test_a_young_article_of_before_first_sight_that_slides_back_is_no_news(
    newsroom: "Newsroom", apart: timedelta
) -> None:
    """Minutes old and below all that is known, of the same second too: it fell out unseen."""
    newsroom.blog.window = 3
    for number in range(4):
        at = newsroom.clock.at - timedelta(minutes=30) + apart * number
        newsroom.publish(f"{number}番目の記事、港の朝市の値札を書く人に聞く", at=at)
    newsroom.look()
    newsroom.blog.delete(newsroom.blog.published()[0].id)
    assert decisions(newsroom) == ["baseline"]
    assert newsroom.deliveries() == []


def test_an_article_that_comes_later_with_the_time_of_the_oldest_is_news(
    newsroom: "Newsroom",
) -> None:
    """A feed that gives days only, or a date set back: what stands above known ones is new."""
    newsroom.blog.window = 3
    at = newsroom.clock.at - timedelta(minutes=30)
    for number in range(3):
        newsroom.publish(f"{number}番目の記事、港の朝市の値札を書く人に聞く", at=at)
    newsroom.look()
    newsroom.publish(NEWS, at=at)
    assert decisions(newsroom) == ["post"]


def test_an_old_article_at_the_top_is_held(newsroom: "Newsroom") -> None:
    """Older than max_age when its turn comes: a person decides."""
    newsroom.table["feed"] = {"max_age": "6h"}
    newsroom.look()
    newsroom.publish(NEWS, at=newsroom.clock.at - timedelta(hours=20))
    assert decisions(newsroom) == ["hold"]


def test_a_protected_article_is_passed_over_and_announced_when_it_opens(
    newsroom: "Newsroom",
) -> None:
    """The password decides, not the title; without it the article is news."""
    newsroom.look()
    number = newsroom.publish(NEWS)
    newsroom.blog.protect(number)
    assert decisions(newsroom) == ["skip"]
    newsroom.blog.protect(number, protected=False)
    assert decisions(newsroom) == ["post"]
    assert len(newsroom.deliveries()) == 1


@pytest.mark.parametrize("trouble", ["maintenance", "database", "truncated"])
def test_what_is_not_a_clean_feed_changes_nothing(newsroom: "Newsroom", trouble: str) -> None:
    """No article, no validator: only the failure is remembered."""
    newsroom.look()
    before = newsroom.store.feed("blog")
    newsroom.publish(NEWS)
    newsroom.blog.trouble = trouble  # type: ignore[assignment]
    assert newsroom.look().outcome == "failed"
    after = newsroom.store.feed("blog")
    assert before is not None
    assert after is not None
    assert (after.etag, after.body_hash, after.clean_at) == (
        before.etag,
        before.body_hash,
        before.clean_at,
    )
    assert after.failures == 1
    newsroom.blog.trouble = ""
    assert decisions(newsroom) == ["post"]


def test_validators_are_sent_and_a_304_is_no_news(newsroom: "Newsroom") -> None:
    """The second look costs the blog an empty answer."""
    newsroom.look()
    done = newsroom.look(pinged=False)
    assert done.outcome == "unchanged"
    assert [status for _, _, status in newsroom.blog.seen if status in {200, 304}] == [200, 304]


@pytest.mark.parametrize(
    "change",
    [
        lambda blog, post: blog.change_slug(post, "yosan-hakushi"),
        lambda blog, post: blog.revise(post),
        lambda blog, post: blog.redate(post, blog.now() - timedelta(hours=3)),
        lambda blog, _post: setattr(blog, "structure", "/archives/{id}/"),
        lambda blog, post: (blog.trash(post), blog.restore(post)),
    ],
    ids=["slug", "saved", "date", "permalinks", "trash"],
)
def test_moves_and_returns_announce_nothing(
    newsroom: "Newsroom", change: Callable[..., None]
) -> None:
    """An article is itself, whatever its address, date or place."""
    newsroom.look()
    number = newsroom.publish(NEWS)
    newsroom.look()
    change(newsroom.blog, number)
    newsroom.look()
    assert len(newsroom.deliveries()) == 1


def test_a_second_article_with_a_known_title_is_held(newsroom: "Newsroom") -> None:
    """Deleted and posted again, or a weekly column: a person knows."""
    newsroom.look()
    newsroom.publish(NEWS)
    newsroom.look()
    newsroom.publish(NEWS)
    assert decisions(newsroom) == ["hold"]


def test_of_two_that_are_alike_in_one_look_one_goes_out(newsroom: "Newsroom") -> None:
    """A double click publishes twice; the second waits for a person."""
    newsroom.look()
    newsroom.publish(NEWS)
    newsroom.publish(NEWS)
    newsroom.publish(NEWS, body="<p>同じ題の別の記事、市場では介入への警戒が強い。</p>")
    assert decisions(newsroom) == ["post", "hold", "post"]
    assert "perhaps the same article" in english(newsroom.deliveries()[1].why)


def test_a_shorter_interval_counts_from_the_edit_on(newsroom: "Newsroom") -> None:
    """An operator who asks for more frequent looks does not wait for the next one."""
    newsroom.table["feed"] = {"every": "20m"}
    newsroom.look()
    before = newsroom.settings()
    newsroom.table["feed"] = {"every": "1m"}
    wake_hastened(newsroom.pipeline(), before)
    state = newsroom.store.feed("blog")
    assert state is not None
    assert state.looked_at is not None
    assert state.next_at == state.looked_at + timedelta(minutes=1)


def test_an_article_that_says_nothing_waits_for_a_person(newsroom: "Newsroom") -> None:
    """Neither the feed nor the blog knows a title, a text or a picture of it."""
    newsroom.look()
    newsroom.publish("", body="")
    newsroom.publish(NEWS)
    assert decisions(newsroom) == ["hold", "post"]
    bare, news = newsroom.deliveries()
    assert (bare.state, news.state) == (State.HELD, State.QUEUED)
    assert "bare link" in english(bare.why)


@pytest.mark.parametrize("direct", [False, True], ids=["by hand", "in one call"])
def test_the_featured_picture_comes_with_caption_and_credit(
    newsroom: "Newsroom", *, direct: bool
) -> None:
    """An app's article bears no number in the feed; its page tells it, and REST the caption."""
    newsroom.look()
    body = "<p>県の第三者委員会は、更新費が膨らんだ経緯を公表した。</p>"
    newsroom.blog.publish(Draft(title=NEWS, body=body, featured=SHIP), direct=direct)
    newsroom.look()
    (delivery,) = newsroom.deliveries()
    picture = delivery.post.thumbnail
    assert picture is not None
    assert (picture.caption, picture.credit) == ("岸壁に着いた客船", "Wikipedia")
    assert picture.alt == "岸壁に着いた客船（Wikipedia）"
