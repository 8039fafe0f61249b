"""Repost: what a person orders never makes an article go out twice, and never makes it be lost."""

import asyncio
from collections.abc import Callable

from crosspost.errors import CrosspostError
from crosspost.model import Delivery, Known, State, Why
from crosspost.outbox import machine, settling, verdict
from crosspost.outbox.machine import Step
from crosspost.pipeline.budget import release_affordable
from crosspost.pipeline.repost import Offer, find_article, offer, order
from tests.pipeline.conftest import Newsroom
from tests.words import plain, raises_saying

TITLE = "港の会談で三か国が合意へ、共同管制室は年内に再稼働"
TWO = {
    "feed": {"accounts": ["main", "second"]},
    "accounts": {"second": {"network": "dry", "min_distance": "0s"}},
}


def find(room: Newsroom, wanted: str) -> Known:
    """Name an article."""

    async def once() -> Known:
        pipe = room.pipeline()
        try:
            return await find_article(pipe, wanted)
        finally:
            await pipe.fetcher.close()

    return asyncio.run(once())


def name_unseen(room: Newsroom) -> Known:
    """Publish an article and name it by its address before the feed is looked at."""
    room.look()
    return find(room, room.blog.url(room.blog.post(room.publish(TITLE))))


def offered(room: Newsroom, known: Known, account: str = "main") -> Offer:
    """Return what a person is asked to agree to."""
    pipe = room.pipeline()
    return offer(pipe, known, account, comment="", due_at=pipe.now())[0]


def agree(room: Newsroom, known: Known, *chosen: Offer) -> list[Delivery]:
    """Answer with yes."""
    return order(room.pipeline(), known, *chosen)


def step(room: Newsroom, decide: Callable[[Delivery], Step]) -> Delivery:
    """Take a step with the first delivery."""
    after = room.store.apply(
        room.store.delivery(1), decide(room.store.delivery(1)), now=room.clock()
    )
    assert after
    return after


def lose_outcome(room: Newsroom) -> None:
    """Take the first delivery to where its sender died."""
    rules = room.pipeline().rules
    step(room, lambda d: machine.begin(d, now=room.clock(), rules=rules))
    step(room, lambda d: settling.recover(d, now=room.clock(), rules=rules))


def test_an_article_that_was_only_looked_at_is_still_new_to_its_feed(newsroom: Newsroom) -> None:
    """A dry run, or a no, leaves nothing behind."""
    known = name_unseen(newsroom)
    assert offered(newsroom, known).planned.post.text.startswith(TITLE)
    assert [f.decision for f in newsroom.look().findings] == ["post"]


def test_what_a_person_sent_to_one_account_comes_to_the_other_from_the_feed(
    newsroom: Newsroom,
) -> None:
    """The one that has it gets it no second time, and the next look finds nothing new."""
    newsroom.table = TWO
    known = name_unseen(newsroom)
    agree(newsroom, known, offered(newsroom, known))
    assert find(newsroom, "latest").decision == "named"
    assert [f.decision for f in newsroom.look().findings] == ["post"]
    assert [(d.account, d.edition) for d in newsroom.deliveries()] == [("main", 1), ("second", 1)]
    assert find(newsroom, "latest").decision == "post"
    assert not newsroom.look().findings
    assert find(newsroom, "latest").revisions == 0


def test_an_unseen_article_is_ordered_for_several_accounts_at_once(newsroom: Newsroom) -> None:
    """It is written down once, with all its deliveries."""
    newsroom.table = TWO
    known = name_unseen(newsroom)
    ordered = agree(newsroom, known, offered(newsroom, known), offered(newsroom, known, "second"))
    assert len({delivery.article for delivery in ordered}) == 1
    newsroom.look()
    assert len(newsroom.deliveries()) == 2


def test_what_the_feed_shows_while_the_person_is_asked_is_not_ordered_too(
    newsroom: Newsroom,
) -> None:
    """The daemon announces it: a yes would do so once more."""
    known = name_unseen(newsroom)
    chosen = offered(newsroom, known)
    newsroom.look()
    with raises_saying(CrosspostError, match="found in the feed just now"):
        agree(newsroom, known, chosen)
    assert len(newsroom.deliveries()) == 1


def test_what_the_budget_lets_go_while_the_person_is_asked_is_not_ordered_too(
    newsroom: Newsroom,
) -> None:
    """The prompt said that it is held; since then it is queued."""
    newsroom.look()
    newsroom.publish(TITLE)
    newsroom.look()
    step(newsroom, lambda d: verdict.hold(d, Why.OVER_DAY(most=1, until=newsroom.clock())))
    known = find(newsroom, "latest")
    chosen = offered(newsroom, known)
    assert release_affordable(newsroom.pipeline())
    with raises_saying(CrosspostError, match="on its way"):
        agree(newsroom, known, chosen)


def test_what_was_released_and_sent_while_the_person_is_asked_is_not_ordered_too(
    newsroom: Newsroom,
) -> None:
    """What was held when it was offered is no more: all of the order falls, the withdrawal too."""
    newsroom.look()
    newsroom.publish(TITLE)
    newsroom.look()
    step(newsroom, lambda d: verdict.hold(d, plain("held by a person")))
    known = find(newsroom, "latest")
    chosen = offered(newsroom, known)
    step(newsroom, lambda d: verdict.release(d, now=newsroom.clock()))
    step(newsroom, verdict.withdraw)
    with raises_saying(CrosspostError, match="released, ordered"):
        agree(newsroom, known, chosen)
    assert len(newsroom.deliveries()) == 1


def test_while_one_asks_whether_it_is_out_nothing_is_ordered(newsroom: Newsroom) -> None:
    """It may well be: the refusal asks the same question, and its answer frees the way."""
    newsroom.look()
    newsroom.publish(TITLE)
    newsroom.look()
    lose_outcome(newsroom)
    step(newsroom, lambda d: verdict.hold(d, plain("held by a person")))
    known = find(newsroom, "latest")
    chosen = offered(newsroom, known)
    with raises_saying(CrosspostError, match=r"Is it on the timeline.*crosspost release 1"):
        agree(newsroom, known, chosen)
    step(newsroom, verdict.withdraw)
    agree(newsroom, known, offered(newsroom, known))


def test_a_repost_inherits_the_doubt_of_what_it_replaces(newsroom: Newsroom) -> None:
    """That one may be out: the repost is looked for before it is sent."""
    newsroom.look()
    newsroom.publish(TITLE)
    newsroom.look()
    since = newsroom.clock()
    newsroom.store.suspect(since, why=plain("restored"), now=since)
    step(newsroom, lambda d: verdict.hold(d, plain("held by a person")))
    known = find(newsroom, "latest")
    (ordered,) = agree(newsroom, known, offered(newsroom, known))
    assert ordered.doubt_since == newsroom.deliveries()[0].doubt_since is not None
    assert newsroom.deliveries()[0].state is State.WITHDRAWN
