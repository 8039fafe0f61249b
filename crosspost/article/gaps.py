"""What is left where something was taken out of a text: no empty bracket, no half sentence."""

import re

#: Signs that no text holds (its cleaning drops them) and that stand for what was left out.
DROPPED = "\x01"  #: struck out, or a note's mark: what is left reads on
HOLE = "\x02"  #: a formula: the sentence around it says nothing without it
SEAM = "\x03"  #: a picture or a film: a hole where it stands within a sentence

_ANY = re.compile("[\x01-\x03]")
_EMPTY = re.compile(
    r"[（(「『【［\[〔“][\s、,，・]*[\x01-\x03][\s、,，・\x01-\x03]*[)）」』】］\]〕”]"
)
# Struck out by hand: ~~words~~ as in Markdown, or with a line through each sign.
_STRUCK = re.compile(r"(?<!~)~~(?![~\s])[^~\n]{1,300}~~(?!~)|(?:[^\u0335-\u0338]\u0336)+")
_AFTER_OPENER = re.compile(r"([（(「『【［\[〔“])\x01+\s*[、,，・]\s*")
_BEFORE_CLOSER = re.compile(r"\s*[、,，・]\s*\x01+([)）」』】］\]〕”])")
_DOUBLED = re.compile(r"([、。，．！？,])\x01+\s*[、。，．,]")
_LEADING = re.compile(r"((?:^|[。！？\n])\s*)\x01+\s*[、，・]", re.MULTILINE)
_SENTENCE = re.compile(
    r".+?(?:[。！？]+[」』）)”]*(?![、，とのはがをにも])|[.!?]+[\"”)]*(?=\s)|\n+|\Z)", re.DOTALL
)
_BROKEN = re.compile("\x02|[^\\W_][」』）)”]*[^\\S\n]*\x03[\x03 \t\u3000\v]*[「『（(“]*[^\\W_]")
_FORMULAS = re.compile(
    r"\\\(.{1,500}?\\\)|\\\[.{1,900}?\\\]|\$\$.{1,900}?\$\$|\$latex .{1,500}?\$"
    r"|\[(latex|math|katex)\].{1,900}?\[/\1\]"
    r"|(?<![\\A-Za-z0-9])\$(?![\s,.])(?:(?![a-z]{2,} [a-z]{2,})[^$\n]){0,120}[\\^_]"
    r"(?:(?![a-z]{2,} [a-z]{2,})[^$\n]){0,120}(?<![\s\\])\$(?!\d)",
    re.DOTALL | re.IGNORECASE,
)


def mark_formulas(said: str) -> str:
    r"""Return the text with what a script would draw as a formula, \(x^2\), as a hole."""
    return _FORMULAS.sub(HOLE, said) if "$" in said or "\\" in said or "[" in said else said


def mark_strikes(said: str) -> str:
    """Return the text without what the author struck out sign by sign."""
    return _STRUCK.sub(DROPPED, said) if "~~" in said or "\u0336" in said else said


def length(said: str) -> int:
    """Return how many characters a reader sees."""
    return len(_ANY.sub("", said).strip())


def close(said: str) -> str:
    """Return the text without the signs, and without what makes no sense where they stood."""
    if not _ANY.search(said):
        return said
    said = _EMPTY.sub(DROPPED, said)
    said = _AFTER_OPENER.sub(r"\1", _BEFORE_CLOSER.sub(r"\1", said))
    said = _LEADING.sub(r"\1", _DOUBLED.sub(r"\1", said)).replace(DROPPED, "")
    if HOLE not in said and SEAM not in said:
        return said
    kept = (s for s in _SENTENCE.findall(said) if not _BROKEN.search(s))
    return "".join(kept).replace(SEAM, "")
