"""A feed whose names are known and whose articles are not: another blog, or a restored one."""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from crosspost.model import State
from crosspost.outbox import verdict
from tests.words import english

if TYPE_CHECKING:
    from tests.pipeline.conftest import Newsroom

NEWS = "会見の全文を公開、知事は来年度の浄水場予算を白紙に戻すと述べた"
DAY = timedelta(days=1)
CASINO = "格安の賭場で大儲けする三つの方法を、今だけ無料でお教えします"


def decisions(newsroom: "Newsroom") -> list[str]:
    """Look, and return what was decided about what was found."""
    return [finding.decision for finding in newsroom.look().findings]


def start_anew(newsroom: "Newsroom", *, site: str = "") -> None:
    """Put an empty WordPress behind the same address; it counts from one, as the first did."""
    newsroom.blog._posts.clear()
    newsroom.blog._last = 8
    newsroom.blog.site = site or newsroom.blog.site
    newsroom.publish("Hello world!", body="<p>WordPress へようこそ。これは最初の投稿です。</p>")


@pytest.mark.parametrize("site", ["", "https://casino.example.net"], ids=["same", "other"])
def test_another_wordpress_behind_the_same_address_announces_nothing(
    newsroom: "Newsroom", site: str
) -> None:
    """An expired domain: its numbers are known, it is not; also at the looks after."""
    newsroom.look()
    start_anew(newsroom, site=site)
    newsroom.publish(CASINO, body="<p>登録するだけで誰でも勝てる必勝法を公開中。</p>")
    assert decisions(newsroom) == ["hold", "hold"]
    newsroom.publish(f"続・{CASINO}", body="<p>二度目の登録でさらに倍の賞金を差し上げます。</p>")
    assert decisions(newsroom) == ["hold"]
    newsroom.blog._last = 100
    newsroom.publish(f"最後の{CASINO}", body="<p>三度目の登録で車が当たります。</p>")
    assert decisions(newsroom) == ["hold"]
    assert {d.state for d in newsroom.deliveries()} == {State.HELD}
    assert all("nothing in the feed is known" in english(d.why) for d in newsroom.deliveries())


def test_what_a_person_lets_go_makes_its_blog_a_known_one(newsroom: "Newsroom") -> None:
    """One answer is enough: what comes after it is news."""
    newsroom.look()
    start_anew(newsroom)
    newsroom.look()
    (held,) = newsroom.deliveries()
    release = verdict.release(held, now=newsroom.clock())
    newsroom.store.apply(held, release, now=newsroom.clock())
    newsroom.publish(NEWS, body="<p>知事は会見で、予算案を取り下げると述べた。</p>")
    assert decisions(newsroom) == ["hold"]  # under a number of the other blog
    newsroom.blog._last = 100
    newsroom.publish("円相場が三年ぶりの高値", body="<p>市場では介入への警戒が強い。</p>")
    assert decisions(newsroom) == ["post"]


def test_the_address_of_another_wordpress_is_a_first_sight(newsroom: "Newsroom") -> None:
    """The operator gave the feed of another blog whose numbers are the same."""
    newsroom.look()
    start_anew(newsroom, site="https://other.example.jp")
    newsroom.table["feed"] = {"url": f"{newsroom.site}/feed/?another"}
    newsroom.publish(NEWS)
    assert decisions(newsroom) == ["baseline", "baseline"]


@pytest.mark.parametrize("address", ["same", "new"])
def test_a_move_to_another_domain_announces_nothing(newsroom: "Newsroom", address: str) -> None:
    """All numbers, titles and texts are there again; what comes after it is news."""
    newsroom.look()
    newsroom.publish(NEWS, body="<p>知事は会見で、予算案を取り下げると述べた。</p>")
    newsroom.look()
    newsroom.blog.site = "https://new.example.net"
    if address == "new":
        newsroom.table["feed"] = {"url": f"{newsroom.site}/feed/?moved"}
    assert set(decisions(newsroom)) == {"same"}
    newsroom.publish("引っ越しのあとの最初の記事、港の朝市の値札を書く人に聞く")
    assert decisions(newsroom) == ["post"]
    assert len(newsroom.deliveries()) == 2


