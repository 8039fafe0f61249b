"""One article of a blog, and a summariser as simple as can be."""

import re
from collections.abc import Callable

from crosspost import phrases
from crosspost.model import Article, Room, Thumbnail

URL = "https://blog.example.jp/archives/4711"
TITLE = "海峡の通航料をめぐる協議が再開、沿岸三か国は「来春までの合意」を目指す（暫定投稿）"
TEXT = (
    "海峡の通航料をめぐる沿岸三か国の協議が3日、約二年ぶりに再開した。"
    "議長国は来春までの合意を目指すと表明したが、料率の算定方法では隔たりが残る。"
    "海運各社は値上げを見込み、航路の見直しを始めている。"
)
ARTICLE = Article(
    feed="blog",
    aliases=("wp:4711",),
    url=URL,
    title=TITLE,
    marks=("（暫定投稿）",),
    author="潮見 遥",
    categories=("国際", "海運・物流", "未分類"),
    thumbnails=(Thumbnail("https://blog.example.jp/a.jpg", "", "海峡を行く貨物船", "Wikipedia"),),
    feed_title="潮流ノート",
)
FULL = "{title}\n\n{summary}\n\n写真：{caption}（{credit}）\n{hashtags}\n{url}"


def whole_sentences(text: str) -> Callable[[Room], str]:
    """Return a summariser that takes sentences from the top, or cuts the first one."""

    def summarize(room: Room) -> str:
        said = ""
        for sentence in re.findall("[^。]+。?", text):
            if not room.fits(said + sentence):
                break
            said += sentence
        return said or phrases.cut(text, room.fits)

    return summarize
