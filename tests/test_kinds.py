"""Each kind of markup (tests/kinds) is read alike wherever a blog shows it (scripts/kinds.py)."""

import runpy
from pathlib import Path

import pytest

TABLE = runpy.run_path(str(Path(__file__).parents[1] / "scripts" / "kinds.py"))
KINDS = TABLE["read_kinds"]()


@pytest.mark.parametrize("source", TABLE["SOURCES"])
@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_the_same_article_gives_the_same_text_and_picture(kind: object, source: str) -> None:
    """From content, description, page and REST answer; nothing foreign, nothing struck."""
    assert TABLE["find_faults"](kind, source) == []
