"""Another medium's words, told with the one who says them.

「『北浜日報』は次のように伝えている。」 and the quotation behind it become one sentence:
「『北浜日報』は、県が工事を止めたと伝えている。」 Nothing is added but と, or the marks of a
quotation; the speaker never goes.
"""

import re
from collections.abc import Iterator

from crosspost.phrases import PAIRS, is_balanced, is_japanese
from crosspost.summary._sentences import split

_FRAME = re.compile(
    r"^(?:[^、。はがを「『]{1,16}、)?(?P<who>(?!彼|氏|ある)[^、。はがを]{2,40}?)[はがも]、?(?P<how>[^。]{0,30}?)"
    r"(?:次のように|こう|このように|以下のように)(?:も)?(?P<verb>(?:伝え|報じ|述べ|書い|書|語|記し|指摘し|論じ|話し)[^。、]{0,5})。$"
)
_FIRST_PERSON = re.compile(
    r"私|わたし|我々|我が|われわれ|筆者|本紙|当(?:社|紙|団体|監視団)|本誌|僕"
)
_PLAIN = re.compile(r"(?:[たるいだくすむうつぬぶぐ]|である)。?$")
# 「…としている」と伝えている: said once more, it needs its marks.
_RELAYED = re.compile(r"と(?:して|し|述べ|語|話|い|伝え|報じ|答え)[^、。]{0,6}$")
_POINTING = re.compile(
    r"^(?:これ|それ|この|その|同|彼|だが|しかし|また|一方|ただ|もっとも|さらに|前者|後者|ここ|なぜ|では)"
)
_SAME = re.compile(r"同(?:紙|誌|サイト|通信|局)")
_MEDIUM = re.compile(r"『[^』]{2,20}』")
_OWN_SUBJECT = re.compile(r"(?:[^、。はが「]{4,30}|[\u3400-\u9fff]{3})[はが](?!、?あ)")
_MOST = 3  # sentences of a quotation that are looked at
_LONGEST = 160


def tell(frame: str, quotation: str, before: str) -> Iterator[str]:
    """Yield the quotation's sentences, each with the speaker whom the frame names.

    「同紙は」 is told by the name, where the text `before` the quotation holds just one.
    """
    found = _FRAME.match(frame)
    if not found or not is_japanese(quotation):
        return
    who, verb = found["who"], found["verb"]
    if who.startswith("同"):
        names = set(_MEDIUM.findall(before))
        if len(names) != 1 or not _SAME.fullmatch(who):
            return
        who = names.pop()
    for number, said in enumerate(split(_bare(quotation))[:_MOST]):
        words = said.rstrip("。")
        if number and not _OWN_SUBJECT.match(words):
            continue
        if len(words) > _LONGEST or _POINTING.match(words) or not is_balanced(words):
            continue
        if _FIRST_PERSON.search(words) or _RELAYED.search(words) or not _PLAIN.search(words):
            yield f"{who}は「{_within(words)}」と{verb}。"
        else:
            yield f"{who}は、{words}と{verb}。"


def _bare(quotation: str) -> str:
    """Return the quotation without marks around it and without its source in brackets."""
    text = re.sub(r"（[^（）]{2,40}）$", "", quotation.strip())
    if text[:1] in PAIRS and text.endswith(PAIRS[text[0]]) and is_balanced(text[1:-1]):
        return text[1:-1]
    return text


def _within(words: str) -> str:
    """Return the words with the inner kind of quotation marks."""
    return words.replace("「", "『").replace("」", "』")
