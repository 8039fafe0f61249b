"""What a piece of an article's markup is: the one decision, made before text and pictures are."""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from crosspost.article import boxes, markup
from crosspost.article.markup import Node


class Nature(StrEnum):
    """What an element is to the article that it stands in."""

    OWN = "own"
    UNSEEN = "unseen"  #: no reader sees it
    STRUCK = "struck"  #: the author took it back
    FOREIGN = "foreign"  #: a preview of something else: another page, a product, a post
    NAVIGATION = "navigation"  #: leads to other articles
    NOTE = "note"  #: a footnote or the mark that leads to one
    FORMULA = "formula"  #: cannot be told in a line of text
    MEDIA = "media"  #: plays or is shown in its place
    RAISED = "raised"
    LOWERED = "lowered"
    DIALOGUE = "dialogue"  #: speech balloons, questions and answers
    CODE = "code"
    BOX = "box"  #: share buttons, adverts, the author's card


#: What gives neither text nor caption, alt text nor picture.
SILENT = frozenset({
    Nature.UNSEEN, Nature.STRUCK, Nature.FOREIGN, Nature.NAVIGATION, Nature.NOTE, Nature.FORMULA,
    Nature.MEDIA,
})  # fmt: skip

_BY_TAG = {
    "del": Nature.STRUCK, "s": Nature.STRUCK, "strike": Nature.STRUCK, "math": Nature.FORMULA,
    "sup": Nature.RAISED, "sub": Nature.LOWERED, "aside": Nature.BOX, "form": Nature.BOX,
    "footer": Nature.BOX, "nav": Nature.NAVIGATION,
    "audio": Nature.MEDIA, "canvas": Nature.MEDIA, "embed": Nature.MEDIA, "iframe": Nature.MEDIA,
    "object": Nature.MEDIA, "video": Nature.MEDIA,
}  # fmt: skip

