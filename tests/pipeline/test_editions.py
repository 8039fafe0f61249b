"""How often an article that keeps changing is told of again."""

import asyncio
from typing import TYPE_CHECKING

import pytest

from crosspost.model import Delivery, State
from crosspost.outbox import verdict
from crosspost.pipeline.deliver import deliver
from crosspost.pipeline.repost import offer, order

if TYPE_CHECKING:
    from tests.pipeline.conftest import Newsroom

TITLE = "市議会、鉄道存続の条例案を一票差で可決、負担割合は先送り"


def send(newsroom: "Newsroom") -> Delivery | None:
    """Send what is due on the account."""
    return asyncio.run(deliver(newsroom.pipeline(), "main"))


def announce(newsroom: "Newsroom", policy: str) -> int:
    """Let an article go out, under a policy for its revisions."""
    newsroom.table["revision"] = {"on_revision": policy, "min_distance": "6h", "most": 2}
    newsroom.look()
    number = newsroom.publish(TITLE)
    newsroom.look()
    send(newsroom)
    return number


def add(newsroom: "Newsroom", number: int, count: int) -> None:
    """Let the author add to the article, and the feed tell, so many times."""
    for nth in range(count):
        newsroom.blog.append_tsuiki(number, f"第{nth}回の会合で、県は来年度の負担を示した。")
        newsroom.look()


@pytest.mark.parametrize("policy", ["announce", "edit"])
def test_revisions_that_cannot_go_out_yet_make_one_edition(
    newsroom: "Newsroom", policy: str
) -> None:
    """The account is paused, or sleeps: what waits is written again, and goes out once."""
    number = announce(newsroom, policy)
    newsroom.clock.turn(**{"hours": 7} if policy == "announce" else {"minutes": 1})
    add(newsroom, number, 4)
    newsroom.blog.revise(number, title=f"【訂正】{TITLE}")
    newsroom.look()
    sent = send(newsroom)
    assert sent
    assert (sent.edition, sent.state) == (2, State.PUBLISHED)
    assert "【訂正】" in sent.post.text
    assert send(newsroom) is None
    assert len(newsroom.deliveries()) == 2


def test_announcements_that_a_person_withdrew_count_as_well(newsroom: "Newsroom") -> None:
    """Two were planned, as many as `most` allows."""
    number = announce(newsroom, "announce")
    newsroom.clock.turn(hours=7)
    for _ in range(3):
        add(newsroom, number, 1)
        for waiting in newsroom.store.deliveries(states=(State.QUEUED,)):
            newsroom.store.apply(waiting, verdict.withdraw(waiting), now=newsroom.clock())
    assert [d.edition for d in newsroom.deliveries()] == [1, 2, 3]


def test_a_native_repost_is_not_edited_but_what_it_shows(newsroom: "Newsroom") -> None:
    """X edits own posts only; readers of the repost see the edited one."""
    number = announce(newsroom, "edit")
    (first,) = newsroom.deliveries()
    assert first.receipt
    pipe = newsroom.pipeline()
    known = newsroom.store.article(first.article)
    _, native = offer(pipe, known, "main", comment="", due_at=newsroom.clock())
    order(pipe, known, native)
    send(newsroom)
    add(newsroom, number, 1)
    edited = send(newsroom)
    assert edited
    assert edited.post.replaces == first.receipt.id


def test_an_edit_keeps_the_comment_of_a_repost(newsroom: "Newsroom") -> None:
    """What a person wrote stays before the corrected headline."""
    number = announce(newsroom, "edit")
    pipe = newsroom.pipeline()
    known = newsroom.store.article(newsroom.deliveries()[0].article)
    again, _ = offer(pipe, known, "main", comment="必読です。", due_at=newsroom.clock())
    order(pipe, known, again)
    send(newsroom)
    add(newsroom, number, 1)
    edited = send(newsroom)
    assert edited
    assert edited.post.replaces
    assert edited.post.text.startswith("必読です。")


def test_a_revision_is_told_also_of_an_article_that_was_held_at_first(
    newsroom: "Newsroom",
) -> None:
    """A person released it, and it went out: from then on it is like any other."""
    newsroom.table["feed"] = {"max_new_per_poll": 1}
    newsroom.table["revision"] = {"on_revision": "edit"}
    newsroom.look()
    number = newsroom.publish(TITLE)
    newsroom.publish("県知事が辞意を表明、後任選びは年明けの臨時会で")
    newsroom.look()
    held = newsroom.deliveries()[0]
    newsroom.store.apply(held, verdict.release(held, now=newsroom.clock()), now=newsroom.clock())
    send(newsroom)
    add(newsroom, number, 1)
    edited = send(newsroom)
    assert edited
    assert edited.post.replaces