def test_a_move_under_all_new_ids_is_asked_about_once(newsroom: "Newsroom") -> None:
    """Titles and paths tell that it is the same blog: what comes after the move is news."""
    newsroom.look()
    newsroom.blog.site = "https://new.example.net"
    for number, post in newsroom.blog._posts.items():
        newsroom.blog._posts[number] = replace(post, guid=f"/id/{number}")
    assert decisions(newsroom) == ["hold"] * 3
    newsroom.publish(NEWS)
    assert decisions(newsroom) == ["post"]


def test_a_move_to_an_address_that_the_operator_gives_hides_nothing(newsroom: "Newsroom") -> None:
    """All names are new; what resembles the known is remembered, what came since is asked about."""
    newsroom.look()
    newsroom.blog.site = "https://new.example.net"
    for number, post in newsroom.blog._posts.items():
        newsroom.blog._posts[number] = replace(post, guid=f"/id/{number}")
    newsroom.table["feed"] = {"url": f"{newsroom.site}/feed/?moved", "first": "newest"}
    newsroom.publish("古い日付で移された、見覚えのない記事の見出し", at=newsroom.clock() - 9 * DAY)
    newsroom.publish(NEWS)
    assert decisions(newsroom) == ["baseline", "same", "same", "same", "hold"]
    assert [NEWS in delivery.post.text for delivery in newsroom.deliveries()] == [True]
    assert newsroom.look().findings == ()


def test_a_move_with_a_flood_behind_it_is_held(newsroom: "Newsroom") -> None:
    """Eleven unknown articles on the new address are asked about, as anywhere."""
    newsroom.look()
    for number, post in newsroom.blog._posts.items():
        newsroom.blog._posts[number] = replace(post, guid=f"/id/{number}")
    newsroom.blog.site, newsroom.blog.window = "https://new.example.net", 20
    newsroom.table["feed"] = {"url": f"{newsroom.site}/feed/?moved"}
    for number in range(11):
        newsroom.publish(f"移転先の{number}番目の記事、{'甲乙丙丁戊己庚辛壬癸子'[number] * 9}")
    assert decisions(newsroom) == ["same"] * 3 + ["hold"] * 11
    assert {"max_new_per_poll" in english(delivery.why) for delivery in newsroom.deliveries()} == {
        True
    }


def test_a_restored_blog_gives_a_known_number_to_another_article(newsroom: "Newsroom") -> None:
    """It is asked about once; what waits under the number is not written over."""
    newsroom.look()
    number = newsroom.publish(NEWS)
    newsroom.look()
    newsroom.blog.delete(number)
    newsroom.blog._last = number - 3
    again = newsroom.publish("円相場が三年ぶりの高値", body="<p>市場では介入への警戒が強い。</p>")
    assert again == number
    assert decisions(newsroom) == ["hold"]
    first, second = newsroom.deliveries()
    assert NEWS in first.post.text
    assert (first.state, second.state) == (State.QUEUED, State.HELD)
    newsroom.blog.revise(again, body="<p>市場では介入への警戒が強まっている。</p>")
    newsroom.look()
    assert NEWS in newsroom.deliveries()[0].post.text
    assert len(newsroom.deliveries()) == 2


def test_two_blogs_in_one_feed_that_count_alike_are_told_apart(newsroom: "Newsroom") -> None:
    """A planet of WordPress blogs: one number, two articles of one look, both are news."""
    newsroom.look()
    newsroom.publish(NEWS)
    newsroom.clock.turn(minutes=1)
    other = newsroom.publish("円相場が三年ぶりの高値", body="<p>市場では介入への警戒が強い。</p>")
    stored = newsroom.blog.post(other)
    newsroom.blog._posts[other] = replace(stored, guid=f"/other/?p={other - 3}")
    assert decisions(newsroom) == ["post", "post"]
    assert newsroom.look().findings == ()
