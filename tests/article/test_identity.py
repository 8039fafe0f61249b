# ruff: noqa: E501 — a table keeps each case on one line
"""Who an article is: canonical addresses and aliases (feeds.md section 3, one line a case)."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from crosspost.article.identity import aliases, canonical, is_repeated, number_of
from crosspost.article.reading import read_entry
from crosspost.article.recognition import recognise
from crosspost.model import Article, ChangeKind, Document, Entry, Known
from tests.words import english

FEED = "https://blog.example.jp/feed/"
NOW = datetime(2026, 11, 23, tzinfo=UTC)
TITLE = "市議会が鉄道の存続条例を可決"
TEXT = "<p>" + "市議会は二十日の本会議で、鉄道を存続させる条例案を一票差で可決した。" * 3 + "</p>"


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://blog.example.jp/a/", "blog.example.jp/a"),
        ("http://www.blog.example.jp/a", "blog.example.jp/a"),
        ("HTTPS://Blog.Example.JP:443/a/", "blog.example.jp/a"),
        ("http://blog.example.jp:80/a", "blog.example.jp/a"),
        ("http://blog.example.jp:8080/a", "blog.example.jp:8080/a"),
        ("https://blog.example.jp/a/#comments", "blog.example.jp/a"),
        ("https://blog.example.jp/a?utm_source=rss&utm_medium=feed", "blog.example.jp/a"),
        ("https://blog.example.jp/a?fbclid=x&gclid=y&igshid=z", "blog.example.jp/a"),
        ("https://blog.example.jp/a/index.html", "blog.example.jp/a"),
        ("https://blog.example.jp/index.php?p=3", "blog.example.jp?p=3"),
        ("https://blog.example.jp/01.html", "blog.example.jp/01"),
        ("https://blog.example.jp/01/", "blog.example.jp/01"),
        ("https://blog.example.jp/?b=2&a=1", "blog.example.jp?a=1&b=2"),
        ("https://blog.example.jp/?flag", "blog.example.jp?flag"),
        ("https://blog.example.jp/%e6%b9%af/", "blog.example.jp/湯"),
        ("https://blog.example.jp/%E6%B9%AF/", "blog.example.jp/湯"),
        ("https://blog.example.jp/か\u3099/", "blog.example.jp/が"),
        ("https://日本語.example.jp/a", "xn--wgv71a119e.example.jp/a"),
        ("//blog.example.jp/a", "blog.example.jp/a"),
        ("./../index.html?p=391", "blog.example.jp?p=391"),
        ("/a", "blog.example.jp/a"),
        (" https://blog.example.jp/a\n", "blog.example.jp/a"),
        ("https://[::1]:8000/a", "[::1]:8000/a"),
        ("https://[bad/a", ""),
        ("https://blog.example.jp:99999/a", ""),
        ("javascript:alert(1)", ""),
        ("https://blog.example.jp/?" + "&".join(f"a{n}" for n in range(150)), None),
    ],
)
def test_an_address_is_blind_to_what_changes_by_itself(url: str, name: str | None) -> None:
    """Scheme, www, port, slash, index, fragment, tracking and encoding name no article."""
    found = canonical(url, FEED)
    assert found == name if name is not None else found.startswith("blog.example.jp?a0")


@pytest.mark.parametrize(
    ("guid", "url", "names"),
    [
        ("https://blog.example.jp/?p=31", "https://blog.example.jp/a/", ("wp:31", "g:blog.example.jp?p=31", "l:blog.example.jp/a")),
        ("http://blog.example.jp/?p=31", "", ("wp:31", "g:blog.example.jp?p=31")),
        ("./../index.html?p=391", "./../index.html?p=391", ("wp:391", "g:blog.example.jp?p=391", "l:blog.example.jp?p=391")),
        ("https://blog.example.jp/?page_id=7", "", ("wp:7", "g:blog.example.jp?page_id=7")),
        ("https://blog.example.jp/?post_type=book&p=12", "", ("wp:12", "g:blog.example.jp?p=12&post_type=book")),
        ("https://blog.example.jp/?post_type=book&#038;p=12", "", ("wp:12", "g:blog.example.jp?p=12&post_type=book")),
        ("https://blog.example.jp/?p=0031", "", ("wp:31", "g:blog.example.jp?p=0031")),
        ("abc", "https://blog.example.jp/?p=5&utm_source=rss", ("wp:5", "g:abc", "l:blog.example.jp?p=5")),
        ("https://blog.example.jp/list.php?p=2", "", ("g:blog.example.jp/list.php?p=2",)),
        ("https://blog.example.jp/?id=9&p=2", "", ("g:blog.example.jp?id=9&p=2",)),
        ("", "https://blog.example.jp/a/", ("l:blog.example.jp/a",)),
        ("123", "", ("g:123",)),
        ("tag:blog.example.jp,2026:7", "https://blog.example.jp/a", ("g:tag:blog.example.jp,2026:7", "l:blog.example.jp/a")),
        ("urn:uuid:1", "https://blog.example.jp/", ("g:urn:uuid:1",)),
        ("", "https://blog.example.jp/", ("l:blog.example.jp",)),
        ("https://[bad", "", ("g:https://[bad",)),
        ("https://blog.example.jp/log#v2", "", ("g:blog.example.jp/log#v2",)),
        ("", "https://blog.example.jp/log#v2", ("l:blog.example.jp/log#v2", "l:blog.example.jp/log")),
    ],
)  # fmt: skip
def test_an_entry_is_known_under_these_names(guid: str, url: str, names: tuple[str, ...]) -> None:
    """The post's number, the guid and the link, the strongest first."""
    entry = Entry(id=guid, url=url, title=TITLE)
    assert aliases(entry, feed_url=FEED, guid_repeated=False) == names


