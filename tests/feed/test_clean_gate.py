"""Only a clean, whole feed passes; everything else is named (law 5)."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from crosspost.errors import FeedError
from tests.words import english, raises_saying

if TYPE_CHECKING:
    from tests.feed.conftest import Parse

Rss = Callable[..., str]
TITLE = "風見町の連絡船、冬の便を二往復に増やす"


@pytest.mark.parametrize(
    ("spoil", "note"),
    [
        (lambda t: "\n\n" + t, "blank lines"),
        (lambda t: "\ufeff\r\n" + t, "blank lines"),
        (lambda t: "<br />\n<b>Warning</b>: Undefined key in <b>/srv/x.php</b>\n" + t, "Warning"),
        (lambda t: "<!-- cached -->\n" + t, ""),
        (lambda t: t.replace("冬の", "冬\x0bの"), "control characters"),
        (lambda t: t + "<br /><b>Warning</b>: late", "after the end"),
        (lambda t: t + "<!-- served in 0.2 s -->", ""),
        (lambda t: t.replace("/ferry/", "/ferry/?a=1&b=2"), "ampersands"),
        (lambda t: t.replace("</link><guid", "</link><x>&nbsp;&copy;&#x1F;</x><guid"), "amper"),
        (lambda t: t.replace("</link><guid", "</link><slash:comments/><guid"), "namespace"),
        (lambda t: t.replace("</link><guid", "</link><x:a y:b='1'/><guid"), "namespace"),
        (lambda t: t.replace("<rss", "<html><head></head><body><rss") + "</body></html>", "page"),
        (lambda t: f"<!DOCTYPE html>\n<html lang='ja'>\n{t}</html>", "page"),
        (lambda t: t.replace("<rss", "<!DOCTYPE rss SYSTEM 'rss.dtd'>\n<rss", 1), ""),
    ],
    ids=[
        "blank", "mark", "warning", "comment", "control", "late", "tail", "ampersand", "entity",
        "namespace", "prefix", "page", "html", "doctype",
    ],
)  # fmt: skip
def test_junk_that_changes_no_word_is_mended(
    rss: Rss, parse_: "Parse", spoil: Callable[[str], str], note: str
) -> None:
    """The entries are those of the clean feed, and a note says what was mended."""
    document = parse_(spoil(rss()))
    assert document.entries[0].title == TITLE
    assert note in " ".join(map(english, document.notes))
    assert bool(note) == bool(document.notes)


def test_mending_leaves_marked_text_alone(rss: Rss, parse_: "Parse") -> None:
    """Ampersands inside CDATA and comments are nobody's mistake."""
    item = "<title>A & B</title><!-- & --><description><![CDATA[a&b &nbsp; c]]></description>"
    entry = parse_(rss(item)).entries[0]
    assert (entry.title, entry.description) == ("A & B", "a&b &nbsp; c")


@pytest.mark.parametrize(
    ("reference", "char"),
    [("&#12316;", "〜"), ("&#x1F5FC;", "🗼"), ("&#55357;&#x1;&#xFFFF;", ""), ("&hellip;", "…")],
)
def test_mending_keeps_the_characters_that_are_allowed(
    rss: Rss, parse_: "Parse", reference: str, char: str
) -> None:
    """References to characters stay, those to none are dropped, HTML's own are resolved."""
    assert parse_(rss(f"<title>港 & 灯台{reference}へ</title>")).entries[0].title == (
        f"港 & 灯台{char}へ"
    )


