"""Bodies made to be slow or large to read, each within what may be fetched at all.

Every one is made by a function of its size, so that none lies in the repository, and none is known
to do harm to any other program than a reader of feeds.
"""

import gzip
import itertools
import json
import zlib
from collections.abc import Callable

FEED_BYTES = 4_990_000  #: right below what is parsed
WIRE_BYTES = 9_990_000  #: right below what is read
PAGE_BYTES = 3_990_000
_DATE = "Mon, 23 Nov 2026 12:00:00 +0900"
Answer = tuple[bytes, dict[str, str]]


def fill(unit: str, size: int = FEED_BYTES - 2_000) -> str:
    """Return the unit again and again, up to so many bytes."""
    return unit * (size // len(unit.encode()))


def number(pattern: str, size: int = FEED_BYTES - 2_000) -> str:
    """Return the pattern with another number each time, up to so many bytes."""
    pieces, length = [], 0
    for one in itertools.count(1):
        piece = pattern.format(one)
        length += len(piece.encode())
        if length > size:
            return "".join(pieces)
        pieces.append(piece)
    raise AssertionError("it counts for ever")


def rss(item: str, *, before: str = "", around: str = "", namespaces: str = "") -> bytes:
    """Return a feed with one article that holds the item's markup."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<rss version="2.0"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        f"{namespaces}><channel><title>灯台通信</title><link>https://blog.example.jp/</link>{around}"
        "<item><title>港の会談で合意</title><link>https://blog.example.jp/4711</link>"
        f"<guid>https://blog.example.jp/?p=4711</guid><pubDate>{_DATE}</pubDate>{item}</item>"
        "</channel></rss>"
    ).encode()


def html(markup: str) -> bytes:
    """Return a feed whose article has this text."""
    return rss(f"<content:encoded><![CDATA[{markup}]]></content:encoded>")


def items(pattern: str, *, size: int = FEED_BYTES - 2_000, most: int = 2_999) -> bytes:
    """Return a feed of numbered items."""
    found, length = [], 0
    for one in range(1, most + 1):
        item = "<item>" + pattern.format(one) + "</item>"
        length += len(item.encode())
        if length > size:
            break
        found.append(item)
    return rss("", around="".join(found))


def packed(*members: bytes) -> Answer:
    """Return members of gzip as one body."""
    return b"".join(members), {"Content-Encoding": "gzip"}


def _entities(count: int) -> bytes:
    names = "".join(f'<!ENTITY e{n} "x">' for n in range(count))
    text = "".join(f"&e{n % count};" for n in range(FEED_BYTES // 6))
    return rss(f"<description>{text[: FEED_BYTES - 40_000].rpartition(';')[0]};</description>",
               before=f"<!DOCTYPE rss [{names}]>")  # fmt: skip


def _json(**item: object) -> bytes:
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "灯台通信"}
    base = {"id": "1", "url": "https://blog.example.jp/1", "title": "港の会談で合意"}
    return json.dumps(feed | {"items": [base | item]}).encode()[:FEED_BYTES]


_EMPTY = gzip.compress(b"", mtime=0)
_STORED = zlib.compressobj(0, zlib.DEFLATED, 31)

FEEDS: dict[str, Callable[[], bytes | Answer]] = {
    "empty gzip members": lambda: packed(_EMPTY * (WIRE_BYTES // len(_EMPTY))),
    "gzip members of one byte": lambda: packed(gzip.compress(b" ") * (WIRE_BYTES // 21)),
    "gzip of gzip of gzip": lambda: packed(
        gzip.compress(gzip.compress(gzip.compress(bytes(19_000_000))))
    ),
    "nothing but zeros, packed": lambda: packed(gzip.compress(bytes(19_999_999))),
    "blanks before the feed, packed": lambda: packed(
        gzip.compress(b" " * 4_900_000 + rss("<description>x</description>"))
    ),
    "ten megabytes of text": lambda: b"x" * WIRE_BYTES,
    "categories, all unlike": lambda: rss(number("<category>c{}</category>")),
    "categories, all alike": lambda: rss(fill("<category>c</category>")),
    "50,000 categories": lambda: rss(number("<category>c{}</category>", 1_150_000)),
    "59,000 dates": lambda: rss(fill("<pubDate>" + "2 Nov " * 9 + "</pubDate>", 4_300_000)),
    "59,000 links": lambda: rss(number("<link>https://blog.example.jp/{}</link>", 2_400_000)),
    "59,000 authors": lambda: rss(number("<dc:creator>Author {}</dc:creator>", 2_200_000)),
    "59,000 unknown elements": lambda: rss(number("<x{0}>1</x{0}>", 1_000_000)),
    "59,000 elements of text": lambda: rss(
        "<description>" + fill("<b>x</b>", 470_000) + "</description>"
    ),
    "nested categories": lambda: rss(
        "<x>" + number("<category>c{}</category>", 1_150_000) + "</x>"
    ),
    "dates of the feed": lambda: rss("", around=fill("<pubDate>2 Nov</pubDate>", 130_000)),
    "links of the feed": lambda: rss(
        "", around=number('<a:link rel="hub" href="https://h.example/{}"/>', 260_000),
        namespaces=' xmlns:a="http://www.w3.org/2005/Atom"',
    ),
    "categories of the feed": lambda: rss("", around=number("<category>c{}</category>", 130_000)),
    "links": lambda: rss(number("<link>https://blog.example.jp/{}</link>")),
    "atom links": lambda: rss(
        number('<a:link rel="enclosure" href="https://b.example/{}.png" type="image/png"/>'),
        namespaces=' xmlns:a="http://www.w3.org/2005/Atom"',
    ),
    "enclosures": lambda: rss(number('<enclosure url="https://b.example/{}.png" type="image"/>')),
    "authors": lambda: rss(number("<dc:creator>Author {}</dc:creator>")),
    "contributors": lambda: rss(number("<dc:contributor>Author {}</dc:contributor>")),
    "titles": lambda: rss(number("<title>Headline {}</title>")),
    "guids": lambda: rss(number("<guid>https://blog.example.jp/?p={}</guid>")),
    "descriptions": lambda: rss(number("<description>Text {}</description>")),
    "unknown elements": lambda: rss(number("<x{0}>1</x{0}>")),
    "dates": lambda: rss(fill("<pubDate>" + " 2 Nov" * 16 + "</pubDate>")),
    "one endless date": lambda: rss(f"<dc:date>{fill('2026-11-')}</dc:date>"),
    "900 entities": lambda: _entities(900),
    "one entity": lambda: _entities(1),
    "bare ampersands": lambda: rss(f"<description>{fill('& ', 1_990_000)}</description>"),
    "ampersands without end": lambda: rss(f"<description>{fill('&', 90_000)}</description>"),
    "HTML's own characters": lambda: rss(
        f"<description>{fill('&nbsp;&eacute;', 1_200_000)}</description>"
    ),
    "number references": lambda: rss(f"<description>{fill('&#12354;')}</description>"),
    "CDATA without end": lambda: rss(f"<description>{fill('<![CDATA[')}</description>"),
    "comments": lambda: rss(fill("<!-- c -->")),
    "comments without end": lambda: b"<rss>" + fill("<!--").encode(),
    "processing instructions": lambda: rss(fill("<?p i?>")),
    "declarations": lambda: fill("<?xml ").encode(),
    "document types": lambda: fill("<!DOCTYPE ").encode(),
    "namespaces": lambda: rss(number('<n{0}:x xmlns:n{0}="u{0}"/>')),
    "one long attribute": lambda: rss(f'<x a="{fill("y")}"/>'),
    "opening tags that never end": lambda: rss(fill("<media:content ")),
    "quotes in a tag": lambda: rss("<media:content " + fill("a='") + "/>"),
    "media groups": lambda: rss(
        "<media:group>" + number('<media:content url="https://b.example/{}.png"/>')
        + "</media:group>"
    ),
    "media words": lambda: rss(fill("<media:description>word</media:description>")),
    "3,000 items": lambda: items(
        "<title>港 {0}</title><link>https://blog.example.jp/{0}</link>"
        "<guid>https://blog.example.jp/?p={0}</guid><description>会談 {0}" + "。" * 500
        + "</description>"
    ),
    "3,000 items of one address": lambda: items(
        "<title>港 {0}</title><link>https://blog.example.jp/1</link><guid>x</guid>"
    ),
    "3,000 items with nothing": lambda: items("<title/>"),
    "60 items of 1,000 elements": lambda: items(
        "<title>港 {0}</title>" + "<category>c</category>" * 990, most=58
    ),
    "ISO-2022-JP escapes": lambda: b"<rss>" + b"\x1b$B\x1b(B" * (FEED_BYTES // 6 - 2),
    "broken UTF-8": lambda: b"<?xml version='1.0'?><rss>" + b"\xe3\x81\xff" * (FEED_BYTES // 3 - 9),
    "half-width kana": lambda: b"<rss>" + b"\xb1\xb2 " * (FEED_BYTES // 3 - 9),
    "text encoded twice": lambda: rss(
        "<description>" + fill("Ã£Â\x81Â") + "</description>"
    ),
    "JSON of one text": lambda: _json(content_text=fill("港。", 4_900_000 // 2)),
    "JSON of tags": lambda: _json(tags=[f"t{n}" for n in range(400_000)]),
    "JSON of attachments": lambda: _json(
        attachments=[{"url": f"https://b.example/{n}.png"} for n in range(100_000)]
    ),
    "JSON of numbers": lambda: b'{"version":"https://jsonfeed.org/version/1","items":['
    + b"1," * (FEED_BYTES // 2 - 99) + b"1]}",
    "JSON, one long number": lambda: b'{"version":' + b"1" * (FEED_BYTES - 99) + b"}",
    "a title of markup": lambda: rss(f"<title>{fill('&lt;b&gt;')}</title>"),
    "a title of combining marks": lambda: rss(f"<title>e{fill(chr(0x301))}</title>"),
    "a title of references": lambda: rss(f"<title>{fill('&amp;amp;')}</title>"),
    "markup: bold": lambda: html(fill("<b>")),
    "markup: nested": lambda: html(fill("<div>")),
    "markup: paragraphs": lambda: html(fill("<p>港。</p>")),
    "markup: pictures": lambda: html(number('<img src="https://b.example/{}.png">')),
    "markup: figures": lambda: html(
        number('<figure><img src="/{}.png"><figcaption>港=共同</figcaption></figure>')
    ),
    "markup: links": lambda: html(number('<a href="/{}">港</a>')),
    "markup: table": lambda: html("<table>" + fill("<tr><td>港")),
    "markup: tables in tables": lambda: html(fill("<table><tr><td>")),
    "markup: formatting reopened": lambda: html(fill("<b><i><u><p>")),
    "markup: attributes": lambda: html("<p " + number("a{}=1 ") + ">港</p>"),
    "markup: classes": lambda: html(f'<p class="{number("c{} ")}">港</p>'),
    "markup: style": lambda: html(f'<p style="{fill("color:red;")}">港</p>'),
    "markup: shortcodes": lambda: html(fill("[caption id=1]")),
    "markup: brackets": lambda: html("<p>" + fill("「") + "</p>"),
    "markup: sentences": lambda: html("<p>" + number("港の会談{}が合意した。") + "</p>"),
    "markup: no end": lambda: html("<p>" + fill("港") + "</p>"),
    "markup: blanks": lambda: html("<p>港" + fill(" ") + "港</p>"),
    "markup: breaks": lambda: html("<p>" + fill("港<br>") + "</p>"),
    "markup: definition lists": lambda: html(fill("<dl><dt>問<dd>答")),
    "markup: ruby": lambda: html(fill("<ruby>港<rt>みなと</ruby>")),
    "markup: quotations": lambda: html(fill("<blockquote><p>港。</p>")),
    "markup: scripts": lambda: html(fill("<script>x</script>")),
    "markup: comments": lambda: html(fill("<!--")),
    "markup: select": lambda: html(fill("<select><option>")),
    "markup: svg": lambda: html(fill("<svg><desc>")),
    "markup: escaped": lambda: rss(f"<description>{fill('&amp;lt;p&amp;gt;港')}</description>"),
    "markup: combining": lambda: html("<p>e" + fill("\u0301") + "</p>"),
}  # fmt: skip

PAGES: dict[str, Callable[[], str]] = {
    "page: bold": lambda: fill("<b>", PAGE_BYTES),
    "page: nested": lambda: fill("<div>", PAGE_BYTES),
    "page: metas": lambda: ("<head>" + number('<meta property="og:image" content="/{}.png">',
                                              PAGE_BYTES)),
    "page: structured data": lambda: (
        "<script type='application/ld+json'>" + fill('{"a":', PAGE_BYTES) + "</script>"
    ),
    "page: pictures": lambda: number(
        '<img src="/{0}.png" srcset="/{0}.png 2x">', PAGE_BYTES
    ),
    "page: figures": lambda: ("<article>" + number(
        '<figure><img src="/{}.png"><figcaption>港=共同</figcaption></figure>', PAGE_BYTES
    )),
    "page: paragraphs": lambda: ("<article>" + fill("<p>港の会談。</p>", PAGE_BYTES)),
    "page: articles": lambda: fill("<article><p>港", PAGE_BYTES),
    "page: links": lambda: number('<a href="/{}">港</a>', PAGE_BYTES),
    "page: srcset": lambda: (
        '<article><img src="/a.png" srcset="' + number("/{}.png 2x, ", PAGE_BYTES) + '">'
    ),
}  # fmt: skip
