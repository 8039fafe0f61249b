"""The names of agencies whose pictures an operator may have no right to, in all their spellings."""

import re
import unicodedata
from collections.abc import Sequence

_SAME = (
    ("ロイター", "ロイター通信", "reuters"),
    ("共同", "共同通信", "共同通信社", "kyodo", "kyodo news"),
    ("時事", "時事通信", "時事通信社", "jiji", "jiji press"),
    ("afp", "afp通信", "agence france-presse"),
    ("ap", "ap通信", "associated press", "the associated press"),
    ("epa", "epa通信"),
    ("ゲッティ", "ゲッティイメージズ", "ゲッティーイメージズ", "getty", "getty images"),
    ("アフロ", "aflo"),
)
_SHORT = 4  # letters; a longer name is found within a word as well


def spellings(names: Sequence[str]) -> re.Pattern[str]:
    """Return what finds any of the names in text that is NFKC and case-folded; blanks do not count.

    Short Latin names stand alone ("AP" is not in "Apple"), and 「共同」 not before another word.
    """
    wanted = {" ".join(unicodedata.normalize("NFKC", n).casefold().split()) for n in names} - {""}
    for same in _SAME:
        if not wanted.isdisjoint(same):
            wanted.update(same)
    return re.compile("|".join(map(_pattern, sorted(wanted))) or r"(?!)")


def _pattern(name: str) -> str:
    pattern = r"\s*".join(re.escape(c) for c in name if not c.isspace())
    if name.isascii() and len(name) <= _SHORT:
        return rf"(?<![a-z]){pattern}(?![a-z])"
    return rf"{pattern}(?![\u3400-\u9fff])" if name == "共同" else pattern
