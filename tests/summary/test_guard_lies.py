"""What the guard compares: figures, actors, denials, conditions, hedges, voices and times."""

import pytest

from crosspost.model import Article, Block, Gist, Room
from crosspost.model.refusals import Refusal
from crosspost.summary import guard

_ROOM = Room(10_000, len)


def codes(text: str, evidence: str, *, around: str = "", added: str = "") -> set[Refusal]:
    """Return why a gist is refused that this evidence is to carry."""
    blocks = [Block("own", f"{evidence}{around}"), *([Block("addition", added)] if added else [])]
    article = Article("", (), "", title="無題の覚え", blocks=tuple(blocks))
    verdict = guard.check(Gist(text, (evidence,)), article, _ROOM)
    return {reason.code for reason in verdict.refusals if isinstance(reason.code, Refusal)}


@pytest.mark.parametrize(
    ("lie", "evidence", "code"),
    [
        ("町は橋を三億円で直した。", "町は橋を二億円で直した。", Refusal.NUMBER),
        ("議員の三分の二が案を支えた。", "議員二十人のうち九人が案を支えた。", Refusal.NUMBER),
        ("在庫は前の年の2.7%だった。", "在庫は前の年の2.7倍だった。", Refusal.UNIT),
        (
            "大学が八百万円、県が三百万円を出した。",
            "県が八百万円、大学が三百万円を出した。",
            Refusal.COUNTED,
        ),
        (
            "四両が脱線して、九両が横転した。",
            "九両が脱線し、四両が横転した。",
            Refusal.COUNTED,
        ),
        (
            "六千万円は寄付で、残りは県の補助だ。",
            "六千万円は県の補助で、残りは寄付だ。",
            Refusal.COUNTED,
        ),
        (
            "砂糖の税は酒と並び、砂糖が九%で酒が四%だ。",
            "砂糖の税は酒と並び、砂糖が四%で酒が九%だ。",
            Refusal.COUNTED,
        ),
        (
            "内覧会は三月八日に開き、申し込みは四月五日まで受ける。",
            "内覧会は四月五日に開き、申し込みは三月八日まで受ける。",
            Refusal.DATED,
        ),
        (
            "西岸の十四集落をベルダ領、東岸の二集落をカザリン領とした。",
            "西岸の十四集落をカザリン領、東岸の二集落をベルダ領とした。",
            Refusal.COUNTED,
        ),
        ("対価は合わせて八百万円だ。", "対価は年に八百万円だ。", Refusal.NUMBER),
        ("始まりは七月から三月に移る。", "始まりは三月から七月に移る。", Refusal.TURNED),
    ],
)
def test_figures_count_what_they_count(lie: str, evidence: str, code: Refusal) -> None:
    """A figure stands in the evidence, with its unit, beside the same words."""
    assert code in codes(lie, evidence)
    assert codes(evidence, evidence) == set()


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("船は二日のあいだ港に残る。", "船は四十八時間のあいだ港に残る。"),
        ("議員の三分の二が案を支えた。", "議員二十四人のうち十六人が案を支えた。"),
        ("仕入れは百五十円高くなった。", "仕入れは百九十円が三百四十円になった。"),
        ("住民は二割近く増えた。", "住民は一八%増えた。"),
        ("祭りを一回でも開けば、調べに入る。", "祭りを一度でも開けば、調べに入る。"),
        ("県は1億2,300万円を町に貸した。", "県は一億二千三百万円を町に貸した。"),
        ("値は2.5倍になった。", "値は二・五倍になった。"),
        ("町は二〇三〇年に橋を直した。", "町は2030年に橋を直した。"),
        ("五月の会で町は橋を直した。", "五月八日の会で町は橋を直した。"),
    ],
)
def test_one_figure_has_many_spellings(text: str, evidence: str) -> None:
    """Kanji and digits, hours and days, and what can be reckoned from the evidence."""
    assert codes(text, evidence) == set()