# Names as themes, plugins and services write them, in lower case and with "-" between the words.
_FOREIGN = re.compile(
    r"(?<![a-z])(?:"
    # link cards: Cocoon, Pz, SWELL, AFFINGER, JIN, SANGO, THE THOR, Snow Monkey, TCD, Diver …
    r"(?:blog|link|site|ogp|url|bookmark|cite|embed|article)-?cards?(?![a-z])|blogcard|linkcard"
    r"|lkc-|p-blog-card|post-link(?![a-z])|st-card(?:link|box)|kanren|cardlink|linkto(?![a-z])"
    r"|c-linkto|wp-oembed|oembed-blog|embed-card|ogp-(?:link|box|wrap)|sc-getpost|get-?post(?![a-z])"
    r"|external-article-widget|hatena-(?:citation|blogcard)|mixtape-?embed|graf-mixtape"
    r"|onebox|unfurl|link-preview|rich-link|h-cite|embedly|iframely|boxcard|loos-post-link"
    # services
    r"|kg-(?:bookmark|signup|callout|product|cta|header|button|email|toggle-cta|file|audio|nft)"
    r"|embedded-(?:post|publication)|digest-post-embed|subscription-widget|subscribe-widget"
    r"|captioned-button|button-wrapper|preamble|install-substack"
    r"|community-chat|poll-embed|bookmark source|twitter-(?:tweet|video|embed)"
    r"|tweet(?!\S)|instagram-(?:media|embed)|tiktok-embed|reddit-(?:card|embed)|bluesky-embed"
    r"|mastodon-embed|fb-(?:post|video|page)|text-post-media|imgur-embed|flickr-embed|embed-pin"
    r"|wp-embedded-content|wp-embed-(?:featured|heading|excerpt|share|footer|site|meta)"
    # shops
    r"|rinker|kaereba|yomereba|tomareba|booklink|cstmreba|kattene|pochipp|moshimo|amazlet"
    r"|hatena-asin|asin-detail|azlink|amazonjs|wpap|rakuten-(?:item|api|box)|product-(?:box|card)"
    r"|item-?link-?box|(?:item|product)link(?:js)?-(?:box|image|info|title|content)"
    r"|appreach|app-?html|blog-?parts|shohin|easylink|goodsbox|shop-?card"
    r")"
)
_NAVIGATION = re.compile(
    r"(?<![a-z])(?:"
    r"wp-block-query(?!-[a-z])|wp-block-post-template|wp-block-latest-(?:posts|comments)"
    r"|wp-block-(?:read-more|query-pagination|buttons?|search|social-links?|calendar)"
    r"|wp-block-(?:post-navigation|categories|archives|tag-cloud|page-list|loginout|rss)"
    r"|wp-block-(?:post-terms|post-author|post-date|site|comments?|avatar|navigation)"
    r"|post-?navi(?:gation)?|nav-links|(?:prev|next)-(?:post|next|article|entry)|pager-?post"
    r"|related-?(?:posts?|entry|entries|articles?|list|box|content)|(?:rp4|yarpp|jp-related)"
    r"|relatedposts|p-related|c-related|p-post-list|post-list(?![a-z])|posts-list|entry-cards?"
    r"|smb-recent-posts|c-entry-summary|c-entries|vk-posts?(?![a-z])|veu-(?:related|sitemap)"
    r"|new-entry-card|popular-entry|widget-entry|navi-entry|recent-(?:posts?|entries)"
    r"|(?:latest|popular|recommended|similar|more)-(?:posts?|articles?|entries|stories)"
    r"|recommend-?(?:posts?|list|entry)|ranking-?list|read-?next|breadcrumbs?|sitemap"
    r"|entry-(?:meta|footer|categories|tags)|post-(?:meta|categories|tags|terms)"
    r"|(?:post|entry|updated?|published?|modified|last-?(?:updated|modified))-?(?:date|time)"
    r"|(?<!\S)(?:date|timestamp)(?!\S)|cat-links|tags-links|tag-list|byline|posted-on|date-tags|urllist"
    r")(?![a-z])"
)
_DIALOGUE = re.compile(
    r"(?<![a-z])(?:"
    r"speech-(?:wrap|balloon|person|box)|(?:c-|vk-|smb-|ark-block-)?balloon(?:-|(?![a-z]))"
    r"|st-kaiwa|kaiwa(?![a-z])|fukidashi|hukidashi|(?<!\S)say(?!\S)|chat(?:ting|-bubble|-box|-talk)"
    r"|talk-(?:box|balloon|wrap)|(?<!\S)(?:conversation|dialogue)(?:-(?:box|wrap|list|item|text))?(?!\S)|voice-?wrap|word-balloon"
    r"|(?:swell|vk|sgb|sng)-(?:block-)?faq|faq(?![a-z])|qa-(?:box|block|list|wrap)|q-and-a"
    r"|schema-faq|rank-math-(?:faq|question|answer|list-item)|wp-block-(?:[a-z]+-)*faq"
    r")"
)
_NOTES = re.compile(
    r"(?<![a-z])(?:(?:foot|end|side|margin)-?notes?(?![a-z])|footnoteref|fn-?ref|note-?ref"
    r"|noteref|doc-noteref|doc-footnotes?|easy-?footnotes?|modern-footnotes|littlefoot|bigfoot"
    r"|inline-?footnote|reference(?![a-z])|reflist|mw-references|citation-needed"
    r"|tooltip-(?:text|content)|tooltiptext|(?:foot|end)note[a-z-]*|cite-note|cite-ref"
    r"|wp-block-footnotes|efn|simple-footnotes?|sdfootnote)"
    r"|^fn$|(?<!\S)fn(?!\S)|(?<!\S)fn[-:]?\d|(?<!\S)(?:end)?note-\d|(?<!\S)f-\d|(?<!\S)cite-note"
)
_FORMULAS = re.compile(
    r"(?<![a-z])(?:katex|mathjax|mjx|mwe-math|wp-katex|latex|math-(?:inline|display|tex)"
    r"|arithmatex|tex2jax|mathml|texhtml-block|cf-email)(?![a-z])"
)
_STRUCK = re.compile(
    r"(?<!\S)(?:[a-z]+-){0,2}(?:line-through|strike(?:d|out|-?through)?|torikeshi|deleted-text)(?!\S)"
)
_CODE = re.compile(
    r"(?<![a-z])(?:wp-block-(?:code|preformatted-code|syntaxhighlighter)|code-?block|codehilite"
    r"|syntax-?highlighter|highlight-source|prettyprint|enlighter|hcb-wrap|crayon-[a-z]+"
    r"|gist|code-?frame|language-[a-z]+|highlighter-rouge)(?![a-z])"
)
_SET_HIGH = re.compile(r"(?<!\S)(?:sup|superscript)(?!\S)")
_SET_LOW = re.compile(r"(?<!\S)(?:sub|subscript)(?!\S)")
_BY_NAME = (
    (_SET_HIGH, Nature.RAISED),
    (_SET_LOW, Nature.LOWERED),
    (_STRUCK, Nature.STRUCK), (_FORMULAS, Nature.FORMULA), (_NOTES, Nature.NOTE),
    (_FOREIGN, Nature.FOREIGN), (_DIALOGUE, Nature.DIALOGUE), (_NAVIGATION, Nature.NAVIGATION),
    (_CODE, Nature.CODE), (boxes.NAMES, Nature.BOX),
)  # fmt: skip
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
#: Names that say where an element stands, not what it is; a page's body bears many of them.
_CONTAINERS = frozenset({"html", "body", "main"})
_BY_STYLE = (
    (re.compile(r"display:none|visibility:hidden"), Nature.UNSEEN),
    (re.compile(r"text-decoration[a-z-]*:[^;]*line-through"), Nature.STRUCK),
    (re.compile(r"vertical-align:super"), Nature.RAISED),
    (re.compile(r"vertical-align:sub(?![a-z])"), Nature.LOWERED),
)
_READ_ALOUD = frozenset(
    {"screen-reader-text", "sr-only", "visually-hidden", "more-link", "display-none", "d-none"}
)
#: Natures that are believed by the name alone.
_SMALL = frozenset({Nature.OWN, Nature.UNSEEN, Nature.STRUCK, Nature.FORMULA})
_NAMING = ("class", "role", "id")
Said = Mapping[str, str | None]

