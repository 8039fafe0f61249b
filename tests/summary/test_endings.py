"""Where a remark behind an act may go."""

import pytest

from crosspost.summary._deletions import mask
from crosspost.summary._endings import end_at_act

ACT = "県の港湾局と三つの町は、止まっていた航路を四月から再開することで"


@pytest.mark.parametrize(
    ("behind", "ended"),
    [
        ("合意し、沿岸の漁業は動き出した格好である。", "合意した。"),
        ("一致し、仲介した国を安堵させた。", "一致した。"),
        ("一致し、市場に驚きを与えた。", "一致した。"),
        ("一致し、隣の県に波紋を広げた。", "一致した。"),
        ("合意し、沿岸の漁業を後押しする形だ。", ""),
        ("合意し、ただし漁船を除いた形だ。", ""),
        ("合意し、費用は国が負担する。", ""),
        ("合意し、翌日に取り消した形だ。", ""),
        ("合意した。", ""),
    ],
)
def test_an_act_ends_the_sentence_without_the_remark(behind: str, ended: str) -> None:
    """Only a remark that is in the past itself; a condition, a limit or more news stays."""
    sentence = ACT + behind
    expected = ACT + ended if ended else ""

    assert end_at_act(sentence, mask(sentence)) == expected


def test_an_act_of_few_words_keeps_its_remark() -> None:
    """What would be left tells too little."""
    assert end_at_act("県は合意し、町を安堵させた。", "県は合意し、町を安堵させた。") == ""
