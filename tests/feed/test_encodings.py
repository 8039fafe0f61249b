"""Japanese is read right in every encoding, or refused."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from crosspost.errors import FeedError

if TYPE_CHECKING:
    from tests.feed.conftest import Parse

Rss = Callable[..., str]
TITLE = "風見町の連絡船、冬の便を二往復に増やす"


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("cp932", "Shift_JIS"),
        ("cp932", "Windows-31J"),
        ("cp932", "x-sjis"),
        ("euc_jp", "EUC-JP"),
        ("iso2022_jp", "ISO-2022-JP"),
        ("cp932", "UTF-8"),
        ("euc_jp", "UTF-8"),
        ("iso2022_jp", "UTF-8"),
        ("cp932", "iso-8859-1"),
        ("euc_jp", "Shift_JIS"),
        ("utf-8", "Shift_JIS"),
        ("euc_jp", ""),
    ],
)
def test_japanese_is_read_right_in_every_encoding(
    rss: Rss, parse_: "Parse", encoding: str, declared: str
) -> None:
    """Declared, undeclared or misdeclared: the title is the one that the author wrote."""
    text = rss().replace('encoding="UTF-8"', f'encoding="{declared}"' if declared else "")
    assert parse_(text.encode(encoding)).entries[0].title == TITLE


def test_the_server_may_name_the_encoding(rss: Rss, parse_: "Parse") -> None:
    """Without a declaration the charset of the HTTP answer decides."""
    text = rss("<title>Grüße aus Höhenbrück</title>").replace(' encoding="UTF-8"', "")
    text = text.replace("しおかぜ便り", "Küste").replace("ja", "de")
    body = text.encode("iso-8859-15")
    document = parse_(body, content_type="text/xml; charset=ISO-8859-15")
    assert document.entries[0].title == "Grüße aus Höhenbrück"


@pytest.mark.parametrize("text", ["<?xml version='1.0'?><rss>", "<?xml version='1.0'?><rss>港"])
def test_a_broken_utf_16_feed_is_refused(parse_: "Parse", text: str) -> None:
    """An encoding that the bytes themselves name is the only one tried."""
    with pytest.raises(FeedError, match="no known encoding"):
        parse_(text.encode("utf-16-le")[:-1])


def test_a_western_feed_that_says_nothing_is_read(rss: Rss, parse_: "Parse") -> None:
    """Bytes that are neither UTF-8 nor Japanese are windows-1252, and a note says so."""
    text = rss("<title>Ações do cais</title>").replace("しおかぜ便り", "Cais")
    document = parse_(text.encode("cp1252"))
    assert document.entries[0].title == "Ações do cais"
    assert "cp1252" in document.notes[0]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda t: t.encode().decode("latin-1").encode(),
        lambda t: t.encode().decode("cp1252", "replace").replace("\ufffd", "\x81").encode(),
        lambda t: t.encode().decode("cp932", "ignore").encode(),
        lambda t: "".join(c if c.isascii() else "\ufffd" for c in t).encode(),
        lambda t: t.encode().replace("便".encode(), "便".encode()[:2]),
    ],
    ids=["twice", "twice by windows", "as shift_jis", "lost", "broken"],
)
def test_mojibake_is_refused(rss: Rss, parse_: "Parse", spoil: Callable[[str], bytes]) -> None:
    """Text that is valid in form and spoilt in sense never becomes a post."""
    item = f"<title>{TITLE}</title><description>{'町は連絡船を増便する。' * 20}</description>"
    with pytest.raises(FeedError, match=r"mojibake|no known encoding"):
        parse_(spoil(rss(item)))


def test_latin_letters_that_only_look_like_folded_utf_8_are_text(rss: Rss, parse_: "Parse") -> None:
    """A euro sign behind an â is no sign of mojibake."""
    document = parse_(rss("<title>La â€ lettre</title><guid>1</guid>"))
    assert document.entries[0].title == "La â€ lettre"