#: A wrapper that is nearly all of the text is the article, whatever it is called …
_NEARLY_ALL = 0.9
_CARD = 400  #: … but a card or a note may be all that an article holds
_PARTS = frozenset({Nature.FOREIGN, Nature.NAVIGATION, Nature.NOTE})
_MARK = re.compile(
    r"\s*(?:[\[（(［〔]?\s*(?:注|註|脚注|notes?)?\s*[*＊※†‡]?\s*\d{1,3}\s*[\])）］〕]?"
    r"|[\[（(［〔]?[*＊※†‡注註]+[\])）］〕]?|[↩⏎^↑⤴]\ufe0e?)\s*",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[。！？.!?,:][\"')）」]?\s*$", re.MULTILINE)
_SIGNS = re.compile(r"[{}=$]|;\s*$|::|->|\(\)|</|^#|^//", re.MULTILINE)


def read_nature(node: Node, *, whole: int = 0) -> Nature:
    """Return what the element is; `whole` is the length of all the text, 0 for a short piece."""
    tag = node.tag or ""
    found = _BY_TAG.get(tag, Nature.UNSEEN if tag in markup.UNSEEN else Nature.OWN)
    if found in SILENT and tag != "script":
        return found
    said = node.attributes
    if said:
        found = _by_attributes(node, said, found, whole=whole)
    if found is Nature.RAISED and node.css_first("a") is not None:
        return Nature.NOTE
    return Nature.CODE if tag == "pre" and _is_code(node) else found


def _by_attributes(node: Node, said: Said, found: Nature, *, whole: int) -> Nature:
    """Return what the attributes tell; where they tell nothing, what the tag told."""
    if node.tag == "script":
        return Nature.FORMULA if (said.get("type") or "").startswith("math/") else found
    told = _by_sign(node, said)
    if told is Nature.OWN and node.tag not in _CONTAINERS:
        naming = _NAMING[:2] if node.tag == "span" else _NAMING  # a note's id is on its mark
        told = _by_name(" ".join(filter(None, map(said.get, naming))))
        if told not in _SMALL and _is_whole(node, told, whole):
            return found
    return found if told is Nature.OWN else told


def _by_sign(node: Node, said: Said) -> Nature:
    """Return what is not told by a name."""
    if "hidden" in said:
        return Nature.UNSEEN
    if "embedded-service" in said:
        return Nature.FOREIGN
    if node.tag == "a" and _is_mark(node, said.get("href") or ""):
        return Nature.NOTE
    style = (said.get("style") or "").replace(" ", "").lower()
    if not style:
        return Nature.OWN
    return next((nature for form, nature in _BY_STYLE if form.search(style)), Nature.OWN)


@lru_cache(maxsize=4096)
def _by_name(named: str) -> Nature:
    if not named:
        return Nature.OWN
    words = named.split()
    if not _READ_ALOUD.isdisjoint(words):
        return Nature.UNSEEN
    plain = _CAMEL.sub("-", named).lower().replace("_", "-")
    plain = re.sub("-{2,}", "-", plain)
    return next((nature for form, nature in _BY_NAME if form.search(plain)), Nature.OWN)


def _is_mark(node: Node, href: str) -> bool:
    """Whether a link is a note's number, or the way back from the note."""
    return href.startswith("#") and bool(_MARK.fullmatch(node.text()))


def _is_whole(node: Node, told: Nature, whole: int) -> bool:
    """Whether an element with a part's name is the article itself."""
    size = markup.size(node)
    if told in _PARTS and size <= _CARD:
        return False
    return size >= max(whole, 1) * _NEARLY_ALL


def _is_code(node: Node) -> bool:
    """Whether preformatted text is a program's, not a letter."""
    said = node.attributes
    if said.get("class") or said.get("data-lang") or node.css_first("samp, span") is not None:
        return True
    lines = node.text()
    return len(_SIGNS.findall(lines)) > 2 * len(_SENTENCE.findall(lines))
