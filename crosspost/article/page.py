"""An article's own page: its text and figures, og:image, and what it is when no feed tells."""

import re
from datetime import UTC, datetime
from urllib.parse import urljoin

from crosspost import text
from crosspost.article import blocks, identity, markup, pictures, wording
from crosspost.article.addresses import absolute
from crosspost.article.completion import add_pictures, add_text, add_title, close, needs_more
from crosspost.article.decoding import decode
from crosspost.article.marks import find_marks
from crosspost.article.markup import Node
from crosspost.article.pieces import Piece
from crosspost.article.protection import is_protected
from crosspost.article.reader import read_node
from crosspost.article.reading import with_blocks
from crosspost.model import Article, Image, Thumbnail

__all__ = ["is_article", "needs_more", "read_alone", "read_page", "rest_link"]

#: Where themes and services keep an article's text, the surest first.
_ROOTS = (
    ".wp-block-post-content", ".entry-content", ".post-content", ".post__content", ".article-body",
    ".article__body", ".article-content", "[itemprop=articleBody]", ".e-content", ".post-body",
    ".entry-body", ".note-common-styles__textnote-body", ".skin-entryBody", "#entryBody",
    ".article-text", ".post-single__content",
)  # fmt: skip
_AROUND = ("article", "main", "[role=main]", "#content", "#main")
#: Where WordPress's themes show the featured picture of a single article.
_FEATURED = (
    ".single .wp-block-post-featured-image, .single .post-thumbnail, .single .eyecatch,"
    " .single img.wp-post-image"
)
_LONGEST = 2_000  #: characters of a headline that are read
_LEAST = 40  #: characters; an emptier root is another theme's word for something else
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
_PICTURES = (
    "meta[property='og:image:secure_url']", "meta[property='og:image']", "meta[name='og:image']",
    "meta[name='twitter:image']", "meta[property='twitter:image']",
    "meta[name='twitter:image:src']",
)  # fmt: skip


def read_page(body: bytes, article: Article) -> Article:
    """Return the article with what its page adds: text where it is cut or missing, and pictures."""
    html = decode(body)
    document = _Page(html)
    if is_protected("", html):
        return close(article)
    article = add_title(article, "" if document.title == document.site else document.title)
    pieces = document.pieces
    found = document.thumbnails(pieces, base=article.url, title=article.title)
    return add_pictures(add_text(article, pieces), found)


def read_alone(body: bytes, url: str, *, feed: str) -> Article:
    """Return the article that stands on a page, without any feed."""
    html = decode(body)
    document = _Page(html)
    address = absolute(document.link("canonical") or document.meta("og:url"), url) or url
    title = document.title
    protected = is_protected(title, html)
    pieces = document.pieces
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

    @property
    def pieces(self) -> list[Piece]:
        root = self._root()
        return blocks.sort_out(read_node(root)) if root is not None else []

    def _root(self) -> Node | None:
        """Return the element of the article's text; of several of a name, the fullest.

        What is named as an article's text and says nearly nothing is one that says nearly nothing.
        """
        for selector in (*_ROOTS, *_AROUND):
            fullest = max(self._tree.css(selector), key=markup.size, default=None)
            if fullest is not None and markup.size(fullest) >= _LEAST:
                return fullest
        named = self._tree.css_first(", ".join(_ROOTS))
        return self._tree.body if named is None else named

    def thumbnails(self, pieces: list[Piece], *, base: str, title: str) -> tuple[Thumbnail, ...]:
        """Return the page's own figures, then what it shows to networks."""
        own = pictures.choose(pieces, (), base=base, title=title)
        node = self._tree.css_first(_FEATURED)
        above = read_node(node) if node is not None else []
        featured = pictures.choose(above, (), base=base, title=title)
        alt = self.meta("og:image:alt") or self.meta("twitter:image:alt")
        addresses = (self._said(selector, "content") for selector in _PICTURES)
        images = (Image(url, "og", alt=alt) for url in addresses if url)
        named = (pictures.picture(image, base=base, title=title) for image in images)
        return pictures.merge(own, featured, [t for t in named if t][:1])

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
