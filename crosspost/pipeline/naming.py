"""Which article a person means: "latest", an ID, any spelling of an address, part of the title."""

import re

from crosspost.article.identity import canonical, number_of
from crosspost.errors import NotFound
from crosspost.model import Known
from crosspost.model.denials import Denial
from crosspost.outbox.store import Store
from crosspost.text import one_line

_MOST = 10
_NETWORK = re.compile(r"(?i)(?:https?://)?(?:[a-z]+\.)?(?:x|twitter)\.com/")
# People copy what follows the number along with it: ?s=20, /photo/1.
_POST = re.compile(r"(?:.*(?:/status(?:es)?/|#post-))?([0-9]{1,19})(?:[/?#].*)?", re.DOTALL)
_LONG = 10  #: digits; a post's number has more, an article's ID fewer


def is_address(wanted: str) -> bool:
    """Whether a person named an address, with or without its scheme."""
    return "://" in wanted or wanted.lower().startswith("www.")


def post_number(wanted: str) -> str:
    """Return the number of the post that a number or an address on X names, "" when it is none."""
    found = _POST.fullmatch(wanted.strip())
    return found[1] if found else ""


def find_known(store: Store, wanted: str) -> Known | None:
    """Return the article that is meant, None when the record does not know it.

    NotFound lists the candidates when several fit.
    """
    wanted = one_line(wanted)
    if not wanted:
        raise NotFound(Denial.NAME_ARTICLE())
    if wanted == "latest":
        return store.latest_article(None)
    if len(number := post_number(wanted)) > _LONG:
        if found := store.find_announced(number):
            return found[0]
        if wanted == number or _NETWORK.match(wanted):
            raise NotFound(Denial.NOT_ANNOUNCED(post=number))
    found = _find_by_address(store, wanted) if is_address(wanted) else store.find_article(wanted)
    found = _once_each(found)
    if len(found) < 2 or is_address(wanted):  # noqa: PLR2004 — several
        return next(iter(found), None)
    lines = tuple(Denial.CANDIDATE(article=k.id, title=k.title) for k in found[:_MOST])
    raise NotFound(Denial.SEVERAL(wanted=wanted, lines=lines))


def _once_each(found: list[Known]) -> list[Known]:
    """Leave out what another feed shows under the same address; the first of them is meant."""
    first = {known.url or known.id: known.id for known in reversed(found)}
    return [known for known in found if first[known.url or known.id] == known.id]


def _find_by_address(store: Store, wanted: str) -> list[Known]:
    """Seek every name that the address can be; a post's number counts on its own blog only."""
    name = _address(wanted)
    for alias in (f"l:{name}", f"g:{name}"):
        if found := store.find_article(alias):
            return found
    number = number_of(wanted)
    numbered = store.find_article(f"wp:{number}") if number else []
    return [known for known in numbered if host_of(known.url) == host_of(wanted)]


def host_of(url: str) -> str:
    """Return the host of an address, blind to `www.`, as canonical names begin with it."""
    return _address(url).partition("/")[0].partition("?")[0]


def _address(url: str) -> str:
    return canonical(url if "://" in url else f"https://{url}")
