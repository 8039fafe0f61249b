"""The frames of pictures: figures, their captions, and the files that a `picture` element lists."""

import re
from itertools import islice

from crosspost.article import markup, originals
from crosspost.article.markup import Node

_FIGURES = frozenset({
    "wp-caption", "tr-caption-container", "gallery-item", "tiled-gallery-item",
    "captioned-image-container", "shortcode-caption",
})  # fmt: skip
#: The frame that stands for WordPress's `[caption]`; its own text is the caption.
SHORTCODE = "shortcode-caption"
_CAPTION = re.compile(
    r"(?:^|[-_])(?:caption|(?:photo|image|img|picture|media)[-_]?credit)(?:[-_]?(?:text|txt|body))?$",
    re.IGNORECASE,
)
_MOST_SOURCES = 20
_UNSHOWN = re.compile(r"image/(?:svg|jxl|hei[cf])", re.IGNORECASE)


def is_figure(node: Node) -> bool:
    """Whether the element is the frame of one or more pictures."""
    return node.tag == "figure" or not _FIGURES.isdisjoint(_names(node))


def is_caption(node: Node) -> bool:
    """Whether a class says that the text is a caption; what holds a picture is its frame."""
    names = _names(node)
    if SHORTCODE in names:
        return True
    named = any(map(_CAPTION.search, names)) and _FIGURES.isdisjoint(names)
    return named and node.css_first("img") is None


def sources(node: Node) -> dict[str, str]:
    """Return the files that the `picture` element around an image lists, as one srcset."""
    around = node.parent
    if around is None or around.tag != "picture":
        return {}
    inner = islice(around.iter(), _MOST_SOURCES)
    listed = [files for each in inner if each.tag == "source" and (files := _files(each))]
    return {originals.SOURCES: ", ".join(listed)} if listed else {}


def _files(source: Node) -> str:
    """Return the srcset of a source that is not for narrow screens, "" of any other."""
    said = markup.attributes(source)
    files = (said.get("srcset") or said.get("data-srcset") or "").strip()
    media = said.get("media", "")
    if "max-width" in media or _UNSHOWN.match(said.get("type", "")):
        return ""
    # Without a size it is just another form of what is shown, unless it is for wide screens.
    is_wide = "min-width" in media and not re.search(r"[\s,]", files)
    return f"{files} 1x" if is_wide else files


def _names(node: Node) -> list[str]:
    return (node.attributes.get("class") or "").split()
