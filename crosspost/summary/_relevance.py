"""How much of an article's matter a sentence tells: words, place, form (no dictionary needed)."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import exp, log2

from crosspost.phrases import is_japanese
from crosspost.summary import _standing
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
_ESSAY = 3  # sentences that speak of their writer
_POLITE = ("です。", "ます。", "ました。", "でした。", "ません。")
_ADDED = 4.5  # worth of the newest addition
_PAST = 0.45  # worth of what is told of years ago
_BACK_THEN = re.compile(r"[0-9〇一二三四五六七八九十]年(?:ほど)?前(?![年月])|かつて|^昔|当時|時間を[^。]{0,6}戻")
_OLD = 0.15  # worth of what an addition took back
_REVOKED = re.compile(
    r"取り消し|取り消す|撤回し|撤回す|無効|誤り(?:だ|で|と)|取り下げ|差し戻|一時停止|中止(?:し|す|と決|を決|にな)|本物であると認"
)
_SELF = re.compile(r"(?:筆者|小生|私|わたし|僕|拙者|うち)(?:は|が|も|に|の|には|で)")
_KNOWN = 0.2  # what the title tells already counts this much

_SUBJECT = re.compile(r"[^。]{1,60}?[^でにとの、](?:は|が|も)")
_CONCEDING = re.compile(
    r"^(?:もちろん|確かに|たしかに|なるほど|むろん|仮に|もし|例えば|たとえば|無論"
    r"|of course|granted|for example|for instance)",
    re.IGNORECASE,
)
# What it denies is there to be told by the next sentence: 「…のは戦闘ではない。」
_DENYING = re.compile(
    r"(?:のは|ものは|理由は|問題は)[^。、]{1,24}(?:では|じゃ)(?:な(?:い|かった)|ありません)。$"
)
_TEASING = re.compile(
    r"(?:本|この|今回の|当)(?:記事|稿|ブログ|ページ|回)(?:では|は|で)"
    r"|(?:紹介|解説|説明|お伝え|お届け|まとめ|考察)(?:します|しました|していきます|したい|する)"
    r"|(?:見|考え)て(?:みたい|みよう|みる)|(?:ぜひ|是非).{0,16}(?:ください|下さい)|お願い(?:いた)?します"
    r"|in this (?:post|article|guide)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Measure:
    """An article's words and their worth, and the worth of its places."""

    worth: dict[str, float]
    title: frozenset[str]
    heading: str = ""  #: the title as it stands
    places: dict[int, float] = field(default_factory=dict)  #: by a sentence's order

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
    return Measure(worth, known, title, _places(sentences))


def quality(sentence: Sentence, of: Measure) -> float:
    """Return what a sentence's words are multiplied by: place × topic × form."""
    place = of.places.get(sentence.order, 1.0)
    return place * _topicality(sentence.text, of) * form(sentence.text, title=of)


def _places(sentences: Sequence[Sentence]) -> dict[int, float]:
    """Return the worth of each place: news stands first, an addition is the news of a news.

    What an addition takes back is no longer true, and worth next to nothing.
    """
    talk = sum(bool(_SELF.search(s.text)) for s in sentences)
    essay = talk >= _ESSAY and sum(s.text.endswith(_POLITE) for s in sentences) * 2 > len(sentences)
    places = {s.order: 0.8 if essay else _first(s, sentences) * (0.55 + 0.95 * exp(-s.rank / 5)) for s in sentences}
    past = -1
    for s in sentences:
        if s.paragraph == past:
            places[s.order] *= _PAST
        elif _BACK_THEN.search(s.text[:30]):
            past = s.paragraph
            places[s.order] *= 1.5 * _PAST
    added = [s for s in sentences if s.added]
    newest = {added[-1].paragraph, *(s.paragraph for s in added[:1] if not s.rank)} if added else {}
    for s in added:
        places[s.order] = _ADDED if s.paragraph in newest else 0.8 * _ADDED
    revoked = [s for s in added if _REVOKED.search(s.text)]
    for s in sentences if revoked else ():
        old = not s.added or (s.paragraph < revoked[-1].paragraph and s.paragraph not in newest)
        places[s.order] *= _OLD if old else 1.0
    return places


def _first(sentence: Sentence, all_: Sequence[Sentence]) -> float:
    """Return the worth of standing first in a paragraph: what follows there leans on it."""
    opens = not sentence.rank or all_[sentence.rank - 1].paragraph != sentence.paragraph
    return 1.05 if opens else 0.95


def _topicality(text: str, of: Measure) -> float:
    """Return what the title lends to a sentence: most to its topic, little to its repetition."""
    topic = _SUBJECT.match(text)
    shared = of.repeated(units(text))
    lent = 0.8 + min(shared, 0.25) - 0.6 * max(0.0, shared - 0.5)
    return lent * 1.25 if topic and units(topic.group()) & of.title else lent


def form(text: str, *, title: Measure) -> float:
    """Return what the form of a sentence is worth: statements more than talk."""
    factor = _standing.form(text, japanese=is_japanese(title.heading))
    if _CONCEDING.search(text):
        factor *= 0.45
    if _TEASING.search(text) or _DENYING.search(text):
        factor *= 0.4
    return factor


def leaning(text: str, before: str = "", *, title: str = "") -> float:
    """Return what a sentence is worth without the one `before` it: 1.0 when it stands alone."""
    return _standing.leaning(text, before, title=title)


def says_little(text: str, title: str) -> bool:
    """Whether a short text ("no description", "That's not true.") holds no two words of its own.

    Those of the title do not count; a short sentence that does not point elsewhere always tells.

    A summary that says little is worse than none: it takes the reader's eye from the picture.
    """
    short = len(text) <= _FRAGMENT and (not is_closed(text) or _standing.points_back(text))
    return short and len(units(text) - units(title)) < _TELLING
