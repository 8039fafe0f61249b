"""What the form of a sentence tells."""

import pytest

from crosspost.summary import _telling

PLAIN = "県の港湾局は岸壁の費用が百億円増えると発表した。"


def form(text: str, *, essay: bool = False) -> float:
    """Return the worth of a sentence's form under a Japanese title."""
    return _telling.form(text, japanese=True, essay=essay)


@pytest.mark.parametrize(
    "lesser",
    [
        pytest.param("もちろん県の港湾局は岸壁の費用が百億円増えると発表した。", id="concession"),
        pytest.param("本稿では県の港湾局は岸壁の費用が百億円増えると発表した。", id="teaser"),
        pytest.param("県の港湾局は岸壁の費用が百億円増えると発表したのか。", id="question"),
        pytest.param("県の港湾局は岸壁の費用が百億円増えると発表した", id="no end"),
        pytest.param("増えるのは岸壁の費用ではない。", id="denial"),
        pytest.param("県の港湾局は「岸壁の費用が百億円増えると発表」した。", id="others' words"),
        pytest.param("「岸壁の費用が百億円増えると発表した。」", id="nothing but others' words"),
        pytest.param("一、県の港湾局は岸壁の費用が百億円増えると発表した。", id="numbered"),
        pytest.param("費用：県の港湾局は岸壁の費用が百億円増えると発表した。", id="labelled"),
        pytest.param("県の港湾局は岸壁の費用が増えると発表した。", id="no figure"),
        pytest.param("県の港湾局は岸壁の費用を百億円と見た。", id="no act"),
        pytest.param("県の港湾局の局長は会場を笑わせた。", id="scenery"),
        pytest.param("登壇したのは、県の港湾局の局長。", id="a person"),
        pytest.param("県の港湾局の局長は、無口な男である。", id="a portrait"),
        pytest.param("本件は、岸壁の費用が百億円増えるという内容である。", id="of what"),
        pytest.param("夕暮れの浜に岸壁の明かりがともる。", id="season"),
        pytest.param("県の港湾局の局長は市長と二十日に会談した。", id="that they met"),
        pytest.param("県の港湾局が岸壁の費用を増やすのは奇妙だ。", id="musing"),
        pytest.param("私は岸壁の費用が百億円増えると決めた。", id="of the writer"),
        pytest.param("level = sorted(samples)[2] を県の港湾局は発表した。", id="code"),
    ],
)
def test_a_statement_of_an_act_with_a_figure_is_worth_most(lesser: str) -> None:
    """Concessions, teasers, questions, labels, scenery and quotations tell less than news."""
    assert 0.0 < form(lesser) < form(PLAIN)


def test_another_language_than_the_titles_is_worth_nothing() -> None:
    """A reader of a Japanese title is not answered in French; code has no kana either."""
    assert form("Ce n'était pas l'Est qui écoutait.") == 0.0
    assert form("") == 0.0
    assert _telling.form("The council voted.", japanese=False, essay=False) > 0.0


def test_in_an_essay_the_writer_is_the_matter() -> None:
    """There 「私は…」 is worth more than what stands around it."""
    mine = "私は道の話をするのをやめました。"

    assert form(mine) < form(mine, essay=True)
    assert _telling.speaks_of_self(mine)


def test_what_somebody_said_is_told() -> None:
    """It is no act, and no idle remark."""
    assert _telling.is_told("県は「検討する」と答えている。")
    assert _telling.is_told("県は案を取り下げた。")
    assert not _telling.is_told("犬は欅の下で待っていた。")


def test_a_date_is_no_figure() -> None:
    """When it happened is not how much of it."""
    assert not _telling.has_figure("市は二〇三一年四月二十日に決めた。")
    assert _telling.has_figure("市は二十日に三億円を決めた。")
