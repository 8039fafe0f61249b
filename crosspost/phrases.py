"""Where a text may be cut: at phrase ends, with its brackets balanced."""

import bisect
import re
from collections.abc import Callable
from functools import cache
from itertools import accumulate, pairwise
from typing import Any

PAIRS = {
    "「": "」", "『": "』", "（": "）", "(": ")", "【": "】", "〔": "〕", "［": "］", "[": "]",
    "〈": "〉", "《": "》", "｛": "｝", "{": "}", "“": "”", "〝": "〟",
}  # fmt: skip
_CLOSERS = {closer: opener for opener, closer in PAIRS.items()}
_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_OPENERS = "".join(PAIRS)
_BRACKETS = re.compile("[" + re.escape("".join((*PAIRS, *_CLOSERS))) + "]")
_DANGLING = "、，,・：:；;－—–-…‥ \u3000\n"
_WORDS = re.compile(r"\s*(?:[^\s\d]*\d[\d.,:]*\s+)?\S+|\s+$")  # a number with what it counts
_CONTEXT = 20  # characters behind a place that its being a phrase end may depend on
_SPLITS_WORD = re.compile(r"[0-9A-Za-z０-９][0-9A-Za-z０-９.,．，%％]")
# A number with its counter: cut inside of it, 百四十二億円 would be told as 百四十.
_NUMERAL = "0-9０-９〇零一二三四五六七八九十百千万億兆京"
_KANJI = "々\u3400-\u9fff"
_FIGURE = re.compile(
    rf"(?:[第数何幾約計全各毎同翌昨$＄¥￥€£＋+－−]|午[前後]|平成|令和|昭和|西暦|紀元前)?"
    rf"[{_NUMERAL}](?:[.,:：/．，・、〜～~－−-]?(?:分の)?[{_NUMERAL}])*"
    rf"(?:[かカヵヶケ箇][{_KANJI}]|つ|こ(?!と)|[ァ-ヺー]+|[A-Za-zａ-ｚＡ-Ｚ%％‰℃°㎞㎡㎏]+"
    r"|世[紀帯代]|時間|週間|周年|種類|海里|光年|馬力"
    rf"|(?:立方|平方)[ァ-ヺー]+|[{_KANJI}](?:[ァ-ヺー]+)?)?"
    r"(?:間|目|[前後]半|[前後半余強弱台代度歳生割未]|ぶり|以[上下内降前後]|未満|近く|あまり|余り|ごと|おき)*"
)
# The long vowel mark does duty as a dash behind a kanji, where it cannot be one.
_DASH = re.compile(r"(?<=[\u3400-\u9fff」』）])ー\Z")
_AT_DASH = re.compile(r"(?<=[\u3400-\u9fff」』）]ー)(?=[\u3400-\u9fff「『（])")
_CLAUSE_END = re.compile(r"[、。，！？!?―—–ー\u3000]|[,.:;] ")
_JOINER = "\u200d"
_GLUED = re.compile("[\u0300-\u036f\u200d\u20e3\u3099\u309a\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]")


@cache
def _parser() -> Any:  # noqa: ANN401 — budoux ships no types
    import budoux  # noqa: PLC0415 — loaded when the first text is cut

    return budoux.load_default_japanese_parser()


def is_japanese(text: str) -> bool:
    """Whether the text holds kana or kanji."""
    return bool(_JAPANESE.search(text))


def is_balanced(text: str) -> bool:
    """Whether every bracket and quotation mark is closed in order."""
    open_: list[str] = []
    for char in _BRACKETS.findall(text):
        if char in PAIRS:
            open_.append(char)
        elif not open_ or open_.pop() != _CLOSERS[char]:
            return False
    return not open_


def missing_closers(text: str) -> str:
    """Return what would close the brackets that stand open at the end; "1)" closes nothing."""
    open_: list[str] = []
    for char in text:
        if char in PAIRS:
            open_.append(char)
        elif open_ and open_[-1] == _CLOSERS.get(char):
            open_.pop()
    return "".join(PAIRS[char] for char in reversed(open_))


def split_phrases(text: str) -> list[str]:
    """Return the pieces between which the text may be cut; joined they are the text again."""
    if not is_japanese(text):
        return _WORDS.findall(text)
    parts = [part for phrase in _parser().parse(text) for part in _AT_DASH.split(phrase)]
    inside = _inside_figures(text)
    if not inside:
        return parts
    ends = [0, *(end for end in accumulate(map(len, parts)) if end not in inside)]
    return [text[begin:end] for begin, end in pairwise(ends)]


def _inside_figures(text: str) -> frozenset[int]:
    """Return the places inside of numbers and between a number and its counter."""
    figures = (found.span() for found in _FIGURE.finditer(text))
    return frozenset(at for begin, end in figures for at in range(begin + 1, end))


def cut(text: str, fits: Callable[[str], bool], *, end: str = "…") -> str:
    """Return the longest beginning that ends at a phrase and fits with `end` behind it.

    A clause's end is preferred where it costs less than a third of the text. Brackets come out
    balanced: the end lies outside of them, or, where that would cost more than half, a quotation is
    closed behind `end`. The text itself when it fits whole; "" when not even one phrase does.
    """
    if fits(text):
        return text
    reach = _reach(text, fits)
    whole = closed = ""
    for at in _phrase_ends(text, reach):
        if (whole and at < reach * 2 // 3) or (closed and at < reach // 2):
            break
        head = _DASH.sub("", text[:at].rstrip(_DANGLING + _OPENERS))
        closers = missing_closers(head)
        if not head or not fits(head + end + closers):
            continue
        if closers:
            closed = closed or head + end + closers
        elif _CLAUSE_END.match(text, len(head)):
            return head + end
        else:
            whole = whole or head + end
    return whole or closed


def cut_anywhere(text: str, fits: Callable[[str], bool], *, end: str = "…") -> str:
    """Return the longest beginning that fits with `end`; for texts without any phrase end.

    A number stays whole where anything else is left.
    """
    reach = _reach(text, fits)
    inside = _inside_figures(text[: reach + _CONTEXT])
    for at in sorted(range(1, reach + 1), key=lambda at: (at in inside, -at)):
        head = text[:at].rstrip(_DANGLING + _OPENERS)
        whole = head + end + missing_closers(head)
        if head and not _is_inside_emoji(text, at) and fits(whole):
            return whole
    return ""


def _reach(text: str, fits: Callable[[str], bool]) -> int:
    """Return how many characters fit, by bisection: a text may be a hundred times too long."""
    most = 64
    while most < len(text) and fits(text[:most]):
        most *= 2
    return bisect.bisect(
        range(1, min(most, len(text))), 0, key=lambda n: 0 if fits(text[:n]) else 1
    )


def _phrase_ends(text: str, most: int) -> list[int]:
    """Return where phrases end within the first characters, the last one first."""
    ends = list(accumulate(map(len, split_phrases(text[: most + _CONTEXT]))))
    return [e for e in reversed(ends) if e <= most and not _SPLITS_WORD.match(text, max(e - 1, 0))]


def _is_inside_emoji(text: str, at: int) -> bool:
    return bool(_GLUED.match(text, at)) or text[at - 1] == _JOINER
