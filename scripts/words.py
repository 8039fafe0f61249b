"""Prints every message that the catalogue can make, with facts filled in, for an editor to read.

python scripts/words.py            both languages beside their codes
python scripts/words.py ja         one language alone, a message a line
"""

# ruff: noqa: E501 — examples side by side

import sys
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from crosspost.model import Fault, Why
from crosspost.model.reasons import Code, Fact
from crosspost.words import LANGUAGES, Speech
from crosspost.words.language import load_language

_AT = datetime(2026, 12, 1, 7, 30, tzinfo=UTC)
_TITLE = "サリス海峡の通航料をめぐり協議再開（暫定投稿）"
_URL = "https://blog.example.jp/archives/67/"
#: What a fact of that name looks like, unless a code has its own below.
_FACTS: dict[str, Fact] = {
    "account": "main", "accounts": ("main",), "addresses": ("alerts.urls[0] (mailto)",),
    "advice": Fault.CREDITS(), "after": 41, "age": timedelta(days=5), "ago": timedelta(hours=2),
    "alike": 200, "allowed": "'quiet', 'edit' or 'announce'", "alt": "夕方の港（Wikipedia）",
    "answers": 3, "article": 67, "at": _AT, "attempts": 3, "attributes": 12, "backend": "mysql",
    "before": 57, "begin": "<!DOCTYPE html>", "call": "POST /2/tweets", "called": _URL,
    "char": "＝", "column": 12, "declared": "EUC-JP", "deliveries": (12, 13), "delivery": 12,
    "depth": 40, "detail": "timed out", "double": 2, "driver": "postgresql+psycopg", "due": _AT,
    "edition": 2, "elements": 5000, "encoding": "cp932", "entries": 4, "error": "rest_forbidden",
    "every": timedelta(minutes=20), "example": "main", "failures": 3, "feed": "blog",
    "field": "{titel}", "folder": "state", "forecast": Decimal("12.3"), "form": "compress",
    "format": "PNG", "formats": ("JPEG", "PNG", "WEBP"), "found": 5, "group": "", "half": "午後",
    "head": "[[feeds]]", "height": 900, "host": "blog.example.jp", "hour": 13, "job": "watch",
    "keys": "web.port", "kind": "ConnectionError", "known": ("main", "second"), "latin": 14,
    "japanese": 7, "layers": 5, "left": 120, "length": 90210, "limit": Decimal(20), "line": 8,
    "look": 2, "marks": "（暫定投稿）", "megabytes": 12.5, "mended": "https://blog.example.jp/",
    "message": "Invalid value (at line 8, column 5)", "most": 3, "move": "withdraw", "able": ("held",),
    "name": "CROSSPOST_ACCOUNTS__MAIN__API_KEY", "names": ("API_KEY", "API_SECRET"), "near": "accounts",
    "needed": 3, "newest": _TITLE, "offset": 118, "old": "weblog", "other": "second",
    "others": (68, 69), "over": 14, "package": "crosspost.networks", "path": "config/crosspost.toml",
    "pictures": 300, "place": "sqlite:///state/crosspost.db", "places": ("config/crosspost.toml",),
    "policy": "announce", "port": 8080, "post": "1790300012340056789", "price": Decimal("0.2"),
    "process": 4711, "published": _AT, "quote": "You are not permitted to perform this action.",
    "right": "CROSSPOST_ACCOUNTS__MAIN__API_KEY", "room": 280, "root": "html", "seconds": 60,
    "share": 0.31, "since": _AT, "source": "外相は来月の再訪を検討していると述べた", "span": timedelta(minutes=4),
    "spent": Decimal("19.915"), "state": "held", "status": 403, "tables": ("feeds", "accounts"),
    "tags": "#海運 #外交", "taken": 67, "text": "明日7時", "title": _TITLE, "to": "http://other.example/",
    "until": _AT, "url": _URL, "username": "blog", "value": 7, "wait": timedelta(minutes=40),
    "waiting": Decimal("0.4"), "wanted": "海峡", "way": "post", "ways": ('"02:30+02:00"', '"02:30+01:00"'),
    "weighs": 294, "weight": 276, "what": "blog.example.jp is 10.0.0.7", "where": "max-age", "width": 1600,
    "word": "PR", "written": "@ taro", "clause": "外相が来月再訪する", "closed": "credits", "lines": "[[feeds]]",
}  # fmt: skip
_CAUSE = Fault.STATUS(url=_URL, status=503, cause=Fault.MAINTENANCE())
_REASONS = frozenset({"cause", "told", "about", "when", "text_", "prices"})


def fill(code: Code, name: str) -> Fact:
    """Return an example of a code's fact."""
    if (
        name in {"lines", "parts"}
        and code is not Why.JOINED
        and not str(code).endswith("empty.text")
    ):
        return (_CAUSE, Why.PROTECTED())
    if name == "parts":
        return (Why.NEW(), Why.TEXT_ADDED())
    if name in _REASONS:
        return _CAUSE
    return _FACTS.get(name, f"<{name}>")


def main(languages: list[str]) -> None:
    """Print the messages of these languages."""
    speeches = [Speech(name, ZoneInfo("Asia/Tokyo")) for name in languages]
    for code in load_language("en").sentences:
        reason = code(**{name: fill(code, name) for name in code.names})
        for speech in speeches:
            head = f"{code.value:<32} " if len(speeches) > 1 else ""
            print(f"{head}{speech.say(reason)}")


if __name__ == "__main__":
    main(sys.argv[1:] or list(LANGUAGES))
