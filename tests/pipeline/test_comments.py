"""A comment is judged once, when it is ordered; afterwards nothing refuses or loses it."""

import asyncio
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from crosspost.errors import ConfigError
from crosspost.model import Delivery, State
from crosspost.model.notes import Note
from crosspost.outbox import machine
from crosspost.outbox.arrows import Move
from crosspost.pipeline import rewriting
from crosspost.pipeline.deliver import deliver
from crosspost.pipeline.repost import find_article, offer, order
from tests.pipeline.conftest import Newsroom
from tests.words import english, plain, raises_saying

COMMENT = "沿岸五か国の#合意文書 を読み、航路の安全と環境の章を書き足しました。" * 3
LONG = (
    "北極海航路で初の定期便が就航、沿岸五か国は航行安全と環境保護の新しい枠組みを来年の春までに"
    "整えることで合意（暫定投稿）"
)


def ordered(room: Newsroom, comment: str, **more: float) -> Delivery:
    """Order the newest article with a comment, for later."""
    pipe = room.pipeline()
    known = asyncio.run(find_article(pipe, "latest"))
    due_at = pipe.now() + timedelta(**more)
    first, *_rest = offer(pipe, known, "main", comment=comment, due_at=due_at)
    return order(pipe, known, first)[0]


def sent(room: Newsroom) -> Delivery:
    """Deliver the next post."""
    after = asyncio.run(deliver(room.pipeline(), "main"))
    assert after
    return after


def announced(room: Newsroom, title: str) -> int:
    """Publish an article and let its first announcement go out."""
    room.look()
    number = room.publish(title)
    room.look()
    assert sent(room).state is State.PUBLISHED
    return number


def test_a_comment_that_would_eat_the_headline_is_refused_before_anything_is_ordered(
    newsroom: Newsroom,
) -> None:
    """The account is named, for another one may have more room."""
    announced(newsroom, LONG)
    with raises_saying(ConfigError, match='account "main": the comment is too long: it weighs 240'):
        ordered(newsroom, "あ" * 120)
    assert len(newsroom.deliveries()) == 1


def test_the_mark_of_a_second_time_counts(newsroom: Newsroom) -> None:
    """【再掲】 before a comment that was used already takes its room as well."""
    announced(newsroom, LONG)
    with pytest.raises(ConfigError) as refused:
        ordered(newsroom, "あ" * 120)
    left = int(re.findall(r"address leave (\d+)", english(refused.value))[0])
    comment = "あ" * (left // 2)
    ordered(newsroom, comment)
    assert sent(newsroom).post.text.startswith(f"{comment}\n\n")
    with raises_saying(ConfigError, match=f"weighs {left // 2 * 2}, headline and address leave"):
        ordered(newsroom, comment)


def test_a_revised_headline_neither_refuses_nor_loses_the_comment_that_was_taken(
    newsroom: Newsroom,
) -> None:
    """Beside a short headline there was room; the long one is cut, and keeps its mark."""
    number = announced(newsroom, "北極海で合意")
    waiting = ordered(newsroom, COMMENT, hours=1)
    assert waiting.post.text.startswith(f"{COMMENT}\n\n北極海で合意\n")
    newsroom.blog.revise(number, title=LONG)
    newsroom.look()
    newsroom.clock.turn(hours=2)
    post = sent(newsroom).post
    assert post.text.startswith(f"{COMMENT}\n\n北極海航路で")
    assert "（暫定投稿）" in post.text
    assert Note.COMMENT_CUT() not in post.why


def test_what_is_written_again_right_before_it_is_sent_keeps_the_comment_as_well(
    newsroom: Newsroom,
) -> None:
    """What may be out is sought as it was sent; its new text is made at the moment of sending."""
    number = announced(newsroom, "北極海で合意")
    waiting = ordered(newsroom, COMMENT, hours=1)
    doubted = replace(waiting, doubt_since=newsroom.clock(), sent_at=newsroom.clock())
    step = machine.take(Move.POSTPONE, plain("in doubt"), before=waiting, after=doubted)
    assert newsroom.store.apply(waiting, step, now=newsroom.clock())
    newsroom.blog.revise(number, title=LONG)
    newsroom.look()
    newsroom.clock.turn(hours=2)
    delivery = newsroom.store.delivery(waiting.id)
    assert delivery.post.text == waiting.post.text
    written = rewriting.begin(newsroom.pipeline(), delivery, now=newsroom.clock()).after.post
    assert written.text.startswith(f"{COMMENT}\n\n北極海航路で")
    assert "（暫定投稿）" in written.text
