"""What an entry says, in every kind of feed."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.feed.conftest import Parse

Rss = Callable[..., str]
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ja">
<title>潮見通信</title><id>tag:blog.example,2026:feed</id><generator>Eleventy</generator>
<link rel="alternate" href="https://blog.example/"/><link rel="self" href="/atom.xml"/>
<link rel="next" href="/atom.xml?page=2"/><link rel="hub" href="https://hub.example/"/>
<entry><id>tag:blog.example,2026:1</id><title type="html">&lt;b&gt;霧&lt;/b&gt;の朝</title>
<link rel="enclosure" type="image/png" href="/kiri.png"/><link href="/kiri/"/>
<link rel="enclosure" type="audio/mpeg" href="/kiri.mp3"/>
<author><name>浜野 しおり</name></author><category term="天気"/><category term="天気"/>
<published>2026-11-20T09:00:00+09:00</published><updated>2026-11-21T09:00:00+09:00</updated>
<summary>灯台の &lt;灯&gt; が見えない。</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>霧が<em>深い</em>。</p></div></content>
</entry>
<entry><id>https://blog.example/umi/</id><title>海</title>
<updated>2026-11-21T09:00:00+09:00</updated></entry></feed>"""


ORIGINAL = (
    "<feedburner:origLink xmlns:feedburner='http://rssnamespace.org/feedburner/ext/1.0'>"
    "https://blog.example/b/</feedburner:origLink>"
)


def test_an_rss_item_is_read(rss: Rss, parse_: "Parse") -> None:
    """Identity, address, text, author, categories and date, the HTML untouched."""
    item = (
        "<title>霧の朝</title><link> /kiri/ </link><guid isPermaLink='false'>kiri-1</guid>"
        "<dc:creator>浜野 しおり</dc:creator><category>天気</category><category>港</category>"
        "<pubDate>Fri, 20 Nov 2026 09:00:00 JST</pubDate>"
        "<description><![CDATA[<p onclick='x'>霧</p>]]></description>"
        "<content:encoded><![CDATA[<figure><img src='a.png' srcset='b'></figure>]]>"
        "</content:encoded>"
    )
    entry = parse_(rss(item)).entries[0]
    assert (entry.id, entry.url, entry.title) == ("kiri-1", "https://blog.example/kiri/", "霧の朝")
    assert (entry.author, entry.categories) == ("浜野 しおり", ("天気", "港"))
    assert entry.published == datetime(2026, 11, 20, tzinfo=UTC)
    assert entry.updated is None
    assert entry.description == "<p onclick='x'>霧</p>"
    assert entry.content == "<figure><img src='a.png' srcset='b'></figure>"


def test_an_atom_entry_is_read(parse_: "Parse") -> None:
    """Atom's own forms come to the same; a plain summary is made HTML."""
    document = parse_(ATOM)
    entry = document.entries[0]
    assert document.kind == "atom10"
    assert (entry.id, entry.url) == ("tag:blog.example,2026:1", "https://blog.example/kiri/")
    assert (entry.title, entry.author, entry.categories) == ("霧の朝", "浜野 しおり", ("天気",))
    assert entry.published == datetime(2026, 11, 20, tzinfo=UTC)
    assert entry.updated == datetime(2026, 11, 21, tzinfo=UTC)
    assert entry.description == "灯台の &lt;灯&gt; が見えない。"
    assert entry.content == "<p>霧が<em>深い</em>。</p>"
    assert [image.url for image in entry.images] == ["https://blog.example/kiri.png"]


def test_an_atom_entry_without_much_is_read(parse_: "Parse") -> None:
    """An id that is an address serves as the link, a lone `updated` as the date."""
    entry = parse_(ATOM).entries[1]
    assert entry.url == "https://blog.example/umi/"
    assert entry.published == entry.updated == datetime(2026, 11, 21, tzinfo=UTC)
    assert (entry.content, entry.description, entry.author, entry.images) == ("", "", "", ())


_PAGE = '<link rel="alternate" type="text/html" href="/p/"/>'


