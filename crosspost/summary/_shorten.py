"""Safe shortening: asides, addresses, a leading conjunction; a cut with … at last.

Everything here only takes away. What carries a condition, a negation, an attribution or a
number that qualifies the statement stays (docs/summary.md tells how that was judged).
"""

import re
from functools import lru_cache

from crosspost import phrases
from crosspost.model import Room
from crosspost.text import one_line

_ASIDE = re.compile(
    r"「[^「」]*」|『[^『』]*』|“[^“”]*”|"
    r"(?P<aside>\s?（[^（）]*）|(?:\s|(?<!\w)|(?<=[^\x00-\x7f]))\([^()]*\))"
)
_QUALIFIED = re.compile(
    r"ない|ず[、）)]|除[くき]|以外|のみ|だけ|限[るりら]|条件|場合|未|暫定|予定|見込|推定|当時|容疑|仮称|案[）)]"
    r"|前年|比|[%％]|\bnot\b|\bno\b|\bonly\b|\bexcept|\bunless\b|\bif\b|\bestimated\b|\balleged",
    re.IGNORECASE,
)
_URL = re.compile(r"\s*https?://[!-~]+\s*")
# What leads to a note below the article leads nowhere from a post.
_NOTE = re.compile(
    r"[※＊][0-9０-９]{1,2}(?![0-9０-９年月日])|[（(]注[0-9０-９]{1,2}[)）]"
    r"|(?<=\S)\[[0-9]{1,2}\](?=[\s。、]|[.,](?:\s|$)|$)"
    r"|（以下、?「[^「」]{1,20}」(?:という|とする)?[。]?）|^（[^（）]{2,24}(?:特派|時事|共同|支局|電)[^（）]{0,6}）"
    r"|\s?[（(](?:[^（）()。]{0,40}(?:を?参照|後述|前述|既述|(?:上|下|右|左|次)[図表])(?:のこと|。)?"
    r"|(?:図表?|表|写真|グラフ)[ 　]?[0-9０-９①-⑳]{0,2}|(?i:see )[^()]{1,24}"
    r"|(?i:fig(?:ure|\.)|table) ?[0-9]{1,2})[）)]"
)
_CONJUNCTION = re.compile(
    r"^(?:しかし(?:ながら)?|だが|ですが|けれども?|ところが|とはいえ|また|さらに|そして|それから|そこで|加えて"
    r"|まず|次に|続いて|最後に|さて|では|それでは|実は|実際に?|そのため|このため|したがって|よって|その結果"
    r"|つまり|すなわち|要するに|なお|ちなみに|一方で?)[、，]"
    r"|^第[一二三四五1-5１-５]に[、，]|^(?:しかし|ところが|だが)(?=[\u3400-\u9fffァ-ヺ])"
    r"|^これに対し(?:て|(?!て))[、，]?(?=[^、。「]{1,40}は)"
)
# A press release's ending: 「…締結しましたので、下記の通りお知らせします。」
_NOTIFIED = re.compile(
    r"(?<=[たる])(?:ので|こと(?:を|について)?)、?(?:(?:下記|以下|次)の(?:通り|とおり)、?)?(?:ご案内|お知らせ)(?:いた)?します(?=。)"
)
_ORDINAL = re.compile(r"^第[一二三四五1-5１-５]に[、，]")
_LEAST_CUT = 20  # weight; less is no summary
_MOST_CUT = 400  # characters; a sentence without an end may be as long as a book
_CLAUSE_END = re.compile(
    r"(?:[ただるいす](?:が|ため|ので|ものの|ところ|一方で?)|(?:とま|にな|くな|とな|上が|下が|広が)り|ており|おらず|であり|あり|[^かに]し|[さら]れ"
    r"|(?<!つい)(?<!よっ)(?<!初め)(?<!改め)(?<!極め)(?<!とっ)(?<!対し)(?<!関し)(?<!とし)て)、"
)
_PAUSE = re.compile(r"[^0-9０-９一二三四五六七八九十百千万]、")
_CLOSERS = frozenset(phrases.PAIRS.values())
_CROSSED = 3  # so many brackets may stand open before a closing one finds its partner


def forms(sentence: str, *, follows: bool = False) -> list[str]:
    """Return the sentence and, after it, the sentence without asides; balanced, without addresses.

    A conjunction stays where the sentence follows the one before it; elsewhere it would dangle.
    """
    whole = _whole(sentence)
    whole = (_ORDINAL if follows else _CONJUNCTION).sub("", whole)
    return list(dict.fromkeys([whole, drop_asides(whole) or whole]))


@lru_cache(maxsize=512)
def _whole(sentence: str) -> str:
    """Return the sentence without addresses and notes; kept, as it is asked for more than once."""
    return _NOTIFIED.sub("", mend(_NOTE.sub("", _URL.sub("", sentence))))


def mend(text: str) -> str:
    """Return the text on one line without brackets that have no partner."""
    text = one_line(text)
    if phrases.is_balanced(text):
        return text
    strays = _strays(text)
    return one_line("".join(c for i, c in enumerate(text) if i not in strays))


def _strays(text: str) -> set[int]:
    """Return where brackets stand that have no partner, or cross a pair."""
    strays: set[int] = set()
    open_: list[int] = []
    for i, char in enumerate(text):
        if char in phrases.PAIRS:
            open_.append(i)
        elif char in _CLOSERS:
            near = enumerate(reversed(open_[-_CROSSED:]), start=1)
            back = next((n for n, at in near if phrases.PAIRS[text[at]] == char), 0)
            strays.update(open_[len(open_) - back + 1 :] if back else [i])
            del open_[len(open_) - back :]
    return strays.union(open_)


@lru_cache(maxsize=512)
def drop_asides(sentence: str) -> str:
    """Return the sentence without asides in brackets that qualify nothing; quotations stay."""
    return _ASIDE.sub(lambda m: "" if _is_idle(m) else m.group(), sentence).strip()


def _is_idle(aside: re.Match[str]) -> bool:
    return aside["aside"] is not None and not _QUALIFIED.search(aside.group())


def cut(sentence: str, room: Room) -> str:
    """Return the sentence's beginning up to a clause or phrase end and …, or "".

    The last resort: a clause end is preferred to a longer beginning that stops within a clause.
    """
    short = phrases.cut(sentence, lambda text: len(text) <= _MOST_CUT and room.fits(text))
    head = short.removesuffix("…")
    if len(head) * (2 if phrases.is_japanese(head) else 1) < _LEAST_CUT:
        return ""
    if short in {sentence, head}:  # whole, or within a quotation that was closed
        return short
    return (_back_to(_CLAUSE_END, head, 0.55) or _back_to(_PAUSE, head, 0.75) or head) + "…"


def soundness(text: str, sentence: str) -> float:
    """Return how well a cut sentence reads: what part of it is kept, and whether a clause ends."""
    head = text.removesuffix("…")
    ends = [m.end() - 1 for m in _CLAUSE_END.finditer(f"{head}、")]
    return len(head) / len(sentence) * (1.0 if len(head) in ends else 0.3)


def _back_to(boundary: re.Pattern[str], head: str, least: float) -> str:
    """Return the longest balanced beginning that ends at the boundary and keeps enough."""
    ends = [m.end() - 1 for m in boundary.finditer(head + "、")]
    long = (head[:e] for e in reversed(ends) if e >= len(head) * least)
    return next(filter(phrases.is_balanced, long), "")
