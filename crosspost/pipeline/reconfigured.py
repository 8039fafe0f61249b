"""What another name, address or pace in the configuration means for what is known of a feed."""

from dataclasses import replace
from urllib.parse import urlsplit, urlunsplit

from crosspost.model import FeedState
from crosspost.pipeline.parts import Pipeline
from crosspost.settings import FeedSection, Settings


def recall(pipe: Pipeline, feed: FeedSection) -> FeedState:
    """Return what is remembered of the feed; a new name in the file makes it no new feed."""
    if state := pipe.store.feed(feed.name):
        return state
    known = pipe.store.feeds_at([feed.url, *_spell(feed.url)])
    for state in sorted(known, key=lambda state: state.url != feed.url):
        if pipe.settings.feed(state.name) is None:
            pipe.store.rename_feed(state.name, feed.name, now=pipe.now())
            return replace(state, name=feed.name)
    return FeedState(feed.name)


def _spell(url: str) -> list[str]:
    """Return the spellings of an address under which a feed may have been known."""
    parts = urlsplit(url)
    host, path = parts.netloc.removeprefix("www."), parts.path.rstrip("/")
    return [
        urlunsplit((scheme, f"{www}{host}", f"{path}{slash}", parts.query, ""))
        for scheme in ("https", "http")
        for www in ("", "www.")
        for slash in ("", "/")
    ]


def wake_moved(pipe: Pipeline) -> None:
    """Look at once at feeds that were given another address, those that had stopped included."""
    for feed in pipe.settings.feeds:
        state = pipe.store.feed(feed.name)
        if state and (state.url or state.stopped) and state.url != feed.url:
            pipe.store.save_feed(replace(state, stopped=False, next_at=None, failures=0))


def wake_hastened(pipe: Pipeline, before: Settings) -> None:
    """Keep to a shorter `every` from now on, not only from the next look."""
    for feed in pipe.settings.feeds:
        old, state = before.feed(feed.name), pipe.store.feed(feed.name)
        if old is None or old.every <= feed.every or state is None or state.failures:
            continue
        if state.looked_at and state.next_at:
            next_at = min(state.next_at, state.looked_at + feed.every)
            pipe.store.save_feed(replace(state, next_at=next_at))