@pytest.mark.parametrize(
    ("lie", "evidence", "around", "code"),
    [
        (
            "ベルダ国が船の補償を求めて難色を示した。",
            "カザリン国が船の補償を求めて難色を示した。",
            "ベルダ国は黙っている。",
            Refusal.ACTOR,
        ),
        (
            "港湾協会は港の再建計画の遅れを厳しく批判する声明を出した。",
            "港の再建計画の遅れを厳しく批判する声明を出した。",
            "雨だった。風だった。雪だった。波だった。霧だった。港湾協会は静かだ。",
            Refusal.ACTOR,
        ),
        (
            "郵便配達員が鏡を落としかけ、男の子が受け止めた。",
            "男の子が鏡を落としかけ、郵便配達員が受け止めた。",
            "",
            Refusal.EXCHANGED,
        ),
        (
            "ダール団長は「暗がりで人は増えない」と言った。",
            "アムロ団長は「暗がりで人は減らない」と言い、ベスト議員は「暗がりで人は増えない」と応じた。",
            "ダール団長もいた。",
            Refusal.QUOTED,
        ),
        (
            "大庭社長は、線路が残って子が減るのは逆だと述べた。",
            "「線路が残って子が減るのは逆だ」（二階堂村長、会見で）。",
            "大庭社長もいた。",
            Refusal.ACTOR,
        ),
        (
            "筆者は風車は鳥を殺すと訴えた。",
            "隣町の男性が「風車は鳥を殺すのだ」と訴えた。",
            "筆者は聞いた。",
            Refusal.ACTOR,
        ),
        (
            "ナルミ准教授が見つけた録音を、町の保存会が譜面に起こした。",
            "蔵から録音が見つかり、ナルミ准教授が録音を譜面に起こした。",
            "町の保存会も喜んだ。",
            Refusal.ACTOR,
        ),
        ("知事は「橋は要らないのだ」と述べた。", "知事は橋について述べた。", "", Refusal.INVENTED),
    ],
)
def test_nobody_stands_in_anothers_place(
    lie: str, evidence: str, around: str, code: Refusal
) -> None:
    """Who acts and who speaks is whom the article says."""
    assert code in codes(lie, evidence, around=around)


@pytest.mark.parametrize(
    ("text", "evidence", "around"),
    [
        (
            "前財務相は党を離れると発表した。",
            "マルソー氏は党を離れると発表した。",
            "前財務相のマルソー氏だ。",
        ),
        ("ハマナの漁協は船を売ると決めた。", "漁協は船を売ると決めた。", "ハマナの漁協のことだ。"),
        (
            "市長は「橋を直すつもりだ」と述べた。",
            "これについて「橋を直すつもりだ」と述べた。",
            "市長の話。",
        ),
    ],
)
def test_one_person_has_several_names(text: str, evidence: str, around: str) -> None:
    """A role that the article gives to a name is that person; 同氏 may be anybody near."""
    assert codes(text, evidence, around=around) == set()


@pytest.mark.parametrize(
    ("lie", "evidence"),
    [
        ("役所には通報の記録がある。", "役所には通報の記録がない。"),
        ("警察は放火の線を排除した。", "警察は放火の線を排除していない。"),
        ("計画の凍結は中止にほかならない。", "計画の凍結は中止ではない。"),
        ("議員は法案に賛成しないとした。", "議員は法案に賛成するとした。"),
        ("計器は四日間止まらなかった。", "計器は四日間止まった。"),
        ("調査班は兵が四棟にいると断定した。", "人の有無を画像から断定することはできない。"),
    ],
)
def test_denials_stay(lie: str, evidence: str) -> None:
    """A predicate that both have is denied in both or in neither."""
    assert Refusal.NEGATION in codes(lie, evidence)


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("役所が通報を受け取った記録は見つからない。", "役所には通報を受け取った記録がない。"),
        ("参加者はだれも帰ろうとしなかった。", "帰ろうとする参加者はいなかった。"),
        ("町は橋も直すし道は直さないという直し方だ。", "町は橋を直す。"),
        ("手続きは三月より早まらない見込みだ。", "手続きは早くても三月の見込みだ。"),
    ],
)
def test_one_denial_has_many_forms(text: str, evidence: str) -> None:
    """What is denied in other words is denied."""
    assert Refusal.NEGATION not in codes(text, evidence)


