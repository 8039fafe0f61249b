"""Japanese is read right in every encoding, or refused."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from crosspost.errors import FeedError
from crosspost.feed.decoding import is_mangled
from tests.words import english, raises_saying

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
    with raises_saying(FeedError, match="no known encoding"):
        parse_(text.encode("utf-16-le")[:-1])


def test_a_western_feed_that_says_nothing_is_read(rss: Rss, parse_: "Parse") -> None:
    """Bytes that are neither UTF-8 nor Japanese are windows-1252, and a note says so."""
    text = rss("<title>Ações do cais</title>").replace("しおかぜ便り", "Cais")
    document = parse_(text.encode("cp1252"))
    assert document.entries[0].title == "Ações do cais"
    assert "cp1252" in english(document.notes[0])


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
    with raises_saying(FeedError, match=r"mojibake|no known encoding"):
        parse_(spoil(rss(item)))


def test_latin_letters_that_only_look_like_folded_utf_8_are_text(rss: Rss, parse_: "Parse") -> None:
    """A euro sign behind an â is no sign of mojibake."""
    document = parse_(rss("<title>La â€ lettre</title><guid>1</guid>"))
    assert document.entries[0].title == "La â€ lettre"


def _shorten(text: str, encoding: str) -> bytes:
    """Cut within a character of the first title, as templates do that count bytes."""
    whole = "冬の便を".encode(encoding.removesuffix("-sig"))
    return text.encode(encoding).replace(whole, whole[:-1] + b"...", 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "euc_jp"])
def test_a_cut_character_spoils_only_its_entry(rss: Rss, parse_: "Parse", encoding: str) -> None:
    """The others are read as ever; the entry is marked, and shows what a reader would see."""
    item = f"<title>{TITLE}</title><guid>%d</guid><description>町の便り。</description>"
    text = rss(item % 1, item % 2, item % 3).replace("UTF-8", encoding.removesuffix("-sig"))
    document = parse_(_shorten(text, encoding))
    assert [entry.damaged for entry in document.entries] == [True, False, False]
    assert "\ufffd..." in document.entries[0].title
    assert {entry.title for entry in document.entries[1:]} == {TITLE}
    assert [english(note) for note in document.notes] == [
        "1 character cannot be read: their bytes are cut"
    ]


def test_a_cut_character_spoils_only_its_entry_of_a_json_feed(parse_: "Parse") -> None:
    """The same where the feed is written in JSON."""
    items = ",".join(f'{{"id":"{n}","title":"{TITLE}"}}' for n in (1, 2))
    text = f'{{"version":"https://jsonfeed.org/version/1.1","items":[{items}]}}'
    document = parse_(_shorten(text, "utf-8"))
    assert [entry.damaged for entry in document.entries] == [True, False]


def test_a_cut_quotation_mark_is_no_sign_of_another_encoding(rss: Rss, parse_: "Parse") -> None:
    """Where all else is ASCII, two bytes of three are left of it."""
    text = rss("<title>The port’s winter</title><guid>1</guid>", "<title>Ferry</title>")
    body = text.replace("しおかぜ便り", "Ferry").encode()
    document = parse_(body.replace("’".encode(), "’".encode()[:2]))
    assert [(e.title, e.damaged) for e in document.entries] == [
        ("The port\ufffds winter", True),
        ("Ferry", False),
    ]


def test_cut_bytes_around_the_entries_spoil_none(rss: Rss, parse_: "Parse") -> None:
    """What stands in the feed's own title is no article's."""
    body = rss().encode().replace("しおかぜ便り".encode(), "しおかぜ便り".encode()[:-1])
    document = parse_(body)
    assert not document.entries[0].damaged
    assert document.title == "しおかぜ便\ufffd"


def test_a_long_feed_with_a_few_mangled_words_is_read(rss: Rss, parse_: "Parse") -> None:
    """Where nearly all is ASCII, a few words that were encoded twice are nearly all that is not."""
    plain = "<title>The ferry will run twice a day this winter, says the harbour office</title>"
    mangled = f"<title>The port{'’'.encode().decode('cp1252')}s winter</title>"
    document = parse_(rss(*[plain] * 60, *[mangled] * 13).replace("しおかぜ便り", "Ferry"))
    assert len(document.entries) == 73


@pytest.mark.parametrize(
    ("said", "mangled"),
    [
        ("風見町の連絡船", False),
        ("La â€ lettre", False),
        ("The portâ€™s winter", True),
        ("CafÃ©", True),
        ("Café", False),
        ("作業員百二十人が埠頭\ufffdの", True),
    ],
)
def test_mangled_characters_are_seen(said: str, *, mangled: bool) -> None:
    """Lost ones, and those that were encoded twice."""
    assert is_mangled(said) is mangled
