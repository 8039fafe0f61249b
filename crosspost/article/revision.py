"""Whether a known article has changed, and whether a reader should hear of it."""

import hashlib
import re
import unicodedata
from collections import Counter

from crosspost.article.excerpts import squeeze
from crosspost.article.marks import bare_title, find_marks, is_provisional, is_renewed
from crosspost.model import Article, ChangeKind, Known, Reason, Why

MATERIAL = 0.2  #: share of the text that is new or gone (feeds.md section 3)
_MOST_REVISIONS = 24  #: a page that changes for ever (a clock, a counter) is not news
_MOST = 20_000  #: characters that are compared
_GRAM = 3
_FEW = 60  #: squeezed characters; below, a share says nothing
_COUNTERS = re.compile(
    r"^ ?[\d,.０-９]{1,15} ?(?:件|回|人|pv|views?|likes?|shares?|comments?|いいね)?.{0,12}$"
    r"|^.{0,12}(?:views?|いいね|閲覧数|アクセス|コメント|シェア)\W{0,3}[\d,.０-９]{1,15}\W?$",
    re.IGNORECASE | re.MULTILINE,
)
_FOOTER = re.compile(
    r"^.*(?:に最初に表示されました|の最初に登場しました|appeared first on|first appeared on).*$",
    re.IGNORECASE | re.MULTILINE,
)
_FOOTED = ("に最初に表示されました", "の最初に登場しました", "appeared")  # each footer has one
_CUT = re.compile(r"\[(?:…|\.{3}|&#8230;|&hellip;)\]|…\s*$", re.MULTILINE)
_ADDED = re.compile(
    r"[【［\[（(](?:[^】］\])）\n]{0,12})(?:追記|訂正|改訂|更新|update|correction)(?![^】］\])）\n]{0,4}(?:終|おわ|ここまで))",
    re.IGNORECASE,
)


def fingerprint(title: str, said: str) -> str:
    """Return what stays the same as long as a reader sees the same title and text.

    Blind to markup, blanks, counters, footers and marks of a cut; status marks of the title count.
    """
    name = "".join(unicodedata.normalize("NFKC", title).casefold().split())
    return hashlib.sha256(f"{name}\n{_normal(said)}".encode()).hexdigest()


def compare(article: Article, known: Known) -> tuple[ChangeKind, Reason]:
    """Return what a known article has become, and why; REVISED and SETTLED are material."""
    if why := _stays(article, known):
        return ChangeKind.SAME, why
    if known.protected:
        return ChangeKind.REVISED, Why.PASSWORD_GONE()
    marks = known.marks or find_marks(known.title)
    if is_provisional(marks) and not is_provisional(article.marks):
        return ChangeKind.SETTLED, Why.MARK_GONE(marks=" ".join(filter(_is_open, marks)))
    if new := [mark for mark in article.marks if mark not in marks and is_renewed(mark)]:
        return ChangeKind.REVISED, Why.MARK_ADDED(marks=" ".join(new))
    return _compare_texts(article, known)


def _is_open(mark: str) -> bool:
    return is_provisional([mark])


def _stays(article: Article, known: Known) -> Reason | None:
    if article.protected:
        return Why.PROTECTED()
    if article.fingerprint == known.fingerprint:
        return Why.UNCHANGED()
    return Why.RESTLESS() if known.revisions >= _MOST_REVISIONS else None


def _compare_texts(article: Article, known: Known) -> tuple[ChangeKind, Reason]:
    new, old = _normal(article.text)[:_MOST], _normal(known.text)[:_MOST]
    if why := _same_shown_otherwise(new, old, ended=_ended(known.text)):
        return ChangeKind.SAME, why
    if len(_ADDED.findall(article.text)) > len(_ADDED.findall(known.text)):
        return ChangeKind.REVISED, Why.TEXT_ADDED()
    share = _changed(new, old)
    if share > MATERIAL and max(len(new), len(old)) >= _FEW:
        return ChangeKind.REVISED, Why.TEXT_CHANGED(share=share)
    if squeeze(bare_title(article.title)) != squeeze(bare_title(known.title)):
        return ChangeKind.SAME, Why.EDIT_TITLE()
    return ChangeKind.SAME, Why.EDIT_SMALL()


def _same_shown_otherwise(new: str, old: str, *, ended: bool) -> Reason | None:
    """Say how the feed shows more or less of the same text: a setting, not an edit."""
    if not new or not old:
        return Why.TEXT_ABSENT() if old else Why.TEXT_UNKNOWN()
    if len(new) < len(old) and _begins(old, new):
        return Why.TEXT_LESS()
    if len(old) < len(new) and _begins(new, old) and not ended:
        return Why.TEXT_MORE()
    return None


def _begins(whole: str, part: str) -> bool:
    """Whether the part is the whole's beginning; an excerpt also holds the headings."""
    grams = _grams(whole)
    missing = (_grams(part) - grams).total()
    return whole.startswith(part) or missing <= max(len(part) * 0.1, _GRAM)


def _ended(said: str) -> bool:
    return said.rstrip().endswith(tuple("。．.！!？?」』）)】"))


def _changed(new: str, old: str) -> float:
    """Return the larger of what was added and what is gone, as a share of the old text."""
    after, before = _grams(new), _grams(old)
    return max((after - before).total(), (before - after).total()) / max(before.total(), 1)


def _grams(said: str) -> Counter[str]:
    return Counter(said[i : i + _GRAM] for i in range(max(len(said) - _GRAM + 1, 1)))


def _normal(said: str) -> str:
    said = _COUNTERS.sub("", said)
    lower = said.lower()
    if any(sign in lower for sign in _FOOTED):
        said = _FOOTER.sub("", said)
    return squeeze(_CUT.sub("", said))
