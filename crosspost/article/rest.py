"""WordPress's public REST answer: featured picture, caption and text without a login."""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode, urljoin

from crosspost.article import blocks, pictures, wording
from crosspost.article.addresses import absolute
from crosspost.article.completion import add_pictures, add_text, add_title, close
from crosspost.article.identity import canonical
from crosspost.article.protection import is_protected
from crosspost.article.reader import read_pieces
from crosspost.model import Article, Image, Thumbnail

_FIELDS = "id,link,title,content,featured_media,_links,_embedded"
_WIDEST = 2048  #: pixels; wider ones cost time, and WordPress's srcset ends there as well
_ENOUGH = 1000  #: pixels; of smaller ones the original is better
Said = Mapping[str, Any]


def rest_url(article: Article, home: str) -> str:
    """Return the address that tells of the article, "" when its number is not known.

    The form with `?rest_route=` works whatever the permalinks are (wordpress.md section 3.2).
    """
    number = next((a.removeprefix("wp:") for a in article.aliases if a.startswith("wp:")), "")
    base = absolute(home or urljoin(article.url, "/"), "")
    if not number or not base:
        return ""
    root = base.partition("?")[0].rstrip("/") + "/"
    return _ask(root, {"rest_route": "/wp/v2/posts", "include": number})


def linked_url(link: str) -> str:
    """Return the address to ask where the article's page names its own REST answer.

    An app publishes in one call, and its article bears no number in the feed.
    """
    return _ask(link, {})


def _ask(address: str, query: dict[str, str]) -> str:
    asked = query | {"_embed": "wp:featuredmedia", "_fields": _FIELDS}
    return f"{address}{'&' if '?' in address else '?'}{urlencode(asked, safe='/:,')}"


def read_rest(body: bytes, article: Article) -> Article:
    """Return the article with what the answer adds; unchanged when it is not about it."""
    post = _find_post(body, article)
    if post is None:
        return article
    content = _mapping(post.get("content"))
    html = _string(content.get("rendered"))
    if content.get("protected") is True or is_protected("", html):
        return close(article)
    article = add_title(
        article, wording.plain(_string(_mapping(post.get("title")).get("rendered")))
    )
    pieces = blocks.sort_out(read_pieces(html, url=article.url))
    shown = pictures.choose(pieces, (), base=article.url, title=article.title)
    found = [t for m in _media(post) if (t := _thumbnail(m, article))]
    return add_pictures(add_text(article, pieces), [*shown, *found])


def shows_no_picture(body: bytes, article: Article) -> bool:
    """Whether the answer says that the article has no picture at all, neither featured nor in it.

    What its page shows to networks is then the site's.
    """
    post = _find_post(body, article)
    if post is None or post.get("featured_media") != 0:
        return False
    html = _string(_mapping(post.get("content")).get("rendered"))
    pieces = blocks.sort_out(read_pieces(html, url=article.url))
    return not pictures.choose(pieces, (), base=article.url, title=article.title)


def _find_post(body: bytes, article: Article) -> Said | None:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return None
    posts = answer if isinstance(answer, list) else [answer]
    return next((p for p in map(_mapping, posts) if _is_about(p, article)), None)


def _is_about(post: Said, article: Article) -> bool:
    """Whether the answer tells of this article: by its number, else by its address."""
    if f"wp:{post.get('id')}" in article.aliases:
        return True
    link = canonical(_string(post.get("link")))
    return bool(link) and link == canonical(article.url)


def _media(post: Said) -> Iterator[Said]:
    embedded = _mapping(post.get("_embedded")).get("wp:featuredmedia")
    for media in embedded if isinstance(embedded, list) else []:
        if _mapping(media).get("media_type") == "image":
            yield media


def _thumbnail(media: Said, article: Article) -> Thumbnail | None:
    image = Image(
        _address(media),
        "rest",
        caption=wording.plain(_string(_mapping(media.get("caption")).get("rendered"))),
        alt=_string(media.get("alt_text")),
    )
    return pictures.picture(image, base=article.url, title=article.title)


def _address(media: Said) -> str:
    """Return the widest size that is not too wide, else the original."""
    sizes = _mapping(_mapping(media.get("media_details")).get("sizes"))
    fitting = [
        (size["width"], _string(size.get("source_url")))
        for size in map(_mapping, sizes.values())
        if isinstance(size.get("width"), int) and _ENOUGH <= size["width"] <= _WIDEST
    ]
    return max(fitting, default=(0, ""))[1] or _string(media.get("source_url"))


def _mapping(value: object) -> Said:
    return value if isinstance(value, dict) else {}


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""
