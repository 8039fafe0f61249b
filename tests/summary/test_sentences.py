"""Where sentences end."""

import pytest

from crosspost.summary._sentences import is_closed, split

JAPANESE = [
    pytest.param("雨だった。風もあった。", ["雨だった。", "風もあった。"], id="full stops"),
    pytest.param(
        "市長は「残す。守る。」と述べた。反対は十一。",
        ["市長は「残す。守る。」と述べた。", "反対は十一。"],
        id="stops within a quotation that is carried on",
    ),
    pytest.param(
        "祭りは「共に学ぶ。」ための場だ。次。",
        ["祭りは「共に学ぶ。」ための場だ。", "次。"],
        id="a quotation that is a purpose",
    ),
    pytest.param(
        "「行くぞ。」男は言った。", ["「行くぞ。」", "男は言った。"], id="quotation as sentence"
    ),
    pytest.param(
        "「はい。」「いいえ。」と続く。", ["「はい。」", "「いいえ。」と続く。"], id="two"
    ),
    pytest.param(
        "値は3.5兆円！？と驚く。次。", ["値は3.5兆円！？と驚く。", "次。"], id="carried mark"
    ),
    pytest.param("えっ!? 本当か。", ["えっ!?", "本当か。"], id="marks in a row"),
    pytest.param("Yahoo!ニュースを見た。", ["Yahoo!ニュースを見た。"], id="a mark within a name"),
    pytest.param(
        "笑った（大笑い。）。次。", ["笑った（大笑い。）。", "次。"], id="stop in an aside"
    ),
    pytest.param("「未完の引用。次の文。", ["「未完の引用。", "次の文。"], id="never closed"),
    pytest.param("未開の引用」。次の文。", ["未開の引用」。", "次の文。"], id="never opened"),
    pytest.param("「彼（は」来た。次。", ["「彼（は」来た。", "次。"], id="crossed brackets"),
    pytest.param("『外「内。」外。』と。次。", ["『外「内。」外。』と。", "次。"], id="nested"),
    pytest.param("2026.11.18の事だ．次．", ["2026.11.18の事だ．", "次．"], id="full-width points"),
    pytest.param("率は３．５だ。", ["率は３．５だ。"], id="full-width decimal"),
    pytest.param("終わった…。次へ。", ["終わった…。", "次へ。"], id="ellipsis and stop"),
    pytest.param("だが…まだだ。", ["だが…まだだ。"], id="ellipsis within"),
    pytest.param("やった！♪次へ。", ["やった！♪", "次へ。"], id="note of music"),
]
LATIN = [
    pytest.param("It rained. It blew.", ["It rained.", "It blew."], id="points and blanks"),
    pytest.param("Mr. Hale met Dr. Voss.", ["Mr. Hale met Dr. Voss."], id="titles"),
    pytest.param(
        "It cost 3.5 dollars, e.g. here.", ["It cost 3.5 dollars, e.g. here."], id="points"
    ),
    pytest.param("The U.S. Army won.", ["The U.S. Army won."], id="initials carried on"),
    pytest.param(
        "She left the U.S. He stayed.", ["She left the U.S.", "He stayed."], id="initials"
    ),
    pytest.param(
        "J. K. Rowan wrote. So did I. Good.", ["J. K. Rowan wrote.", "So did I.", "Good."], id="I"
    ),
    pytest.param('"I know. I do." he said.', ['"I know. I do." he said.'], id="quotation"),
    pytest.param(
        "He said “No. Never.” Then he left.", ["He said “No. Never.”", "Then he left."], id="closed"
    ),
    pytest.param("Wait... what? Yes! No.", ["Wait... what?", "Yes!", "No."], id="marks"),
    pytest.param("No. 10 is fine.", ["No. 10 is fine."], id="number sign"),
    pytest.param("Use node.js today. Ok.", ["Use node.js today.", "Ok."], id="point within a name"),
    pytest.param("이것은 문장이다. 다음 문장.", ["이것은 문장이다.", "다음 문장."], id="korean"),
]


@pytest.mark.parametrize(("text", "sentences"), JAPANESE + LATIN)
def test_a_paragraph_is_split_where_sentences_end(text: str, sentences: list[str]) -> None:
    """Stops end a sentence, but not within quotations, numbers, names and abbreviations."""
    assert split(text) == sentences


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_nothing_holds_no_sentence(text: str) -> None:
    """An empty paragraph gives no sentences."""
    assert split(text) == []


@pytest.mark.parametrize(
    ("text", "closed"),
    [("雨だった。", True), ("「雨。」", True), ("Rain.", True), ("雨の日", False)],
)
def test_a_sentence_is_closed_by_a_stop(text: str, *, closed: bool) -> None:
    """A label or a heading has no stop at its end."""
    assert is_closed(text) is closed
