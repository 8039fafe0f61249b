"""What an article is like: by it, the same one is found under another name, however old it is."""

from hashlib import sha256
from urllib.parse import unquote

from crosspost.article.excerpts import squeeze
from crosspost.article.identity import canonical
from crosspost.article.marks import bare_title

_TITLE = 10  #: letters; a shorter title is shared by chance
_TEXT = 60  #: letters; a shorter text is shared by chance
_MOST = 20_000  #: characters of a text


def read_likeness(url: str, title: str, said: str) -> tuple[str, ...]:
    """Return what address, title and text are like: "path:…", "title:…", "text:…"."""
    named = (("path", path_of(url)), ("title", title_of(title)), ("text", text_of(said)))
    return tuple(f"{kind}:{sha256(told.encode()).hexdigest()[:20]}" for kind, told in named if told)


def path_of(url: str) -> str:
    """Return path and query of an address, "" for a bare host."""
    return unquote(canonical(url).partition("/")[2]) or canonical(url).partition("?")[2]


def title_of(title: str) -> str:
    """Return a title's letters without its marks, "" when they are too few to tell anything."""
    letters = squeeze(bare_title(title))
    return letters if len(letters) >= _TITLE else ""


def text_of(said: str) -> str:
    """Return a text's letters, "" when they are too few to tell anything."""
    letters = squeeze(said[:_MOST])
    return letters if len(letters) >= _TEXT else ""
