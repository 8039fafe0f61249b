"""WebSub: a hub tells that a feed has changed (w3.org/TR/websub); a hint and no more.

Each feed that names a hub gets a callback of its own, with a path that nobody can guess and a
secret for the hub's signature. What a hub sends is never read as a feed: the feed is looked at.
"""

import hmac
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from crosspost.errors import NotFetched
from crosspost.fetch import Fetcher
from crosspost.model import FeedState
from crosspost.outbox.store import Store
from crosspost.pipeline.parts import Pipeline

PATH = "/websub"
#: What is asked for; the hub decides. Renewed when a fifth of it is left.
LEASE = timedelta(days=10)
_LEAST_LEASE = timedelta(minutes=5)
_UNHEARD = timedelta(hours=1)  #: after this without a verification it is asked for again
_REFUSED = timedelta(days=1)
_KEY = "websub"
_METHODS = ("sha1", "sha256", "sha384", "sha512")  #: the strongest last
_WEAK = "sha1"
_SIGNATURE = re.compile(rf"({'|'.join(_METHODS)})=([0-9a-fA-F]{{1,128}})")
_MOST_HEARD = 256  #: messages of a feed that are known again
_SHORT = 32  #: digits of their signatures

State = Literal["pending", "active", "refused"]


@dataclass(frozen=True, slots=True)
class Subscription:
    """What was asked of a hub about one feed, and what it agreed to."""

    hub: str
    topic: str
    token: str  #: the callback's path
    secret: str
    asked_at: str
    state: State = "pending"
    awaited: bool = True  #: the hub has still to verify what was asked last
    until: str = ""  #: end of the lease
    signs_better: bool = False  #: the hub has signed by something better than sha1

    def is_due(self, now: datetime) -> bool:
        """Whether it has to be asked for (again)."""
        asked_at = datetime.fromisoformat(self.asked_at)
        if self.until and (until := datetime.fromisoformat(self.until)) > asked_at:
            return now >= until - (until - asked_at) / 5
        return now >= asked_at + (_REFUSED if self.state == "refused" else _UNHEARD)


def remember_topic(store: Store, feed: str, topic: str) -> None:
    """Keep the address under which a feed is known to its hub."""
    if topic and store.recall(f"{_KEY}.topic:{feed}") != topic:
        store.remember(f"{_KEY}.topic:{feed}", topic)


def find_due(store: Store, feeds: Mapping[str, FeedState], *, now: datetime) -> list[str]:
    """Return the feeds with a hub whose subscription is missing, changed or near its end."""
    kept = _read(store)
    due = []
    for name, feed in feeds.items():
        before = kept.get(name)
        wanted = (feed.hub, _topic(store, feed))
        if feed.hub and (
            before is None or (before.hub, before.topic) != wanted or before.is_due(now)
        ):
            due.append(name)
    return due


async def ask_hubs(pipe: Pipeline) -> dict[str, str]:
    """Subscribe to the hubs that feeds name, and renew before a lease ends; what came of each."""
    names = {feed.name for feed in pipe.settings.feeds}
    states = {state.name: state for state in pipe.store.feeds() if state.name in names}
    public_url = pipe.settings.web.public_url
    said = {}
    for name in find_due(pipe.store, states, now=pipe.now()):
        said[name] = await subscribe(
            pipe.store, pipe.fetcher, states[name], public_url=public_url, now=pipe.now()
        )
    return said


async def subscribe(
    store: Store, fetcher: Fetcher, feed: FeedState, *, public_url: str, now: datetime
) -> str:
    """Ask the hub; returns what came of it. The hub then verifies by asking the callback."""
    asked = _ask(store, feed, now=now)
    form = {
        "hub.mode": "subscribe",
        "hub.topic": asked.topic,
        "hub.callback": f"{public_url.rstrip('/')}{PATH}/{asked.token}",
        "hub.secret": asked.secret,
        "hub.lease_seconds": str(int(LEASE.total_seconds())),
    }
    try:
        status = await fetcher.post(feed.hub, form)
    except NotFetched as error:
        return f"the hub does not answer: {error}"
    if status // 100 == 2:  # noqa: PLR2004 — 2xx
        return f"{feed.hub} was asked ({status})"
    return f"{feed.hub} refused with status {status}"


