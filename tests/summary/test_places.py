"""What a sentence's place is worth."""

import pytest

from crosspost.summary import _places
from crosspost.summary._material import Sentence


def article(*paragraphs: str, added: int = 99) -> list[Sentence]:
    """Return the sentences of an article; from paragraph `added` on they are additions."""
    found: list[Sentence] = []
    for number, paragraph in enumerate(paragraphs):
        for text in paragraph.split("/"):
            rank = len(found)
            found.append(Sentence(text, rank + 1, number, added=number >= added, rank=rank))
    return found


def worth(*paragraphs: str, added: int = 99) -> list[float]:
    """Return the worth of each place."""
    sentences = article(*paragraphs, added=added)
    places = _places.weigh(sentences, essay=_places.is_essay(sentences))
    return [places[s.order] for s in sentences]


def test_what_stands_first_is_worth_more() -> None:
    """News tells the most important first; a paragraph's first sentence stands by itself."""
    first, second, third, *_, last = worth("一。/二。", "三。", *["四。"] * 20)

    assert first > third > last > 0
    assert second < third


def test_an_addition_is_the_news() -> None:
    """The newest is worth most: it stands last, or above the article."""
    body, older, newest = worth("一。", "市は決めた。", "市は始めた。", added=1)
    assert newest > older > body

    above = [Sentence("市は決めた。", 1, 0, added=True), Sentence("二。", 2, 1, rank=1)]
    places = _places.weigh(above, essay=False)
    assert places[1] > places[2]


def test_an_addition_that_tells_no_act_is_a_remark() -> None:
    """Somebody's bon mot is not the news of the article."""
    assert (
        worth("一。", "猫は釘から降りた。", added=1)[1] < worth("一。", "市は決めた。", added=1)[1]
    )


@pytest.mark.parametrize(
    "minor",
    [
        "記事中の風速を「四十二メートル」から「三十二メートル」に改めました。",
        "本文中、局長のお名前を誤っておりました。お詫びします。",
        "関連する記事へのリンクを末尾に加えました。",
        "読者の方から写真が届いています。",
        "見出しの誤字を直しました。",
    ],
)
def test_an_addition_that_only_mends_the_text_is_no_news(minor: str) -> None:
    """A figure mended, a reader thanked: what was added before that stays the newest."""
    body, news, mended = worth("市は認めた。", "市は決めた。", minor, added=1)

    assert news > body > mended
    assert worth("市は認めた。", minor, added=1)[1] < body
    assert news == worth("市は認めた。", "市は決めた。", added=1)[1]


def test_what_an_addition_took_back_is_worth_next_to_nothing() -> None:
    """A body that a later paragraph revokes is true no more, and so is an earlier addition."""
    plain = worth("一。", "市は決めた。", "市は始めた。", added=1)
    revoked = worth("一。", "市は決めた。", "県警は発表を取り消した。", added=1)

    assert revoked[0] < plain[0] / 5
    assert revoked[1] < plain[1] / 5
    assert revoked[2] == plain[2]


def test_what_is_told_of_years_ago_is_background() -> None:
    """Behind 「三年前、…」 the rest of the paragraph is as old."""
    now = worth("一。", "市は港を直した。/費用は三億円だった。", "四。")
    then = worth("一。", "三年前、市は港を直した。/費用は三億円だった。", "四。")

    assert then[1] < now[1]
    assert then[2] < now[2]
    assert then[3] == now[3]


def test_an_essay_has_no_first_place() -> None:
    """Who tells of himself, politely, comes to the point late."""
    mine = ["私は行きました。", "私は見ました。", "私は黙りました。", "雨でした。"]

    assert len(set(worth(*mine))) == 1
    assert len(set(worth(*(text.replace("ました", "た") for text in mine)))) > 1
