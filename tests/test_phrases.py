"""Where a text may be cut."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosspost.phrases import (
    cut,
    cut_anywhere,
    is_balanced,
    is_japanese,
    missing_closers,
    split_phrases,
)

FIGURES = """
百四十二億円 二千三百億円 一兆二千億円 十一月 2015年 201５年
1億2,300万キロワット時 数十万人 第二十三回 三分の一 一・八倍 三か国 7カ月間
十五歳以上 二度目 3.5兆円 4〜6月期 三、四人 二つ 令和八年度 百十余り
一万二千平方キロメートル 二十世紀後半 40％ 12㎞ ５０トン級 約百二十世帯
2026年度 午前十時 三年ぶり
"""


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("協議が再開した", 7, "協議が再開した"),
        ("協議が再開した", 6, "協議が…"),
        ("協議が再開した", 3, ""),
        ("沿岸三か国は、来春までの合意を目指す", 8, "沿岸三か国は…"),
        ("議長国は「来春までの合意」を目指す", 13, "議長国は…"),
        ("「来春までの合意を目指す」と議長国は述べた", 12, "「来春までの合意を…」"),
        ("「来春までの合意を目指す」と議長国は述べた", 15, "「来春までの合意を目指す」と…"),
        ("沿岸三か国は慎重、海運会社は歓迎する", 17, "沿岸三か国は慎重、海運会社は…"),
        ("沿岸三か国の協議が再開、海運も歓迎する", 16, "沿岸三か国の協議が再開…"),
        ("鉄道の協議会が初会合ー県は支援を軸に調整", 16, "鉄道の協議会が初会合…"),
        ("サーバー管理者の記録を公開", 10, "サーバー管理者の…"),
        ("1) 協議が再開した（海峡）", 9, "1) 協議が…"),
        ("The talks resumed on Monday in the port", 20, "The talks resumed…"),
        ("予算は3.5兆円の見込み", 6, "予算は…"),
        ("", 0, ""),
    ],
)
def test_a_text_is_cut_at_a_phrase_end_with_its_brackets_balanced(
    text: str, most: int, expected: str
) -> None:
    """A quotation that would swallow more than half is closed behind the sign."""
    assert cut(text, lambda candidate: len(candidate) <= most) == expected


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("w" * 30, 10, "w" * 9 + "…"),
        ("（" + "w" * 30, 10, "（" + "w" * 7 + "…）"),
        ("a👨\u200d👩\u200d👧b", 5, "a…"),
        ("（（（", 2, ""),
        ("a", 0, ""),
    ],
)
def test_a_text_without_phrase_ends_is_cut_where_it_must_be(
    text: str, most: int, expected: str
) -> None:
    """But not inside of an emoji, and its brackets are closed."""
    assert cut_anywhere(text, lambda candidate: len(candidate) <= most) == expected


@pytest.mark.parametrize(
    ("text", "closers"),
    [("「a（b", "）」"), ("「a」", ""), ("1) a（b", "）"), ("（a」", "）"), ("", "")],
)
def test_what_a_beginning_lacks_are_its_closing_brackets(text: str, closers: str) -> None:
    """Innermost first; a bracket that closes nothing is a list's."""
    assert missing_closers(text) == closers


@pytest.mark.parametrize(
    ("text", "balanced"),
    [("「a（b）」", True), ("", True), ("「a", False), ("a」", False), ("（a」", False)],
)
def test_balanced_means_closed_in_order(text: str, balanced: bool) -> None:  # noqa: FBT001 — a column
    """Every bracket and quotation mark."""
    assert is_balanced(text) is balanced


def test_japanese_is_told_by_kana_and_kanji() -> None:
    """An English text is split at its blanks instead."""
    assert is_japanese("the 海峡")
    assert not is_japanese("the strait …")
    assert split_phrases("The talks  resumed ") == ["The", " talks", "  resumed", " "]


@pytest.mark.parametrize(
    "figure",
    FIGURES.split(),
)
def test_a_number_stays_whole_and_with_its_counter(figure: str) -> None:
    """Cut inside, it would tell another number: 百四十… of 百四十二億円."""
    for before in ("", "去年の夏を上回る", "全体で", "各省の要求をほぼ満たす"):
        for after in ("", "とする方針を固めた", "の建物を建てる", "に達すると市は見込む"):
            text = f"{before}{figure}{after}"
            begins = [len(text[: text.index(figure)]) + at for at in range(1, len(figure))]
            ends = set(accumulate(map(len, split_phrases(text))))
            assert ends.isdisjoint(begins), split_phrases(text)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (
            "it cost 142 million yen in 2026",
            ["it", " cost", " 142 million", " yen", " in", " 2026"],
        ),
        ("about $3.5 billion", ["about", " $3.5 billion"]),
    ],
)
def test_a_number_stays_with_what_it_counts_between_blanks(text: str, pieces: list[str]) -> None:
    """In a text without kana and kanji."""
    assert split_phrases(text) == pieces


def test_a_number_is_cut_only_where_nothing_else_is_left() -> None:
    """Room for four characters has none for the number; before it there is a place."""
    assert cut_anywhere("港湾百四十二億円", lambda text: len(text) <= 6) == "港湾…"
    assert cut_anywhere("百四十二億円", lambda text: len(text) <= 4) == "百四十…"


@given(st.text(alphabet="海峡の協議が再開「」（）、。三百 a1.\n", max_size=60))
def test_the_phrases_are_the_text(text: str) -> None:
    """Nothing is lost between them."""
    assert "".join(split_phrases(text)) == text


@given(st.text(alphabet="海峡の協議が再開した「」（）、。 ab1.", max_size=200), st.integers(0, 80))
def test_a_cut_text_is_a_beginning_that_fits(text: str, most: int) -> None:
    """Its own beginning, the sign, and closing brackets; balanced unless the text was not."""
    for short in (cut, cut_anywhere):
        found = short(text, lambda candidate: len(candidate) <= most)
        assert len(found) <= most or found == text == ""
        if found != text and found:
            head, _, closers = found.rpartition("…")
            assert text.startswith(head)
            assert missing_closers(head) == closers