def _ask(store: Store, feed: FeedState, *, now: datetime) -> Subscription:
    """Write down what is asked for before it is: a hub may verify at once."""
    kept = _read(store)
    before, topic = kept.get(feed.name), _topic(store, feed)
    if before and (before.hub, before.topic) == (feed.hub, topic):
        asked = replace(before, asked_at=now.isoformat(), awaited=True)
    else:
        token, secret = secrets.token_urlsafe(24), secrets.token_urlsafe(32)
        asked = Subscription(feed.hub, topic, token, secret, asked_at=now.isoformat())
    kept[feed.name] = asked
    _write(store, kept)
    return asked


def verify(store: Store, token: str, query: Mapping[str, str], *, now: datetime) -> str | None:
    """Answer a hub that verifies: the challenge when this was asked for, else None (404).

    A denial is remembered; it is asked for again a day later.
    """
    name, kept = _find(store, token)
    if name is None or query.get("hub.topic") != kept[name].topic:
        return None
    if query.get("hub.mode") == "denied":
        kept[name] = replace(
            kept[name], state="refused", awaited=False, asked_at=now.isoformat(), until=""
        )
        _write(store, kept)
        return ""
    challenge = query.get("hub.challenge", "")
    if query.get("hub.mode") != "subscribe" or not challenge or not kept[name].awaited:
        return None
    until = now + _lease(query.get("hub.lease_seconds", ""))
    kept[name] = replace(
        kept[name],
        state="active",
        awaited=False,
        asked_at=now.isoformat(),
        until=until.isoformat(),
    )
    _write(store, kept)
    return challenge


def _lease(seconds: str) -> timedelta:
    if not (seconds.isascii() and seconds.isdigit() and len(seconds) < 10):  # noqa: PLR2004 — 30 years
        return LEASE
    return max(timedelta(seconds=int(seconds)), _LEAST_LEASE)


class Heard:
    """A hub's message while its signature is taken."""

    def __init__(self, feed: str, method: str, signature: str, *, secret: str) -> None:
        self.feed = feed
        self.method = method
        self._signature = signature.lower()
        self._hash = hmac.new(secret.encode(), digestmod=method)
        self.take = self._hash.update  #: the next piece of the body

    @property
    def digest(self) -> str:
        """What the message is known by; "" when its signature does not fit."""
        found = self._hash.hexdigest()
        return found if hmac.compare_digest(found, self._signature) else ""


def begin_hearing(store: Store, token: str, *, signed: Sequence[str]) -> Heard | None:
    """Return what takes a message's signature; None where it is not the hub's, before its body.

    Of several signatures the strongest counts; a hub that has signed by something better than sha1
    is not heard by sha1 any more.
    """
    name, kept = _find(store, token)
    found = [match for each in signed if (match := _SIGNATURE.fullmatch(each.strip()))]
    if name is None or not found:
        return None
    best = max(found, key=lambda match: _METHODS.index(match[1]))
    if best[1] == _WEAK and kept[name].signs_better:
        return None
    return Heard(name, best[1], best[2], secret=kept[name].secret)


def is_news(store: Store, heard: Heard) -> bool:
    """Whether a message is the hub's, and was not heard before: what is sent again does nothing."""
    digest = heard.digest
    if not digest:
        return False
    kept = _read(store)
    if heard.method != _WEAK and not kept[heard.feed].signs_better:
        kept[heard.feed] = replace(kept[heard.feed], signs_better=True)
        _write(store, kept)
    key = f"{_KEY}.heard:{heard.feed}"
    before: list[str] = store.recall(key) or []
    if digest[:_SHORT] in before:
        return False
    store.remember(key, [*before, digest[:_SHORT]][-_MOST_HEARD:])
    return True


def _find(store: Store, token: str) -> tuple[str | None, dict[str, Subscription]]:
    kept = _read(store)
    for name, one in kept.items():
        if hmac.compare_digest(one.token.encode(), token.encode()):
            return name, kept
    return None, kept


def _topic(store: Store, feed: FeedState) -> str:
    return str(store.recall(f"{_KEY}.topic:{feed.name}") or feed.url)


def _read(store: Store) -> dict[str, Subscription]:
    kept: dict[str, Any] = store.recall(_KEY) or {}
    return {name: Subscription(**one) for name, one in kept.items()}


def _write(store: Store, kept: Mapping[str, Subscription]) -> None:
    store.remember(_KEY, {name: asdict(one) for name, one in kept.items()})
