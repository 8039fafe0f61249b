"""Turns the sample articles' plain notation into the HTML that WordPress's editors leave behind.

Blocks are separated by an empty line: `## heading`, `> quoted paragraph`, `![alt](file)` with its
caption on the next line, `[follow]` for the box at the end, anything else is a paragraph.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

from crosspost.demo.blog import Upload

_IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<name>[^)]+)\)\n(?P<caption>.+)")
_FOLLOW = """<div class="wp-block-group follow-box is-layout-flow wp-block-group-is-layout-flow">
<p class="wp-block-paragraph"><strong>この記事が気に入ったらフォローしよう</strong></p>
<p class="wp-block-paragraph">最新の記事をお届けします</p>
</div>"""
_BLOCK_FIGURE = """<figure class="wp-block-image size-full"><img width="{width}" height="{height}" \
src="upload://{name}" alt="{alt}" /><figcaption class="wp-element-caption">{caption}</figcaption>\
</figure>"""
_CLASSIC_FIGURE = """<figure id="attachment_{width}" aria-describedby="caption-attachment-{width}" \
style="width: {width}px" class="wp-caption aligncenter"><a href="upload://{name}"><img \
width="{width}" height="{height}" class="size-full" src="upload://{name}" alt="{alt}" /></a>\
<figcaption id="caption-attachment-{width}" class="wp-caption-text">{caption}</figcaption>\
</figure>"""


@dataclass(frozen=True, slots=True)
class Editor:
    """How one of WordPress's two editors writes things down."""

    paragraph: str
    heading: str
    quote: str
    figure: str
    between: str


EDITORS = {
    "blocks": Editor(
        paragraph='<p class="wp-block-paragraph">{}</p>',
        heading='<h2 class="wp-block-heading">{}</h2>',
        quote='<blockquote class="wp-block-quote is-layout-flow">\n{}\n</blockquote>',
        figure=_BLOCK_FIGURE,
        between="\n\n\n\n",
    ),
    "classic": Editor(
        paragraph="<p>{}</p>",
        heading="<h2>{}</h2>",
        quote="<blockquote>{}</blockquote>",
        figure=_CLASSIC_FIGURE,
        between="\n",
    ),
}


def render(text: str, editor: Editor, uploads: Mapping[str, Upload]) -> str:
    """Return the article's HTML; KeyError when it names a picture that is not there."""
    blocks = text.strip().split("\n\n")
    return "\n" + editor.between.join(_block(b, editor, uploads) for b in blocks) + "\n"


def pictures(text: str) -> list[str]:
    """Return the file names of the pictures in the text."""
    return [found["name"] for found in _IMAGE.finditer(text)]


def _block(block: str, editor: Editor, uploads: Mapping[str, Upload]) -> str:
    forms: dict[str, Callable[[], str]] = {
        "[follow]": lambda: _FOLLOW,
        "##": lambda: editor.heading.format(escape(block.removeprefix("## "))),
        ">": lambda: _quote(block, editor),
    }
    first = block.split(maxsplit=1)[0]
    if found := _IMAGE.fullmatch(block):
        return _figure(found, editor, uploads[found["name"]])
    return forms.get(first, lambda: editor.paragraph.format(escape(block)))()


def _quote(block: str, editor: Editor) -> str:
    lines = [line.removeprefix("> ") for line in block.splitlines()]
    return editor.quote.format("\n\n\n\n".join(editor.paragraph.format(escape(x)) for x in lines))


def _figure(found: re.Match[str], editor: Editor, upload: Upload) -> str:
    return editor.figure.format(
        width=upload.width,
        height=upload.height,
        name=upload.name,
        alt=escape(found["alt"]),
        caption=escape(found["caption"]),
    )
