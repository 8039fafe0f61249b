"""Text from strangers, made fit to be shown: nothing invisible, nothing that turns direction."""

import re
import unicodedata

_ZWJ = "\u200d"
_SPACES = re.compile(r"[^\S\n\u3000]+")
_BREAKS = re.compile(r"\r\n?|[\u0085\u2028\u2029]")
# Format characters that an emoji sequence is made of: joiner, tags of subdivision flags.
_TAGS = range(0xE0020, 0xE0080)
#: What a line of text has for signs that are set high or low.
HIGH = dict(zip("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ", strict=True))
LOW = dict(zip("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True))
_NONCHARACTERS = frozenset("\ufffe\uffff\ufeff\ufffc")
# Whatever is not surely a plain letter, sign or ideograph is looked at one by one.
_DOUBTFUL = re.compile(
    r"[^\n -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e"
    r"\u3000-\ud7a3\uf900-\ufaff\uff00-\uffef]"
)


def _is_pictorial(char: str) -> bool:
    """Whether an emoji sequence may continue across a joiner after this character."""
    return unicodedata.category(char) in {"So", "Sk", "Mn", "Me"}


def _is_kept(text: str, index: int) -> bool:
    char = text[index]
    category = unicodedata.category(char)
    if category == "Cf":
        if char == _ZWJ:
            return 0 < index < len(text) - 1 and _is_pictorial(text[index - 1])
        return ord(char) in _TAGS
    return char == "\n" or not (category in {"Cc", "Cs", "Co"} or char in _NONCHARACTERS)


def clean(text: str) -> str:
    r"""Return the text in NFC without control, bidirectional and invisible characters.

    Line breaks stay as `\n`, runs of blanks become one, emoji sequences stay whole.
    """
    text = unicodedata.normalize("NFC", _BREAKS.sub("\n", text)).replace("\t", " ")
    text = _DOUBTFUL.sub(lambda found: found[0] if _is_kept(text, found.start()) else "", text)
    return "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n")).strip()


def one_line(text: str) -> str:
    """Return the cleaned text on a single line."""
    return _SPACES.sub(" ", clean(text).replace("\n", " ")).strip()


def count(number: int, one: str, more: str) -> str:
    """Say how many there are: "1 entry", "2 entries"."""
    return f"{number} {one if number == 1 else more}"
