"""Conditional requests that really get their 304, and doubts about it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from crosspost.feed.gaps import older_page
from crosspost.feed.validators import body_hash, conditional, wants_full
from crosspost.model import Document, FeedState

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
EVERY = timedelta(minutes=20)
MD5 = "0123456789abcdef0123456789abcdef"
DATE = "Sun, 22 Nov 2026 21:51:00 GMT"


@pytest.mark.parametrize(
    ("etag", "sent"),
    [
        (f'"{MD5}"', f'"{MD5}"'),
        (f'W/"{MD5}"', f'"{MD5}"'),
        (f'"{MD5}-gzip"', f'"{MD5}"'),
        (f'W/"{MD5}-br"', f'"{MD5}"'),
        ('W/"67f1-64"', 'W/"67f1-64"'),
        ('"abc-gzip"', '"abc-gzip"'),
        ("unquoted", "unquoted"),
    ],
)
def test_an_etag_is_sent_as_its_server_wants_it(etag: str, sent: str) -> None:
    """WordPress compares to the letter with its bare form; other servers' stay opaque."""
    headers = conditional(FeedState("blog", etag=etag, last_modified=DATE))
    assert headers == {"If-None-Match": sent, "If-Modified-Since": DATE}


def test_an_etag_that_never_matches_bare_is_sent_as_served() -> None:
    """After identical full answers the other form is tried."""
    state = FeedState("blog", etag=f'W/"{MD5}"', same_body=2)
    assert conditional(state) == {"If-None-Match": f'W/"{MD5}"'}


def test_nothing_known_means_no_condition() -> None:
    """Validators are never invented."""
    assert conditional(FeedState("blog")) == {}


@pytest.mark.parametrize(
    ("etag", "minutes", "reason", "full"),
    [
        (f'"{MD5}"', 19, "started", False),
        (f'"{MD5}"', 20, "started", True),
        (f'"{MD5}"', 1, "pinged", True),
        (f'"{MD5}"', 59, "", False),
        (f'W/"{MD5}"', 60, "", True),
        ("", 60, "", True),
        ('"opaque"', 60, "", False),
        ('"opaque"', 24 * 60, "", True),
        (f'"{MD5}"', -60, "", True),
        ('"opaque"', -60, "started", True),
    ],
)
def test_a_304_is_not_believed_for_ever(
    etag: str,
    minutes: int,
    reason: str,
    full: bool,  # noqa: FBT001 — a table
) -> None:
    """A full answer is asked for at the start, after a ping, and about every hour."""
    state = FeedState(
        "blog", etag=etag, last_modified=DATE, full_at=NOW - timedelta(minutes=minutes)
    )
    assert (
        wants_full(
            state, now=NOW, every=EVERY, started=reason == "started", pinged=reason == "pinged"
        )
        == full
    )


@pytest.mark.parametrize("state", [FeedState("blog", etag='"a"'), FeedState("blog", full_at=NOW)])
def test_without_a_full_answer_or_validators_all_is_asked_for(state: FeedState) -> None:
    """The first look is whole, and so is each one of a server without validators."""
    assert wants_full(state, now=NOW, every=EVERY)


def test_after_a_failed_look_all_is_asked_for() -> None:
    """A 304 that a PHP warning has spoilt fails each time; a whole answer can be read."""
    state = FeedState("blog", etag=f'"{MD5}"', last_modified=DATE, full_at=NOW, failures=1)

    assert wants_full(state, now=NOW, every=EVERY)
    assert not wants_full(replace(state, failures=0), now=NOW, every=EVERY)


def test_a_body_is_recognised() -> None:
    """Equal bodies have equal hashes, others do not."""
    assert body_hash(b"a") == body_hash(b"a") != body_hash(b"b")


@pytest.mark.parametrize(
    ("url", "generator", "older", "page"),
    [
        ("https://b.example/feed/", "https://wordpress.org/?v=7.1", "", "https://b.example/feed/?paged=3"),
        ("https://b.example/?feed=rss2&paged=2#x", "WordPress", "", "https://b.example/?feed=rss2&paged=3"),
        ("https://b.example/feed/", "Hugo", "", ""),
        ("https://b.example/feed/", "WordPress", "https://b.example/2", "https://b.example/2"),
    ],
)  # fmt: skip
def test_older_entries_are_found(url: str, generator: str, older: str, page: str) -> None:
    """The feed's own link goes first, then WordPress's paging."""
    document = Document("rss20", "", (), generator=generator, older=older)
    assert older_page(url, 3, document) == page
