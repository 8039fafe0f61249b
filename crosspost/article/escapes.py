"""HTML escaped once too often, wholly or in parts, read at the depth where it makes sense."""

import html as entities
import re

_DEEPEST = 3
_SEAM = "\0"
_NAMES = (
    r"a|abbr|article|aside|b|blockquote|br|caption|center|cite|code|dd|del|div|dl|dt|em|figcaption"
    r"|figure|font|footer|h[1-6]|header|hr|i|iframe|img|ins|li|mark|ol|p|picture|pre|q|rp|rt|ruby|s"
    r"|script|section|small|source|span|strike|strong|style|sub|sup|table|tbody|td|tfoot|th|thead|tr"
    r"|u|ul|video"
)
_INSIDE = r"(?:(?!&lt;|&gt;|<|>).){0,2000}"
_ABOUT = r"(?!\s*(?:タグ|要素|属性|tag|element)|[とやのはをでがに、,]?\s*&lt;|[〜～…・.]+&lt;)"
_MENTIONED = (
    r"(?!\s*(?:タグ|要素|属性|と(?:書|記|する|い)|で(?:囲|挟|はさ)|を(?:使|書|付|つけ)"
    r"|tag|element))"
)
# What nobody writes about tags: a pair around words, a line break behind a sentence, a picture.
_SENSE = re.compile(
    rf"&lt;({_NAMES})(?:\s{_INSIDE})?&gt;{_ABOUT}(?:(?!&lt;/?\1[\s&]).){{2,20000}}?&lt;/\1\s?&gt;{_MENTIONED}"
    rf"|[。、！？」]\s*&lt;br\s?/?&gt;{_MENTIONED}(?!\s*[とやをの])|&lt;img\s{_INSIDE}\bsrc={_INSIDE}&gt;",
    re.IGNORECASE | re.DOTALL,
)
_TOKEN = re.compile(
    rf"&lt;(/?(?:{_NAMES})(?:\s{_INSIDE})?/?)&gt;|&lt;!--.{{0,2000}}?--&gt;",
    re.IGNORECASE | re.DOTALL,
)
_NESTED = re.compile(
    r"&amp;(?=(?:lt|gt|quot|apos|amp|nbsp|hellip|#\d{1,6}|#x[0-9a-f]{1,6});)", re.IGNORECASE
)
_TWICE = re.compile(r"&amp;(?=(?:amp|quot|nbsp|hellip|#\d{1,6}|#x[0-9a-f]{1,6});)", re.IGNORECASE)
_NUMBERED = re.compile(r"&#(?:0{0,4}60|x0{0,4}3c);|(&#(?:0{0,4}62|x0{0,4}3e);)", re.IGNORECASE)
# Code, and attributes that hold markup of their own, stay as they are.
_KEPT = re.compile(
    r"<(/?)(?:pre|code|samp|kbd|tt|textarea|xmp)(?:\s[^<>]{0,2000})?>"
    r"|(?P<tag><[a-z][^<>&]{0,4000}&[^<>]{0,4000}>)",
    re.IGNORECASE,
)
_REAL = re.compile(rf"</?(?:{_NAMES})[\s/>]", re.IGNORECASE)
_MAY_HOLD = re.compile(r"&(?:amp;){0,9}(?:lt;|#)", re.IGNORECASE)
_SECTION = re.compile(r"<!\[CDATA\[|\]\]>|&lt;!\[CDATA\[|\]\]&gt;")


def settle(html: str) -> str:
    """Return the HTML at the depth of escaping at which its tags are markup.

    Tags that an article is about stay text: in elements of code, alone, or named as tags.
    """
    html = _SECTION.sub("", html) if "CDATA[" in html else html
    for _ in range(_DEEPEST):
        opened = _settle_parts(html) if _MAY_HOLD.search(html) else html
        if opened == html:
            break
        html = opened
    return html


def _settle_parts(html: str) -> str:
    prose, kept = _part(html)
    joined = _NUMBERED.sub(lambda sign: "&gt;" if sign[1] else "&lt;", _SEAM.join(prose))
    settled = _settle(joined)
    if settled == joined:
        return html
    return "".join(p + k for p, k in zip(settled.split(_SEAM), [*kept, ""], strict=True))


def _part(html: str) -> tuple[list[str], list[str]]:
    """Return the parts of the HTML that are prose, and those between them that stay."""
    prose: list[str] = []
    kept: list[str] = []
    at = depth = 0
    for tag in _KEPT.finditer(html):
        is_inside = depth > 0
        if not tag["tag"]:
            depth = max(depth - 1, 0) if tag[1] else depth + 1
        if not is_inside and (depth or tag["tag"]):
            prose.append(html[at : tag.start()])
            at = tag.start()
        if not depth and len(prose) > len(kept):
            kept.append(html[at : tag.end()])
            at = tag.end()
    if len(prose) > len(kept):  # never closed
        return [*prose, ""], [*kept, html[at:]]
    return [*prose, html[at:]], kept


def _settle(prose: str) -> str:
    shallow = prose
    for _ in range(_DEEPEST):
        if _SENSE.search(shallow):
            return _open(shallow)
        deeper = _NESTED.sub("&", shallow)
        if deeper == shallow:
            break
        shallow = deeper
    return prose


def _open(prose: str) -> str:
    """Make markup of the escaped tags; where there is no other, the whole was escaped."""
    if not _REAL.search(prose):
        return entities.unescape(prose)
    return _TOKEN.sub(lambda tag: entities.unescape(tag[0]), _TWICE.sub("&", prose))