def test_harmless_entities_of_the_document_are_read(rss: Rss, parse_: "Parse") -> None:
    """A feed may name a character or a short text in its DOCTYPE."""
    doctype = (
        '<!DOCTYPE rss [<!-- names --><!ENTITY port "潮見港"><!ENTITY amp "&#38;">'
        '<!ENTITY % more SYSTEM "http://blog.example/x.dtd"> %more;]>'
    )
    text = rss("<title>&port;の灯台 &amp; 桟橋</title>").replace("<rss", f"{doctype}<rss", 1)
    assert parse_(text).entries[0].title == "潮見港の灯台 & 桟橋"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("", "empty"),
        (" \n\t", "empty"),
        ("<!DOCTYPE html><html><head><title>潮見通信</title></head></html>", "HTML page.*潮見通信"),
        ("<html><title>Database Error</title></html>", "error page"),
        ("<html><head></head><body>503 Service Unavailable</body></html>", "error page"),
        ("<html><head><title>x</title></head><body/></html>", "HTML page"),
        ('{"code":"rest_no_route","message":"見つかりません"}', "JSON error.*rest_no_route"),
        ('{"a":1}', "not a JSON Feed"),
        ("[1]", "not a JSON Feed"),
        ('{"version":"https://jsonfeed.org/version/1.1","items":[', "broken JSON"),
        ("<html><body><pre><rss version='2.0'><channel/></rss></pre></body></html>", "HTML page"),
        ("<html><script>'<rss><item></item></rss>'</script></html>", "HTML page"),
        ("<html><!-- <rss><item></item></rss> --></html>", "HTML page"),
        ("<opml version='2.0'><body/></opml>", "OPML"),
        ("<urlset/>", "sitemap"),
        ("<methodResponse/>", "XML-RPC"),
        ("<menu><dish/></menu>", "unknown kind.*menu"),
        ("ただいま工事中です", "begins with"),
        ("<rss", "broken before its first line"),
        ("<rss version='2.0' xmlns:wp='http://wordpress.org/export/1.2/'/>", "export file"),
        ("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>", "not clean"),
    ],
)
def test_what_is_no_feed_is_named(parse_: "Parse", body: str, said: str) -> None:
    """The operator reads in one line what came instead of a feed, and from where."""
    with raises_saying(FeedError, match=f"(?s)^https://blog.example/feed/: .*{said}"):
        parse_(body)


@pytest.mark.parametrize("cut", [0.5, 0.8, 0.99])
def test_a_truncated_feed_is_refused(rss: Rss, parse_: "Parse", cut: float) -> None:
    """A document without its end changes nothing, wherever it stops."""
    text = rss(*["<title>潮見港</title><description><![CDATA[<p>霧。</p>]]></description>"] * 8)
    with raises_saying(FeedError, match=r"cut off|no known encoding"):
        parse_(text.encode()[: int(len(text.encode()) * cut)])


def test_a_refusal_says_how_much_was_readable(rss: Rss, parse_: "Parse") -> None:
    """What is not well-formed is refused with the number of entries that could be read."""
    with raises_saying(FeedError, match="after 2 readable entries"):
        parse_(rss("<title>一</title>", "<title><b>二</title>", "<title>三</title>"))


@pytest.mark.parametrize(
    ("title", "item"),
    [
        ("潮見通信 へのコメント", ""),
        ("Comments on: Ferry", ""),
        ("Comments for 潮見通信", ""),
        ("潮見通信", "<link>https://blog.example/a/#comment-3</link>"),
    ],
)
def test_a_feed_of_comments_is_refused(rss: Rss, parse_: "Parse", title: str, item: str) -> None:
    """Comments are nobody's articles."""
    text = rss(item or "<title>匿名より</title>").replace("しおかぜ便り", title)
    with raises_saying(FeedError, match="feed of comments"):
        parse_(text)


def test_an_empty_feed_is_doubted(rss: Rss, parse_: "Parse") -> None:
    """WordPress serves a clean feed without entries at a wrong address: a note says so."""
    document = parse_(rss().split("<item>")[0] + "</channel></rss>")
    assert document.entries == ()
    assert "no entries" in english(document.notes[0])


def test_a_date_far_in_the_future_is_noted(rss: Rss, parse_: "Parse") -> None:
    """The date stays as it is; the note names the entry."""
    document = parse_(rss("<title>暦</title><pubDate>Fri, 01 Jan 2027 00:00:00 JST</pubDate>"))
    assert "future" in english(document.notes[0])
    assert "暦" in english(document.notes[0])
