"""`make golden`: the articles of tests/articles and of the houses beside the posts made of them.

--page FILE writes a page that shows them as a reader would see them; --accept, after a person has
read and judged them, writes them down as what is expected (expected.json).
"""

import argparse
import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import houses
from rich.console import Console
from rich.table import Table
from rich.text import Text

from crosspost.cli.previewing import show
from crosspost.model import Article, Post

ARTICLES = Path(__file__).parents[1] / "tests" / "articles"
_OPENING = 240  # characters of the article that are shown beside its post
_PAGE = """<!doctype html>
<html lang="ja"><meta charset="utf-8"><title>Golden posts</title>
<style>
body {{ background: #f3f5f7; color: #0f1419; font: 15px/1.5 system-ui, sans-serif; margin: 2em auto;
  max-width: 72em; }}
section {{ display: grid; grid-template-columns: 1fr 34em; gap: 2em; margin: 1em 0; }}
.post {{ background: #fff; border: 1px solid #cfd9de; border-radius: 16px; padding: 12px 16px; }}
.text {{ white-space: pre-wrap; overflow-wrap: anywhere; }}
.picture {{ background: #dde3e8; border-radius: 12px; margin: 10px 0 4px; padding: 4em 1em; }}
small, .picture {{ color: #536471; }}
</style>
<h1>Golden posts</h1>
{sections}
</html>
"""
_SECTION = """<section><div><h2>{name}</h2><p>{opening}</p></div>
<div class="post"><b>{feed}</b><div class="text">{text}</div>
{picture}<small>{weight} of 280</small></div></section>
"""


@dataclass(frozen=True, slots=True)
class Golden:
    """One article of the golden set and its post."""

    folder: Path
    article: Article
    post: Post
    candidates: Sequence[str] = ()  #: of a house: all pictures that may be shown

    @property
    def opening(self) -> str:
        """What the article says first."""
        text = " ".join(b.text for b in self.article.blocks if b.kind != "caption")
        return text[:_OPENING] + ("…" if len(text) > _OPENING else "")

    @property
    def alt(self) -> str:
        """The thumbnail's description for those who do not see it."""
        return self.post.thumbnail.alt if self.post.thumbnail else ""

    @property
    def credit(self) -> str:
        """Whose picture it is."""
        return self.post.thumbnail.credit if self.post.thumbnail else ""

    def accept(self) -> None:
        """Write the post down as the expected one; of a house also what it is made of."""
        said: dict[str, object] = {"text": self.post.text, "weight": self.post.weight}
        if self.folder.parent == houses.HOUSES:
            said["picture"] = self.post.thumbnail.url if self.post.thumbnail else ""
            said["candidates"] = self.candidates
            said["article"] = self.article.text.splitlines()
        said |= {"alt": self.alt, "credit": self.credit}
        path = self.folder / "expected.json"
        path.write_text(json.dumps(said, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


async def read(folder: Path) -> Golden:
    """Return a folder's article with the post that `crosspost preview` makes of it."""
    candidates: list[str] = []
    if folder.parent == houses.HOUSES:
        shown, candidates = await houses.read(folder), await houses.find_candidates(folder)
    else:
        feed = str(folder / "feed.xml")
        [(shown, _price)] = await show(feed, limit=1, account="", fetch=False, settings=None)
    if shown.post is None:
        raise SystemExit(f"{folder}: {shown.decision}, {shown.why}")
    return Golden(folder, shown.article, shown.post, candidates)


def print_table(golden: list[Golden]) -> None:
    """Print articles and posts side by side."""
    table = Table(title=f"{len(golden)} golden posts", title_justify="left", show_lines=True)
    for column in ("article", "post", "picture"):
        table.add_column(column, overflow="fold")
    for one in golden:
        told = f"{one.folder.name}\n{one.opening}"
        post = f"{one.post.text}\n({one.post.weight})"
        picture = f"alt: {one.alt}\ncredit: {one.credit}" if one.post.thumbnail else "none"
        table.add_row(Text(told), Text(post), Text(picture))
    Console().print(table)


def make_page(golden: list[Golden]) -> str:
    """Return the page; it loads nothing, pictures are shown by their alt text."""
    return _PAGE.format(sections="".join(_section(one) for one in golden))


def _section(one: Golden) -> str:
    alt = escape(one.alt or "no description")
    return _SECTION.format(
        name=escape(one.folder.name),
        opening=escape(one.opening),
        feed=escape(one.article.feed_title),
        text=escape(one.post.text),
        picture=f'<div class="picture">{alt}</div>\n' if one.post.thumbnail else "",
        weight=one.post.weight,
    )


async def main() -> None:
    """Read the golden set and show it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--page", type=Path, metavar="FILE")
    parser.add_argument("--accept", action="store_true")
    asked = parser.parse_args()
    folders = [*ARTICLES.iterdir(), *(path for path in houses.HOUSES.iterdir() if path.is_dir())]
    golden = [await read(folder) for folder in sorted(folders)]
    print_table(golden)
    if asked.page:
        asked.page.write_text(make_page(golden), encoding="utf-8")
        print(f"the page is {asked.page}")
    if asked.accept:
        for one in golden:
            one.accept()


if __name__ == "__main__":
    asyncio.run(main())