def test_an_entry_without_guid_and_link_is_known_by_its_title() -> None:
    """Otherwise it would be new at every look; without a title its text serves."""
    entry = Entry(id="", url="", title=TITLE)
    same = aliases(replace(entry, title=f" {TITLE}　"), feed_url=FEED, guid_repeated=False)
    assert aliases(entry, feed_url=FEED, guid_repeated=False) == same
    text = replace(entry, title="", content="<p>本文</p>")
    assert aliases(text, feed_url=FEED, guid_repeated=False) != same


def test_a_repeated_guid_names_nobody() -> None:
    """Two entries under one guid are told apart by their links."""
    entries = (Entry("x", f"{FEED}a", "一"), Entry("x", f"{FEED}b", "二"), Entry("", "", "三"))
    document = Document("rss20", "", entries)
    found = [is_repeated(entry, document, feed_url=FEED) for entry in entries]
    assert found == [(True, False), (True, False), (False, False)]
    names = [read_entry(e, document, feed="f", feed_url=FEED).aliases for e in entries[:2]]
    assert names == [("l:blog.example.jp/feed/a",), ("l:blog.example.jp/feed/b",)]


def test_a_link_that_many_guids_share_names_nobody() -> None:
    """A page of short notes gives every entry the same address with another fragment."""
    entries = tuple(Entry(f"note-{n}", f"{FEED}notes#{n}", f"{n}") for n in range(2))
    document = Document("rss20", "", entries)
    names = [read_entry(e, document, feed="f", feed_url=FEED).aliases for e in entries]
    assert names == [("g:note-0",), ("g:note-1",)]


def test_entries_that_share_their_only_name_are_known_by_their_titles() -> None:
    """Notices without guids that all link to the home page: none hides another."""
    entries = tuple(Entry("", f"{FEED}", f"港の知らせ その{n}") for n in range(2))
    document = Document("rss20", "", entries)
    names = [read_entry(e, document, feed="f", feed_url=FEED).aliases for e in entries]
    assert names[0] != names[1]
    assert all(len(each) == 1 and each[0].startswith("t:") for each in names)


def test_an_entry_that_stands_there_twice_keeps_its_names() -> None:
    """Word for word the same, it is no other article."""
    entry = Entry("x", f"{FEED}a", "一")
    document = Document("rss20", "", (entry, entry))
    assert is_repeated(entry, document, feed_url=FEED) == (False, False)


def test_places_in_one_page_are_told_apart() -> None:
    """Release notes without guids link to one page; each place in it is an article."""
    entries = tuple(Entry("", f"{FEED}notes#{n}", f"{n}") for n in range(2))
    document = Document("rss20", "", entries)
    names = [read_entry(e, document, feed="f", feed_url=FEED).aliases for e in entries]
    assert names == [("l:blog.example.jp/feed/notes#0",), ("l:blog.example.jp/feed/notes#1",)]


@pytest.mark.parametrize(
    ("url", "number"), [("https://a.example/?p=67", "67"), ("https://a.example/67", ""), ("https://[", "")]
)  # fmt: skip
def test_a_short_link_tells_the_number(url: str, number: str) -> None:
    """`/?p=N` is WordPress's lasting address of a post."""
    assert number_of(url) == number


