"""Whose turn it is: feeds of one host wait for each other, and never in another feed's place."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from crosspost.settings import FeedSection


def pick(
    waiting: Iterable[str], feeds: Mapping[str, FeedSection], *, busy: Iterable[str], most: int
) -> list[str]:
    """Return the feeds to look at now, in their order: one of each host, `most` with the busy ones.

    A feed whose host is being asked is left for a later tick, so that a slow host with many feeds
    fills no more than one place.
    """
    looking = set(busy)
    hosts = {_host(feeds[name]) for name in looking if name in feeds}
    picked: list[str] = []
    for name in waiting:
        if len(looking) + len(picked) >= most:
            break
        host = _host(feeds[name])
        if name not in looking and host not in hosts:
            hosts.add(host)
            picked.append(name)
    return picked


def _host(feed: FeedSection) -> str:
    return urlsplit(feed.url).netloc.lower()
