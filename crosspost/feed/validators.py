"""Conditional requests: how a 304 is got, and when none is to be believed.

Measured with WordPress 7.1: it answers 304 only when the ETag is equal to the character, yet
Apache serves it as `"…-gzip"` and nginx as `W/"…"`; and it answers 304 falsely after a late
scheduled post, so that now and then it must be asked without validators.
"""

import hashlib
import re
from datetime import datetime, timedelta

from crosspost.model import FeedState

_WORDPRESS = re.compile(r'(?:W/)?"([0-9a-f]{32})(?:-gzip|-br|-zstd)?"')
_IGNORED = 2  #: identical answers in a row, from which on the ETag is sent exactly as served
_OPAQUE = 24  #: other servers' validators are doubted so many times less often


def conditional(state: FeedState) -> dict[str, str]:
    """Return the headers of a conditional request: both validators, as WordPress wants them.

    An ETag that is not an MD5 as WordPress's is sent as served (RFC 9110, section 8.8.3: opaque);
    so is one that got full answers in its bare form.
    """
    headers = {}
    if state.etag:
        bare = _WORDPRESS.fullmatch(state.etag)
        is_bare = bare and state.same_body < _IGNORED
        headers["If-None-Match"] = f'"{bare[1]}"' if bare and is_bare else state.etag
    if state.last_modified:
        headers["If-Modified-Since"] = state.last_modified
    return headers


def wants_full(
    state: FeedState,
    *,
    now: datetime,
    every: timedelta,
    full_every: timedelta = timedelta(hours=1),
    started: bool = False,
    pinged: bool = False,
) -> bool:
    """Whether to ask without validators, so that a false 304 hides nothing for long.

    At the start (but not again within the interval), after a ping, after a look that failed (its
    304 may be what was spoilt), and every `full_every`; a server whose ETag cannot be WordPress's
    is doubted once in 24 times as long. A full answer of the future was dated by another clock.
    """
    if pinged or state.failures or state.full_at is None or not (state.etag or state.last_modified):
        return True
    since = now - state.full_at
    if since < timedelta(0):
        return True
    if started:
        return since >= min(every, full_every)
    return since >= (full_every * _OPAQUE if _is_opaque(state.etag) else full_every)


def _is_opaque(etag: str) -> bool:
    """Whether the ETag is another server's; WordPress's may be taken away by a proxy."""
    return bool(etag) and not _WORDPRESS.fullmatch(etag)


def body_hash(body: bytes) -> str:
    """Return what tells one body from another."""
    return hashlib.sha256(body).hexdigest()
