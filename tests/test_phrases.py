"""Where a text may be cut."""

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


@given(st.text(alphabet="海峡の協議が再開「」（）、。 a1.\n", max_size=60))
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
