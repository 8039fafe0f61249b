"""Text from strangers, made fit to be shown: nothing invisible, nothing that turns direction."""

import re
import unicodedata

_ZWJ = "\u200d"
_SPACES = re.compile(r"[^\S\n\u3000]+")
_BREAKS = re.compile(r"\r\n?|[\u0085\u2028\u2029]")
#: What a line of text has for signs that are set high or low.
HIGH = dict(zip("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ", strict=True))
LOW = dict(zip("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True))
_NONCHARACTERS = frozenset("\ufffe\uffff\ufeff\ufffc")
#: Letters, marks and signs that are drawn as nothing: fillers, joiners, blank Braille and notes,
#: and what Unicode reserves for such.
_NOTHING = (
    "\u034f\u115f\u1160\u17b4\u17b5\u2065\u2800\u3164\uffa0\ufff0-\ufff8\U0001d159"
    "\U000e0000-\U000e001f\U000e0080-\U000e00ff\U000e01f0-\U000e0fff"
)
_SAFE = (
    r"\n -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e"
    r"\u3000-\u3163\u3165-\ud7a3\uf900-\ufaff\uff00-\uff9f\uffa1-\uffef"
)
# Whatever is not surely a plain letter, sign or ideograph is looked at one by one.
_DOUBTFUL = re.compile(f"[^{_SAFE}]")
_INVISIBLE = re.compile(f"[{_NOTHING}]")
# Format characters that an emoji sequence is made of: joiner, tags of subdivision flags.
_FLAG = re.compile("(\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{2,6}\U000e007f)")
_TAGS = re.compile("[\U000e0020-\U000e007f]+")
#: Marks that any letter may bear; no writing puts more than two of them on one.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f"
)
_MARK = re.compile(f"[{_MARKS}]")
_STACK = re.compile(f"(?:[^{_SAFE}]|[\u3099\u309a]){{3,}}")
_MOST_MARKS, _MOST_OF_A_SCRIPT = 2, 4  #: on one letter; Hebrew and Tibetan go up to four
_SELECTS_SCRIPT = re.compile("[\u180b-\u180d\u180f]")
_SELECTS_IDEOGRAPH = re.compile("[\ufe00-\ufe0d\U000e0100-\U000e01ef]")
_IDEOGRAPH = re.compile(
    "[\u3001\u3002\u3400-\u9fff\uf900-\ufaff\uff01-\uff1f\U00020000-\U0003ffff]"
)
_MONGOLIAN = re.compile("[\u1820-\u18aa]")
_EMOJI_STYLES = frozenset("\ufe0e\ufe0f")


def _is_drawn(char: str) -> bool:
    """Whether it may be an emoji, and so be followed by a choice of its style."""
    return unicodedata.category(char)[0] in "SPN" or char == "\u2139"


def _is_kept(text: str, index: int) -> bool:
    """Whether a doubtful character shows something, or belongs to one that does."""
    char, before = text[index], text[index - 1 : index]
    category = unicodedata.category(char)
    if category == "Cf":
        return char == _ZWJ and _joins(text, index)
    if char in _EMOJI_STYLES:
        return bool(before) and _is_drawn(before)
    if _SELECTS_IDEOGRAPH.match(char):
        return bool(_IDEOGRAPH.match(before))
    if _SELECTS_SCRIPT.match(char):
        return bool(_MONGOLIAN.match(before))
    return char == "\n" or not (category in {"Cc", "Cs", "Co"} or char in _NONCHARACTERS)


def _joins(text: str, index: int) -> bool:
    """Whether an emoji sequence goes on across this joiner."""
    before = text[max(0, index - 2) : index].removesuffix("\ufe0f")[-1:]
    after = text[index + 1 : index + 2]
    pictures = {unicodedata.category(char) for char in (before, after) if char}
    return bool(before and after) and pictures <= {"So", "Sk", "Sm"}


def _without_stacks(text: str) -> str:
    """Return the text with no more marks on a letter than writings have."""

    def cut(found: re.Match[str]) -> str:
        kept, marks, is_cut = [], 0, False
        for char in found[0]:
            is_mark = unicodedata.category(char) in {"Mn", "Me"}
            marks, is_cut = (marks + 1, is_cut) if is_mark else (0, False)
            most = _MOST_MARKS if _MARK.match(char) else _MOST_OF_A_SCRIPT
            is_cut = is_cut or marks > most
            kept.append("" if is_cut else char)
        return "".join(kept)

    return _STACK.sub(cut, text)


def _without_doubtful(text: str) -> str:
    return _DOUBTFUL.sub(lambda at: at[0] if _is_kept(text, at.start()) else "", text)


def _plain(text: str) -> str:
    """Return what is seen of the text, in NFC; marks alone are nothing."""
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    pieces = _FLAG.split(text)  # every second one is a flag
    pieces[::2] = [_without_doubtful(_TAGS.sub("", piece)) for piece in pieces[::2]]
    shown = _without_stacks(unicodedata.normalize("NFC", "".join(pieces)))
    return shown if any(unicodedata.category(char)[0] in "LNPS" for char in shown) else ""


def clean(text: str) -> str:
    r"""Return the text in NFC without control, bidirectional and invisible characters.

    Line breaks stay as `\n`, runs of blanks become one, emoji sequences stay whole.
    """
    text = unicodedata.normalize("NFC", _BREAKS.sub("\n", text)).replace("\t", " ")
    if _DOUBTFUL.search(text) or "\u3099" in text or "\u309a" in text:
        text = _plain(text)
    return "\n".join(line.strip() for line in _SPACES.sub(" ", text).split("\n")).strip()


def one_line(text: str) -> str:
    """Return the cleaned text on a single line."""
    return _SPACES.sub(" ", clean(text).replace("\n", " ")).strip()


def count(number: int, one: str, more: str) -> str:
    """Say how many there are: "1 entry", "2 entries"."""
    return f"{number} {one if number == 1 else more}"
