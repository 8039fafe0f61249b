"""Where things stand on a page: the article's text, the picture above it, the picture shared."""

from collections.abc import Collection, Iterable, Iterator
from itertools import takewhile

from crosspost.article import markup, originals
from crosspost.article.addresses import absolute
from crosspost.article.markup import Node, Tree
from crosspost.article.nature import Nature, read_nature
from crosspost.article.pieces import Piece
from crosspost.article.reader import read_node
from crosspost.article.unfit import is_named_unfit, leads_to_another
from crosspost.model import Image

#: Where themes and services keep an article's text, the surest first.
_ROOTS = (
    ".wp-block-post-content", ".entry-content", ".post-content", ".post_content", ".post__content",
    ".article-body", ".article__body", ".article-content", "[itemprop=articleBody]", ".e-content",
    ".post-body", ".entry-body", ".entry_body", ".p-entry-content", ".c-entry__content",
    ".gh-content", ".available-content", ".note-common-styles__textnote-body", ".skin-entryBody",
    "#entryBody", ".article-text", ".post-single__content", ".mainEntryBody",
)  # fmt: skip
_AROUND = ("article", "main", "[role=main]", "#content", "#main")
_LEAST = 40  #: characters; an emptier root is another theme's word for something else
#: Where themes show the featured picture of a single article, above its text.
_FEATURED = frozenset({
    "wp-block-post-featured-image", "post-thumbnail", "entry-thumbnail", "eyecatch", "eye-catch",
    "p-articleThumb", "c-eyecatch", "featured-image", "post-featured-image", "entry-eyecatch",
    "entry-featured-image", "gh-article-image", "article-image", "post-full-image", "post-image",
    "post-feature-image", "cps-post-thumb", "st-eyecatch", "article-thumb", "wp-post-image",
})  # fmt: skip
_SHARED = (
    "meta[property='og:image:secure_url']", "meta[property='og:image']", "meta[name='og:image']",
    "meta[property='og:image:url']", "meta[name='twitter:image']",
    "meta[property='twitter:image']", "meta[name='twitter:image:src']",
)  # fmt: skip
#: Where a page shows what is the site's.
_BADGES = (
    "link[rel~=icon]", "link[rel=apple-touch-icon]", "img.custom-logo", "[class*=logo] img",
    "[id*=logo] img",
)  # fmt: skip
_OUTSIDE = frozenset(Nature) - {Nature.OWN, Nature.RAISED, Nature.LOWERED, Nature.CODE}
_SIDES = frozenset({"aside", "footer", "form"})
_MOST = 20  #: pictures of a page's head and frame that are looked at


def find_root(tree: Tree) -> Node | None:
    """Return the element of the article's text; of several of a name, the fullest.

    What is named as an article's text and says nearly nothing is one that says nearly nothing.
    """
    if tree.body is None:
        return None
    whole = markup.size(tree.body)

    def find(selector: str) -> list[Node]:
        return [node for node in tree.css(selector) if not _is_outside(node, whole)]

    named: list[Node] = []
    for selector in _ROOTS:
        nodes = find(selector)
        if root := _fullest(nodes, _LEAST):
            return root
        named += nodes
    if root := _fullest([node for node in named if node.css_first("img") is not None], 0):
        return root
    around = (_fullest(find(selector), _LEAST) for selector in _AROUND)
    return next(filter(None, around), None) or next(iter(named), tree.body)


def _fullest(nodes: list[Node], least: int) -> Node | None:
    fullest = max(nodes, key=markup.size, default=None)
    return fullest if fullest is not None and markup.size(fullest) >= least else None


def _is_outside(node: Node, whole: int) -> bool:
    """Whether an element stands in a card, a list of other articles, a sidebar or the like."""
    around: Node | None = node
    while around is not None and around.tag != "body":
        nature = read_nature(around, whole=whole)
        # Blogger's whole blog is one widget: a box by name alone may hold the article.
        if nature in _OUTSIDE and (nature is not Nature.BOX or around.tag in _SIDES):
            return True
        around = around.parent
    return False


