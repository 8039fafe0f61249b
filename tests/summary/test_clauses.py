"""The one clause that may be left out, and the many that may not."""

import pytest

from crosspost.summary._clauses import cuts

SAFE = [
    pytest.param(
        "二十日の朝になって、緑の会の執行部は臨時の会合を開くことを決めた。",
        "緑の会の執行部は臨時の会合を開くことを決めた。",
        id="date",
    ),
    pytest.param(
        "白砂市は二十日、県の港湾局に工事の費用の内訳を公表するよう求めた。",
        "白砂市は県の港湾局に工事の費用の内訳を公表するよう求めた。",
        id="date behind the topic",
    ),
    pytest.param(
        "市議会では11月23日の午後、野党の出した決議が賛成七、反対九で否決された。",
        "市議会では野党の出した決議が賛成七、反対九で否決された。",
        id="date behind the place",
    ),
    pytest.param(
        "白砂市は、県の報告の公表を受けて、来年度から港の事業をすべて見直すことを決めた。",
        "白砂市は、来年度から港の事業をすべて見直すことを決めた。",
        id="background after the topic",
    ),
    pytest.param(
        "県の報告書の公表を受けて、白砂市は来年度から港の事業をすべて見直す。",
        "白砂市は来年度から港の事業をすべて見直す。",
        id="background before the topic",
    ),
    pytest.param(
        "首相は会見で「国民の税金だけで支えることはできない」と説明したが、年間九億ドルの収入を"
        "何に使うかについては、最後まで明らかにしなかった。",
        "首相は年間九億ドルの収入を何に使うかについては、最後まで明らかにしなかった。",
        id="first of two acts, with a quotation",
    ),
    pytest.param(
        "連邦政府は二十日の閣議で対応を協議し、関税について国際裁判所に提訴する方針を固めた。",
        "連邦政府は関税について国際裁判所に提訴する方針を固めた。",
        id="first of two acts in a row",
    ),
]
REFUSED = [
    pytest.param("漂流した船の乗組員は三日、水も食べ物も何も口にしなかった。", id="how long"),
    pytest.param("市長は二十日、工事の中止を発表し、その日の夜に県庁へ出向いた。", id="same day"),
    pytest.param("市長は二十日、港の工事の中止を発表した。", id="too little behind a date"),
    pytest.param(
        "野党は撤回を求めたが、東部の七つの州の知事は党派を超えて歓迎した。", id="two topics"
    ),
    pytest.param(
        "二十日の朝になって、同党の執行部は会合を開くことを決めた。", id="points back after a date"
    ),
    pytest.param("市長が辞任したら、市議会は補正予算の採決を来月に延期する。", id="condition"),
    pytest.param("報告によれば事業は止まり、県庁は業者に説明を求めた。", id="attribution"),
    pytest.param("市長は説明を受けなかったが、港の予算を議会の場で承認した。", id="negation"),
    pytest.param("市長は条例案を議会に提出したが、賛成少数で議会に否決された。", id="passive"),
    pytest.param("市長は改革の案を示したが、内容を見ると実に不十分だった。", id="not an act"),
    pytest.param(
        "県庁は論評を控え、カスル首相も声明を出すだけで説明をしなかった。", id="other subject"
    ),
    pytest.param("市長は新しい案を示し、県が費用を負担する計画を承認した。", id="subject inside"),
    pytest.param("市長は新しい案を提示したが、この計画の費用を示さなかった。", id="points back"),
    pytest.param("議員は撤回を求めたが、財務省は応じなかった。", id="object left out"),
    pytest.param("市長は県の担当者に対し、港の計画の説明を求めた。", id="no clause but a particle"),
    pytest.param("市長は案を示したが、額を示した。", id="too little left"),
    pytest.param("市長は「案を示し、県が決める計画の説明を求めた。", id="within an open quotation"),
    pytest.param(
        "決めたのは市長で、県の報告を受けて、事業を見直すことになる。", id="topic in the clause"
    ),
    pytest.param(
        "港の報告の公表を受けて、事業を来年度からすべて見直すという。", id="no topic left"
    ),
    pytest.param("The mayor agreed, but the council refused the plan.", id="not Japanese"),
]


@pytest.mark.parametrize(("sentence", "short"), SAFE)
def test_a_clause_is_left_out_where_the_rest_stays_true(sentence: str, short: str) -> None:
    """A date, mere background or the first of two acts goes; the main clause stays."""
    assert cuts(sentence) == [short]


@pytest.mark.parametrize("sentence", REFUSED)
def test_a_clause_stays_at_the_least_doubt(sentence: str) -> None:
    """Conditions, negations, attributions, other subjects and pointers forbid the cut."""
    assert cuts(sentence) == []
