"""The houses: one invented article with all that a theme or service puts around it.

Each folder of tests/houses holds the article as feed item, as page and, where the house is
WordPress, as REST answer, with the one right post beside them. `make golden` shows them all, and
tests/houses/README.md says where the shape of each was seen.
"""

import asyncio
import json
import runpy
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
HOUSES = ROOT / "tests" / "houses"
FOLDERS = sorted(path for path in HOUSES.iterdir() if path.is_dir())
#: Feeds that hold only the beginning of an article: a part of it can be told from them.
CUT = {"note"}
SCRIPT = runpy.run_path(str(ROOT / "scripts" / "houses.py"))


def told(folder: Path, *ways: str) -> dict[str, Any]:
    """Return what would be posted when only these ways lead to the article, and of what."""
    shown = asyncio.run(SCRIPT["read"](folder, ways))
    post = shown.post
    return {
        "text": post.text,
        "weight": post.weight,
        "picture": post.thumbnail.url if post.thumbnail else "",
        "article": shown.article.text.splitlines(),
        "alt": post.thumbnail.alt if post.thumbnail else "",
        "credit": post.thumbnail.credit if post.thumbnail else "",
    }


def expected(folder: Path) -> dict[str, Any]:
    """Return the one right post."""
    read: dict[str, Any] = json.loads((folder / "expected.json").read_text("utf-8"))
    return read


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_house_s_article_becomes_the_one_right_post(folder: Path) -> None:
    """Nothing of its cards, balloons, boxes, adverts, notes and neighbours stands in it."""
    right = expected(folder)
    assert told(folder, "feed", "rest", "page") | {"candidates": right["candidates"]} == right


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_each_way_to_the_article_leads_to_the_same_post(folder: Path) -> None:
    """Feed, REST answer and page tell the same text and picture; a cut feed tells a part."""
    right = expected(folder)
    for way in ["page", "feed"] + ["rest"] * (folder / "rest.json").exists():
        found = told(folder, way)
        if way == "feed" and folder.name in CUT:
            assert set(found["article"]) < set(right["article"])
        else:
            assert found | {"candidates": right["candidates"]} == right, way


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_no_picture_of_anything_else_is_a_candidate(folder: Path) -> None:
    """Should the first not be to be had, the next is the article's as well."""
    assert asyncio.run(SCRIPT["find_candidates"](folder)) == expected(folder)["candidates"]


def test_the_set_is_wide() -> None:
    """At least twelve houses, each with a word on where its shape was seen."""
    assert len(FOLDERS) >= 12
    page = (HOUSES / "README.md").read_text("utf-8")
    assert [folder.name for folder in FOLDERS if f"| `{folder.name}` |" not in page] == []
