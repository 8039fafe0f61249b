"""Status marks of titles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosspost.article.marks import bare_title, find_marks, is_provisional, is_renewed


@pytest.mark.parametrize(
    ("title", "marks", "bare"),
    [
        ("条例を可決(暫定投稿)", ("(暫定投稿)",), "条例を可決"),
        ("条例を可決（暫定投稿）", ("（暫定投稿）",), "条例を可決"),
        ("条例を可決（暫定投稿)", ("（暫定投稿)",), "条例を可決"),
        ("【追記】条例を可決", ("【追記】",), "条例を可決"),
        ("【追記あり】条例を可決【追記2】", ("【追記あり】", "【追記2】"), "条例を可決"),
        ("[追記] 条例を可決", ("[追記]",), "条例を可決"),
        ("【11/3追記】条例を可決", ("【11/3追記】",), "条例を可決"),
        ("条例を可決（2026年11月3日更新）", ("（2026年11月3日更新）",), "条例を可決"),
        ("条例を可決【随時更新】", ("【随時更新】",), "条例を可決"),
        ("条例を可決【一部訂正】（改訂版）", ("【一部訂正】", "（改訂版）"), "条例を可決"),
        ("【速報】条例を可決", ("【速報】",), "条例を可決"),
        ("速報：条例を可決", ("速報：",), "条例を可決"),
        ("条例を可決 ※追記あり", ("※追記あり",), "条例を可決"),
        ("[Update] Council votes (updated)", ("[Update]", "(updated)"), "Council votes"),
        ("Correction: Council votes", ("Correction:",), "Council votes"),
        ("【速報】", ("【速報】",), "【速報】"),
        ("【詳報】条例を可決", (), "【詳報】条例を可決"),
        ("家賃を払う（更新料の話）", (), "家賃を払う（更新料の話）"),
        ("追記という文化について", (), "追記という文化について"),
        ("", (), ""),
    ],
)
def test_marks_are_found_at_the_ends_of_a_title(
    title: str, marks: tuple[str, ...], bare: str
) -> None:
    """Marks are verbatim, words in brackets that belong to the title stay."""
    assert find_marks(title) == marks
    assert bare_title(title) == bare


def test_a_mark_says_whether_the_article_is_unfinished_or_renewed() -> None:
    """暫定 and 速報 will change; 追記 and 訂正 have changed."""
    assert is_provisional(["【追記】", "（暫定投稿）"])
    assert is_provisional(["[Breaking]"])
    assert not is_provisional(["【追記】"])
    assert is_renewed("【追記】")
    assert not is_renewed("（暫定投稿）")


@given(st.text(alphabet="（）【】[]()※追記更新暫定:：update 1題", max_size=60))
def test_a_title_is_its_marks_and_the_rest(title: str) -> None:
    """Nothing is lost or invented."""
    marks, bare = find_marks(title), bare_title(title)
    assert all(mark in title for mark in marks)
    left = "".join(title.split())
    for mark in marks:
        left = left.replace("".join(mark.split()), "", 1)
    assert "".join(bare.split()) == left or bare == title.strip()