FIRST = Entry("https://blog.example.jp/?p=31", "https://blog.example.jp/joho/", TITLE, TEXT)
OTHER = (
    "<p>"
    + "県の企業局は浄水場の更新費が一・八倍に膨らむとの見通しを委員会に報告した。" * 3
    + "</p>"
)
SHORT = "<p>短い知らせ。</p>"


def _read(entry: Entry, *, feed_url: str = FEED) -> Article:
    return read_entry(entry, Document("rss20", "", (entry,)), feed="blog", feed_url=feed_url)


def _know(article: Article, number: int = 1) -> Known:
    return Known(
        number, "blog", article.url, article.title, article.text, article.fingerprint,
        article.aliases, NOW, marks=article.marks, protected=article.protected,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("case", "changed", "kind"),
    [
        ("read again", {}, "same"),
        ("A: domain move, number kept", {"id": "https://example.jp/?p=31", "url": "https://example.jp/joho/"}, "same"),
        ("A: guid turned to http", {"id": "http://blog.example.jp/?p=31"}, "same"),
        ("A: small edit of the text", {"content": TEXT.replace("一票差", "１票差")}, "same"),
        ("A: title edited", {"title": "市議会が鉄道の存続条例案を可決"}, "same"),
        ("B: guid turned relative", {"id": "./../index.html?p=31", "url": "./../index.html?p=31"}, "same"),
        ("B: slug from Japanese to romaji", {"url": "https://blog.example.jp/josuijo/"}, "same"),
        ("B: deleted and posted again", {"id": "https://blog.example.jp/?p=35", "url": "https://blog.example.jp/joho-2/"}, "held"),
        ("B: the same at the old address", {"id": "https://blog.example.jp/?p=35"}, "same"),
        ("B: title edited into its opposite", {"title": "市議会が鉄道の存続条例を否決"}, "same"),
        ("C: re-dated", {"published": NOW}, "same"),
        ("C: a temporary host for one build", {"id": "https://stage.example.net/joho/", "url": "https://stage.example.net/joho/"}, "held"),
        ("C: another section under a shared title", {"id": "s2", "url": "https://blog.example.jp/s2", "content": OTHER}, "held"),
        ("D: placeholder host to real host", {"id": "https://example.org/joho", "url": "https://example.org/joho", "title": "別題"}, "held"),
        ("E: a prefix added to the title", {"title": f"お知らせ：{TITLE}"}, "same"),
        ("F: https guid of the same address", {"id": "HTTPS://www.blog.example.jp/?p=31"}, "same"),
        ("F: a bump of updated alone", {"updated": NOW}, "same"),
        ("G: /joho/ to /joho.html", {"id": "x", "url": "https://blog.example.jp/joho.html"}, "same"),
        ("H: no guid at all", {"id": ""}, "same"),
        ("permalink structure changed", {"url": "https://blog.example.jp/archives/31"}, "same"),
        ("the same text, all else new", {"id": "n", "url": "https://blog.example.jp/n", "title": "続報"}, "held"),
        ("nearly the same text, all else new", {"id": "n", "url": "https://blog.example.jp/n", "title": "続報", "content": TEXT.replace("一票差", "１票差")}, "held"),
        ("guid with tracking on the link", {"id": "", "url": "https://www.blog.example.jp/joho?utm_source=x#top"}, "same"),
        ("a short title shared by chance", {"id": "n", "url": "https://blog.example.jp/n", "title": "日記", "content": OTHER}, "new"),
        ("a short text shared by chance", {"id": "n", "url": "https://blog.example.jp/n", "title": "臨時休業のお知らせ", "content": SHORT}, "new"),
        ("really new", {"id": "https://blog.example.jp/?p=32", "url": "https://blog.example.jp/josui/", "title": "浄水場の更新費が膨らむ", "content": OTHER}, "new"),
        ("really new, and without an address", {"id": "n", "url": "", "title": "浄水場の更新費が膨らむ", "content": OTHER}, "new"),
    ],
)  # fmt: skip
def test_what_happens_to_entries_makes_no_duplicate(
    case: str, changed: dict[str, object], kind: str
) -> None:
    """Known is known under any of its names; what only looks alike is held."""
    entry = replace(FIRST, **changed)  # type: ignore[arg-type]
    article, known = _read(entry), _know(_read(FIRST))
    hits = [known] if set(known.aliases) & set(article.aliases) else []
    assert recognise(article, hits=hits, recent=[known], now=NOW).kind == kind, case


