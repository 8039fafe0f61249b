"""A title is found as people type it."""

from datetime import datetime

import pytest

from crosspost.model import FeedState
from crosspost.outbox.store import Store
from tests.outbox.conftest import Find

TITLES = (
    "EU外相会議、対露資産の利用をめぐり結論を先送り",
    "ＮＡＴＯ　事務総長がｷｰｳを訪問",
    "対露資産の扱い、財務相会議へ",
)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("ＥＵ外相", [1]),
        ("eu 外相", [1]),
        ("対露資産　利用", [1]),
        ("利用 対露資産", [1]),
        ("対露資産", [3, 1]),
        ("nato事務総長", [2]),
        ("キーウ", [2]),
        ("対露資産　訪問", []),
    ],
)
def test_words_are_found_in_any_width_case_and_order(
    store: Store, find: Find, now: datetime, wanted: str, found: list[int]
) -> None:
    """Blanks part words in what is typed, and count for nothing in titles."""
    known = [find(number, title=title) for number, title in enumerate(TITLES, start=1)]
    store.record(FeedState("blog"), known, now=now)
    assert [article.id for article in store.find_article(wanted)] == found


def test_no_more_than_a_person_can_look_through_are_found(
    store: Store, find: Find, now: datetime
) -> None:
    """The newest of many, as by any other name."""
    store.record(FeedState("blog"), [find(n, title=f"ＥＵ、第{n}報") for n in range(30)], now=now)
    assert len(store.find_article("EU 報")) == 20


def test_a_number_that_no_row_can_have_finds_nothing(store: Store) -> None:
    """Someone pastes a long one."""
    assert store.find_article("9" * 30) == []
