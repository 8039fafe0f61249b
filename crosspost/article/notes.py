"""Signs set high or low, and the marks of notes: which of them are part of what is said."""

import re

from crosspost.article.markup import Node
from crosspost.text import HIGH, LOW

_ORDINAL = re.compile(
    r"st|nd|rd|th|er|ère|re|e|o|a|os|as|me|mes|lle|gr|r|tm|sm|[ºª®™℠]", re.IGNORECASE
)
_LETTERED = re.compile(r"[a-z](?:\s?[,、・]\s?[a-z])+")
_RINGS = frozenset("oO∘°○º")
_SIGNS = {"tm": "™", "sm": "℠"}
# A mass number before its element: ¹⁴C, ²H.
_NUCLIDE = re.compile(
    r"[1-4](?:H|He)|[67]Li|\d{2,3}(?:A[cglmrstu]|B[aehikr]?|C[adeflmorsu]?|D[bsy]|E[rsu]|F[emr]?"
    r"|G[ade]|H[efgos]?|I[nr]?|K[r]?|L[airu]|M[cgnot]|N[abdeip]?|O[s]?|P[abdmortu]?|R[abefghnu]"
    r"|S[bcegimnr]?|T[abcehilm]|U|V|W|Xe|Yb?|Z[nr])(?![A-Za-z])"
)
# What a raised number is a power of: a unit, a variable, a closed bracket, a factor.
_BASE = re.compile(
    r"(?:(?<![A-Za-z])(?:[kcmdnpµμ]?m|[mµμn]?s|[kmµμ]?g|ft|in|yd|mi|ha|sr|eV|[A-Za-z])|(?<=[=+×/*(])[A-Za-z]{1,3}|[α-ωΑ-Ω℃Å㎝㎞㎡)\]]"
    r"|[×xX*＊]\s*\d{1,3}|(?<![\d.,])\d)$"
)
_TEN = re.compile(r"(?<![\d.,])(?:10|１０)$")
_LARGE = re.compile(r"(?<![\d.,])\d{2,3}$")
# What a number counts stands right behind it, and what is raised between them leads to a note.
_COUNTER = re.compile(r"\s*(?:[\u3400-\u9fffァ-ヺ㌀-㏿%％℃つ]|か[月国所])")
_GOES_ON = re.compile(r"\s*[ぁ-ゖ+\-−×=＝/)]")
_POWER = re.compile(r"[+\-−]?\d{1,4}[+\-−]?|[+\-−]|[nixyk]")
_NOTE_SIGN = re.compile(r"[*＊※†‡注註\[［（(]")
_POWERS_OF_TEN = 4  #: from here on a raised number behind a ten is hardly a note

# In running text. What is a note's mark there stands behind a word and before its end or a stop.
_WIDE = "ぁ-ゖァ-ヺー々〇\u3400-\u9fff"
_MARKS = re.compile(
    rf"(?<=[{_WIDE}」』）。、”])(?:\s?[\[［](?:注|註|脚注|note ?|n ?)?\d{{1,3}}"
    r"(?:[,、\-–]\s?\d{1,3})*[\]］])+"
    rf"|(?<=[a-z.,”\"])\[(?:note |n )?\d{{1,3}}\](?=[\s,;:]|\.(?:\s|$)|$)"
    r"|\(\([^()]{4,300}\)\)"
    rf"|(?<=[{_WIDE}」』）])[*＊†‡]{{1,3}}(?=[、。）」]|$)"
    r"|\s?[\[［](?:要出典|citation needed|誰[?？]|独自研究)[^\]］]{0,12}[\]］]"
    r"|\s?[（(〔［\[]\s?(?:注|註|脚注|※|＊|\*)\s?[\d０-９]{0,3}\s?[)）〕］\]]"
    rf"|(?<=[{_WIDE}」』）])[*＊※†]\s?[\d０-９]{{1,3}}(?=[、。，．)）」』\s]|[{_WIDE}]|$)"
    rf"|(?<=[{_WIDE}」』）])(?:注|註)[\d０-９]{{1,3}}(?=[、。）」]|$)"
    rf"|(?<=[ぁ-ゖ々\u3400-\u9fff」』）。])[⁰¹²³⁴-⁹]{{1,3}}(?![⁰¹²³⁴-⁹⁻A-Za-z])"
)
_MAY_MARK = re.compile(r"[\[［*＊※†‡注註⁰¹²³⁴-⁹]|\(\(")


def set_high(node: Node, before: str) -> str:
    """Return what a raised element says in a line of text, "" for the mark of a note.

    `before` is the text to its left. A number's digits never join those of the number before them.
    """
    said = node.text().strip()
    after = _next_text(node)
    if said.lower() in _SIGNS:
        return _SIGNS[said.lower()]
    if said in _RINGS and re.match(r"\s*[CFＣＦ]", after):
        return "°"
    if _ORDINAL.fullmatch(said):
        return said
    if _POWER.fullmatch(said) and _is_power(said, before, after):
        return "".join(HIGH.get(char, f"^{char}") for char in said)
    return "" if _is_mark(said) else f"{_apart(said, before)}{said}"


def set_low(node: Node, before: str) -> str:
    """Return what a lowered element says in a line of text: H₂O."""
    said = node.text().strip()
    if _NOTE_SIGN.search(said):
        return ""
    if all(char in LOW for char in said):
        return "".join(LOW[char] for char in said)
    return f"{_apart(said, before)}{said}"


def without_marks(line: str) -> str:
    """Return a line of text without the marks of its notes."""
    return _MARKS.sub("", line) if _MAY_MARK.search(line) else line


def _is_power(said: str, before: str, after: str) -> bool:
    base = before[-1:]
    if not said.isdigit():
        return bool(base.strip()) and not _is_wide(base)
    if not base.strip() or _is_wide(base):
        return bool(_NUCLIDE.match(said + after))
    if _TEN.search(before):
        return int(said) >= _POWERS_OF_TEN or not _COUNTER.match(after)
    if _LARGE.search(before):
        return bool(_GOES_ON.match(after))
    return bool(_BASE.search(before)) and not (base.isdigit() and _COUNTER.match(after))


def _is_mark(said: str) -> bool:
    """Whether what is raised and is no power leads to a note: 3, *, [2], 注1, a, 1,2."""
    return (
        len(said) <= 1
        or bool(_LETTERED.fullmatch(said))
        or bool(re.search(r"\d", said))
        or not said.isascii()
        or "[" in said
    )


def _is_wide(char: str) -> bool:
    return bool(char) and not char.isascii() and char.isalpha() and not "\u0370" <= char <= "\u03ff"


def _apart(said: str, before: str) -> str:
    """Return the sign that keeps two numbers apart."""
    return "^" if before[-1:].isdigit() and said[:1].isdigit() else ""


def _next_text(node: Node) -> str:
    after = node.next
    return (after.text() if after is not None else "")[:20]
