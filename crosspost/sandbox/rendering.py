"""How X gives a text back: escaped, its links wrapped by t.co, long ones cut (x-api.md 12.8)."""

import hashlib
import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from crosspost.post import links
from crosspost.post.weight import weight

LONG = 280  #: a weight above it makes a "note": the plain text is cut
_CUT_ROOM = LONG - 26  #: less "… " and a link
_PATH_SHOWN = 15  #: characters after the host that are shown
_DIGITS = string.ascii_letters + string.digits


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A text as X gives it back, with its `entities.urls`."""

    text: str
    urls: list[dict[str, Any]]

    def after(self, lead: str) -> "Wrapped":
        """Return the same behind other text."""
        shift = len(lead)
        moved = [u | {"start": u["start"] + shift, "end": u["end"] + shift} for u in self.urls]
        return Wrapped(lead + self.text, moved)


def expand(url: str) -> str:
    """Return the address as X keeps it: a bare domain gets a scheme."""
    return url if "://" in url else f"http://{url}"


def short_url(*parts: str) -> str:
    """Return the t.co address that these parts always get: 23 characters."""
    digest = hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).digest()
    return "https://t.co/" + "".join(_DIGITS[byte % len(_DIGITS)] for byte in digest[:10])


def display(url: str) -> str:
    """Return an address as readers see it."""
    host, slash, path = url.partition("://")[2].removeprefix("www.").partition("/")
    shown = slash + path
    return host + (shown if len(shown) <= _PATH_SHOWN else shown[:_PATH_SHOWN] + "…")


def escape(text: str) -> str:
    """Escape what X escapes: & < > and nothing else."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def wrap(text: str, post_id: str, unwound: Mapping[str, str]) -> Wrapped:
    """Return the text escaped and with t.co links, and where they lie in it."""
    pieces: list[str] = []
    entities: list[dict[str, Any]] = []
    cursor = length = 0
    for number, link in enumerate(links.find(text)):
        before = escape(text[cursor : link.start])
        short = short_url(post_id, str(number), link.url)
        start = length + len(before)
        length = start + len(short)
        pieces += [before, short]
        cursor = link.end
        entity = _entity(start, short, expand(link.url))
        if final := unwound.get(link.url):
            entity |= {"status": 200, "unwound_url": final}
        entities.append(entity)
    return Wrapped("".join([*pieces, escape(text[cursor:])]), entities)


def _entity(start: int, short: str, expanded: str) -> dict[str, Any]:
    return {
        "start": start,
        "end": start + len(short),
        "url": short,
        "expanded_url": expanded,
        "display_url": display(expanded),
    }


def with_media(wrapped: Wrapped, keys: Iterable[str], *, page: str) -> Wrapped:
    """Return the text with the trailing link that X adds for pictures, one entity for each."""
    start = len(wrapped.text) + 1 if wrapped.text else 0
    short = short_url(page, "media")
    entity = _entity(start, short, page) | {"display_url": "pic.x.com/" + short[-10:]}
    text = f"{wrapped.text} {short}" if wrapped.text else short
    return Wrapped(text, wrapped.urls + [entity | {"media_key": key} for key in keys])


def cut_note(wrapped: Wrapped, page: str) -> Wrapped:
    """Return the beginning of a long text that ends with a link to the whole."""
    low, high = 0, len(wrapped.text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (
            (middle, high) if weight(wrapped.text[:middle]) <= _CUT_ROOM else (low, middle - 1)
        )
    end = min([low, *(u["start"] for u in wrapped.urls if u["start"] < low < u["end"])])
    head = wrapped.text[:end].rstrip() + "… "
    short = short_url(page, "note")
    kept = [u for u in wrapped.urls if u["end"] <= end]
    return Wrapped(head + short, [*kept, _entity(len(head), short, page)])