@pytest.mark.parametrize(
    ("lie", "evidence", "code"),
    [
        (
            "うちの航路は来年三月で終わり、貸す相手が来るだけうらやましいと思う。",
            "ノロ社長は「うちの航路は来年三月で終わり、貸す相手が来るだけうらやましいと思う」と発言。",
            Refusal.VOICE,
        ),
        (
            "路線は二〇二九年春に復旧する。",
            "路線は早ければ二〇二九年春に復旧する。",
            Refusal.HEDGE,
        ),
        (
            "犬は二匹まで飼うことができ、店舗つき住宅も選べるようになった。",
            "犬は家主の承諾があれば二匹まで飼うことができる。",
            Refusal.CONDITION,
        ),
        (
            "残る駅の分は来年度に行う。",
            "残る駅の分は予算が認められれば来年度に行う。",
            Refusal.CONDITION,
        ),
        ("県は指定を決め、来年に諮る。", "県は指定を検討しており、来年に諮る。", Refusal.HEDGE),
        (
            "国営会社は埠頭を借りる覚書に署名した。",
            "国営会社は埠頭を借りる覚書に署名する見通しだ。",
            Refusal.HEDGE,
        ),
        (
            "畑の水は年に十二億トン蒸発する。",
            "畑の水は年に十二億トン蒸発する、との推計がある。",
            Refusal.HEDGE,
        ),
        ("録音は弁護士に預けてある。", "「録音は弁護士に預けてある。」", Refusal.VOICE),
        (
            "会社は利益を上げないまま畳まれた。",
            "代理人は「会社は利益を上げないまま畳まれた」と話した。",
            Refusal.VOICE,
        ),
        ("担ぎ手は全員が町の生まれだ。", "担ぎ手は町の生まれだ。", Refusal.CERTAIN),
        ("祭りは八月に復活した。", "祭りは来年八月に復活する。", Refusal.TENSE),
        ("祭りは八月に復活する。", "祭りは八月に復活した。", Refusal.TENSE),
        ("絵は発表の翌日に配られた。", "絵は発表の前の日に配られた。", Refusal.WHEN),
        ("乗客は一割増えた。", "乗客は一割減った。", Refusal.OPPOSITE),
    ],
)
def test_the_sense_stays(lie: str, evidence: str, code: Refusal) -> None:
    """Conditions, hedges, voices and times are told as the article tells them."""
    assert code in codes(lie, evidence)
    assert codes(evidence, evidence) <= {Refusal.BROKEN, Refusal.VOICE}


def test_a_limit_in_the_next_sentence_counts() -> None:
    """「ただし」 belongs to what it restricts."""
    evidence, limit = "船を二日まで留め置ける。", "ただし旗国が覚書に加わっている場合に限られる。"

    assert codes("署名国は船を二日まで留め置ける。", evidence, around=limit) == {Refusal.CONDITION}
    assert codes("加わる国の船に限り、二日まで留め置ける。", evidence, around=limit) == set()


def test_an_addition_that_takes_it_back_counts() -> None:
    """The article's later word is its word."""
    told, later = (
        "議会は通行税法案を可決した。",
        "【追記】事務局は、深夜の採決は定足数に足りず、通行税法案の可決は無効だと発表した。",
    )

    assert codes(told, told, added=later) == {Refusal.CORRECTED}
    assert codes("議会は通行税法案の可決を無効とした。", told, added=later) != {Refusal.CORRECTED}
