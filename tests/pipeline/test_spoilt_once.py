"""A feed that is spoilt once in one of many ways, and then right again: nothing is lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from crosspost.model import State
from tests.pipeline.press import Item

if TYPE_CHECKING:
    from tests.pipeline.conftest import Newsroom
    from tests.pipeline.press import Press

LONG_AGO = datetime(1999, 12, 31, tzinfo=UTC)
#: Titles and texts have nothing in common, as those of a blog's articles have not.
KNOWN = (
    "漁港の市場が新しい屋根の下で再び開く",
    "図書館の分館、閲覧室を夜九時まで延長",
    "県道の橋脚に亀裂、片側の通行を規制",
)
NEWS = (
    "議長選挙、三度目の投票でも決着せず",
    "塩田跡の太陽光計画、環境調査をやり直し",
    "離島航路の新造船、来月から試験運航へ",
)
LATER = (
    "米の作況は平年並み、農政局が発表した",
    "古い灯台の保存、寄付が目標額に達する",
    "学校給食の献立に地元の鰯を使う試み",
)


def write(number: int, title: str, at: datetime) -> Item:
    """Return an article whose text is its own."""
    text = f"<p>{title}。{'、'.join(title[n : n + 5] for n in range(0, len(title), 3))}という。</p>"
    return Item(number, title, text, at)


Spoil = Callable[[list[Item]], list[Item]]


def with_old_dates(items: list[Item]) -> list[Item]:
    """Date everything in another century."""
    return [replace(item, at=LONG_AGO) for item in items]


def with_old_news(items: list[Item]) -> list[Item]:
    """Date only what is new in another century, where it stands."""
    return [replace(item, at=LONG_AGO) if item.title in NEWS else item for item in items]


def with_old_news_below(items: list[Item]) -> list[Item]:
    """Date it so, and sort the feed by these dates."""
    return sorted(with_old_news(items), key=lambda item: item.at or LONG_AGO, reverse=True)


def with_foreign_ids(items: list[Item]) -> list[Item]:
    """Give every entry the id and the address of an article that is still to come."""
    return [
        replace(
            item,
            guid=f"https://blog.example.jp/?p={item.number + 6}",
            link=f"https://blog.example.jp/news/{item.number + 6}/",
        )
        for item in items
    ]


def with_bare_ids(items: list[Item]) -> list[Item]:
    """Add old entries of which only the ids of articles to come are told."""
    bare = (Item(n, "", "", LONG_AGO, link=f"https://blog.example.jp/?p={n}") for n in range(7, 13))
    return [*items, *bare]


def emptied(items: list[Item]) -> list[Item]:
    """Tell no title and no text."""
    return [replace(item, title="", text="") for item in items]


def as_twins(items: list[Item]) -> list[Item]:
    """Tell everything twice, under other ids the second time."""
    return [
        each
        for item in items
        for each in (
            item,
            replace(item, guid=f"x{item.number}", link=f"https://blog.example.jp/x{item.number}/"),
        )
    ]


def doubled(items: list[Item]) -> list[Item]:
    """Tell everything twice, word for word."""
    return [*items, *items]


def with_one_id(items: list[Item]) -> list[Item]:
    """Give everything the same id, and the blog's own address."""
    return [replace(item, guid="feed", link="https://blog.example.jp/") for item in items]


def of_another_blog(items: list[Item]) -> list[Item]:
    """Tell the articles of another blog, which counts alike."""
    return [
        write(
            item.number + 3,
            f"賭場{item.number}号店の大当たり、今だけ倍額の特典を差し上げます{'！' * item.number}",
            item.at or LONG_AGO,
        )
        for item in items
    ]


def swapped(items: list[Item]) -> list[Item]:
    """Tell each article under the id and address of the next one."""
    moved = items[1:] + items[:1]
    return [replace(item, number=other.number) for item, other in zip(items, moved, strict=True)]


def dated_ahead(items: list[Item]) -> list[Item]:
    """Date everything in the far future."""
    return [replace(item, at=datetime(2062, 1, 1, tzinfo=UTC)) for item in items]


def under_another_host(items: list[Item]) -> list[Item]:
    """Tell of a host that was only used for building the site."""
    return [
        replace(
            item,
            link=f"https://stage.example.net/news/{item.number}/",
            guid=f"https://stage.example.net/?p={item.number}",
        )
        for item in items
    ]


WAYS = (
    with_old_dates, with_old_news, with_old_news_below, with_foreign_ids, with_bare_ids, emptied,
    as_twins, doubled, with_one_id, of_another_blog, swapped, dated_ahead, under_another_host,
)  # fmt: skip


@pytest.mark.parametrize("spoil", WAYS)
def test_nothing_is_lost_in_silence(newsroom: "Newsroom", press: "Press", spoil: Spoil) -> None:
    """Each article that stands in the feed afterwards was posted or is asked about, none twice."""
    day = newsroom.clock.at - timedelta(days=1)
    items = [write(n + 1, t, day + timedelta(hours=n)) for n, t in enumerate(KNOWN)]
    press.items = items[::-1]
    newsroom.look()
    for first, titles in ((4, NEWS), (7, LATER)):
        at = newsroom.clock.at
        items += [write(first + n, t, at + timedelta(seconds=n)) for n, t in enumerate(titles)]
        newsroom.clock.turn(minutes=10)
        if titles is NEWS:
            press.items = spoil(items[::-1])
            newsroom.look()
        press.items = items[::-1]
        newsroom.look()
    newsroom.look()
    queued = [d.post.text for d in newsroom.deliveries() if d.state is State.QUEUED]
    asked = [d.post.text for d in newsroom.deliveries() if d.state is State.HELD]
    for title in (*NEWS, *LATER):
        assert any(title in text for text in (*queued, *asked)), (title, queued, asked)
        assert sum(title in text for text in queued) <= 1
    assert all(d.due_at <= newsroom.clock.at for d in newsroom.deliveries())
    assert not any("賭場" in text for text in queued)
    assert not any(title in text for title in KNOWN for text in queued)
