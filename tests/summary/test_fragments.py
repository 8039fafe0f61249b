"""Feeds of fragments: where a summary would say little, there is none."""

import pytest

from crosspost.model import Article, Block, Room, Summarizer
from crosspost.summary import lead, select

BOTH = [select.create(select.Options()), lead.create(lead.Options())]


def told(summarizer: Summarizer, *texts: str, title: str = "港の朝") -> str:
    """Return the summary of an article of these paragraphs."""
    blocks = tuple(Block("own", text) for text in texts)
    article = Article(feed="f", aliases=(), url="", title=title, blocks=blocks)
    return summarizer.summarize(article, Room(240, lambda text: 2 * len(text)))


@pytest.mark.parametrize("summarizer", BOTH)
@pytest.mark.parametrize(
    "text",
    [
        "ちょｗｗｗ",
        "港の朝の写真",
        "no description",
        "それは違う。",
        "That is not true.",
        "taro posted a photo:",
        "Exif_JPEG_PICTURE",
        "- Camera phone upload powered by Somebody",
        "Photo by Some Camera LX3",
        "Updated by Jo Doe on 2026-11-25 at 16:03:01Z.",
        "By Jo Doe and Max Roe",
        "Patch for the default menu entry:",
        "設定は次の通り：",
    ],
)
def test_a_fragment_is_worse_than_no_summary(summarizer: Summarizer, text: str) -> None:
    """A byline, a stamp, an announcement without its list: title, picture and link do better."""
    assert told(summarizer, text) == ""


@pytest.mark.parametrize("summarizer", BOTH)
@pytest.mark.parametrize(
    "text",
    [
        "電子工作の工具と測定器の一覧",
        "きょうは いいてんきでした。",
        "We sail.",
        "フェリーの欠航と復旧の見込み",
    ],
)
def test_few_words_that_tell_something_are_a_summary(summarizer: Summarizer, text: str) -> None:
    """A whole sentence however short, or words that the title has not."""
    assert told(summarizer, text) == text


@pytest.mark.parametrize(
    "rest",
    [
        "という言葉を、市の担当者は会見の場で何度も繰り返し、記者の質問には答えなかった。",
        "にそれぞれ一週間の待機を求める通知が、県の担当課から全ての施設に送られた。",
        "ための協議の場を設け、県と市と漁協の三者が来月から港の使い方を話し合う。",
        "が原因だと市の担当者は説明し、県にも同じ内容の報告書を出したという。",
    ],
)
def test_the_rest_of_a_broken_sentence_is_left_out(rest: str) -> None:
    """Its beginning was a quotation, a link or a picture that is not part of the text."""
    whole = "漁協は新しい桟橋の利用料を半額にする案を示した。"
    assert told(BOTH[0], rest, whole) == whole


@pytest.mark.parametrize(
    "start",
    ["というわけで、桟橋は来週から使える。", "とある港の話である。",
     "にわか雨で競りは中止になった。", "もも栗三年という諺がある。",
     "はじめに市長が経緯を説明した。", "のどかな港に船が戻った。"],
)  # fmt: skip
def test_what_only_looks_like_the_rest_of_a_sentence_stays(start: str) -> None:
    """Kana with which ordinary words begin."""
    assert told(BOTH[1], start, "漁協は案を示した。").startswith(start)


def test_a_sentence_that_points_at_what_the_post_does_not_show_is_left_out() -> None:
    """The list, the code or the table below it is not in the post; an age limit is no pointer."""
    ahead = "以下の三つの手順を実施し、県の審査を受けることになる。"
    limit = "二十歳以下の会員の利用料は無料とし、桟橋の使用も認める。"
    assert told(BOTH[0], ahead, limit) == limit


@pytest.mark.parametrize(
    "announced",
    [
        "さて、今回は内陸の港の話である。",
        "今日は桟橋の使い方について書きます。",
        "今回は港の話です。",
    ],
)
def test_a_sentence_that_only_names_the_topic_is_left_out(announced: str) -> None:
    """The title has named it."""
    whole = "漁協は新しい桟橋の利用料を半額にする案を示した。"
    assert told(BOTH[0], announced, whole) == whole


def test_of_what_no_person_wrote_as_one_sentence_only_the_beginning_is_read() -> None:
    """Twenty thousand characters without an end: a cut within the room, with …."""
    summary = told(BOTH[0], "市は新しい案を示したが、野党は財源を問い、" * 1000)
    assert summary.endswith("…")
    assert len(summary) <= 120


def test_a_long_post_leaves_out_what_points_back_though_nothing_else_is_left() -> None:
    """Below the gist a sentence that leans on the one above would stand alone."""
    whole = "漁協は新しい桟橋の利用料を半額にする案を示した。"
    back = f"これは{'県と市が三年前から求めてきたもので、' * 8}異論は出なかった。"
    summarizer = select.create(select.Options(most_characters=100))
    blocks = (Block("own", whole + back),)
    article = Article(feed="f", aliases=(), url="", title="港の朝", blocks=blocks)
    assert summarizer.summarize(article, Room(25_000, lambda text: 2 * len(text))) == whole
