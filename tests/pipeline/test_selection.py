"""What the operator chooses, advertisements, and what is dated ahead."""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from crosspost.model import Why
from tests.pipeline.press import Item

if TYPE_CHECKING:
    from crosspost.model import Reason
    from tests.pipeline.conftest import Newsroom
    from tests.pipeline.press import Press

SQUARE = "<p>旧市場の跡地は広場になり、来年の春に噴水と舞台が置かれる。</p>"
DAY = timedelta(days=1)


def print_news(newsroom: "Newsroom", press: "Press", **more: object) -> Item:
    """Let the feed be known, and an article come."""
    old = Item(1, "開港記念の催しの日程が決まった", "<p>催し。</p>", newsroom.clock.at - DAY)
    press.items = [old]
    newsroom.look()
    news = replace(
        Item(8, "旧市場の跡地は広場に", SQUARE, newsroom.clock.at),
        **more,  # type: ignore[arg-type]
    )
    press.items = [news, old]
    return news


def decide(newsroom: "Newsroom") -> list[tuple[str, "Reason"]]:
    """Look, and return what was decided about what was found."""
    return [(f.decision, f.why) for f in newsroom.look().findings]


@pytest.mark.parametrize(
    ("choice", "decision"),
    [
        ({"include": ["都市計画"]}, "post"),
        ({"include": ["広場"]}, "post"),
        ({"include": ["政治", "ＵＲＢＡＮ"]}, "post"),
        ({"include": ["政治"]}, "skip"),
        ({"exclude": ["都市計画"]}, "skip"),
        ({"exclude": ["跡地"]}, "skip"),
        ({"exclude": ["都市"]}, "post"),  # a category is meant whole
        ({"include": ["広場"], "exclude": ["Urban"]}, "skip"),
        ({}, "post"),
    ],
)
def test_an_operator_chooses_by_category_and_word(
    newsroom: "Newsroom", press: "Press", choice: dict[str, list[str]], decision: str
) -> None:
    """In any width and case; what is excluded is so though it is included."""
    more = "<category>都市計画</category><category>Urban</category>"
    print_news(newsroom, press, more=more)
    newsroom.table["feed"] |= choice
    [(decided, why)] = decide(newsroom)
    assert decided == decision
    assert why.code in {Why.NEW, Why.EXCLUDED, Why.NOT_INCLUDED}
    assert newsroom.look().findings == ()


def test_what_is_passed_over_makes_no_flood(newsroom: "Newsroom", press: "Press") -> None:
    """Only what would be announced counts."""
    news = print_news(newsroom, press)
    newsroom.table["feed"] |= {"max_new_per_poll": 1, "exclude": ["号外"]}
    extra = [replace(news, number=20 + n, title=f"号外その{n}の中身は別の話") for n in range(3)]
    press.items = [*extra, *press.items]
    assert sorted(d for d, _ in decide(newsroom)) == ["post", "skip", "skip", "skip"]


def test_an_advertisement_is_passed_over(newsroom: "Newsroom", press: "Press") -> None:
    """Its domain is not the blog's, though the service puts it into the blog's feed."""
    ad = {"title": "PR: 話題の青汁", "link": "https://ads.example.net/1", "guid": "ad-1"}
    print_news(newsroom, press, **ad)
    assert decide(newsroom) == [("skip", Why.ADVERT())]


def test_what_is_dated_ahead_waits_until_then(newsroom: "Newsroom", press: "Press") -> None:
    """It says so, and is not too old when its time has come."""
    then = newsroom.clock.at.replace(microsecond=0) + 4 * DAY
    print_news(newsroom, press, at=then)
    assert decide(newsroom) == [("post", Why.AHEAD(until=then))]
    (waiting,) = newsroom.deliveries()
    assert (waiting.due_at, waiting.article_published) == (then, then)
    assert newsroom.look().findings == ()


def test_a_date_that_is_mended_ends_the_wait(newsroom: "Newsroom", press: "Press") -> None:
    """The author takes the date back, or moves it: the post follows."""
    then = newsroom.clock.at.replace(microsecond=0) + 400 * DAY
    news = print_news(newsroom, press, at=then)
    newsroom.look()
    sooner = then - 390 * DAY
    for date, due in ((sooner, sooner), (newsroom.clock.at, newsroom.clock.at + DAY / 24)):
        press.items[0] = replace(news, at=date)
        newsroom.look()
        (waiting,) = newsroom.deliveries()
        assert waiting.due_at <= due
        assert (waiting.why.code is Why.AHEAD) == (date == sooner)


def test_a_zone_that_was_mistaken_delays_nothing(newsroom: "Newsroom", press: "Press") -> None:
    """Nine hours ahead is Tokyo's time written as Greenwich's."""
    print_news(newsroom, press, at=newsroom.clock.at + DAY / 24 * 9)
    assert decide(newsroom) == [("post", Why.NEW())]
