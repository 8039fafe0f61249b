"""Titles that are too long for a post."""

import pytest

from crosspost.post.titles import cut_title

TITLE = "米大統領が追加関税の引き上げを再び示唆、同盟国は慎重な姿勢を崩さず（暫定投稿）"


@pytest.mark.parametrize(
    ("title", "marks", "most", "expected"),
    [
        (TITLE, ("（暫定投稿）",), 28, "米大統領が追加関税の引き上げを再び示唆…（暫定投稿）"),
        (TITLE, ("（暫定投稿）",), 8, "米大統領が…"),
        (TITLE, ("（暫定投稿）",), 40, TITLE),
        ("【追記】" + TITLE, ("【追記】", "（暫定投稿）"), 24,
         "【追記】米大統領が追加関税の…（暫定投稿）"),
        ("【追記】【更新】雨", ("【追記】", "【更新】"), 5, "雨"),
        (TITLE + " - 港のブログ", ("（暫定投稿）",), 40, TITLE),
        (TITLE + "｜港のブログ", ("（暫定投稿）",), 28,
         "米大統領が追加関税の引き上げを再び示唆…（暫定投稿）"),
        ("W" * 40 + "（暫定投稿）", ("（暫定投稿）",), 20, "W" * 13 + "…（暫定投稿）"),
        (TITLE, (), 2, "米…"),
        (TITLE, (), 1, ""),
        ("", (), 0, ""),
    ],
)  # fmt: skip
def test_a_title_is_cut_at_a_phrase_end_and_its_marks_stay_whole(
    title: str, marks: tuple[str, ...], most: int, expected: str
) -> None:
    """A mark is kept whole or dropped; a title without a phrase end is cut where it must be."""
    assert cut_title(title, marks, lambda text: len(text) <= most) == expected