@pytest.mark.parametrize(
    ("links", "path"),
    [
        ('<link rel="alternate" type="application/json" href="/p.json"/>' + _PAGE, "p/"),
        ('<link rel="alternate" type="application/activity+json" href="/x"/>' + _PAGE, "p/"),
        ('<link rel="alternate" type="application/atom+xml" href="/x"/>', ""),
        ('<link rel="alternate" type="application/pdf" href="/p.pdf"/>' + _PAGE, "p/"),
        ('<link rel="alternate" type="application/pdf" href="/p.pdf"/>', "p.pdf"),
        ('<link rel="alternate" href="nostr:naddr1abc"/>' + _PAGE, "p/"),
        ('<link href="/en/" hreflang="en-GB"/><link href="/ja/" hreflang="ja-JP"/>', "ja/"),
        ('<link href="/en/" hreflang="en"/><link href="/p/"/>', "p/"),
        ('<link href="/en/" hreflang="en"/><link href="/de/" hreflang="de"/>', "en/"),
        ('<link href="/a/"/><link href="/b/"/>', "a/"),
        ('<link rel="related" href="/a/"/><link rel="replies" href="/b/"/>', ""),
        ("", ""),
    ],
)
def test_the_page_in_the_feeds_language_is_the_article(
    parse_: "Parse", links: str, path: str
) -> None:
    """Of several alternates neither what programs read, nor a translation is taken."""
    text = ATOM.replace('<link href="/kiri/"/>', links)
    entry = parse_(text).entries[0]
    assert entry.url == (f"https://blog.example/{path}" if path else "")


def test_an_entry_may_be_in_another_language_than_its_feed(parse_: "Parse") -> None:
    """Then its own language decides."""
    links = '<link href="/ja/" hreflang="ja"/><link href="/en/" hreflang="en"/>'
    text = ATOM.replace('<link href="/kiri/"/>', links).replace("<entry>", '<entry xml:lang="en">')
    assert parse_(text).entries[0].url == "https://blog.example/en/"


@pytest.mark.parametrize(
    ("items", "linkless"),
    [
        (["<guid>1</guid>"] * 3, [True] * 3),
        (["<guid>1</guid>"] * 2, [False] * 2),
        (["<guid>1</guid>"] * 3 + ["<link>/a/</link>"], [False] * 4),
        (["<guid>1</guid>"] * 3 + ["<link>ttps://a.example/</link>"], [False] * 4),
    ],
)
def test_a_feed_may_name_no_address_at_all(
    rss: Rss, parse_: "Parse", items: list[str], linkless: list[bool]
) -> None:
    """A status page's feed; where others have one, or it is written wrong, something is amiss."""
    assert [entry.linkless for entry in parse_(rss(*items)).entries] == linkless


def test_a_feed_says_where_it_belongs(rss: Rss, parse_: "Parse") -> None:
    """Home, own address, language, generator, hubs, older pages and wishes are kept."""
    atom = parse_(ATOM)
    assert (atom.title, atom.home) == ("潮見通信", "https://blog.example/")
    assert (atom.self_url, atom.language) == ("https://blog.example/atom.xml", "ja")
    assert (atom.generator, atom.hubs) == ("Eleventy", ("https://hub.example/",))
    assert atom.older == "https://blog.example/atom.xml?page=2"
    channel = (
        "<generator>https://wordpress.org/?v=7.1</generator><ttl>90</ttl>"
        "<skipHours><hour>24</hour><hour>3</hour><hour>x</hour></skipHours>"
        "<skipDays><day>Sunday</day><day>holiday</day></skipDays>"
    )
    document = parse_(rss(channel=channel))
    assert (document.kind, document.language, document.ttl) == ("rss20", "ja", 90)
    assert document.generator == "https://wordpress.org/?v=7.1"
    assert document.skip_hours == {0, 3}
    assert document.skip_days == {"Sunday"}


@pytest.mark.parametrize(
    ("item", "url"),
    [
        ("<guid>123</guid>", ""),
        ("<guid>https://blog.example/a/</guid>", "https://blog.example/a/"),
        ("<guid>./../index.html?p=3</guid>", "https://blog.example/index.html?p=3"),
        ("<guid isPermaLink='false'>/a/</guid>", ""),
        ("<link>javascript:alert(1)</link>", ""),
        ("<link>https://user:pw@blog.example/a/</link>", ""),
        ("<link>https://[</link>", ""),
        ("<link>https://blog example/a/</link>", ""),
        ("<link> /a b/　c/ </link>", "https://blog.example/a%20b/%E3%80%80c/"),
        ("<link>/a/\n    b/</link>", "https://blog.example/a/b/"),
        ("<link>//blog.example/a/?x=1&amp;y=2</link>", "https://blog.example/a/?x=1&y=2"),
        (f"<link>/{'a' * 5000}</link>", ""),
        ("<title>x</title>", ""),
        (
            f"<link>https://proxy.example/~r/1</link>{ORIGINAL}",
            "https://blog.example/b/",
        ),
    ],
)
def test_an_article_stands_at_a_web_address_or_nowhere(
    rss: Rss, parse_: "Parse", item: str, url: str
) -> None:
    """Links are made absolute; what is no plain web address is none."""
    assert parse_(rss(item)).entries[0].url == url


