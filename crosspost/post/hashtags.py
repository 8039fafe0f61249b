"""Hashtags from an article's categories."""

import re
from collections.abc import Iterable

_JOINTS = re.compile(r"[\s#＃/／&＆'’\-－]+")
_TAG = re.compile(r"(?=.*[^\W\d_])[\w・ー〜～]+")
_NO_TOPIC = frozenset({
    "未分類", "未設定", "カテゴリなし", "カテゴリーなし", "uncategorized", "uncategorised",
    "nocategory", "その他", "blog", "ブログ",
})  # fmt: skip


def hashtags(categories: Iterable[str], most: int) -> tuple[str, ...]:
    """Return up to `most` hashtags that X takes whole.

    X ends a hashtag at most punctuation and wants one character that is no digit; blanks, hyphens
    and slashes are taken out, a category with other punctuation ("C++") makes no hashtag.
    """
    found: dict[str, str] = {}
    for category in categories:
        name = _JOINTS.sub("", category)
        if _TAG.fullmatch(name) and name.casefold() not in _NO_TOPIC:
            found.setdefault(name.casefold(), f"#{name}")
    return tuple(found.values())[:most]
