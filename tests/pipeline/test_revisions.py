"""What follows when an article changes after it was found."""

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from crosspost.model import Delivery, State
from crosspost.pipeline.deliver import deliver
from crosspost.pipeline.repost import offer, order
from tests.words import english

if TYPE_CHECKING:
    from tests.pipeline.conftest import Newsroom

DRAFT = "市議会、鉄道存続の条例案を一票差で可決、負担割合は先送り（暫定投稿）"
SETTLED = "市議会、鉄道存続の条例案を一票差で可決、負担割合は先送り"
ADDED = "県は午後の会見で、来年度の負担を三割とする案を示した。町側は回答を保留している。"


def send(newsroom: "Newsroom") -> Delivery | None:
    """Send what is due on the account."""
    return asyncio.run(deliver(newsroom.pipeline(), "main"))


def test_a_post_that_still_waits_is_written_again(newsroom: "Newsroom") -> None:
    """What goes out is what stands on the blog then."""
    newsroom.look()
    number = newsroom.publish(DRAFT)
    newsroom.look()
    newsroom.blog.revise(number, title=SETTLED)
    newsroom.look()
    (delivery,) = newsroom.deliveries()
    assert delivery.post.text.startswith(SETTLED + "\n")


def test_a_repost_that_waits_keeps_its_comment_and_tells_the_article_as_it_stands_then(
    newsroom: "Newsroom",
) -> None:
    """Ordered for tomorrow; headline and address are corrected meanwhile."""
    newsroom.look()
    number = newsroom.publish(DRAFT)
    newsroom.look()
    send(newsroom)
    pipe, tomorrow = newsroom.pipeline(), newsroom.clock() + timedelta(days=1)
    known = newsroom.store.article(newsroom.deliveries()[0].article)
    (offered, _) = offer(pipe, known, "main", comment="必読です。", due_at=tomorrow)
    order(pipe, known, offered)
    newsroom.blog.revise(number, title=SETTLED)
    newsroom.blog.change_slug(number, "kaitei")
    newsroom.look()
    assert send(newsroom) is None
    newsroom.clock.turn(days=1)
    sent = send(newsroom)
    assert sent is not None
    assert sent.edition == 2
    assert sent.post.text.startswith(f"必読です。\n\n{SETTLED}\n")
    assert "kaitei" in sent.post.links[0]


def test_a_provisional_article_waits_until_it_is_settled(newsroom: "Newsroom") -> None:
    """Provisional = "wait": the settled version goes out at once."""
    newsroom.table["revision"] = {"provisional": "wait", "wait_at_most": "6h"}
    newsroom.look()
    number = newsroom.publish(DRAFT)
    newsroom.look()
    assert send(newsroom) is None
    newsroom.blog.revise(number, title=SETTLED)
    newsroom.look()
    sent = send(newsroom)
    assert sent is not None
    assert sent.state is State.PUBLISHED
    assert "暫定" not in sent.post.text


def test_a_provisional_article_waits_no_longer_than_allowed(newsroom: "Newsroom") -> None:
    """After wait_at_most it goes out as it is."""
    newsroom.table["revision"] = {"provisional": "wait", "wait_at_most": "6h"}
    newsroom.look()
    newsroom.publish(DRAFT)
    newsroom.look()
    newsroom.clock.turn(hours=6, minutes=1)
    sent = send(newsroom)
    assert sent is not None
    assert sent.state is State.PUBLISHED


def test_quiet_is_the_default_after_a_revision(newsroom: "Newsroom") -> None:
    """The record is brought up to date, no second post is made."""
    newsroom.look()
    number = newsroom.publish(DRAFT)
    newsroom.look()
    send(newsroom)
    newsroom.blog.append_tsuiki(number, ADDED)
    (finding,) = newsroom.look().findings
    assert finding.decision == "same"
    assert 'on_revision = "quiet"' in english(finding.why)
    assert len(newsroom.deliveries()) == 1


def test_a_revision_is_announced_with_a_mark_at_a_distance_and_only_so_often(
    newsroom: "Newsroom",
) -> None:
    """on_revision = "announce": another text, not before min_distance, at most `most` times."""
    newsroom.table["revision"] = {"on_revision": "announce", "min_distance": "6h", "most": 1}
    newsroom.look()
    number = newsroom.publish(SETTLED)
    newsroom.look()
    send(newsroom)
    newsroom.blog.append_tsuiki(number, ADDED)
    newsroom.look()
    assert len(newsroom.deliveries()) == 1
    newsroom.clock.turn(hours=7)
    newsroom.blog.append_tsuiki(number, ADDED + "住民説明会は二十八日に開かれる予定となった。")
    newsroom.look()
    send(newsroom)
    first, second = newsroom.deliveries()
    assert second.state is State.PUBLISHED
    assert second.edition == 2
    assert second.post.text.startswith("【更新】")
    assert second.post.text != first.post.text
    newsroom.clock.turn(hours=7)
    newsroom.blog.append_tsuiki(number, "三度目の追記。" + ADDED * 2)
    newsroom.look()
    assert len(newsroom.deliveries()) == 2


def test_a_post_is_edited_within_the_window(newsroom: "Newsroom") -> None:
    """on_revision = "edit": the same post under a new id, only while X allows it."""
    newsroom.table["revision"] = {"on_revision": "edit"}
    newsroom.look()
    number = newsroom.publish(DRAFT)
    newsroom.look()
    first = send(newsroom)
    assert first is not None
    assert first.receipt is not None
    newsroom.blog.revise(number, title=SETTLED)
    newsroom.look()
    second = send(newsroom)
    assert second is not None
    assert second.post.replaces == first.receipt.id
    newsroom.clock.turn(minutes=26)
    newsroom.blog.append_tsuiki(number, ADDED)
    newsroom.look()
    assert len(newsroom.deliveries()) == 2


def test_quiet_hours_and_distance_hold_the_queue(newsroom: "Newsroom") -> None:
    """Posts wait in order; they are not dropped."""
    newsroom.table["accounts"] = {
        "main": {"network": "dry", "min_distance": "10m", "quiet_hours": "12:00-13:00"}
    }
    newsroom.look()
    newsroom.publish(SETTLED)
    newsroom.clock.turn(minutes=1)
    newsroom.publish("県知事が辞意を表明、後任選びは年明けの臨時会で")
    newsroom.look()
    assert send(newsroom) is None
    newsroom.clock.turn(hours=1)
    assert send(newsroom) is not None
    assert send(newsroom) is None
    newsroom.clock.turn(minutes=11)
    assert send(newsroom) is not None
    assert timedelta(0) < newsroom.clock.at - newsroom.deliveries()[0].due_at
