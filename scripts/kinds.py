"""What is told of each kind of markup (tests/kinds), by where it is read: one table.

A source is where a blog shows an article: the feed's content or description, that with its tags
stripped and then the page or REST answer, the page alone. A cell says what is wrong, else ✓.
"""

import html
import json
import re
import sys
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from crosspost.article.page import read_page
from crosspost.article.reading import read_entry
from crosspost.article.rest import read_rest
from crosspost.model import Article, Document, Entry

KINDS = Path(__file__).parents[1] / "tests" / "kinds" / "kinds.toml"
BEFORE = "灯台守の組合は三日、無人化の計画を二年延ばすことで運輸局と折り合った。"
AFTER = "冬の間は岬と島に人が残り、夜ごと霧笛を鳴らし続ける。"
PICTURE = '<figure><img src="/todai.jpg"><figcaption>岬の灯台</figcaption></figure>'
URL = "https://misaki.example.jp/?p=7"


@dataclass(frozen=True, slots=True)
class Kind:
    """A piece of markup, and what may be told of it."""

    name: str
    html: str
    told: str = ""

    @property
    def article(self) -> str:
        """The HTML of an article that holds it."""
        return f"<p>{BEFORE}</p>\n\n{self.html}\n\n<p>{AFTER}</p>{PICTURE}"

    @property
    def text(self) -> str:
        """What is read of that article."""
        return "\n".join(filter(None, (BEFORE, self.told, AFTER)))


def read_kinds() -> list[Kind]:
    """Return the kinds of the file."""
    return [Kind(**said) for said in tomllib.loads(KINDS.read_text("utf-8"))["kind"]]


def _entry(*, content: str = "", description: str = "") -> Article:
    entry = Entry("g", URL, "灯台の無人化", content, description)
    document = Document("rss20", "岬の窓", (entry,), language="ja")
    return read_entry(entry, document, feed="blog", feed_url="https://misaki.example.jp/feed/")


def _flat(article: str) -> str:
    """Return an article as a machine makes a description of it."""
    for _ in range(2):
        article = html.unescape(re.sub("<[^<>]*>", "", article))
    return " ".join(article.split())


def _page(article: str, known: Article) -> Article:
    body = f"<html lang='ja'><body><main><div class='entry-content'>{article}</div></main></body>"
    return read_page(body.encode(), known)


def _rest(article: str, known: Article) -> Article:
    answer = json.dumps([{"id": 7, "content": {"rendered": article}}])
    return read_rest(answer.encode(), replace(known, aliases=("wp:7",)))


SOURCES: Mapping[str, Callable[[str], Article]] = {
    "content": lambda article: _entry(content=article),
    "description": lambda article: _entry(description=article),
    "escaped": lambda article: _entry(content=html.escape(article)),
    "excerpt → page": lambda article: _page(article, _entry(description=_flat(article))),
    "excerpt → REST": lambda article: _rest(article, _entry(description=_flat(article))),
    "page": lambda article: _page(article, _entry()),
}


def find_faults(kind: Kind, source: str) -> list[str]:
    """Return what is wrong with the article as it is read from the source, in a few words each."""
    article = SOURCES[source](kind.article)
    found = [] if article.text == kind.text else [article.text.replace("\n", "⏎")]
    shown = [(t.url, t.caption) for t in article.thumbnails]
    right = [("https://misaki.example.jp/todai.jpg", "岬の灯台")]
    return found if shown == right else [*found, f"pictures: {shown}"]


def draw_table() -> Table:
    """Return the table of kinds and sources."""
    table = Table(title="What is told of each kind of markup", title_justify="left")
    for column in ("kind", *SOURCES):
        table.add_column(column, overflow="fold")
    for kind in read_kinds():
        cells = ["; ".join(find_faults(kind, source)) or "✓" for source in SOURCES]
        table.add_row(kind.name, *cells)
    return table


if __name__ == "__main__":
    Console(width=None if sys.stdout.isatty() else 150).print(draw_table())
