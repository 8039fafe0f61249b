"""`python scripts/gists.py`: the gists of invented articles beside an editor's, to be read.

Without options each article of a file of JSON lines (tests/gists/tuning.jsonl: id, title, html,
gists) is shown with three gists at the room that a post with its title leaves: the product's, the
leading text and the editor's. --sheets FOLDER writes a sheet for blind readers, where the three
stand shuffled, and the key to it apart.
"""

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crosspost.article.reading import read_entry
from crosspost.model import Article, Document, Entry, Room
from crosspost.phrases import cut
from crosspost.post.compose import compose
from crosspost.post.weight import weight
from crosspost.summary import select
from crosspost.summary._sentences import split

TUNING = Path(__file__).parents[1] / "tests" / "gists" / "tuning.jsonl"
_ROOM = 280
_WELL_FILLED = 0.5  # part of the room that a lead of whole sentences has to fill


@dataclass(frozen=True, slots=True)
class Case:
    """One article with the gists that are compared."""

    said: dict[str, Any]
    article: Article
    room: Room

    @property
    def product(self) -> str:
        """What a post would say."""
        return select.create(select.Options()).summarize(self.article, self.room)

    @property
    def lead(self) -> str:
        """The leading text, up to a sentence's end where that fills half of the room."""
        text = "".join(b.text for b in self.article.blocks if b.kind in {"own", "addition"})
        if self.room.fits(text):
            return text
        whole = ""
        for sentence in split(text[:1000]):
            if not self.room.fits(whole + sentence):
                break
            whole += sentence
        if self.room.weigh(whole) >= self.room.weight * _WELL_FILLED:
            return whole
        return cut(text, self.room.fits)

    @property
    def editors(self) -> list[str]:
        """The gists that editors wrote."""
        return [gist["text"] for gist in self.said["gists"]]


def read(path: Path) -> Iterator[Case]:
    """Yield the articles of a file, each with the room that its title leaves in a post."""
    for line in path.read_text(encoding="utf-8").splitlines():
        said = json.loads(line)
        url = f"https://blog.example.jp/{said['id']}/"
        entry = Entry(id=url, url=url, title=said["title"], content=said["html"])
        document = Document(kind="rss20", title="blog", entries=(entry,), language=said["language"])
        article = read_entry(entry, document, feed="blog", feed_url="https://blog.example.jp/feed")
        yield Case(said, article, Room(_left(article), weight))


def _left(article: Article) -> int:
    asked: list[int] = []

    def ask(room: Room) -> str:
        asked.append(room.weight)
        return ""

    compose(article, summarize=ask, room=_ROOM)
    return asked[0]


def show(case: Case) -> None:
    """Print the article's title and its gists."""
    print(f"\n## {case.said['id']} {case.said.get('manner', '')} ({case.room.weight // 2})")
    print(case.said["title"])
    print(f"  product: {case.product}")
    print(f"  lead:    {case.lead}")
    for text in case.editors:
        print(f"  editor:  {text}")
    if best := case.said.get("best_extract"):
        print(f"  extract: {best}")


def write_sheets(cases: Sequence[Case], folder: Path, *, seed: int) -> None:
    """Write sheet.md for the readers and key.json, which tells whose gist stands where."""
    chance = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    sheet, key = [], {}
    for case in cases:
        told = {"product": case.product, "lead": case.lead, "editor": case.editors[-1]}
        names = chance.sample(sorted(told), len(told))
        key[case.said["id"]] = dict(zip("ABC", names, strict=True))
        body = "\n".join(f"[{b.kind}] {b.text}" for b in case.article.blocks)
        gists = "\n".join(f"{a}: {told[n] or '(none)'}" for a, n in zip("ABC", names, strict=True))
        sheet.append(f"## {case.said['id']}\n\n{case.said['title']}\n\n{body}\n\n{gists}\n")
    (folder / "sheet.md").write_text("\n".join(sheet), encoding="utf-8")
    (folder / "key.json").write_text(json.dumps(key, indent=1), encoding="utf-8")


def main() -> None:
    """Show the gists, or write the sheets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=TUNING)
    parser.add_argument("--only", metavar="TEXT", default="", help="articles whose id holds TEXT")
    parser.add_argument("--sheets", type=Path, metavar="FOLDER")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    cases = [case for case in read(asked.file) if asked.only in case.said["id"]]
    if asked.sheets:
        write_sheets(cases, asked.sheets, seed=asked.seed)
    else:
        for case in cases:
            show(case)


if __name__ == "__main__":
    main()
