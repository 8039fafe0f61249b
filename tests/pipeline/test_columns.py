"""A column keeps its title; an old article under another host keeps it as well."""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from crosspost.model import Why
from tests.pipeline.press import Item

if TYPE_CHECKING:
    from crosspost.model import Reason
    from tests.pipeline.conftest import Newsroom
    from tests.pipeline.press import Press

DAY = timedelta(days=1)
TITLE = "今朝の水揚げと浜の値段のお知らせ"
CATCHES = (
    "鰯と鯵が三百箱",
    "真鯛が四十二枚",
    "烏賊と蛸が少し",
    "若布の初物が二十籠",
    "鰤と鰆が百本余り",
)


def decide(newsroom: "Newsroom") -> list[tuple[str, "Reason"]]:
    """Look, and return what was decided about what was found."""
    return [(f.decision, f.why) for f in newsroom.look().findings]


def write(newsroom: "Newsroom", number: int) -> Item:
    """Return the column's article of the day."""
    text = f"<p>{CATCHES[number]}揚がり、値段は前の日と比べて少し動いた。</p>"
    return Item(number + 1, TITLE, text, newsroom.clock.at)


def test_a_columns_articles_go_out_day_by_day(newsroom: "Newsroom", press: "Press") -> None:
    """An earlier one stands beside each."""
    press.items = [write(newsroom, 0)]
    newsroom.look()
    for number in range(1, len(CATCHES)):
        newsroom.clock.turn(days=1)
        press.items = [write(newsroom, number), *press.items][:2]
        assert decide(newsroom) == [("post", Why.NEW())]


def test_an_old_article_under_another_host_and_date_is_asked_about(
    newsroom: "Newsroom", press: "Press"
) -> None:
    """It was announced again after forty days; its title is known for good."""
    first = write(newsroom, 1)
    press.items = [replace(first, number=9, title="組合の総会の日取り", text="<p>来月。</p>")]
    newsroom.look()
    press.items = [first, *press.items]
    assert decide(newsroom)[0][0] == "post"
    newsroom.clock.turn(days=400)
    moved = replace(first, link="https://hama.example.com/x/77/", guid="tag:hama:77")
    press.items = [replace(moved, at=newsroom.clock.at), *press.items[1:]]
    [(decision, why)] = decide(newsroom)
    assert (decision, why.code) == ("hold", Why.SAME_TITLE)
