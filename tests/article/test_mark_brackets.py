"""Status marks in all the brackets that titles use."""

import pytest

from crosspost.article.marks import bare_title, find_marks


@pytest.mark.parametrize(
    "brackets",
    ["（）", "()", "【】", "［］", "[]", "〔〕", "＜＞", "<>", "《》", "≪≫", "〈〉", "{}", "｛｝"],
)
@pytest.mark.parametrize("word", ["暫定投稿", "追記", "更新", "速報", "訂正"])
def test_a_mark_is_known_in_each_kind_of_brackets(brackets: str, word: str) -> None:
    """Before and behind the title, verbatim."""
    mark = brackets[0] + word + brackets[1]
    assert find_marks(f"{mark}港の朝{mark}") == (mark, mark)
    assert bare_title(f"{mark}港の朝{mark}") == "港の朝"


@pytest.mark.parametrize(
    ("title", "marks", "bare"),
    [
        ("題名（暫定投稿） - 港のブログ", ("（暫定投稿）",), "題名 - 港のブログ"),
        ("題（追記） | 港のブログ", ("（追記）",), "題 | 港のブログ"),
        ("【速報】題【追記】（更新）｜港", ("【速報】", "【追記】", "（更新）"), "題｜港"),
        ("Council votes (updated) – The Port", ("(updated)",), "Council votes – The Port"),
        ("題（追記）について - 港のブログ", (), "題（追記）について - 港のブログ"),
        ("題（追記）- 港", (), "題（追記）- 港"),
    ],
)
def test_a_mark_is_known_before_a_name_that_follows_the_title(
    title: str, marks: tuple[str, ...], bare: str
) -> None:
    """Some blogs put their name at the end of every title."""
    assert find_marks(title) == marks
    assert bare_title(title) == bare


@pytest.mark.parametrize(
    "title", ["港の【追記】について", "港の朝 - 港のブログ", "港の朝｜港のブログ"]
)
def test_what_is_no_mark_stays_as_the_author_wrote_it(title: str) -> None:
    """In the middle it is a word of the title; a blog's name is the author's choice."""
    assert find_marks(title) == ()
    assert bare_title(title) == title
