"""The golden set: invented articles and the posts that an editor has approved.

`make golden` shows them side by side. When one changes, read it as a reader would; only then
accept it (`python scripts/golden.py --accept`).
"""

import asyncio
import json
from pathlib import Path

import pytest

from crosspost.cli.previewing import show
from crosspost.phrases import is_balanced

ARTICLES = Path(__file__).parent / "articles"
FOLDERS = sorted(ARTICLES.iterdir())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_an_article_becomes_the_post_that_an_editor_approved(folder: Path) -> None:
    """Text, weight, alt text and credit are those that a person has read and judged."""
    feed = str(folder / "feed.xml")
    [(shown, _price)] = asyncio.run(show(feed, limit=1, account="", fetch=False, settings=None))
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))

    assert shown.post is not None
    picture = shown.post.thumbnail
    assert expected == {
        "text": shown.post.text,
        "weight": shown.post.weight,
        "alt": picture.alt if picture else "",
        "credit": picture.credit if picture else "",
    }


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_an_approved_post_is_fit_to_be_seen(folder: Path) -> None:
    """It fits X's limit, its brackets are balanced, and its last line is the address."""
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))

    assert 0 < expected["weight"] <= 280
    assert is_balanced(expected["text"])
    assert expected["text"].rsplit("\n", 1)[1].startswith("https://blog.example.jp/")


def test_the_set_is_wide() -> None:
    """At least 25 articles, ten and more of them with the long sentences of political comment."""
    assert len(FOLDERS) >= 25
