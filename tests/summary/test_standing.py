"""What a sentence is worth without the one before it."""

import pytest

from crosspost.summary import _standing


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("県の港湾局は岸壁の費用を示した。", 1.0),
        ("これは県の港湾局の費用である。", 0.12),
        ("県の港湾局はその費用を示した。", 0.12),
        ("県の港湾局は岸壁を直すと決め、その費用を示した。", 0.6),
        ("十一月に示した。", 0.55),
        ("もっとも、県の港湾局に余裕はない。", 0.0),
        ("ただし県の港湾局は黙っている。", 0.0),
        ("それでも港は開く。", 0.0),
        ("ただちに港は開く。", 1.0),
        ("与党からも九人が賛成した。", 0.3),
        ("隣の県でも案が示された。", 0.3),
        ("誰にも県の港湾局は示さない。", 1.0),
        ("あくまでも県の港湾局は示さない。", 1.0),
        ("減った四十四人のうち、二十五人は昼のバスに移った。", 0.6),
        ("The council voted.", 1.0),
        ("However, it did.", 0.12),
        ("同氏は港の再整備を止めると語った。", 0.0),
        ("He also promised a new quay.", 0.0),
        ("漁協が反対しているからである。", 0.0),
        ("県の結論を待つためだという。", 0.0),
        ("漁協が反対するのは、航路が狭くなるからである。", 1.0),
        ("本人は港の再整備を止めると語った。", 0.12),
        ("All three relied on the old key.", 0.12),
        ("これまで県は費用を示した。", 1.0),
    ],
)
def test_a_sentence_may_lean_on_the_one_before_it(text: str, alone: float) -> None:
    """Pointers and missing topics are worth less where the sentence before is not told."""
    assert _standing.leaning(text) == alone


@pytest.mark.parametrize(
    ("before", "title", "alone"),
    [
        ("五十年前の最高裁の判決が唯一の先例だ。", "港の予算", 0.6),
        ("五十年前の最高裁の判決が唯一の先例だ。", "判決の行方", 0.95),
        ("最高裁は違憲と判断した。", "港の予算", 0.7),
    ],
)
def test_a_bare_topic_is_the_one_of_the_sentence_before(
    before: str, title: str, alone: float
) -> None:
    """「判決は…」 by itself would be taken for today's; a title that has the word names it."""
    assert _standing.leaning("判決は市の行いを違憲とした。", before, title=title) == alone


@pytest.mark.parametrize(
    ("text", "known", "hangs"),
    [
        ("予備調査では、継ぎ目に亀裂があった。", "処理場で塩素が漏れた。", True),
        ("予備調査では、継ぎ目に亀裂があった。", "市は予備調査を終えた。", False),
        ("差し替えは昨夜まで続いた。", "両国は協定に署名すると発表した。", True),
        ("六十六人には一軒ずつ話した。", "私は署名から名を消した。", True),
        ("費用は国と県が分け合う。", "両国は協定に署名すると発表した。", False),
        ("市は部品を取り換える。", "処理場で塩素が漏れた。", False),
        ("継ぎ目に亀裂が見つかった。", "処理場で塩素が漏れた。", False),
    ],
)
def test_a_bare_noun_that_nothing_told_names_hangs(text: str, known: str, hangs: bool) -> None:  # noqa: FBT001
    """「予備調査では」: whose, stands in a sentence that is not told."""
    assert _standing.hangs(text, known) is hangs


def test_a_condition_behind_it_binds_a_statement() -> None:
    """Without ただし it says too much, without もっとも a little; nothing else limits it."""
    limits = _standing.limits

    assert (
        limits("ただし、船の持ち主が同意した場合に限る。") < limits("もっとも、費用は高い。") < 1.0
    )
    assert limits("費用は高い。") == 1.0
