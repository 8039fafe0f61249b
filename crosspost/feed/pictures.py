"""Pictures that an entry names beside its text: media RSS, enclosures, iTunes, snippets' own."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

from crosspost.feed import links, titles
from crosspost.feed.scan import BARE
from crosspost.model import Image

_TYPE = re.compile(r"image/(?!svg)[\w.+-]+|image|png|jpe?g|webp|gif|avif", re.IGNORECASE)
_NAME = re.compile(r"\.(?:png|jpe?g|webp|gif|avif)(?:$|[?#])", re.IGNORECASE)
_WORDS = frozenset({
    "media:description", "media:credit", "media:title", "media:text", "media:copyright",
})  # fmt: skip
_CREDIT = ("media:credit", "media:copyright")
MOST_PICTURES = 20  #: pictures an entry may name
_LONGEST = 600  #: characters; a longer description describes the article, not the picture


def pictures(extras: Sequence[Element], url: str) -> tuple[Image, ...]:
    """Return the pictures in the elements of one entry, in their order, each address once.

    Words beside a picture element belong to every picture of their group or entry, words inside
    it to itself only (Media RSS 1.5.1, section "Optional Elements").
    """
    found: dict[str, Image] = {}
    for element, words in _shown(extras, ()):
        source, address = _source(element)
        address = links.resolve(address, url)
        known = found.get(address)
        if address and not (known and known.caption):
            image = _image(element, words, Image(address, source))
            found[address] = image if image.caption or not known else known
        if len(found) >= MOST_PICTURES:
            break
    return tuple(found.values())


def _shown(
    elements: Iterable[Element], words: tuple[Element, ...]
) -> Iterator[tuple[Element, tuple[Element, ...]]]:
    """Yield the elements that may be pictures, each with its words, the nearest first."""
    elements = list(elements)
    words = (*(e for e in elements if e.tag in _WORDS), *words)
    for element in elements:
        if element.tag == "media:group":
            yield from _shown(element, words)
        elif element.tag not in _WORDS:
            yield element, (*(e for e in element if e.tag in _WORDS), *words)
            yield from _shown((e for e in element if e.tag == "media:thumbnail"), words)


def _image(element: Element, words: tuple[Element, ...], bare: Image) -> Image:
    return replace(
        bare,
        caption=_said(words, "media:description") or _said(words, "media:text"),
        credit=_said(words, *_CREDIT),
        alt=_said([e for e in element if e.tag in _WORDS], "media:title"),
        width=_number(element, "width"),
        height=_number(element, "height"),
        length=_number(element, "length", "size", "fileSize"),
    )


def _source(element: Element) -> tuple[str, str]:
    """Return where the picture was named, and its address; "" when it is no picture."""
    tag = str(element.tag)
    if tag in {"media:content", "enclosure"}:
        address = _written(element)
        source = tag.removeprefix("media:").replace("content", "media")
        return source, address if _is_image(element, address) else ""
    if tag == "media:thumbnail":
        return "thumbnail", _written(element)
    if tag == "itunes:image":
        return "itunes", element.get("href") or element.get("url") or ""
    return "media", _bare_address(element) if tag.lower() in BARE else ""


def _written(element: Element) -> str:
    """Return the address in the attribute, or as note writes it: as the element's text."""
    said = (element.text or "").strip()
    return element.get("url") or (said if said.startswith(("http://", "https://")) else "")


def _is_image(element: Element, address: str) -> bool:
    declared = element.get("medium") or element.get("type") or ""
    if element.get("medium") == "image" or _TYPE.fullmatch(declared.strip()):
        return True
    return not declared and bool(_NAME.search(address))


def _bare_address(element: Element) -> str:
    """Return the address in `<image><url>…`, `<featuredimage>…` or `<image href="…">`."""
    for name in ("url", "href", "src"):
        inner = element.find(name)
        said = element.get(name) or (inner.text if inner is not None else "")
        if said:
            return said.strip()
    said = (element.text or "").strip()
    return said if said.startswith(("http://", "https://", "/")) else ""


def _said(words: Iterable[Element], *tags: str) -> str:
    for tag in tags:
        for word in words:
            raw = "".join(word.itertext()) if word.tag == tag else ""
            said = titles.plain(raw) if len(raw) <= 2 * _LONGEST else ""
            if said and len(said) <= _LONGEST:
                return said
    return ""


def _number(element: Element, *names: str) -> int | None:
    """Return the first sensible number; snippets write `size` where RSS has `length`."""
    for name in names:
        said = element.get(name) or ""
        if said.isdecimal() and len(said) < 10 and int(said):  # noqa: PLR2004 — digits
            return int(said)
    return None


def named(address: str, *, kind: str, url: str) -> Image | None:
    """Return the picture of an Atom or JSON Feed attachment, None when it is no picture."""
    element = Element("enclosure", {"url": address, "type": kind})
    return next(iter(pictures([element], url)), None)
