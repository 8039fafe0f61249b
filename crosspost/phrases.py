"""Where a text may be cut: at phrase ends, with its brackets balanced."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

PAIRS = {
    "「": "」", "『": "』", "（": "）", "(": ")", "【": "】", "〔": "〕", "［": "］", "[": "]",
    "〈": "〉", "《": "》", "｛": "｝", "{": "}", "“": "”", "〝": "〟",
}  # fmt: skip
_CLOSERS = {closer: opener for opener, closer in PAIRS.items()}
_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_DANGLING = "、，,・：:；;－—–-…‥ \u3000\n"


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
    for char in text:
        if char in PAIRS:
            open_.append(char)
        elif char in _CLOSERS and (not open_ or open_.pop() != _CLOSERS[char]):
            return False
    return not open_


def split_phrases(text: str) -> list[str]:
    """Return the pieces between which the text may be cut; joined they are the text again."""
    if not is_japanese(text):
        return re.findall(r"\s*\S+|\s+$", text)
    return list(_parser().parse(text))


def cut(text: str, fits: Callable[[str], bool], *, end: str = "…") -> str:
    """Return the longest beginning that ends at a phrase, is balanced and fits with `end`.

    The text itself when it fits whole; "" when not even one phrase does.
    """
    if fits(text):
        return text
    pieces = split_phrases(text)
    for count in range(len(pieces) - 1, 0, -1):
        head = "".join(pieces[:count]).rstrip(_DANGLING)
        if head and is_balanced(head) and fits(head + end):
            return head + end
    return ""
