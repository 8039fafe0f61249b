"""One entry at fault is held with its reason, the others go on, and it goes out when mended."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from crosspost.model import State, Why
from crosspost.model.reasons import Code
from crosspost.pipeline.deliver import deliver
from crosspost.pipeline.reach import release_opened
from tests.pipeline.press import Item

if TYPE_CHECKING:
    from tests.pipeline.conftest import Newsroom
    from tests.pipeline.press import Press

SQUARE = "<p>旧市場の跡地は広場になり、来年の春に噴水と舞台が置かれる。</p>"
BRIDGE = "<p>沈下橋の架け替えは、漁協との話し合いがまとまり、秋に始まる。</p>"


def cut(text: str) -> bytes:
    """Cut the last character of a title to pieces."""
    return text.encode().replace("広場に".encode(), "広場に".encode()[:-1])


def unlink(text: str) -> str:
    """Leave the article's address away."""
    return text.replace("<link>https://blog.example.jp/news/8/</link>", "")


def print_news(newsroom: "Newsroom", press: "Press") -> None:
    """Let the feed be known, and two articles come."""
    day_before = newsroom.clock.at - timedelta(days=1)
    old = Item(1, "開港記念の催しの日程が決まった", "<p>催し。</p>", day_before)
    press.items = [old]
    newsroom.look()
    at = newsroom.clock.at
    press.items = [
        Item(9, "沈下橋の架け替え、秋に着工へ", BRIDGE, at),
        Item(8, "旧市場の跡地は広場に", SQUARE, at - timedelta(minutes=1), guid="tag:8"),
        old,
    ]


def states(newsroom: "Newsroom") -> dict[str, tuple[State, Code]]:
    """Return each delivery's state and reason by the first characters of its article's title."""
    return {
        newsroom.store.article(d.article).title[:3]: (d.state, d.why.code)
        for d in newsroom.deliveries()
    }


@pytest.mark.parametrize(("spoil", "why"), [(cut, Why.DAMAGED), (unlink, Why.NO_LINK)])
def test_the_others_go_on_and_it_goes_out_when_it_is_mended(
    newsroom: "Newsroom", press: "Press", spoil: Callable[[str], str | bytes], why: Why
) -> None:
    """Nobody has to release it, and it is posted as it should be."""
    print_news(newsroom, press)
    press.spoil = spoil
    newsroom.look()
    assert states(newsroom)["沈下橋"][0] is State.QUEUED
    assert states(newsroom)["旧市場"] == (State.HELD, why)
    assert release_opened(newsroom.pipeline()) == []
    press.spoil = lambda text: text
    newsroom.look()
    (released,) = release_opened(newsroom.pipeline())
    assert released.post.text.startswith("旧市場の跡地は広場に\n")
    assert "https://blog.example.jp/news/8/" in released.post.text


@pytest.mark.parametrize("spoil", [cut, unlink])
def test_what_is_known_is_not_changed_by_it(
    newsroom: "Newsroom", press: "Press", spoil: Callable[[str], str | bytes]
) -> None:
    """The post that waits keeps its words and its link."""
    print_news(newsroom, press)
    newsroom.look()
    before = newsroom.deliveries()
    press.spoil = spoil
    assert newsroom.look().findings == ()
    assert newsroom.deliveries() == before


def test_a_person_is_told_of_it_beside_another_reason(newsroom: "Newsroom", press: "Press") -> None:
    """Such a hold waits for the person, as the other reason asks."""
    newsroom.table["feed"]["max_new_per_poll"] = 1
    print_news(newsroom, press)
    press.spoil = cut
    newsroom.look()
    (held,) = (d.why for d in newsroom.deliveries() if d.why.has(Why.DAMAGED))
    assert held.has(Why.FLOOD)
    press.spoil = lambda text: text
    newsroom.look()
    assert release_opened(newsroom.pipeline()) == []


def test_the_newest_of_first_sight_is_not_announced_when_it_is_at_fault(
    newsroom: "Newsroom", press: "Press"
) -> None:
    """It is remembered, as the others are."""
    newsroom.table["feed"]["first"] = "newest"
    press.items = [Item(8, "旧市場の跡地は広場に", SQUARE, newsroom.clock.at)]
    press.spoil = cut
    assert [f.decision for f in newsroom.look().findings] == ["baseline"]


def test_a_post_with_mangled_characters_asks_first(newsroom: "Newsroom", press: "Press") -> None:
    """A title that was encoded twice is no title."""
    print_news(newsroom, press)
    press.items[0] = replace(press.items[0], title="The portâ€™s winter timetable")
    newsroom.look()
    (held,) = (d for d in newsroom.deliveries() if d.state is State.HELD)
    assert held.why == Why.MANGLED()
    assert asyncio.run(deliver(newsroom.pipeline(), "main"))
