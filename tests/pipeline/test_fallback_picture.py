"""The operator's own picture goes with articles of which none can be shown."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image as Canvas

from crosspost.errors import NotFetched, PictureError
from crosspost.fetch import Fetcher
from crosspost.model import Article, Post, Thumbnail
from crosspost.pipeline.picture import obtain
from crosspost.pipeline.planning import choose_thumbnails, reason_to_hold
from crosspost.settings.sections import ThumbnailSection
from tests.words import raises_saying

if TYPE_CHECKING:
    from tests.pipeline.conftest import Newsroom

OWN = Thumbnail("https://blog.example.jp/a.jpg", credit="ロイター", source="figure")


def drawn(path: Path) -> Path:
    """Draw a small chart of the sea."""
    Canvas.new("RGB", (640, 360), "navy").save(path)
    return path


def article(*thumbnails: Thumbnail) -> Article:
    """Return an article with these pictures."""
    return Article("blog", ("l:x",), "https://blog.example.jp/a/", "題", thumbnails=thumbnails)


@pytest.mark.parametrize(
    ("table", "own", "chosen"),
    [
        ({}, (OWN,), ["figure"]),
        ({}, (), []),
        ({"fallback": "sea.png"}, (), ["fallback"]),
        ({"fallback": "sea.png"}, (OWN,), ["figure", "fallback"]),
        ({"fallback": "sea.png", "skip_credits": ["Reuters"]}, (OWN,), ["fallback"]),
        ({"fallback": "sea.png", "skip_credits": ["海"], "fallback_alt": "海"}, (), ["fallback"]),
        ({"fallback": "sea.png", "enabled": False}, (), []),
    ],
    ids=["off", "off, none", "none", "last", "skipped", "not by credit", "no pictures at all"],
)
def test_it_comes_after_all_pictures_of_the_article(
    table: dict[str, object], own: tuple[Thumbnail, ...], chosen: list[str]
) -> None:
    """Also when the others turn out not to be had: it is the last of the candidates."""
    section = ThumbnailSection.model_validate(table)
    found = choose_thumbnails(section, article(*own))
    assert [thumbnail.source for thumbnail in found] == chosen
    again = choose_thumbnails(section, article(*found))
    assert again == found


def test_it_does_not_make_a_bare_link_worth_posting() -> None:
    """It tells nothing of the article."""
    fallback = Thumbnail("file:///sea.png", source="fallback")
    assert reason_to_hold([Post("https://blog.example.jp/?p=5", thumbnail=fallback)])


def test_a_file_is_taken_from_where_the_operator_put_it(
    newsroom: "Newsroom", tmp_path: Path
) -> None:
    """With the words that the operator gave; an address is left to the fetcher."""
    chart = drawn(tmp_path / "海図 1.png")
    newsroom.table["thumbnail"] = {"fallback": str(chart), "fallback_alt": "北の海の海図"}
    newsroom.look()
    newsroom.publish("市議会が条例を可決した")
    newsroom.look()
    thumbnail = newsroom.deliveries()[0].post.thumbnail
    assert thumbnail
    assert (thumbnail.alt, thumbnail.source) == ("北の海の海図", "fallback")
    fitted = asyncio.run(obtain(Fetcher(), thumbnail))
    assert (fitted.width, fitted.height) == (640, 360)


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    """The post goes without it, and the reason is kept."""
    (tmp_path / "big.png").write_bytes(b"\0" * 10_000_001)
    (tmp_path / "text.png").write_bytes(b"no picture")
    for name, told in (
        ("none.png", "there is no file"),
        ("", "there is no file"),
        ("a" * 300, "cannot be read"),
        ("big.png", "larger than 10 MB"),
        ("text.png", "are no picture"),
    ):
        url = (tmp_path / name).as_uri()
        with raises_saying(PictureError, match=told):
            asyncio.run(obtain(Fetcher(), Thumbnail(url, source="fallback")))


def test_a_file_that_the_article_names_is_never_read(tmp_path: Path) -> None:
    """Only the operator may name files of this machine."""
    url = drawn(tmp_path / "sea.png").as_uri()
    with raises_saying(NotFetched, match="not an http"):
        asyncio.run(obtain(Fetcher(), Thumbnail(url, source="figure")))
