"""What articles are like is found however old they are, also in a record of before."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import text

from crosspost.model import Article, Change, ChangeKind, FeedState, Finding, Why
from crosspost.outbox.store import Store
from tests.outbox.test_old_sentences import lay_out, opened

Find = Callable[..., Finding]


def _like(finding: Finding, *found: str) -> Finding:
    return replace(finding, article=replace(finding.article, likeness=found))


def test_the_newest_that_are_alike_are_found(store: Store, find: Find, now: datetime) -> None:
    """In their own feed, by any likeness, a few of each."""
    findings = [_like(find(n), "title:a", f"path:{n}") for n in range(1, 9)]
    store.record(FeedState("blog"), findings, now=now)
    assert [k.id for k in store.alike("blog", ["title:a", "path:2"])] == [8, 7, 6, 5, 4, 2]
    assert store.alike("blog", ["title:b"]) == store.alike("other", ["title:a"]) == []


def test_what_it_was_like_before_stays(store: Store, find: Find, now: datetime) -> None:
    """A title that was edited is still its own."""
    store.record(FeedState("blog"), [_like(find(1), "title:old")], now=now)
    again = replace(_like(find(1), "title:new"), change=Change(ChangeKind.SAME, Why.NEW(), 1))
    store.record(FeedState("blog"), [again], now=now)
    assert [k.id for k in store.alike("blog", ["title:old"])] == [1]
    assert [k.id for k in store.alike("blog", ["title:new"])] == [1]


def test_a_renamed_feed_keeps_them(store: Store, find: Find, now: datetime) -> None:
    """They are its articles' own."""
    store.record(FeedState("blog"), [_like(find(1), "title:a")], now=now)
    store.rename_feed("blog", "news", now=now)
    assert [k.id for k in store.alike("news", ["title:a"])] == [1]


def test_a_record_of_before_is_read_bit_by_bit(store: Store, find: Find, now: datetime) -> None:
    """Some at each look, until all are; later ones bear theirs already."""
    store.record(FeedState("blog"), [find(n) for n in range(1, 6)], now=now)
    assert not store.read_likenesses(lambda *_: ("title:x",), most=2)
    with store.writing() as connection:
        connection.execute(
            text("INSERT INTO facts (key, value) VALUES ('likenesses', :value)"),
            {"value": "4"},
        )
    read = [store.read_likenesses(lambda url, *_: (f"path:{url}",), most=2) for _ in range(4)]
    assert read == [True, True, False, False]
    urls = [store.article(n).url for n in range(1, 6)]
    assert [len(store.alike("blog", [f"path:{url}"])) for url in urls] == [1, 1, 1, 1, 0]


def test_an_older_schemas_articles_are_to_be_read(tmp_path: Path) -> None:
    """Bringing it forward notes how many there are."""
    path = tmp_path / "state" / "crosspost.db"
    lay_out(path, ["a", "b", "c"]).dispose()
    store = opened(path)
    read = [store.read_likenesses(lambda *_: ("title:x",), most=2) for _ in range(3)]
    assert read == [True, True, False]
    assert [k.id for k in store.alike("blog", ["title:x"])] == [3, 2, 1]
    store.close()


def test_what_was_only_a_name_becomes_the_article(store: Store, find: Find, now: datetime) -> None:
    """Its row takes over what is told now, dates included, and what follows is planned."""
    shell = find(1, decision="baseline", title="", blocks=())
    store.record(FeedState("blog"), [shell], now=now)
    whole = find(1)
    article: Article = replace(whole.article, published=now)
    change = Change(ChangeKind.NEW, Why.NEW(), 1, takes_over=True)
    store.record(FeedState("blog"), [replace(whole, article=article, change=change)], now=now)
    known = store.article(1)
    assert (known.title, known.published, known.decision) == (article.title, now, whole.decision)
    assert [e.kind for e in store.events(article=1)] == [
        "article.baseline",
        "article.post",
        "delivery.plan",
    ]
