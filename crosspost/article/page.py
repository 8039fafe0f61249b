"""An article's own page: its text and figures, og:image, and what it is when no feed tells."""

import re
from datetime import UTC, datetime
from functools import cached_property
from urllib.parse import urljoin

from crosspost import text
from crosspost.article import blocks, identity, markup, pictures, places, wording
from crosspost.article.addresses import absolute
from crosspost.article.completion import add_pictures, add_text, add_title, close, needs_more
from crosspost.article.decoding import decode
from crosspost.article.marks import find_marks
from crosspost.article.markup import Node
from crosspost.article.pieces import Piece
from crosspost.article.protection import is_protected
from crosspost.article.reader import read_node
from crosspost.article.reading import with_blocks
from crosspost.model import Article, Thumbnail

__all__ = [
    "is_article", "needs_more", "pictures_of_site", "read_alone", "read_page", "rest_link",
]  # fmt: skip

_LONGEST = 2_000  #: characters of a headline that are read
_ARTICLE_TYPES = re.compile(
    r'"@type"\s{0,9}:\s{0,9}\[?\s{0,9}"(?:News|Blog|Tech|Report)?(?:Article|Posting)'
)
_DATED = re.compile(r'"datePublished"\s{0,9}:\s{0,9}"([^"]{8,40})"')
_SEPARATOR = r"\s*(?:[|｜\-–—―:：»«›<>·•]|&laquo;)\s*"
_REST = re.compile(r"/wp/v2/posts/\d{1,18}\Z")
_DATES = (
    ("meta[property='article:published_time']", "content"),
    ("meta[itemprop=datePublished]", "content"),
    ("time[itemprop=datePublished]", "datetime"),
    ("time.entry-date.published", "datetime"),
    ("time.published", "datetime"),
    ("article time[datetime]", "datetime"),
    ("time[datetime]", "datetime"),
)


def read_page(body: bytes, article: Article, *, pictured: bool = True) -> Article:
    """Return the article with what its page adds: text where it is cut or missing, and pictures.

    `pictured` is False where the blog has said that the article has no picture: what its page
    shows is then the theme's.
    """
    html = decode(body)
    document = _Page(html)
    if is_protected("", html):
        return close(article)
    article = add_title(article, "" if document.title == document.site else document.title)
    pieces = document.pieces(article.url)
    article = add_text(article, pieces)
    if not pictured:
        return article
    return add_pictures(article, document.thumbnails(pieces, base=article.url, title=article.title))


def read_alone(body: bytes, url: str, *, feed: str) -> Article:
    """Return the article that stands on a page, without any feed."""
    html = decode(body)
    document = _Page(html)
    address = absolute(document.link("canonical") or document.meta("og:url"), url) or url
    title = document.title
    protected = is_protected(title, html)
    pieces = document.pieces(url)
    article = Article(
        feed=feed,
        aliases=document.aliases(address, url),
        url=address,
        title=title,
        marks=find_marks(title),
        author=text.one_line(document.meta("author")),
        published=document.published,
        language=document.language,
        thumbnails=document.thumbnails(pieces, base=url, title=title),
        protected=protected,
        feed_title=document.site,
    )
    return with_blocks(article, () if protected else blocks.to_blocks(pieces))


def rest_link(body: bytes, url: str) -> str:
    """Return the address of the article's REST answer that WordPress names in its page, else ""."""
    said = _Page(decode(body)).link("alternate", holds="/wp/v2/posts/")
    return absolute(said, url) if _REST.search(said) else ""


def pictures_of_site(body: bytes, url: str) -> frozenset[str]:
    """Return what a page shows to networks and as its badge; see `places.pictures_of_site`."""
    return places.pictures_of_site(decode(body), url)


def is_article(body: bytes) -> bool:
    """Whether the page says that it holds one article, not a list of them."""
    html = decode(body)
    document = _Page(html)
    if document.meta("og:type").lower() == "article":
        return True
    if document.has("body.single-post, body.single, meta[property='article:published_time']"):
        return True
    return bool(_ARTICLE_TYPES.search(html)) and not document.has("body.home, body.blog")


class _Page:
    """A parsed page and what its head says."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._tree = markup.parse(html)

    def has(self, selector: str) -> bool:
        return self._tree.css_first(selector) is not None

    def meta(self, name: str) -> str:
        return self._said(f"meta[property='{name}'], meta[name='{name}']", "content")

    def link(self, rel: str, *, holds: str = "") -> str:
        return self._said(f"link[rel='{rel}']" + f"[href*='{holds}']" * bool(holds), "href")

    def _said(self, selector: str, attribute: str) -> str:
        node = self._tree.css_first(selector)
        return (node.attributes.get(attribute) or "").strip() if node is not None else ""

    @property
    def language(self) -> str:
        return self._said("html[lang]", "lang")

    @property
    def site(self) -> str:
        return text.one_line(self.meta("og:site_name"))

    @property
    def title(self) -> str:
        """The headline, without the site's name."""
        said = self.meta("og:title") or self._inner("title")
        said = text.one_line(said)
        for node in self._tree.css("article h1, main h1, h1")[:10]:
            head = text.one_line(wording.inner_text(node)[:_LONGEST])
            if head and head != self.site and head in said:
                return head
        if self.site:
            site = re.escape(self.site)
            said = re.sub(rf"{_SEPARATOR}{site}$|^{site}{_SEPARATOR}", "", said) or said
        return said or text.one_line(self._inner("h1"))

    def _inner(self, selector: str) -> str:
        node = self._tree.css_first(selector)
        return node.text()[:_LONGEST] if node is not None else ""

    @property
    def published(self) -> datetime | None:
        for selector, attribute in _DATES:
            if (said := self._said(selector, attribute)) and (date := _read_date(said)):
                return date
        dated = _DATED.search(self._html)
        return _read_date(dated[1]) if dated else None

    def pieces(self, url: str) -> list[Piece]:
        root = self._root
        return blocks.sort_out(read_node(root, url=url)) if root is not None else []

    @cached_property
    def _root(self) -> Node | None:
        return places.find_root(self._tree)

    def thumbnails(self, pieces: list[Piece], *, base: str, title: str) -> tuple[Thumbnail, ...]:
        """Return the page's own pictures, then the theme's above them, then the one for networks.

        Of these, too, what has words comes before what has none.
        """
        root = self._root
        above = places.read_above(self._tree, root, url=base) if root is not None else []
        shown = [pictures.choose(each, (), base=base, title=title) for each in (pieces, above)]
        alt = self.meta("og:image:alt") or self.meta("twitter:image:alt")
        shared = places.shared_pictures(self._tree, alt=alt, url=base)
        named = (pictures.picture(image, base=base, title=title) for image in shared)
        return pictures.merge_told_first(*shown, [t for t in named if t][:1])

    def aliases(self, address: str, url: str) -> tuple[str, ...]:
        """Return the names under which a feed would know the article."""
        short = urljoin(url, self.link("shortlink"))
        numbers = (identity.number_of(a) for a in (short, address, url))
        number = next((n for n in numbers if n), "")
        names = [f"wp:{number}"] if number else []
        names += [f"g:{identity.canonical(short)}"] if number else []
        names += [f"l:{identity.canonical(a)}" for a in (address, url)]
        return tuple(dict.fromkeys(name for name in names if len(name) > len("l:")))


def _read_date(said: str) -> datetime | None:
    """Return an ISO date with its zone in UTC; one without a zone is not known well enough."""
    try:
        date = datetime.fromisoformat(said.strip())
    except ValueError:
        return None
    return date.astimezone(UTC) if date.tzinfo else None
