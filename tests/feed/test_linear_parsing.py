"""What an entry has far too much of is passed over with a note; no step is done for each two."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from crosspost.feed import listening, mending
from crosspost.model import Document
from crosspost.model.failures import Fault

if TYPE_CHECKING:
    from tests.feed.conftest import Parse

Rss = Callable[..., str]
TITLE = "<title>風見町の連絡船、冬の便を二往復に増やす</title>"


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """Begin and end as after a start."""
    listening._kept.clear()
    yield
    listening._kept.clear()


@contextmanager
def counting(*names: str) -> Iterator[list[str]]:
    """Collect the calls of functions of these names, Python's own included."""
    seen: list[str] = []

    def profile(frame: object, event: str, what: object) -> None:
        name = getattr(what, "__name__", "") if event == "c_call" else ""
        if event == "call":
            name = getattr(getattr(frame, "f_code", None), "co_name", "")
        if name in names:
            seen.append(name)

    sys.setprofile(profile)
    try:
        yield seen
    finally:
        sys.setprofile(None)


def many(pattern: str, count: int = 900) -> str:
    """Return the pattern with each number."""
    return "".join(pattern.format(number) for number in range(count))


@pytest.mark.parametrize(
    ("markup", "heard"),
    [
        (many("<category>c{}</category>"), "_start_category"),
        ("<x>" + many("<category>c{}</category>") + "</x>", "_start_category"),
        (many("<dc:subject>c{}</dc:subject>"), "_start_category"),
        (many('<atom:link rel="related" href="https://b.example/{}"/>'), "_start_link"),
        (many("<pubDate>{} Nov 2026</pubDate>"), "_start_pubdate"),
        (many("<dc:creator>A{}<y>b</y></dc:creator>"), "_start_author"),
        (many("<x{0}>1</x{0}>", 3_000), "unknown_starttag"),
    ],
    ids=["categories", "nested", "subjects", "links", "dates", "authors", "unlike"],
)
def test_the_slow_parser_hears_only_so_much_of_an_entry(
    rss: Rss, parse_: "Parse", markup: str, heard: str
) -> None:
    """Two hundred of a name, a thousand in all; the rest is noted."""
    with counting(heard) as calls:
        document = parse_(rss(TITLE + markup + "<description>後の文。</description>"))
    assert len(calls) <= 2_100
    assert len(calls) <= 450 or heard == "unknown_starttag"
    (entry,) = document.entries
    assert entry.title == "風見町の連絡船、冬の便を二往復に増やす"
    assert any(note.has(Fault.PASSED_OVER) for note in document.notes)


def test_what_is_passed_over_takes_nothing_else_along(rss: Rss, parse_: "Parse") -> None:
    """Neither the entry's own words nor the next entry's; in each place of the feed."""
    full = (
        many("<category>c{}</category>", 400)
        + TITLE
        + many("<x/>", 400)
        + "<description>町は増便する。</description>"
        + '<media:content url="https://b.example/a.png" medium="image"/>'
    )
    document = parse_(rss(full, TITLE + "<category>海運</category>", full))
    first, second, third = document.entries
    assert len(first.categories) == 50
    assert (first.description, second.categories) == ("町は増便する。", ("海運",))
    assert [image.url for image in first.images] == ["https://b.example/a.png"]
    assert first == third


@pytest.mark.parametrize("name", ["description", "content:encoded"])
def test_markup_of_any_length_is_the_authors(rss: Rss, parse_: "Parse", name: str) -> None:
    """A text whose tags stand there unescaped is no list of anything."""
    text = "<p>" + many("<b>語</b>") + "</p>"
    document = parse_(rss(f"<{name}>{text}</{name}>"))
    assert document.notes == ()
    (entry,) = document.entries
    assert (entry.description or entry.content).count("語") == 900


def test_an_ordinary_entry_is_not_noted(rss: Rss, parse_: "Parse") -> None:
    """Two hundred categories are more than any article has."""
    assert parse_(rss(TITLE + many("<category>c{}</category>", 200))).notes == ()


def test_too_much_around_the_entries_is_no_feed(rss: Rss, parse_: "Parse") -> None:
    """RSS 1.0 lists its entries there once more, and nothing is longer."""
    with pytest.raises(Exception, match="elements around its entries"):
        parse_(rss(channel="<pubDate>2 Nov</pubDate>" * 5_001))


