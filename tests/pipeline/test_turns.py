"""Whose turn it is: one feed of each host, and no more at once than there are places."""

from datetime import timedelta

from crosspost.pipeline.turns import pick
from crosspost.settings import FeedSection

_ADDRESSES = {
    "a": "https://one.example.jp/feed/",
    "b": "https://ONE.example.jp/category/sea/feed/",
    "c": "https://two.example.jp/feed/",
    "d": "https://two.example.jp:8443/feed/",
}
FEEDS = {
    name: FeedSection(name=name, url=url, every=timedelta(minutes=20), accounts=("main",))
    for name, url in _ADDRESSES.items()
}


def test_feeds_of_one_host_wait_for_each_other() -> None:
    """The first of a host is asked; another port is another server."""
    assert pick("abcd", FEEDS, busy=(), most=9) == ["a", "c", "d"]


def test_a_busy_host_takes_no_second_place() -> None:
    """While a feed is asked, those of its host are left, and itself is not asked twice."""
    assert pick("abcd", FEEDS, busy=["b"], most=9) == ["c", "d"]


def test_no_more_than_there_are_places() -> None:
    """Busy feeds count, also those that the configuration no longer has."""
    assert pick("abcd", FEEDS, busy=["gone", "d"], most=3) == ["a"]
