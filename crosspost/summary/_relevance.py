"""How much of an article's matter a sentence tells: words, place, form (no dictionary needed)."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log2

from crosspost.phrases import is_japanese
from crosspost.summary._material import Sentence
from crosspost.summary._sentences import is_closed

# Kanji runs are counted by pairs, other runs as words; hiragana is grammar.
_CJK = r"々〇\u3400-\u9fff\uf900-\ufaff"
_RUNS = re.compile(
    rf"(?P<kanji>[{_CJK}]+)|(?P<kana>[ぁ-ゟ]+)"
    r"|(?P<word>[ァ-ヺー]+|[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’-]*|[0-9０-９][0-9０-９.,．，]*"
    rf"|[^\W_ぁ-ゟァ-ヺー{_CJK}]+)"
)
_COMMON = re.compile(
    "that|this|with|from|have|will|were|been|their|they|them|than|then|when|what|which|would|could"
    "|should|about|into|there|these|those|over|also|more|some|such|very|just|only|your|ours|does"
    "|because|while|where|after|before|other|being|much|many|most|even|still"
)
_SHORTEST_WORD = 4
_FRAGMENT = 20  # characters; longer text tells something, whatever its words
_TELLING = 2
_DANGLING = 0.2  # worth of a sentence that points to one that is not told
_EARLY = 12  # characters; what is pointed to later may stand in the sentence itself
_KNOWN = 0.2  # what the title tells already counts this much

_THIS = r"これ(?!まで|から)|それ(?!ぞれ|にしても)|この(?!たび|度|ほど|国|[春夏秋冬])|その"
_POINTING = re.compile(
    rf"^(?:(?:そして|しかし|だが|また|一方で?|さらに|つまり)[、，]?)?(?:{_THIS}|あれ|こう|そう(?!いえば)"
    r"|同(?:氏|社|党|国|法|紙|省|市|県|日|年)|ここ(?!数|最近)|そこ|彼|両(?:者|氏|国)|前者|後者|前述|上[記述]"
    r"|さらに|また|加えて|そのため|このため|したがって|よって"
    r"|(?:this|that|these|those|it|he|she|they|such|his|her|their|its)\b"
    r"|(?:however|but|and|so|therefore|moreover|also)\b)",
    re.IGNORECASE,
)
_POINTING_INSIDE = re.compile(rf"{_THIS}|ここ(?!数)|同[氏社党法紙省]|両[者氏国]")
_LABELLED = re.compile(r"[^、。「」\s]{1,8}[：:](?![/:])")
_SUBJECT = re.compile(r"[^。]{1,60}?[^でにとの、](?:は|が|も)")
_CONCEDING = re.compile(
    r"^(?:もちろん|確かに|たしかに|なるほど|むろん|もっとも|ただし?|仮に|もし|例えば|たとえば|無論"
    r"|of course|granted|for example|for instance)",
    re.IGNORECASE,
)
# What it denies is there to be told by the next sentence: 「…のは戦闘ではない。」
_DENYING = re.compile(
    r"(?:のは|ものは|理由は|問題は)[^。、]{1,24}(?:では|じゃ)(?:な(?:い|かった)|ありません)。$"
)
# What restricts the sentence before is nothing without it; what adds to it is little.
_RESTRICTING = re.compile(
    r"^(?:もっとも|ただし?|とはいえ|それでも|だからこそ|にもかかわらず)(?=[、，\u3400-\u9fff])"
)
_ADDING = re.compile(
    r"^(?!誰|どこ|どれ|いつ|何|あまり|いか|[^、。]{0,6}ま(?:で|に)も)[^、。はがを]{1,12}(?:から|に|で|へ)も(?=[^、])"
)
# Who that is, only the sentence before says.
_PERSON = re.compile(
    r"(?:(?:そして|しかし|だが|また|一方で?|さらに)[、，]?)?(?:同氏|彼(?:女|ら|女ら)?)(?=[はがもの])"
    r"|(?:(?:and|but|however|so|then),? )?(?:he|she|they)\b",
    re.IGNORECASE,
)
# A reason without what it is the reason of: 「…に反対しているからである。」
_REASONING = re.compile(
    r"(?:から|ため)(?:だ|です|である|だった|でした|であった|に(?:ほか|他)ならない)(?:という|とされる|と[^。、]{1,12})?。$"
)
_REASONED = re.compile(r"(?:のは|理由は|原因は|背景は|狙いは|目的は|わけは)")
# 「判決は…」: which one, the sentence before said; a title that has the word says it as well.
_BARE_TOPIC = re.compile(rf"^([{_CJK}]{{1,3}})は")
_TEASING = re.compile(
    r"(?:本|この|今回の|当)(?:記事|稿|ブログ|ページ|回)(?:では|は|で)"
    r"|(?:紹介|解説|説明|お伝え|お届け|まとめ|考察)(?:します|しました|していきます|したい|する)"
    r"|(?:見|考え)て(?:みたい|みよう|みる)|(?:ぜひ|是非).{0,16}(?:ください|下さい)|お願い(?:いた)?します"
    r"|in this (?:post|article|guide)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[「『“][^「」『』“”]*[」』”]")


@dataclass(frozen=True, slots=True)
class Measure:
    """An article's words and their worth."""

    worth: dict[str, float]
    title: frozenset[str]

    def gain(self, units: frozenset[str], known: frozenset[str] = frozenset()) -> float:
        """Return how much these words tell beyond those known; even kana alone tell a little."""
        return (0.0 if known else 0.5) + sum(self.worth.get(u, 0.0) for u in units - known)

    def repeated(self, units: frozenset[str]) -> float:
        """Return the part of these words that the title holds."""
        return len(units & self.title) / len(units) if units else 0.0


