"""The houses: what a theme or service puts around an article, read in each way that leads to it.

A folder of tests/houses holds an article as its house shows it: feed.xml, page.html and, where the
house is WordPress, rest.json. They are read as `crosspost preview` reads a blog, from the files.
"""

import asyncio
import re
import sys
from dataclasses import replace
from pathlib import Path

from crosspost import clock, loading
from crosspost.article import originals
from crosspost.errors import NotFetched
from crosspost.fetch import Fetched, Fetcher
from crosspost.pipeline.preview import Shown, Studio, preview
from crosspost.post.compose import Style
from crosspost.post.weight import weight
from crosspost.settings import ThumbnailSection

HOUSES = Path(__file__).parents[1] / "tests" / "houses"
FEED = "https://house.example.jp/feed"
WAYS = ("feed", "rest", "page")
#: What an entry says of its article beside title, date and address.
_TOLD = re.compile(
    rb"<(content:encoded|description|content|summary|media:\w+)\b[^>]*>.*?</\1>"
    rb"|<(?:enclosure|media:\w+)\b[^>]*/>",
    re.DOTALL,
)
_ENTRY = re.compile(rb"<(?:item|entry)\b")


class Shelf(Fetcher):
    """Answers from a folder's files, as far as the ways are open."""

    def __init__(self, folder: Path, ways: tuple[str, ...]) -> None:
        super().__init__()
        self._folder = folder
        self._ways = ways

    async def get(self, url: str, **_more: object) -> Fetched:
        """Return the file; NotFetched where the house has none."""
        if url == FEED:
            return Fetched(200, url, {"content-type": "application/xml"}, self._feed())
        is_rest = "rest_route=" in url or "/wp-json/" in url
        name, way = ("rest.json", "rest") if is_rest else ("page.html", "page")
        path = self._folder / name
        is_home = url.endswith(".jp/")
        if way not in self._ways or not path.exists() or is_home:
            raise NotFetched(f"{url}: status 404", status=404)
        return Fetched(200, url, {}, path.read_bytes())

    def _feed(self) -> bytes:
        body = (self._folder / "feed.xml").read_bytes()
        if "feed" in self._ways:
            return body
        start = _ENTRY.search(body)
        at = start.start() if start else 0
        return body[:at] + _TOLD.sub(b"", body[at:])


async def read(folder: Path, ways: tuple[str, ...] = WAYS) -> Shown:
    """Return what would be posted of a house's article, with only these ways open."""
    dry = loading.load("crosspost.networks", "dry")
    select = loading.load("crosspost.summary", "select")
    studio = Studio(
        dry.create(dry.Options(), account="preview", weigh=weight),
        "preview",
        select.create(select.Options()),
        Style(),
        ThumbnailSection(),
        Shelf(folder, ways),
    )
    if ways == ("feed",):
        studio = replace(studio, thumbnail=ThumbnailSection(pages=False))
    [shown] = await preview(studio, FEED, now=clock.now(), limit=1)
    return shown


async def find_candidates(folder: Path) -> list[str]:
    """Return what names each picture that any way to the article would show, should others fail."""
    read_all = [await read(folder, (way,)) for way in WAYS]
    shown = (picture for one in read_all for picture in one.article.thumbnails)
    return sorted({originals.key(picture.url) for picture in shown})


def show_all() -> None:
    """Print each house with what each way to it comes to."""
    for folder in sorted(path for path in HOUSES.iterdir() if path.is_dir()):
        print(f"== {folder.name}")
        for ways in (WAYS, *((way,) for way in WAYS)):
            if ways == ("rest",) and not (folder / "rest.json").exists():
                continue
            shown = asyncio.run(read(folder, ways))
            post = shown.post
            picture = post.thumbnail if post else None
            told = f"{picture.url} [{picture.alt}] [{picture.credit}]" if picture else "no picture"
            print(f"-- {'+'.join(ways)}\n{post.text if post else shown.why}\n{told}")


if __name__ == "__main__":
    sys.exit(show_all())
