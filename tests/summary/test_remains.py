"""Articles without running text of their own."""

import pytest

from crosspost.model import Article, Block, Room
from crosspost.summary import select

BOOKS = "『潮の満ちるまで』三浦志帆\n『橋を架ける人』相良宗介\n『台所の夜』野々村澪"
FOOD = (Block("list", "鶏もも肉 250g"), Block("list", "大根 1/3本"), Block("list", "しょうが"))
FORM = (Block("own", "日時：11月30日 午後2時"), Block("own", "会場：白砂市民会館"))
LONG_ITEMS = Block("list", "岸壁の建て直し、三年。\n橋の塗り替え")
QUOTE = Block("quote", "私は三つのことを約束します。数字を隠さないこと。")

CASES = [
    pytest.param((Block("list", BOOKS),), 60, BOOKS.replace("\n", "、"), id="list"),
    pytest.param(FOOD, 40, "鶏もも肉 250g、大根 1/3本、しょうが", id="an item a block"),
    pytest.param(FOOD, 16, "鶏もも肉 250g、大根 1/3本…", id="list with more"),
    pytest.param(
        (LONG_ITEMS,), 40, "岸壁の建て直し、三年。／橋の塗り替え", id="sentences as items"
    ),
    pytest.param((Block("list", "Flour\nEggs\nMilk"),), 40, "Flour / Eggs / Milk", id="English"),
    pytest.param(FORM, 40, "日時：11月30日 午後2時、会場：白砂市民会館", id="labelled entries"),
    pytest.param(
        (*FORM, Block("list", "開会")),
        40,
        "日時：11月30日 午後2時、会場：白砂市民会館、開会",
        id="labelled entries and a list",
    ),
    pytest.param((*FORM, QUOTE), 20, "日時：11月30日 午後2時…", id="labelled entries first"),
    pytest.param((QUOTE,), 40, "「私は三つのことを約束します。数字を隠さないこと」", id="quote"),
    pytest.param((QUOTE,), 20, "「私は三つのことを約束します」", id="quote, whole sentences"),
    pytest.param((Block("quote", "「港へ。」"),), 20, "「港へ。」", id="quote with its marks"),
    pytest.param((Block("quote", "We sail."),), 20, "“We sail.”", id="English quote"),
    pytest.param(
        (
            Block("dialogue", "生徒"),
            Block("dialogue", "潮見：誰が残るの。"),
            Block("dialogue", "六人か。"),
            Block("heading", "岸壁"),
        ),
        40,
        "「誰が残るの」",
        id="dialogue",
    ),
    pytest.param((Block("heading", "岸壁"), Block("heading", "橋")), 20, "岸壁、橋", id="headings"),
    pytest.param(
        (Block("caption", "霧の港。"), Block("caption", "朝")), 20, "霧の港。", id="caption"
    ),
    pytest.param(
        (Block("list", "岸壁の建て直しを来年の四月に始めて三年で終える"),),
        16,
        "岸壁の建て直しを来年の四月に…",
        id="cut",
    ),
    pytest.param(
        (Block("quote", "「港へ。」と彼は言う"),),
        20,
        "「「港へ。」と彼は言う」",
        id="quote in a quote",
    ),
    pytest.param((Block("box", "フォローしよう"), Block("list", "目次")), 20, "", id="only talk"),
    pytest.param((Block("own", "こんにちは。"),), 20, "", id="only a greeting"),
    pytest.param((), 20, "", id="nothing"),
    pytest.param((Block("list", BOOKS), QUOTE), 2, "", id="no room"),
]


@pytest.mark.parametrize(("blocks", "characters", "summary"), CASES)
def test_what_is_left_is_told_as_what_it_is(
    blocks: tuple[Block, ...], characters: int, summary: str
) -> None:
    """List items are joined, other people's words stay quoted, headings and captions come last."""
    article = Article(feed="f", aliases=(), url="", title="題", blocks=blocks)
    room = Room(characters * 2, lambda text: sum(1 if c.isascii() else 2 for c in text))

    assert select.create(select.Options()).summarize(article, room) == summary


NEWS = Block(
    "list",
    "県が鉄鋼の関税を三か月のあいだ延期する案\n隣国の総選挙は十二月二十日に決まる見通し\n首都では計画停電が始まり病院は対象外となる",
)
FRAME = Block("own", "今週の五つの話題を選びました。")
INGREDIENTS = Block("list", "\n".join(f"材料その{n}、二百グラム" for n in range(20)))
ROOM = Room(200, lambda text: 2 * len(text))


@pytest.mark.parametrize(
    ("blocks", "is_list"),
    [
        ((FRAME, NEWS), True),
        ((Block("own", FRAME.text * 8), NEWS), False),
        ((FRAME, Block("list", NEWS.text.split("\n")[0] * 9)), False),
        ((FRAME, INGREDIENTS), False),
    ],
    ids=["a frame around news", "a text with a list", "one item", "ingredients"],
)
def test_the_items_are_told_where_the_text_is_only_their_frame(
    blocks: tuple[Block, ...], *, is_list: bool
) -> None:
    """「今週の五つの話題」 is told by its topics; a recipe not by its ingredients."""
    article = Article(feed="f", aliases=(), url="", title="週末の便り", blocks=blocks)
    told = select.create(select.Options()).summarize(article, ROOM)
    assert told.startswith("県が鉄鋼の関税を") is is_list
