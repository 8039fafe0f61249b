"""Whether a feed's description was written by the author's hand or cut by a machine."""

import html as entities
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from crosspost import text
from crosspost.article import flat
from crosspost.article.blocks import read_blocks
from crosspost.article.escapes import settle
from crosspost.model import Block, Document, Entry

_CUT = re.compile(
    r"\s*(?:\[(?:…|\.{3}|&hellip;|&#8230;|&#x2026;)\]|(?:\.{3}|…|&#8230;|&hellip;)\s*\Z"
    r"|(?:続きを読む|read more|continue reading)\W*)\s*\Z",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^。！？!?\n]+")
_LONGEST = 600  #: characters; what is longer is no excerpt
_TAG = re.compile(r"<(?:script|style)\b.*?</|<[^<>]*>", re.DOTALL | re.IGNORECASE)
_MOST_STRIPPED = 20_000  #: characters; descriptions are made of an article's beginning
_COVERED = 0.85
_LEAST_CUT = 60  #: characters; who writes shorter descriptions need not cut them
_FEW = 3
_SQUEEZED = re.compile(r"[\W_]+")
#: Every mark of a cut holds one of these, in lower case; they are looked for first.
_SIGNS = ("…", "...", "]", ";", "続きを読む", "read")
_SQUEEZED_AGAIN = 20_000  #: characters; fingerprint and likeness ask for the same text


def find_excerpt(description: str, content: Sequence[Block], *, html: str = "") -> str:
    """Return the description's text when the author wrote it, "" when a machine cut it.

    WordPress cuts at 110 characters and marks the cut, or copies the whole article (wordpress.md
    section 3.3); a follow box that a theme adds to it is left out. `html` is the article's own:
    a machine strips its tags, and so keeps readings, notes and struck words that a reader drops.
    """
    found = read_blocks(flat.without_boxes(description))
    said = "\n".join(b.text for b in found if b.kind in {"own", "list", "addition", "quote"})
    if not said or len(said) > _LONGEST or _CUT.search(said):
        return ""
    whole = squeeze(" ".join(block.text for block in content))
    if _is_covered(said, whole) or (html and _is_covered(said, squeeze(_stripped(html)))):
        return ""
    return said


def is_cut(said: str) -> bool:
    """Whether a machine cut the text before its end."""
    return bool(_CUT.search(said))


def breaks_off(entry: Entry, document: Document) -> bool:
    """Whether the feed cut the entry's description in the middle of a word, without a mark.

    One entry alone does not tell that from a style; several that end so at one length do.
    """
    if entry.content:
        return False
    said = _lead(entry.description)
    longest = _cut_length(tuple(e.description for e in document.entries if not e.content))
    return bool(longest) and _is_open(said) and len(said) >= longest - 1


@lru_cache(maxsize=4)  # asked for each entry of one document
def _cut_length(descriptions: tuple[str, ...]) -> int:
    """Return the length at which most of the long descriptions end in a word, 0 without one."""
    said = [_lead(d) for d in descriptions]
    longest = max(map(len, said), default=0)
    full = [d for d in said if len(d) >= longest - 1]
    broken = sum(map(_is_open, full))
    return longest if longest >= _LEAST_CUT and broken >= max(_FEW, len(full) / 2) else 0


def _is_open(said: str) -> bool:
    return said[-1:].isalnum()


def _lead(description: str) -> str:
    """Return the plain text at the beginning; services add buttons in markup behind it."""
    return description.partition("<")[0].strip()


def trim_cut(said: str) -> str:
    """Return the text with any mark of a machine's cut as a single …."""
    lower = said.lower()
    return _CUT.sub("…", said) if any(sign in lower for sign in _SIGNS) else said


def _stripped(html: str) -> str:
    """Return the HTML's text as a machine takes it: without the tags, with all that they held."""
    return entities.unescape(_TAG.sub("", settle(html[:_MOST_STRIPPED])))


def _is_covered(said: str, whole: str) -> bool:
    """Whether nearly all of the text's sentences stand in the article just so."""
    sentences = [squeeze(s) for s in _SENTENCE.findall(said)]
    total = sum(map(len, sentences))
    return sum(len(s) for s in sentences if s in whole) >= total * _COVERED


def squeeze(said: str) -> str:
    """Return the letters and digits alone, in one form: what stays the same under any markup."""
    return _squeeze_again(said) if len(said) <= _SQUEEZED_AGAIN else _squeeze(said)


def _squeeze(said: str) -> str:
    return _SQUEEZED.sub("", unicodedata.normalize("NFKC", text.clean(said)).casefold())


_squeeze_again = lru_cache(maxsize=4)(_squeeze)