@pytest.mark.parametrize("entities", [2, 900])
def test_a_document_is_searched_once_for_all_its_entities(entities: int) -> None:
    """Not once for each of them."""
    declared = "".join(f'<!ENTITY e{n} "x">' for n in range(entities))
    text = f"<?xml version='1.0'?><!DOCTYPE rss [{declared}]><rss>{'&e1;' * 50}</rss>"
    with counting("count", "find", "finditer", "findall", "sub") as calls:
        mended, _ = mending.prepare(text)
    assert mended == f"<rss>{'x' * 50}</rss>"
    assert len(calls) <= 20


def _json_feed(parse_: "Parse", **item: object) -> Document:
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", **item}]}
    return parse_(json.dumps(feed))


def test_a_json_entry_is_bounded_like_any_other(parse_: "Parse") -> None:
    """Tags and attachments beyond the first ones are not looked at."""
    shown = [{"url": f"https://b.example/{n}.png"} for n in range(3_000)]
    with counting("resolve", "plain") as calls:
        (entry,) = _json_feed(
            parse_, tags=[f"t{n}" for n in range(3_000)], attachments=shown, authors=shown
        ).entries
    assert (len(entry.categories), len(entry.images)) == (50, 20)
    assert len(calls) < 500


def test_categories_of_a_json_entry_are_told_once(parse_: "Parse") -> None:
    """As those of other feeds; none is empty."""
    (entry,) = _json_feed(parse_, tags=["海運", "海運", "", 7, "政治"]).entries
    assert entry.categories == ("海運", "政治")
    assert _json_feed(parse_, tags="海運").entries[0].categories == ()


def dated(number: int) -> str:
    """Return an item of a minute of its own."""
    when = f"Sun, 22 Nov 2026 {number // 60:02}:{number % 60:02}:00 +0900"
    link = f"<link>https://blog.example/{number}</link>"
    return f"<title>便り{number}</title>{link}<pubDate>{when}</pubDate>"


@pytest.mark.parametrize("order", [range(300), range(299, -1, -1)], ids=["oldest", "newest"])
def test_of_all_that_a_blog_ever_published_the_newest_is_looked_at(
    rss: Rss, parse_: "Parse", order: range
) -> None:
    """Whichever stands first; the order stays, and a note tells."""
    document = parse_(rss(*map(dated, order)))
    expected = [f"便り{number}" for number in order if number >= 120]
    assert [entry.title for entry in document.entries] == expected
    assert any(note.has(Fault.NEWEST_ONLY) for note in document.notes)


def test_where_dates_are_missing_the_first_entries_are_the_newest(
    rss: Rss, parse_: "Parse"
) -> None:
    """As in every feed that is not told otherwise."""
    document = parse_(rss("<title>無日付</title>", *map(dated, range(299))))
    assert len(document.entries) == 180
    assert document.entries[0].title == "無日付"
    assert document.entries[-1].title == "便り178"


def test_a_hundred_and_eighty_entries_are_all_looked_at(rss: Rss, parse_: "Parse") -> None:
    """More than any window of a blog; nothing is noted."""
    document = parse_(rss(*map(dated, range(180))))
    assert (len(document.entries), document.notes) == (180, ())


@pytest.mark.parametrize("name", ["description", "content:encoded"])
def test_of_an_endless_text_the_beginning_is_read(rss: Rss, parse_: "Parse", name: str) -> None:
    """A million characters are more than any article; a note tells."""
    document = parse_(rss(f"{TITLE}<{name}>{'&lt;p&gt;語' * 260_000}</{name}>"))
    (entry,) = document.entries
    assert len(entry.content or entry.description) == 1_000_000
    assert document.notes == (Fault.LONG_TEXTS(found=1, most=1_000_000),)


def test_pictures_that_are_written_as_text_cut_no_article(rss: Rss, parse_: "Parse") -> None:
    """Some editors paste them so; what stands behind them is read."""
    picture = f'<img src="data:image/png;base64,{"A" * 1_200_000}==">'
    markup = f"<![CDATA[<p>前の文。</p>{picture}<p>後の文。</p>]]>"
    (entry,) = parse_(rss(f"{TITLE}<description>{markup}</description>")).entries
    assert entry.description == '<p>前の文。</p><img src=""><p>後の文。</p>'
