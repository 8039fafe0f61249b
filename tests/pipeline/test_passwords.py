"""An article behind a password never goes out, and is not forgotten when it opens."""

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from crosspost.model import Delivery, State
from crosspost.outbox import verdict
from crosspost.pipeline import overview
from crosspost.pipeline.deliver import deliver
from crosspost.pipeline.needs import find_needs
from crosspost.pipeline.passwords import release_opened
from crosspost.pipeline.round import send_all

if TYPE_CHECKING:
    from tests.pipeline.conftest import Newsroom

TITLE = "市議会、鉄道存続の条例案を一票差で可決、負担割合は先送り"


def publish(newsroom: "Newsroom") -> int:
    """Let the feed be known, and an article come in that waits for its turn."""
    newsroom.look()
    number = newsroom.publish(TITLE)
    newsroom.look()
    return number


def protect(newsroom: "Newsroom", number: int, *, protected: bool = True) -> None:
    """Set or take away the password, and let the feed tell."""
    newsroom.blog.protect(number, protected=protected)
    newsroom.look()


def send(newsroom: "Newsroom") -> Delivery | None:
    """Do what the daemon does in turn."""
    pipe = newsroom.pipeline()
    release_opened(pipe)
    return asyncio.run(deliver(pipe, "main"))


def test_a_password_that_is_gone_before_the_turn_changes_nothing(newsroom: "Newsroom") -> None:
    """The author set it by mistake, during quiet hours: the article goes out all the same."""
    number = publish(newsroom)
    protect(newsroom, number)
    protect(newsroom, number, protected=False)
    sent = send(newsroom)
    assert sent
    assert sent.state is State.PUBLISHED
    assert sent.post.text.startswith(TITLE)


def test_a_protected_article_is_held_when_its_turn_comes(newsroom: "Newsroom") -> None:
    """It says why, and a release by a person does not send it either."""
    protect(newsroom, publish(newsroom))
    for _ in range(2):
        held = send(newsroom)
        assert held
        assert (held.state, held.why.partition(":")[0]) == (State.HELD, "password")
        step = verdict.release(held, now=newsroom.clock())
        assert newsroom.store.apply(held, step, now=newsroom.clock())


def test_what_a_password_held_goes_out_when_it_is_taken_away(newsroom: "Newsroom") -> None:
    """Nobody has to release it."""
    number = publish(newsroom)
    protect(newsroom, number)
    send(newsroom)
    assert send(newsroom) is None
    protect(newsroom, number, protected=False)
    sent = send(newsroom)
    assert sent
    assert sent.state is State.PUBLISHED


def test_a_round_by_hand_sends_it_as_well(newsroom: "Newsroom") -> None:
    """`crosspost once` does what the daemon does."""
    number = publish(newsroom)
    protect(newsroom, number)
    send(newsroom)
    protect(newsroom, number, protected=False)
    sent: list[Delivery] = []
    asyncio.run(send_all(newsroom.pipeline(), sent.append, patience=timedelta(0)))
    assert [delivery.state for delivery in sent] == [State.QUEUED, State.PUBLISHED]


def test_the_operator_is_not_called_for_a_password(newsroom: "Newsroom") -> None:
    """It is the author's own doing, and ends without anybody else."""
    protect(newsroom, publish(newsroom))
    send(newsroom)
    seen = overview.gather(newsroom.settings(), newsroom.store, now=newsroom.clock())
    assert [d.state for d in seen.waiting] == [State.HELD]
    assert find_needs(seen, newsroom.settings()) == []
