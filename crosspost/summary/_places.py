"""What a sentence's place in the article is worth: news stands first, additions are newer."""

import re
from collections.abc import Sequence
from math import exp

from crosspost.summary._material import Sentence
from crosspost.summary._telling import is_act, speaks_of_self

_LATE = 0.45  # worth of the last place, and what the first has more
_EARLY = 0.9
_FADES = 7  # sentences over which that is lost
_OPENING = 1.05  # worth of a paragraph's first sentence; what follows leans on it
_FOLLOWING = 0.95
_ESSAYED = 0.8  # worth of any place in an essay
_SELVES = 2  # sentences that speak of their writer make an essay
_POLITE = ("です。", "ます。", "ました。", "でした。", "ません。")
_NEWEST = 4.5  # worth of the newest addition, and of another
_ADDED = 3.6
_REMARK = 1.2  # worth of an addition that tells no act
_MENDED = 0.1  # worth of one that only mends the text or thanks a reader
_MENDING = re.compile(
    r"(?:記事|本文|文中|見出し|表題|題名|冒頭|図表?|表|数字|表記|お?名前|肩書|誤字|脱字|誤記|記述|リンク|写真|末尾)"
    r"[^。]{0,40}(?:改め|直し|訂正|修正|差し替え|変更|加え|追加|誤り|添え|貼り|入れ替え)"
    r"(?:ま|て[いお]?|い?たし|でし|です|と|。)"
    r"|(?:ご|御)(?:指摘|感想|教示|質問|意見|反響)|読者(?:の方)?(?:から|より)|お詫び(?:し|いた|申)|ありがとうござい"
    r"|^(?:誤字|脱字|リンク|写真|表現)を"
)
_OLD = 0.15  # worth of what an addition took back
_REVOKED = re.compile(
    r"取り消し|取り消す|撤回し|撤回す|無効|誤り(?:だ|で|と)|取り下げ|差し戻|一時停止|本物であると認"
    r"|中止(?:し|す|と決|を決|にな)"
)
_PAST = 0.45  # worth of what is told of years ago, behind the sentence that goes back
_GOING_BACK = 0.7
_BACK_THEN = re.compile(
    r"[0-9〇一二三四五六七八九十]年(?:ほど)?前(?![年月])|かつて|^昔|当時|時間を[^。]{0,6}戻"
)
_BEGINNING = 30  # characters


def weigh(sentences: Sequence[Sentence], *, essay: bool) -> dict[int, float]:
    """Return the worth of each sentence's place, by its order."""
    places = {s.order: _ESSAYED if essay else _place(s, sentences) for s in sentences}
    past = -1
    for s in sentences:
        if s.paragraph == past:
            places[s.order] *= _PAST
        elif _BACK_THEN.search(s.text[:_BEGINNING]):
            past = s.paragraph
            places[s.order] *= _GOING_BACK
    return places | _additions(sentences, places)


def is_essay(sentences: Sequence[Sentence]) -> bool:
    """Whether the writer tells of himself, politely: such a text comes to its point late."""
    told = sum(speaks_of_self(s.text) for s in sentences)
    polite = sum(s.text.endswith(_POLITE) for s in sentences)
    return told >= _SELVES and polite * 2 > len(sentences)


def _place(sentence: Sentence, all_: Sequence[Sentence]) -> float:
    opens = not sentence.rank or all_[sentence.rank - 1].paragraph != sentence.paragraph
    fading = _LATE + _EARLY * exp(-sentence.rank / _FADES)
    return fading * (_OPENING if opens else _FOLLOWING)


def _additions(sentences: Sequence[Sentence], places: dict[int, float]) -> dict[int, float]:
    """Return the places of additions, and of what they took back, which is true no more.

    The newest addition stands last, or above the article.
    """
    mended = {s.paragraph for s in sentences if s.added and _MENDING.search(s.text)}
    added = [s for s in sentences if s.added and s.paragraph not in mended]
    minor = {s.order: _MENDED for s in sentences if s.paragraph in mended}
    if not added:
        return minor
    newest = {added[-1].paragraph, *(s.paragraph for s in added[:1] if not s.rank)}
    news = {s.paragraph for s in added if is_act(s.text)}
    worth = {s.order: _NEWEST if s.paragraph in newest else _ADDED for s in added}
    worth |= {s.order: _REMARK for s in added if s.paragraph not in news} | minor
    revoked = [s.paragraph for s in added if _REVOKED.search(s.text)]
    for s in sentences if revoked else ():
        older = s.paragraph < revoked[-1] and s.paragraph not in newest
        if not s.added or older:
            worth[s.order] = worth.get(s.order, places[s.order]) * _OLD
    return worth
