"""What stands in an article and is no gist of it: pointers, scenes, mended figures."""

import pytest

from crosspost.model import Article, Block, Room
from crosspost.post.weight import weight
from crosspost.summary import select


def gist(title: str, *paragraphs: str, room: int = 140, added: str = "") -> str:
    """Return what is told of an article of these paragraphs."""
    blocks = [Block("own", text) for text in paragraphs]
    blocks += [Block("addition", added)] if added else []
    article = Article(feed="f", aliases=(), url="", title=title, blocks=tuple(blocks))
    return select.create(select.Options()).summarize(article, Room(room, weight))


NEWS = (
    "汐留公国の財務府は四日、流通する旧銀貨のうち回収できたのは四千万枚にとどまったと認め、"
    "回収令を来年六月まで延ばした。"
)


@pytest.mark.parametrize(
    "trap",
    [
        "造幣局のオルベリ局長は会見でこう言い放った。",
        "冬の銀貨はよく響くという。",
        "局長は、白髪を束ね、低い声で話す人である。",
        "皆様いかがお過ごしでしょうか。",
        "霧の朝、犬は広場で待っていた。",
    ],
)
def test_the_news_is_told_and_not_what_stands_around_it(trap: str) -> None:
    """Before or behind the news, a pointer, a scene or a portrait is not the gist."""
    for paragraphs in ((trap, NEWS), (NEWS, trap)):
        told = gist("「銀貨回収令」の行方", *paragraphs)
        assert told.startswith(NEWS[:6])
        assert trap not in told


def test_a_remark_is_no_gist_of_an_article_that_tells_an_act() -> None:
    """Where the act does not fit, its beginning tells more than a bon mot."""
    told = gist("「銀貨回収令」の行方", "冬の銀貨はよく響くという。", NEWS, room=110)

    assert told.startswith("汐留公国の財務府は四日")
    assert told.endswith("…")


def test_an_addition_that_mends_a_figure_leaves_the_news() -> None:
    """「記事中の風速を…に改めました」 is of the text, not of the harbour."""
    added = "【追記】記事中の枚数を「三千万枚」から「四千万枚」に改めました。"

    assert gist("「銀貨回収令」の行方", NEWS, added=added).startswith("汐留公国の財務府は")


def test_what_a_dispute_was_like_goes_before_the_ruling_does() -> None:
    """The title tells of the dispute; the ruling is what it does not tell."""
    ruling = (
        "仲裁廷は、橋の通行料収入の六割をカルダ側に配分し、未払い分を五年以内に支払うよう"
        "オルネア政府に命じた。"
    )
    dispute = "十九年にわたって七人が裁き、書面だけで四万頁に達した国境橋をめぐる争いに、"

    title = "オルネア・カルダ国境橋の仲裁判断"
    assert gist(title, dispute + ruling) == ruling
    assert dispute in gist(title, f"{dispute}もし橋が開けば、{ruling}", room=280)


def test_a_state_that_the_title_names_need_not_be_named_again() -> None:
    """「汐留公国の財務府は」 is 「財務府は」 under a title with the name, where room is short."""
    assert gist("汐留公国、銀貨の回収を延期", NEWS, room=106).startswith("財務府は")
