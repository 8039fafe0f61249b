"""What readers cannot reach does not go out, and is not forgotten when they can again."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from crosspost.model import Delivery, Document, Entry, State
from crosspost.outbox import verdict
from crosspost.pipeline import overview, reach
from crosspost.pipeline.deliver import deliver
from crosspost.pipeline.needs import find_needs
from crosspost.pipeline.reach import release_opened
from crosspost.pipeline.round import send_all
from tests.words import english, plain

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
        assert (held.state, english(held.why).partition(":")[0]) == (State.HELD, "password")
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


def trash(newsroom: "Newsroom", number: int) -> None:
    """Delete the article, and let the feed tell."""
    newsroom.blog.trash(number)
    newsroom.look()


def test_an_article_that_left_its_feed_while_it_waited_is_held(newsroom: "Newsroom") -> None:
    """Its link would be dead; the operator is asked, and a person's release sends it."""
    trash(newsroom, publish(newsroom))
    held = send(newsroom)
    assert held
    assert (held.state, english(held.why).partition(":")[0]) == (State.HELD, "gone")
    seen = overview.gather(newsroom.settings(), newsroom.store, now=newsroom.clock())
    assert ["withdraw" in english(need.text) for need in find_needs(seen, newsroom.settings())] == [
        True
    ]
    step = verdict.release(held, now=newsroom.clock())
    assert newsroom.store.apply(held, step, now=newsroom.clock())
    sent = send(newsroom)
    assert sent
    assert sent.state is State.PUBLISHED


def test_an_article_that_is_back_goes_out(newsroom: "Newsroom") -> None:
    """Restored from the trash before or after its turn, by nobody else's hand."""
    number = publish(newsroom)
    for _ in range(2):
        trash(newsroom, number)
        newsroom.blog.restore(number)
        newsroom.look()
    trash(newsroom, number)
    assert send(newsroom)
    assert send(newsroom) is None
    newsroom.blog.restore(number)
    newsroom.look()
    sent = send(newsroom)
    assert sent
    assert sent.state is State.PUBLISHED
    kinds = [event.kind for event in newsroom.store.events(article=sent.article)]
    assert kinds.count("article.left") == kinds.count("article.back") == 3


def test_an_article_that_slid_out_of_the_window_is_not_missed(newsroom: "Newsroom") -> None:
    """It waits for a paused account while the window moves on: nothing says that it is gone."""
    newsroom.blog.window = 3
    publish(newsroom)
    for count in range(3):
        newsroom.publish(f"その後に出た{count}本目の記事、議会は会期を延長")
    newsroom.look()
    sent = send(newsroom)
    assert sent
    assert sent.state is State.PUBLISHED


@pytest.mark.parametrize(
    ("dates", "is_missed"),
    [((9, -1), True), ((-1, 9), False), ((9, -1, 8, -2), False), ((9, None), False), ((), False)],
    ids=["newest first", "oldest first", "one is pinned", "one without a date", "empty"],
)
def test_only_a_feed_in_plain_order_tells_that_an_article_has_left(
    newsroom: "Newsroom", dates: tuple[int | None, ...], *, is_missed: bool
) -> None:
    """Elsewhere it may have slid out of the window; days are counted from its own date."""
    publish(newsroom)
    (waiting,) = newsroom.deliveries()
    assert waiting.article_published
    when = waiting.article_published
    entries = tuple(
        Entry("", "", "", published=None if days is None else when + timedelta(days=days))
        for days in dates
    )
    pipe = newsroom.pipeline()
    document = Document("rss20", "", entries)
    feed = pipe.settings.feeds[0]
    absence = reach.find_absence(pipe, feed, document=document, articles=[], findings=[])
    assert absence.left == ((waiting.article,) if is_missed else ())


def test_an_article_that_went_out_while_it_was_missing_may_go_out_again(
    newsroom: "Newsroom",
) -> None:
    """Released, back in its feed and revised: nothing is left of its absence."""
    number = publish(newsroom)
    trash(newsroom, number)
    held = send(newsroom)
    assert held
    newsroom.store.apply(held, verdict.release(held, now=newsroom.clock()), now=newsroom.clock())
    assert send(newsroom)
    newsroom.blog.restore(number)
    newsroom.look()
    newsroom.blog.revise(number, title=f"{TITLE}【追記】")
    newsroom.look()
    assert newsroom.store.article(held.article).left_at is None


def test_an_article_that_another_feed_shows_is_not_missed(newsroom: "Newsroom") -> None:
    """Its author moved it to another category: the blog's main feed still has it."""
    newsroom.table["more_feeds"] = [
        {"name": "all", "url": f"{newsroom.site}/feed/?all", "accounts": ["main"]}
    ]
    newsroom.look(feed="all")
    number = publish(newsroom)
    newsroom.look(feed="all")
    trash(newsroom, number)
    (waiting,) = newsroom.deliveries()
    assert newsroom.store.article(waiting.article).left_at is None


def test_an_absence_is_written_down_once(newsroom: "Newsroom") -> None:
    """Each later look finds the same gap."""
    number = publish(newsroom)
    trash(newsroom, number)
    for count in range(2):
        newsroom.publish(f"その後に出た{count}本目の記事、議会は会期を延長")
        newsroom.look()
    kinds = [event.kind for event in newsroom.store.events()]
    assert kinds.count("article.left") == 1


def test_an_article_under_another_name_is_not_missed(newsroom: "Newsroom") -> None:
    """The look that finds it under another id knows which it is."""
    number = publish(newsroom)
    stored = newsroom.blog.post(number)
    newsroom.blog._posts[number] = replace(stored, guid="/other", slug="other")
    newsroom.look()
    (waiting, *_) = newsroom.deliveries()
    assert newsroom.store.article(waiting.article).left_at is None


def test_only_what_waits_by_itself_can_be_missed(newsroom: "Newsroom") -> None:
    """What a person released goes out from anywhere."""
    number = publish(newsroom)
    (waiting,) = newsroom.deliveries()
    held = newsroom.store.apply(waiting, verdict.hold(waiting, plain("held")), now=newsroom.clock())
    assert held
    step = verdict.release(held, now=newsroom.clock())
    assert newsroom.store.apply(held, step, now=newsroom.clock())
    trash(newsroom, number)
    assert newsroom.store.article(waiting.article).left_at is None
