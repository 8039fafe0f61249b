"""Takes from a text what X would act upon though nobody meant it: mentions, tags, stray links.

Each is defused so that a reader still reads the same: `@name` becomes `@ name`, `#topic` becomes
`# topic`, `asahi.com` becomes `asahi．com`, a second `$TSLA` becomes `＄TSLA`. Hashtags in
an author's own words are meant.
"""

import re

from crosspost.model import Reason
from crosspost.model.notes import Note
from crosspost.post import links

_ALNUM = "A-Za-z0-9_"
# After a letter it is a mail address, unless the letters are the RT of an old-style retweet.
_MENTION = re.compile(
    rf"([@＠])(?=[{_ALNUM}])"
    rf"(?:(?<![{_ALNUM}][@＠])|(?<=[rR][tT][@＠])(?<![{_ALNUM}][rR][tT][@＠]))"
)
_IN_TAG = r"\w\xb7\u05be\u05f3\u05f4\u200c\u200d\u3003\u301c\u309b\u309c\u30a0\u30fb\uff5e"
_MARKS = "\u0300-\u036f\u20d0-\u20ff\u3099\u309a\ufe00-\ufe0f"
_HASHTAG = re.compile(
    rf"(?<![{_IN_TAG}&])([#＃])(?![\ufe0f\u20e3])(?=[{_IN_TAG}]*(?:[^\W\d_]|[{_MARKS}]))"
)
_SIGNS = re.compile("[#＃@＠$]")
_NAME = re.compile(rf"[{_ALNUM}]+")
_CASHTAG = re.compile(r"(?<![A-Za-z0-9$])\$(?=[A-Za-z])")
_FULL_WIDTH_DOLLAR = "＄"
_FULL_WIDTH_DOT = "．"
# A domain is judged with its neighbours, as X does, and alone: X's own programs disagree on the
# length of the Japanese words that may stand glued before it.
_ALONE = re.compile("[!-~\xc0-\u024f\u1e00-\u1eff]+")
_ROUNDS = 6  # a link may hide in another's path; deeper nests lose all their dots at once
_SCHEME_AND_HOST = re.compile(r"(https?://)?([^/?#:]*)", re.IGNORECASE)


def defuse(text: str, *, own: int = 0) -> tuple[str, tuple[str, ...]]:
    """Return the text in which X sees no mention, hashtag or link and one cashtag at most.

    And, for the record, each link that it is now without. Hashtags within the first `own`
    characters stay: they are the author's.
    """
    if _SIGNS.search(text):
        text = _HASHTAG.sub(lambda tag: tag[0] if tag.start() < own else f"{tag[0]} ", text)
        text = _MENTION.sub(r"\1 ", text)
        text = _keep_one_cashtag(text)
    if "." not in text:
        return text, ()
    broken: list[str] = []
    for _ in range(_ROUNDS):
        before = text
        text = _ALONE.sub(lambda run: _unlink(run[0], broken), _unlink(text, broken))
        if text == before:
            return text, tuple(broken)
    return text.replace(".", _FULL_WIDTH_DOT), tuple(broken)


def explain(text: str) -> list[Reason]:
    """Return which mentions and cashtags of an author's words are written otherwise, and why."""
    names = [f"{sign[0]}{_name_after(text, sign)}" for sign in _MENTION.finditer(text)]
    told = [Note.MENTION(name=name, written=f"{name[0]} {name[1:]}") for name in names]
    further = list(_CASHTAG.finditer(text))[1:]
    told += [Note.CASHTAG(name=f"${_name_after(text, sign)}") for sign in further]
    return list(dict.fromkeys(told))


def _name_after(text: str, sign: re.Match[str]) -> str:
    found = _NAME.match(text, sign.end())
    return found[0] if found else ""


def _keep_one_cashtag(text: str) -> str:
    first = _CASHTAG.search(text)
    if not first:
        return text
    return text[: first.end()] + _CASHTAG.sub(_FULL_WIDTH_DOLLAR, text[first.end() :])


def _unlink(text: str, broken: list[str]) -> str:
    """Break every link of the text; what a broken one was hiding may link in the next round."""
    pieces, end = [], 0
    for link in links.find(text):
        address = _SCHEME_AND_HOST.match(link.url)
        host = address[2] if address else ""
        pieces += [text[end : link.start], host.replace(".", _FULL_WIDTH_DOT)]
        end = link.start + len(address[0] if address else link.url)
        broken.append(link.url)
    return "".join(pieces) + text[end:]
