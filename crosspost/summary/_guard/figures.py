"""Figures: their value, what they count, and the words that stand beside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from crosspost.summary._guard.words import KANJI, normalize, runs, segments

_DIGIT = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "億": 10**8, "兆": 10**12}
_SMALL = "〇零一二三四五六七八九十百千"
_NUMBER = re.compile(
    rf"(?:[0-9][0-9,]{{0,20}}(?:\.[0-9]{{1,9}})?[百千]?"
    rf"|[{_SMALL}]{{1,20}}(?:[・.][〇一二三四五六七八九]{{1,9}})?)"
    rf"(?:[万億兆](?:[0-9][0-9,]{{0,9}}[百千]?|[{_SMALL}]{{1,9}})?){{0,4}}"
)
_UNIT = re.compile(
    r"\s*(?:[かカヵヶケ箇](?P<months>[月年国所村社店])|分の|倍|割|%"
    r"|(?P<unit>キロ(?:メートル|グラム|ワット)?|ポイント|メートル|トン|ドル|[ァ-ヺー]{2,8}"
    r"|つ|世[紀帯代]|議席|時間|週間|[分日年]間|海里|種類|品目|集落|項目|段階|部屋"
    rf"|(?![{_SMALL}万億兆以未超約計])[{KANJI}]|[A-Za-z℃°㎡]+)?)"
)
# Words that begin with a numeral and count nothing.
_NO_NUMBER = re.compile(
    r"一(?:方|部|転|般|段|層|斉|切|体|定|致|貫|時|緒|連|番|線|員|同|変|覧|見|応|言|行|国|人$|切れ)"
    r"|一ミリも|一本化|万(?:一|年筆|能)|十分|三(?:権|角|脚)|四(?:季|方)|百貨|十全|双方|唯一|統一|同一"
    r"|均一|第[一二三]に|一つ一つ|一つ(?!の[かヵ])|一度も?|零下|二度数え|(?:他の|残る)[二三四]|[二三四]人三脚"
)
_REST = re.compile(r"残り|残る(?![ぁ-ん])")
_HALF = re.compile("半分|半数|半額")
_SHARES = frozenset({"%", "割", "倍", "ポイント", "分の"})
_MONEY = re.compile(r"円|ドル|ユーロ|元|ポンド|フラン|クローネ|ルピー")
_DATED = frozenset({"月", "日", "年"})
# Runs that stand beside any figure and tell nothing of what it counts.
_ANYWHERE = frozenset(
    {"説明", "発表", "公表", "指摘", "主張", "方針", "見込", "予定", "現在", "今年", "昨年"}
)
_BESIDE = frozenset({"年前", "日前", "年後", "日後"})
_MANY = 60  # figures; nobody reckons with more
REST = -1.0  #: the value of 残り, which is told of a thing as a figure is


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, what it counts, and where it stands."""

    value: float
    unit: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure with the words on its two sides, up to the next figure of its kind."""

    figure: Figure
    left: frozenset[str]
    right: frozenset[str]
    segment: str

    @property
    def words(self) -> frozenset[str]:
        """The words on both sides."""
        return self.left | self.right


@lru_cache(maxsize=4096)
def find(text: str) -> tuple[Figure, ...]:
    """Return the figures of a text; places are those in the normalised text."""
    text = normalize(text)
    idle = [found.span() for found in _NO_NUMBER.finditer(text)]
    return tuple(
        _read(text, found)
        for found in _NUMBER.finditer(text)
        if not any(begin <= found.start() < end for begin, end in idle)
    )


def _read(text: str, found: re.Match[str]) -> Figure:
    unit = _UNIT.match(text, found.end())
    assert unit, "every part of a unit is optional"
    name = unit["months"] or unit["unit"] or unit.group().strip()
    return Figure(value_of(found.group()), name, found.start(), unit.end())


def value_of(number: str) -> float:
    """Return the value of a number in digits, in kanji or in both (1億2,300万)."""
    total = 0.0
    for part, myriad in re.findall(r"([^万億兆]*)([万億兆]?)", number.replace(",", "")):
        if part or myriad:
            total += (_small(part) if part else 1.0) * _MYRIADS.get(myriad, 1)
    return total


def _small(part: str) -> float:
    if part[0].isascii():
        return float(part.rstrip("百千")) * _TENS.get(part[-1], 1)
    whole, _, rest = part.replace(".", "・").partition("・")
    if rest:
        return float(f"{_kanji(whole)}.{''.join(str(_DIGIT[char]) for char in rest)}")
    return float(_kanji(whole))


def _kanji(whole: str) -> int:
    total = current = 0
    for char in whole:
        if char in _TENS:
            total, current = total + (current or 1) * _TENS[char], 0
        else:
            current = current * 10 + _DIGIT[char]
    return total + current


def spellings(figure: Figure) -> Iterator[float]:
    """Yield the values under which the same may stand in the article: 四十八時間 for 二日."""
    value, unit = figure.value, figure.unit
    yield value
    factors = {
        "時間": (1 / 24,),
        "日": (24,),
        "割": (10,),
        "%": (0.1,),
        "月": (1 / 12,),
        "年": (12,),
    }
    for factor in (*factors.get(unit, ()), 100, 0.01):
        yield round(value * factor, 6)


def differences(values: set[float]) -> tuple[set[float], set[float]]:
    """Return what can be reckoned from two of the values: their differences and ratios."""
    pairs = [(low, high) for low, high in combinations(sorted(values)[:_MANY], 2) if high]
    return {round(h - low, 3) for low, h in pairs}, {round(low / h, 3) for low, h in pairs}


def are_comparable(one: str, other: str) -> bool:
    """Whether figures of these units can be taken for each other: shares, money, spans, counts."""
    if "残" in {one, other}:
        return True
    return bool(one) and bool(other) and _family(one) == _family(other)


def _family(unit: str) -> str:
    if unit in _SHARES:
        return "share"
    if unit[0] in "年月日週時分秒":
        return "span"
    return "money" if _MONEY.search(unit) else "count"


@lru_cache(maxsize=2048)
def place(sentence: str) -> tuple[Placed, ...]:
    """Return the sentence's figures with the words beside them, dates left out."""
    return tuple(
        placed
        for segment in map(normalize, segments(sentence))
        for placed in _place(segment, _in_order(segment))
    )


def _in_order(segment: str) -> list[Figure]:
    plain = [
        f
        for f in find(segment)
        if not segment.startswith("第", f.begin - 1) and f.unit not in _BESIDE
    ]
    words = [Figure(REST, "残", *found.span()) for found in _REST.finditer(segment)]
    halves = [Figure(5.0, "割", *found.span()) for found in _HALF.finditer(segment)]
    return sorted([*plain, *words, *halves], key=lambda figure: figure.begin)


def _place(segment: str, figures: list[Figure]) -> Iterator[Placed]:
    for at, figure in enumerate(figures):
        if figure.unit in _DATED:
            continue
        before = [f.end for f in figures[:at] if f.unit in {figure.unit, "残"}]
        behind = [f.begin for f in figures[at + 1 :] if are_comparable(figure.unit, f.unit)]
        left = segment[before[-1] if before else 0 : figure.begin]
        right = segment[figure.end : behind[0] if behind else len(segment)]
        counted = runs(segment[figure.begin : figure.end].lstrip("0123456789,."))
        yield Placed(figure, runs(left) - _ANYWHERE, (runs(right) | counted) - _ANYWHERE, segment)