@pytest.mark.parametrize(
    ("language", "zone", "hour"),
    [
        ("ja", None, 1),
        ("ja-JP", None, 1),
        ("en", None, 10),
        ("en", timezone(timedelta(hours=9)), 1),
        ("ja", UTC, 10),
    ],
)
def test_a_date_without_offset_is_the_feeds_own(
    rss: Rss, parse_: "Parse", language: str, zone: timezone | None, hour: int
) -> None:
    """A Japanese feed means Japan's time unless the operator says otherwise."""
    text = rss("<pubDate>2025/08/16 10:00</pubDate>").replace(">ja<", f">{language}<")
    found = parse_(text, zone=zone).entries[0].published
    assert found == datetime(2025, 8, 16, hour, 0, tzinfo=UTC)


def test_other_dialects_are_read(parse_: "Parse") -> None:
    """RSS 0.92 without guid and dates, and RSS 1.0 with Dublin Core, are feeds too."""
    old = parse_(
        "<rss version='0.92'><channel><item><title>古</title><link>/a/</link></item>"
        "</channel></rss>"
    )
    assert (old.kind, old.entries[0].id) == ("rss092", "")
    rdf = parse_(
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
        "xmlns='http://purl.org/rss/1.0/' xmlns:dc='http://purl.org/dc/elements/1.1/'>"
        "<channel rdf:about='https://blog.example/'><title>新</title></channel>"
        "<item rdf:about='https://blog.example/b/'><title>便り</title>"
        "<link>https://blog.example/b/</link><dc:date>2026-11-20T09:00:00+09:00</dc:date></item>"
        "</rdf:RDF>"
    )
    assert rdf.kind == "rss10"
    assert rdf.entries[0].published == datetime(2026, 11, 20, tzinfo=UTC)


def test_a_nested_item_does_not_shift_the_others(rss: Rss, parse_: "Parse") -> None:
    """An item inside an item is passed over; pictures stay with their own entries."""
    items = (
        "<title>一</title><item/>",
        "<title>二</title><enclosure url='/b.png' type='image/png'/>",
    )
    first, second = parse_(rss(*items)).entries
    assert (first.title, first.images) == ("一", ())
    assert (second.title, second.images[0].url) == ("二", "https://blog.example/b.png")


JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "潮見通信",
    "home_page_url": "https://blog.example/",
    "feed_url": "/feed.json",
    "next_url": "/feed.json?page=2",
    "language": "ja",
    "hubs": [{"type": "WebSub", "url": "https://hub.example/"}, {"url": 3}],
    "items": [
        {
            "id": 7,
            "url": "/kiri/",
            "title": "霧の&amp;朝",
            "content_html": "<p>霧</p>",
            "summary": "灯台 < 霧",
            "image": "/kiri",
            "date_published": "2026-11-20T09:00:00+09:00",
            "date_modified": "2026-11-21T09:00:00+09:00",
            "authors": [{"name": "浜野 しおり"}],
            "tags": ["天気", 3],
            "attachments": [
                {"url": "/b.png", "mime_type": "image/png"},
                {"url": "/c.mp3", "mime_type": "audio/mpeg"},
            ],
        },
        {"id": "b", "content_text": "1 < 2", "author": {"name": "旧式"}},
        "stray",
    ],
}


def test_a_json_feed_is_read(parse_: "Parse") -> None:
    """JSON Feed 1.1 comes to the same nouns."""
    document = parse_(json.dumps(JSON_FEED))
    first, second = document.entries
    assert (document.kind, document.title, document.language) == ("json11", "潮見通信", "ja")
    assert (document.older, document.hubs) == (
        "https://blog.example/feed.json?page=2",
        ("https://hub.example/",),
    )
    assert (first.id, first.url, first.title) == ("7", "https://blog.example/kiri/", "霧の&朝")
    assert (first.content, first.description) == ("<p>霧</p>", "灯台 &lt; 霧")
    assert (first.author, first.categories) == ("浜野 しおり", ("天気",))
    assert first.updated == datetime(2026, 11, 21, tzinfo=UTC)
    assert [i.url for i in first.images] == [
        "https://blog.example/kiri",
        "https://blog.example/b.png",
    ]
    assert (second.id, second.content, second.author) == ("b", "1 &lt; 2", "旧式")


def test_half_a_character_in_json_is_left_out(parse_: "Parse") -> None:
    """Programs that cut texts leave lone surrogates, also in ids and addresses; none is kept."""
    half = "\ud83d"
    item = {"id": f"a{half}2", "url": f"/mi{half}nato/", "title": f"港{half}", "image": f"/{half}a"}
    (entry,) = parse_(json.dumps(JSON_FEED | {"items": [item]})).entries
    assert (entry.id, entry.url) == ("a2", "https://blog.example/minato/")
    assert half not in f"{entry.title}{entry.images}"
