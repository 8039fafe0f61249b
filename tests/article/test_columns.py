"""What is like a known article under another name: the same again, or only a column's next one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from crosspost.article.reading import read_entry
from crosspost.article.recognition import Around, recognise
from crosspost.model import Article, Change, Document, Entry, Known, Why

FEED = "https://blog.example.jp/feed/"
NOW = datetime(2026, 11, 23, tzinfo=UTC)
TITLE = "今朝の水揚げと浜の値段のお知らせ"
TEXTS = [
    f"<p>{'、'.join(words)}が揚がり、浜の値段は前の日と比べて{price}円ほど動いたという。</p>" * 3
    for words, price in (
        (("鰯", "鯵", "鯖の若魚"), "百二十"),
        (("真鯛", "平目", "鰈の大物"), "四百五十"),
        (("烏賊", "蛸", "車海老の活け"), "八十"),
        (("若布", "昆布", "海苔の初物"), "三十"),
        (("鰤", "鰆", "太刀魚の銀"), "六百"),
    )
]  # fmt: skip


def _read(number: int, *, title: str = TITLE, text: str = "", host: str = "") -> Article:
    host = host or "blog.example.jp"
    entry = Entry(
        f"https://{host}/?p={number}", f"https://{host}/hama/{number}/", title,
        text or TEXTS[number % len(TEXTS)],
    )  # fmt: skip
    return read_entry(entry, Document("rss20", "", (entry,)), feed="blog", feed_url=FEED)


def _know(article: Article, number: int) -> Known:
    return Known(
        number, "blog", article.url, article.title, article.text, article.fingerprint,
        article.aliases, NOW - timedelta(days=400),
    )  # fmt: skip


def _seek(article: Article, *alike: Known, around: Around | None = None) -> Change:
    return recognise(article, hits=(), recent=(), now=NOW, alike=alike, around=around or Around())


@pytest.mark.parametrize(
    ("known", "beside", "why"),
    [
        ([1], [], Why.SAME_TITLE),
        ([1], [1], Why.NEW),
        ([1, 2], [], Why.SAME_TITLE),
        ([1, 2], [2], Why.NEW),
        ([1, 2, 3], [], Why.NEW),
        ([1, 2, 3, 5], [1, 2], Why.SAME_TITLE),  # 5 has the text of 0
    ],
)
def test_a_columns_next_article_is_new(known: list[int], beside: list[int], why: Why) -> None:
    """An earlier one with another text stands beside it, or three have stood before."""
    records = [_know(_read(n), n) for n in known]
    around = Around(frozenset(beside))
    assert _seek(_read(0), *records, around=around).why.code is why


@pytest.mark.parametrize(
    ("texts", "why"),
    [
        (("<p>鯵が豊漁。</p>", "<p>若布漁が解禁。</p>"), Why.NEW),
        (("<p>鯵が豊漁。</p>", "<p>鯵が豊漁です。</p>"), Why.SAME_TITLE),
        (("<p></p>", "<p>若布漁が解禁。</p>"), Why.SAME_TITLE),
    ],
)
def test_short_texts_of_a_column_are_told_apart(texts: tuple[str, str], why: Why) -> None:
    """Of no text nothing can be said."""
    known = _know(_read(1, text=texts[0]), 1)
    article = _read(2, text=texts[1])
    assert _seek(article, known, around=Around(frozenset({1}))).why.code is why


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"number": 6, "title": "組合の総会の日取り"}, Why.SAME_TEXT),
        ({"number": 7}, Why.SAME_TITLE),
        ({"number": 1, "title": "組合の総会の日取り", "text": TEXTS[2]}, Why.SAME_PATH),
    ],
)
def test_the_same_under_another_host_is_found_however_old(
    changed: dict[str, Any], why: Why
) -> None:
    """By its path, its title or its text alone."""
    known = _know(_read(1), 1)
    assert _seek(_read(host="hama.example.com", **changed), known).why.code is why


def test_a_path_tells_nothing_where_the_feed_is_of_several_hosts() -> None:
    """Two blogs of one feed count alike."""
    known = _know(_read(1), 1)
    article = _read(1, host="hama.example.com", title="組合の総会の日取り", text=TEXTS[2])
    around = Around(hosts=frozenset({"blog.example.jp", "hama.example.com"}))
    assert _seek(article, known, around=around).why.code is Why.NEW


def test_the_next_issue_has_the_text_of_the_last() -> None:
    """Unlike numbers in both titles tell them apart, however alike the rest is."""
    known = _know(_read(1, title="浜の市 第41号"), 1)
    article = replace(_read(6, title="浜の市 第42号"), url="")
    assert _seek(article, known).why.code is Why.NEW


BARE = replace(
    _know(_read(1), 1), title="", text="", decision="baseline", first_seen_at=NOW,
    fingerprint="", why=Why.SLID_BACK(),
)  # fmt: skip
LONG_AGO = NOW - timedelta(days=900)
LATER, BEFORE = NOW + timedelta(hours=1), NOW - timedelta(hours=1)


@pytest.mark.parametrize(
    ("known", "published", "kind", "why"),
    [
        (BARE, LATER, "new", Why.NEW),
        (BARE, BEFORE, "held", Why.ONLY_NAMED),
        (BARE, None, "held", Why.ONLY_NAMED),
        (replace(BARE, why=Why.FIRST_SIGHT()), BEFORE, "same", Why.NAMED_BEFORE),
        (replace(BARE, why=Why.FIRST_SIGHT()), LATER, "new", Why.NEW),
        (replace(BARE, decision="post"), LATER, "same", Why.TEXT_UNKNOWN),
        (replace(BARE, title=TITLE, published=NOW), LATER, "same", Why.TEXT_UNKNOWN),
        (replace(BARE, title=TITLE, published=LONG_AGO), LATER, "held", Why.DATED_BACK),
        (replace(BARE, title="別の記事の見出しです"), LATER, "held", Why.BORROWED),
    ],
)  # fmt: skip
def test_a_name_proves_nothing_of_what_was_never_seen_whole(
    known: Known, published: datetime | None, kind: str, why: Why
) -> None:
    """Old entries with nothing but an id do not silence the articles that bear it later."""
    article = replace(_read(1), published=published)
    change = recognise(article, hits=[known], recent=(), now=NOW)
    assert (change.kind.value, change.why.code) == (kind, why)
    assert change.takes_over == (why in {Why.NEW, Why.ONLY_NAMED, Why.DATED_BACK})


def test_of_nothing_but_a_name_nothing_new_is_told_by_the_same_name() -> None:
    """A picture without words stays what it was."""
    article = _read(1, title="", text="<p></p>")
    assert recognise(article, hits=[BARE], recent=(), now=NOW).kind.value == "same"