@lru_cache(maxsize=4096)
def units(text: str) -> frozenset[str]:
    """Return the words by which texts are compared; kept, as a post asks more than once."""
    found: set[str] = set()
    for run in _RUNS.finditer(text):
        kanji, word = run["kanji"], (run["word"] or "").lower()
        if kanji:
            found.update(kanji[i : i + 2] for i in range(max(1, len(kanji) - 1)))
        elif word and _tells(word):
            found.add(word)
    return frozenset(found)


def _tells(word: str) -> bool:
    return (
        not word[0].isascii()
        or word[0].isdigit()
        or (len(word) >= _SHORTEST_WORD and not _COMMON.fullmatch(word))
    )


def measure(sentences: Sequence[Sentence], title: str) -> Measure:
    """Weigh the article's words: often told counts more, told by the title already counts less."""
    counts = Counter(u for text in {s.text for s in sentences} for u in units(text))
    known = units(title)
    worth = {u: log2(1 + n) * (_KNOWN if u in known else 1.0) for u, n in counts.items()}
    return Measure(worth, known)


def quality(sentence: Sentence, of: Measure) -> float:
    """Return what a sentence's words are multiplied by: place × topic × form."""
    text = sentence.text
    return _place(sentence) * _topicality(text, of) * _form(text)


def _place(sentence: Sentence) -> float:
    """News tells the most important first; an announced addition is the news."""
    return 3.0 if sentence.added else 0.45 + 1.05 * exp(-sentence.order / 4)


def _topicality(text: str, of: Measure) -> float:
    """Return what the title lends to a sentence: most to its topic, little to its repetition."""
    topic = _SUBJECT.match(text)
    shared = of.repeated(units(text))
    lent = 0.8 + min(shared, 0.25) - 0.6 * max(0.0, shared - 0.5)
    return lent * 1.25 if topic and units(topic.group()) & of.title else lent


def _form(text: str) -> float:
    factor = 1.0
    if _CONCEDING.search(text):
        factor *= 0.45
    if _TEASING.search(text) or _DENYING.search(text):
        factor *= 0.5
    if text.rstrip('」』）)”"').endswith(("？", "?", "か。", "う。")):
        factor *= 0.7
    if not is_closed(text) or _LABELLED.match(text):
        factor *= 0.6
    quoted = sum(len(q) for q in _QUOTED.findall(text))
    return factor * (0.6 if quoted > 0.6 * len(text) else 1.0)


def leaning(text: str, before: str = "", *, title: frozenset[str] = frozenset()) -> float:
    """Return what a sentence is worth without the one `before` it: 1.0 when it stands alone."""
    if _RESTRICTING.match(text) or _PERSON.match(text) or _gives_reason(text):
        return 0.0
    if _ADDING.match(text):
        return 0.3
    if _POINTING.match(text):
        return _DANGLING
    bare = _BARE_TOPIC.match(text)
    if bare and bare[1] in before and not units(bare[1]) & title:
        return 0.6
    said = _QUOTED.sub("", text)
    if pointing := _POINTING_INSIDE.search(said):
        return _DANGLING if pointing.start() < _EARLY else 0.5
    return 1.0 if not is_japanese(text) or _SUBJECT.match(said) else 0.75


def _gives_reason(text: str) -> bool:
    """Whether the sentence is the reason of the one before it and does not say of what."""
    return bool(_REASONING.search(text)) and not _REASONED.search(text)


def says_little(text: str, title: str) -> bool:
    """Whether a short text ("no description", "That's not true.") holds no two words of its own.

    Those of the title do not count; a short sentence that does not point elsewhere always tells.

    A summary that says little is worse than none: it takes the reader's eye from the picture.
    """
    short = len(text) <= _FRAGMENT and (not is_closed(text) or points_back(text))
    return short and len(units(text) - units(title)) < _TELLING


def points_back(text: str) -> bool:
    """Whether the sentence begins by pointing to what was said before."""
    return bool(_POINTING.match(text))