def read_above(tree: Tree, root: Node, *, url: str) -> list[Piece]:
    """Return the pictures that a theme shows above the text, with their captions.

    What stands in lists, cards and navigation is another article's; so is what stands below.
    """
    body = tree.body
    if body is None or body.mem_id == root.mem_id:
        return []
    whole, around = markup.size(body), set(_lineage(root))

    def passes(node: Node) -> bool:
        if node.mem_id in around:
            return False
        return node.tag == "li" or read_nature(node, whole=whole) in _OUTSIDE

    found: list[Piece] = []
    steps = takewhile(lambda step: step[0].mem_id != root.mem_id, markup.walk(body, passes))
    for node, entered in steps:
        is_candidate = entered and node.mem_id not in around and _is_featured(node)
        if is_candidate and not _announces_another(node, around, url=url):
            found += read_node(_frame(node), url=url)
    return found


def _announces_another(node: Node, above: Collection[int], *, url: str) -> bool:
    """Whether the words around a picture lead to another page: a slide, or a card without a name.

    `above` are the elements around the article's text. What stands with the headline is its own.
    """
    around: Node | None = node
    while around is not None and around.mem_id not in above:
        if around.tag == "a" and leads_to_another(_href(around), own=url):
            return True
        if around.css_first("h1") is not None:
            return False
        if markup.size(around):
            return any(leads_to_another(_href(link), own=url) for link in around.css("a"))
        around = around.parent
    return False


def _href(link: Node) -> str:
    return link.attributes.get("href") or ""


def _lineage(node: Node) -> Iterator[int]:
    around: Node | None = node
    while around is not None:
        yield around.mem_id
        around = around.parent


def _is_featured(node: Node) -> bool:
    if not node.is_element_node:
        return False
    return not _FEATURED.isdisjoint((node.attributes.get("class") or "").split())


def _frame(node: Node) -> Node:
    """Return the link and the figure that an image stands in: where it leads, and its caption."""
    around = node.parent
    while around is not None and around.tag in {"a", "picture", "figure"}:
        node, around = around, around.parent
    return node


def shared_pictures(tree: Tree, *, alt: str, url: str) -> list[Image]:
    """Return what the page shows to networks (og:image and its kin), as written.

    What the page also shows as its badge, or what is named a logo or an icon, is the site's.
    """
    badges = _keys(tree, _BADGES, url)
    sides = [_number(tree, f"meta[property='og:image:{side}']") for side in ("width", "height")]
    return [
        Image(address, "og", alt=alt, width=sides[0], height=sides[1])
        for selector in _SHARED
        for node in tree.css(selector)[:1]
        if (address := (node.attributes.get("content") or "").strip())
        and originals.key(absolute(address, url)) not in badges
        and not is_named_unfit(address)
    ]


def _number(tree: Tree, selector: str) -> int | None:
    node = tree.css_first(selector)
    said = (node.attributes.get("content") or "").strip() if node is not None else ""
    return int(said) if said.isdecimal() and len(said) <= len("99999") else None


def pictures_of_site(html: str, url: str) -> frozenset[str]:
    """Return by their keys (`originals.key`) what a page shows to networks and as its badge.

    What a home page or another article's page shows so is the site's, not one article's.
    """
    return _keys(markup.parse(html), (*_SHARED, *_BADGES), url)


def _keys(tree: Tree, selectors: Iterable[str], url: str) -> frozenset[str]:
    nodes = [node for selector in selectors for node in tree.css(selector)[:_MOST]]
    said = (node.attributes.get(name) for node in nodes for name in ("content", "href", "src"))
    addresses = (absolute(address, url) for address in said if address)
    return frozenset(originals.key(address) for address in addresses if address)
