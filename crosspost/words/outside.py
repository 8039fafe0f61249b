r"""Text from outside as data: what would act on a terminal, a mail or a reader's eye is spelt out.

A feed's title, a server's words, a name: a control character shows as `\x1b`, one that turns the
direction of reading or is not seen at all as `\u202e`. Emoji sequences and flags stay whole.
"""

import re
import unicodedata

_FLAG = "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f"
_ZWJ = "\u200d"
# Whatever is not surely a plain letter, sign or ideograph is looked at one by one.
_DOUBTFUL = re.compile(
    _FLAG + r"|[^ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e"
    r"\u3000-\u3163\u3165-\ud7a3\uf900-\ufaff\uff00-\uff9f\uffa1-\uffef]"
)
_UNSEEN = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\u034f")
_ACTING = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_FULL_WIDTH = str.maketrans("@<>`*~|", "＠＜＞｀＊～｜")
_PICTORIAL = frozenset({"So", "Sk", "Mn", "Me"})


def escape(text: str) -> str:
    """Return the text on one line, with what acts or is not seen spelt out."""
    return _DOUBTFUL.sub(lambda found: _spell(text, found), text)


def escape_lines(text: str) -> str:
    """Return the text with its line breaks, and all else spelt out."""
    return "\n".join(map(escape, text.split("\n")))


def escape_markup(text: str) -> str:
    """Return the text for a chat or a mail, in which nothing of it is bold, a link or a call.

    Signs that chats act upon are full-width then; an address stays as it is, to be opened.
    """
    told = escape(text)
    if told.startswith(("http://", "https://")):
        return told
    return told.translate(_FULL_WIDTH).replace("](", "] (")


def _spell(text: str, found: re.Match[str]) -> str:
    char, at = found[0], found.start()
    if len(char) > 1 or (char == _ZWJ and _joins(text, at)):
        return char
    if char not in _UNSEEN and unicodedata.category(char) not in _ACTING:
        return char
    number = ord(char)
    if number < 0x100:  # noqa: PLR2004 — a byte
        return {"\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(char, f"\\x{number:02x}")
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"  # noqa: PLR2004


def _joins(text: str, at: int) -> bool:
    """Whether a joiner stands within an emoji sequence."""
    return 0 < at < len(text) - 1 and unicodedata.category(text[at - 1]) in _PICTORIAL
