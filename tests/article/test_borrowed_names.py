# ruff: noqa: E501 — a table keeps each case on one line
"""An article that bears a known one's number, id or address, but is another: a person decides."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from crosspost.article.reading import read_entry
from crosspost.article.recognition import recognise
from crosspost.model import Article, ChangeKind, Document, Entry, Known

FEED = "https://blog.example.jp/feed/"
NOW = datetime(2026, 11, 23, tzinfo=UTC)
OTHER = "https://other.example.net"
RAIL = "<p>" + "市議会は二十日の本会議で、鉄道を存続させる条例案を一票差で可決した。" * 3 + "</p>"
WATER = "<p>" + "県の企業局は浄水場の更新費が膨らむとの見通しを委員会に報告した。" * 3 + "</p>"
FIRST = Entry(
    "https://blog.example.jp/?p=31", "https://blog.example.jp/joho/", "鉄道の存続条例を可決",
    RAIL, published=NOW,
)  # fmt: skip
#: What else the author may have said: nothing of it is the first article's.
ANOTHER = {
    "title": "浄水場の更新費が膨らむ",
    "content": WATER,
    "published": NOW + timedelta(hours=9),
}


def _read(entry: Entry) -> Article:
    return read_entry(entry, Document("rss20", "", (entry,)), feed="blog", feed_url=FEED)


def _know(entry: Entry, number: int = 1) -> Known:
    read = _read(entry)
    return Known(
        number, "blog", read.url, read.title, read.text, read.fingerprint, read.aliases, NOW,
        published=read.published,
    )  # fmt: skip


def _kind(changed: dict[str, object], first: Entry = FIRST) -> str:
    article = _read(replace(first, **changed))  # type: ignore[arg-type]
    return recognise(article, hits=[_know(first)], recent=[], now=NOW).kind.value


@pytest.mark.parametrize(
    ("case", "changed"),
    [
        ("restored from a backup: the number comes again", {"url": "https://blog.example.jp/n/"}),
        ("the address of a trashed one", {"id": "https://blog.example.jp/?p=60"}),
        ("another blog counts alike", {"id": f"{OTHER}/?p=31", "url": f"{OTHER}/n/"}),
        ("all notes link to one page", {"id": "note-2"}),
        ("neither tells a text", {"url": "https://blog.example.jp/n/", "content": ""}),
        ("short texts are alike by chance", {"url": "https://blog.example.jp/n/", "content": "<p>写真を足しました。</p>"}),
        ("neither tells a title", {"url": "https://blog.example.jp/n/", "title": ""}),
        ("all its names, and nothing else", {}),
        ("the feed says no id any more", {"id": ""}),
        ("the feed says no address any more", {"url": ""}),
    ],
)  # fmt: skip
def test_a_known_name_on_another_article_is_a_question(case: str, changed: dict[str, str]) -> None:
    """Title and text, as far as there are any, are others: neither the same nor surely new."""
    alike = {key: changed[key] for key in ("title", "content") if key in changed}
    assert _kind(ANOTHER | changed, first=replace(FIRST, **alike)) == "held", case  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("case", "changed"),
    [
        ("written anew at its address, not its date", {"published": NOW}),
        ("written anew, address and all, not its date", {"url": "https://blog.example.jp/n/", "published": NOW}),
        ("the title stays under a new address", {"url": "https://blog.example.jp/n/", "title": FIRST.title}),
        ("the text stays under a new address", {"url": "https://blog.example.jp/n/", "content": RAIL + WATER}),
        ("another site, title kept", {"id": f"{OTHER}/?p=31", "url": f"{OTHER}/joho/", "title": FIRST.title}),
        ("another site, text kept", {"id": f"{OTHER}/?p=31", "url": f"{OTHER}/n/", "content": RAIL}),
        ("the feed says no id any more, written anew", {"id": "", "published": NOW}),
        ("the feed says no address any more, written anew", {"url": "", "published": NOW}),
        ("the text is gone with a password", {"url": "https://blog.example.jp/n/", "title": "保護中: 別の題", "content": '<form class="post-password-form">x</form>'}),
    ],
)  # fmt: skip
def test_an_article_that_keeps_something_of_its_own_is_itself(
    case: str, changed: dict[str, object]
) -> None:
    """Whatever an author edits: the address, the date, the title or the text tells."""
    assert _kind(ANOTHER | changed) != "held", case


def test_the_next_issue_under_a_known_number_is_a_question() -> None:
    """Issues share most of their title; unlike numbers tell that it is not an edit."""
    first = replace(FIRST, title="週刊・市議会だより 第41号")
    changed = {"url": "https://blog.example.jp/42/", "title": "週刊・市議会だより 第42号"}
    assert _kind(ANOTHER | changed, first=first) == "held"


def test_a_notice_that_is_updated_by_the_hour_is_no_question() -> None:
    """All its names stay; number and date in it change, and a text there is none."""
    first = replace(FIRST, title="台風情報 11時の進路", content="")
    changed = {"title": "台風情報 12時の進路", "published": NOW + timedelta(hours=1)}
    assert _kind(changed, first=first) == "same"


def test_a_name_that_another_article_lends_does_not_hide_the_own_record() -> None:
    """At the next look the article is found by the names that are its own, and can be revised."""
    first = _know(FIRST)
    second = replace(FIRST, **ANOTHER, url="https://blog.example.jp/n/")  # type: ignore[arg-type]
    own = replace(_know(second, 2), aliases=("l:blog.example.jp/n",))
    same = recognise(_read(second), hits=[first, own], recent=[], now=NOW)
    assert (same.kind, same.known) == (ChangeKind.SAME, 2)
    more = replace(second, title=f"{second.title}【追記】")
    assert recognise(_read(more), hits=[first, own], recent=[], now=NOW).kind is ChangeKind.REVISED


def test_names_of_several_articles_prove_no_more_than_one() -> None:
    """Number and address are those of two known articles, title and text of neither."""
    other = replace(FIRST, id="https://blog.example.jp/?p=60", url="https://blog.example.jp/n/")
    article = _read(replace(FIRST, **ANOTHER, url=other.url))  # type: ignore[arg-type]
    change = recognise(article, hits=[_know(FIRST), _know(other, 2)], recent=[], now=NOW)
    assert (change.kind, change.known) == (ChangeKind.HELD, 1)


@pytest.mark.parametrize(("content", "kind"), [(WATER * 9 + RAIL, "held"), (WATER * 9, "new")])
def test_an_addition_on_top_does_not_hide_a_known_text(content: str, kind: str) -> None:
    """Where id and address are the headline, a corrected one brings a new id; the text is old."""
    changed = Entry("n", "https://blog.example.jp/n/", "条例案、一転して否決へ", content)
    change = recognise(_read(changed), hits=[], recent=[_know(FIRST)], now=NOW)
    assert change.kind == kind
