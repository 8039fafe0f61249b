"""The guard on articles, true gists and lies that other hands wrote before it existed."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crosspost.article.blocks import read_blocks
from crosspost.model import Article, Gist, Room
from crosspost.post.weight import weight
from crosspost.summary import guard

_FOLDER = Path(__file__).parents[1] / "gists"
_ROOM = Room(280, weight)
#: Least share of lies that is refused, by kind; what docs/summary.md prints, rounded down.
_LEAST = {
    "allegation": 0.82,
    "condition": 0.87,
    "negation": 0.78,
    "number": 0.90,
    "roles": 0.70,
    "speaker": 0.68,
    "time": 0.80,
}
_MOST_TRUE = 0.12  # share of true gists that is refused


def lines(name: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of a file."""
    for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    """Return the articles by id."""
    return {
        line["id"]: Article("", (), "", title=line["title"], blocks=read_blocks(line["html"]))
        for line in lines("tuning.jsonl")
    }


def passes(told: dict[str, Any], article: Article) -> bool:
    """Whether the guard lets a gist pass."""
    gist = Gist(told["text"], tuple(told["evidence"]))
    return guard.check(gist, article, _ROOM).passes


def test_lies_are_refused(articles: dict[str, Article]) -> None:
    """Of each kind of lie the guard stops at least the share that the docs claim."""
    seen: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    for line in lines("guard_tuning.jsonl"):
        for lie in line["false"]:
            seen[lie["kind"]] += 1
            refused[lie["kind"]] += not passes(lie, articles[line["id"]])

    assert set(seen) == set(_LEAST)
    assert {kind for kind, least in _LEAST.items() if refused[kind] / seen[kind] < least} == set()


def test_true_gists_pass(articles: dict[str, Article]) -> None:
    """Most gists that tell the truth in words of their own pass."""
    told = [
        passes(true, articles[line["id"]])
        for line in lines("guard_tuning.jsonl")
        for true in line["true"]
    ]
    assert told.count(False) / len(told) <= _MOST_TRUE