def test_sources_do_not_share_numbers() -> None:
    """I: two blogs both have `/?p=23`; the record asks within one feed, so nothing is hit."""
    article = _read(replace(FIRST, id="https://other.example/?p=23", url="https://other.example/x"))
    change = recognise(article, hits=[], recent=[], now=NOW)
    assert change.kind is ChangeKind.NEW


def test_two_records_under_one_article_are_settled_by_trust() -> None:
    """The number counts before the guid, the guid before the link; nothing is announced."""
    article = replace(_read(FIRST), aliases=("wp:31", "g:x", "l:y"), title=f"{TITLE}【追記】")
    link = replace(_know(article, 1), aliases=("l:y",))
    guid = replace(_know(article, 2), aliases=("g:x",))
    number = replace(_know(article, 3), aliases=("wp:31", "l:z"))
    change = recognise(article, hits=[link, guid, number], recent=[], now=NOW)
    assert (change.kind, change.known) == (ChangeKind.SAME, 3)
    change = recognise(article, hits=[link, guid], recent=[], now=NOW)
    assert (change.kind, change.known) == (ChangeKind.SAME, 2)
    assert "1" in english(change.why)


def test_a_record_without_a_shared_name_is_no_hit() -> None:
    """What the caller passes by mistake changes nothing."""
    article = _read(FIRST)
    known = replace(_know(article), aliases=("g:else",), title="別の題", text="", url="")
    assert recognise(article, hits=[known], recent=[], now=NOW).kind is ChangeKind.NEW


@pytest.mark.parametrize(
    ("title", "content", "kind"),
    [
        ("今日の日記", OTHER, "new"),
        ("北浜の窓から見た今日の日記", OTHER, "held"),
        ("別の題", SHORT, "new"),
        ("別の題", TEXT, "held"),
    ],
)
def test_short_titles_and_texts_are_shared_by_chance(title: str, content: str, kind: str) -> None:
    """A diary's title returns every day; only a long one, or a long text, tells anything."""
    known = _know(_read(replace(FIRST, title=title, content=TEXT if content == OTHER else content)))
    if title == "別の題":
        known = replace(known, title="元の題")
    article = _read(Entry("n", "https://blog.example.jp/n", title, content))
    assert recognise(article, hits=[], recent=[known], now=NOW).kind == kind


def test_old_records_are_not_compared() -> None:
    """A yearly notice under the same title is new again."""
    old = replace(_know(_read(FIRST)), first_seen_at=datetime(2025, 11, 23, tzinfo=UTC))
    article = _read(replace(FIRST, id="n", url="https://blog.example.jp/n"))
    assert recognise(article, hits=[], recent=[old], now=NOW).kind is ChangeKind.NEW


def test_comparing_texts_is_bounded() -> None:
    """Many texts of the same letters in another order end the search."""
    article = _read(replace(FIRST, id="n", url="", title="続報"))
    shuffled = "".join(sorted(article.text))
    recent = [
        replace(_know(article, n), aliases=(), title=str(n), text=shuffled) for n in range(20)
    ]
    nearly = article.text.replace("一票差", "１票差")
    twin = replace(_know(article, 99), aliases=(), title="双子", text=nearly)
    assert recognise(article, hits=[], recent=[*recent, twin], now=NOW).kind is ChangeKind.NEW
    assert recognise(article, hits=[], recent=[twin, *recent], now=NOW).known == 99


@pytest.mark.parametrize(
    ("titles", "kind"),
    [
        (("週刊・市議会だより 第41号", "週刊・市議会だより 第42号"), "new"),
        (("水位の報せ（11月3日）", "水位の報せ（１１月４日）"), "new"),
        (("水位の報せ（11月3日）", "川の水位（１１月３日）"), "held"),
        (("市議会だより", "市議会だより 第42号"), "held"),
    ],
)
def test_the_next_issue_of_a_series_is_not_taken_for_the_last(
    titles: tuple[str, str], kind: str
) -> None:
    """Issues share their wording; only an unlike number in both titles tells them apart."""
    known = _know(_read(replace(FIRST, title=titles[0])))
    article = _read(Entry("n", "https://blog.example.jp/n", titles[1], TEXT))
    assert recognise(article, hits=[], recent=[known], now=NOW).kind == kind
