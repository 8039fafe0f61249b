"""What may be left out of a long sentence, and the much more that may not."""

import pytest

from crosspost.summary._deletions import mask, shorten

SAFE = [
    pytest.param(
        "二十日の朝になって、緑の会の執行部は臨時の会合を開くことを決めた。",
        "緑の会の執行部は臨時の会合を開くことを決めた。",
        id="date",
    ),
    pytest.param(
        "白砂市は二十日、県の港湾局に工事の費用の内訳を公表するよう求めた。",
        "白砂市は、県の港湾局に工事の費用の内訳を公表するよう求めた。",
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
        "首相は、年間九億ドルの収入を何に使うかについては、最後まで明らかにしなかった。",
        id="first of two acts, with a quotation",
    ),
    pytest.param(
        "連邦政府は二十日の閣議で対応を協議し、関税について国際裁判所に提訴する方針を固めた。",
        "連邦政府は、関税について国際裁判所に提訴する方針を固めた。",
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
    pytest.param(
        "市長は説明を受けなかったが、来年度の港の予算の全額を議会の場で承認した。", id="negation"
    ),
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


TITLE = "白砂市の湾岸鉄道、存続条例を可決　ザリコ渓谷まで"
DESCRIBED = [
    pytest.param(
        "去年の秋に「国境は地図屋に任せろ」と笑って席を立ったオルネア連邦のダルク外相が、第六回の協議に現れた。",
        "オルネア連邦のダルク外相が、第六回の協議に現れた。",
        id="a name at the beginning",
    ),
    pytest.param(
        "市議会は、三年前から赤字が続いている湾岸鉄道を十年間にわたって存続させることを決めた。",
        "市議会は、湾岸鉄道を十年間にわたって存続させることを決めた。",
        id="what the title names",
    ),
    pytest.param(
        "湾岸鉄道の存続をめぐり、鳴瀬町のカルダ町長は年に四億円の負担に応じる考えを示した。",
        "鳴瀬町のカルダ町長は年に四億円の負担に応じる考えを示した。",
        id="what the title has said",
    ),
    pytest.param(
        "会社の文書――職員は灰色の名簿と呼ぶ――には、直した船六十七隻の日付と代金が並んでいる。",
        "会社の文書には、直した船六十七隻の日付と代金が並んでいる。",
        id="an aside between dashes",
    ),
    pytest.param(
        "オルネアの元駐在大使、アルブレ・フォン・ヴェルト卿が残した手紙の写しが公開された。",
        "アルブレ・フォン・ヴェルト卿が残した手紙の写しが公開された。",
        id="an office before the name",
    ),
    pytest.param(
        "両国の首相と大統領は、第三国の保養地ラズナで会談し、海底の送電線の建設に合意した。",
        "両国の首相と大統領は、会談し、海底の送電線の建設に合意した。",
        id="a place",
    ),
    pytest.param(
        "連邦の選挙管理委員会のロドリ・ファレア委員長は再集計には応じると述べた。",
        "連邦の選挙管理委員会のファレア委員長は再集計には応じると述べた。",
        id="a given name",
    ),
    pytest.param(
        "西岸の「ザリコ新報」は、外相が古い測量図を示したと伝えている。",
        "西岸の「ザリコ新報」は、外相が古い測量図を示したと伝えている。",
        id="nothing",
    ),
    pytest.param(
        "ザリコ渓谷の西岸にある村を、外相は古い測量図のとおりに引き渡すと述べた。",
        "西岸にある村を、外相は古い測量図のとおりに引き渡すと述べた。",
        id="where, under a title that says it",
    ),
    pytest.param(
        "夕刊紙『ザリコ新報』は、外相が古い測量図を示したと伝えている。",
        "『ザリコ新報』は、外相が古い測量図を示したと伝えている。",
        id="the kind of paper",
    ),
    pytest.param(
        "市の試算を手に入れた会社の名は、白砂市にある工場の跡地の売却では明らかにされなかった。",
        "市の試算を手に入れた会社の名は、工場の跡地の売却では明らかにされなかった。",
        id="where a thing lies",
    ),
    pytest.param(
        "同紙が入手した首相府の記録によれば、首相は大使に賛成しないよう求めた。",
        "首相府の記録によれば、首相は大使に賛成しないよう求めた。",
        id="who got hold of it",
    ),
    pytest.param(
        "市場では値上がりを見込む声が多く、オルネア連邦の通貨は一年六カ月ぶりの安値をつけた。",
        "オルネア連邦の通貨は一年六カ月ぶりの安値をつけた。",
        id="a clause before another subject",
    ),
    pytest.param(
        "政権は六十日以内に投票日を決めるよう命じられたが、選挙管理委員会の七人のうち四人が"
        "欠員のままであり、委員がいなければ準備を始めることさえできない。",
        "選挙管理委員会の七人のうち四人が欠員のままであり、委員がいなければ準備を始めることさえできない。",
        id="a clause before another subject with が",
    ),
    pytest.param(
        "カランダ国の水資源相は議会で、ダムは水を使うのではないと主張し、"
        "最初の四年間も流す量を一割以上は減らさないと約束した。",
        "カランダ国の水資源相は、最初の四年間も流す量を一割以上は減らさないと約束した。",
        id="a saying before another",
    ),
]
KEPT = [
    pytest.param("県は、負債のある会社に年に一割の税を課す法案を議会に出した。", id="common noun"),
    pytest.param(
        "市は、費用が百億円を超えた場合に限って認めた白砂市の計画を公表した。", id="condition"
    ),
    pytest.param("病院は患者四十人を隣接するクリム市の病院に移す準備を始めた。", id="object"),
    pytest.param("市議会は、来年の三月末で廃止する方針を固めたと発表した。", id="a plan's matter"),
    pytest.param("市は会見し、野党はこれに反対して議場を出たと発表した。", id="who said it"),
    pytest.param(
        "県は、夜に予算案を認めて閉じ、雪が降ったオルネア連邦の首相をきのう叱ったと伝えられる。",
        id="a clause that is not the name's",
    ),
    pytest.param(
        "会社の文書――市が認めた場合に限る――には、直した船六十七隻の代金が並んでいる。",
        id="a condition between dashes",
    ),
    pytest.param(
        "市長は県庁で会見して、湾岸鉄道について、年に四億円の負担に応じると語るという。",
        id="a topic that another act holds",
    ),
    pytest.param("漁の組合は、ラズナ湾の北岸で網を打つのを来春まで控える。", id="which bay"),
    pytest.param(
        "財務省は増税を見送ると発表したが、首相府は方針は変わっていないと説明している。",
        id="two voices",
    ),
    pytest.param("公社は「鍵を、倉にある市の書類を渡す」と述べた。", id="within a quotation"),
]


def forms(sentence: str) -> list[str]:
    """Return the shorter forms of a sentence under the title."""
    return [short.text for short in shorten(sentence, TITLE)]


@pytest.mark.parametrize(("sentence", "short"), SAFE)
def test_a_clause_is_left_out_where_the_rest_stays_true(sentence: str, short: str) -> None:
    """A date, mere background or the first of two acts goes; the main clause stays."""
    assert forms(sentence) == [short]


@pytest.mark.parametrize("sentence", REFUSED)
def test_a_clause_stays_at_the_least_doubt(sentence: str) -> None:
    """Conditions, negations, attributions, other subjects and pointers forbid the cut."""
    assert forms(sentence) == []


@pytest.mark.parametrize(("sentence", "short"), DESCRIBED)
def test_what_describes_a_name_may_go(sentence: str, short: str) -> None:
    """Before a noun that names one thing a description only adds."""
    assert short in [sentence, *forms(sentence)]


@pytest.mark.parametrize("sentence", KEPT)
def test_a_description_stays_where_it_says_which_one(sentence: str) -> None:
    """Before a common noun, or with a condition in it, a description limits what is said."""
    assert forms(sentence) == []


def test_what_no_person_wrote_is_left_alone() -> None:
    """A sentence without an end, or with a bracket that nothing closes, is not shortened."""
    assert forms("市は二十日、" + "県の港湾局に" * 99 + "求めた。") == []
    assert forms("市は二十日、「県の港湾局に工事の費用の内訳を公表するよう求めた。") == []


def test_several_deletions_go_together() -> None:
    """Each form says how much was left out; spans that overlap are not taken together."""
    sentence = (
        "去年の秋に就任したオルネア連邦のダルク外相は二十日、湾岸鉄道の存続について、"
        "年に四億円の負担に応じる考えを示した。"
    )
    counts = [short.deletions for short in shorten(sentence, TITLE)]

    assert max(counts) == 3
    assert "オルネア連邦のダルク外相は、年に四億円の負担に応じる考えを示した。" in forms(sentence)


def test_what_overlaps_goes_once() -> None:
    """A place and its description are one stretch or the other."""
    sentence = (
        "両国の首相は、第三国であるマルカ首長国の港町ラズナで会談し、海底の送電線の建設に合意した。"
    )

    assert set(forms(sentence)) == {
        "両国の首相は、マルカ首長国の港町ラズナで会談し、海底の送電線の建設に合意した。",
        "両国の首相は、会談し、海底の送電線の建設に合意した。",
    }


def test_too_little_is_not_left() -> None:
    """A reader who has not read the rest would learn nothing."""
    assert forms("昨年の秋に就任したオルネア連邦の首相は泣いた。") == []


def test_a_pointer_does_not_lose_what_it_points_to() -> None:
    """「この計画」 stays understood, and 「同国」 is the title's only country."""
    sentence = "昨年の計画を作ったオルネア連邦の首相は、同国の計画の見直しを議会で表明した。"

    assert shorten(sentence, "オルネア連邦の計画")
    assert not shorten(sentence, "白砂市の計画")
    assert not shorten(sentence.replace("同国の", "この"), "オルネア連邦の計画")


def test_the_title_says_which_two_countries() -> None:
    """「両国」 is clear under a title with two names, and so is where it happened."""
    sentence = (
        "断交していたオルネアとカルダの外相が港町で開いた会談では、止まっていた三つの航路を順に"
        "再開することがまとまり、両国は互いに大使を送った。"
    )
    short = sentence[sentence.index("会談では、") :]

    assert short in [
        s.text for s in shorten(sentence, "オルネア・カルダ外相会談、航路の再開で一致")
    ]
    assert not any("両国" in s.text for s in shorten(sentence, "外相会談、航路の再開で一致"))


def test_quotations_are_opaque() -> None:
    """Masked text is as long as the sentence, and shows no particle of a quotation."""
    assert (
        mask("市は「県が、『認めた』」と（昨日）言う。")
        == "市は〓〓〓〓〓〓〓〓〓〓と〓〓〓〓言う。"
    )
