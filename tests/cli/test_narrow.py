"""`status` on a terminal beside an editor, or on a telephone."""

import io
from contextlib import closing
from datetime import timedelta

import pytest
from rich.cells import cell_len
from rich.console import Console

from crosspost.cli.stating import print_overview
from crosspost.pipeline.overview import gather
from crosspost.settings import load
from tests.cli.conftest import Desk


@pytest.mark.parametrize(
    ("width", "begins"),
    [
        (61, "    1  published 5 s ago    main  0.015  サリス海峡の通航料"),
        (60, "    1  published 5 s ago    main  サリス海峡の通航料"),
        (50, "    1  published 5 s ago    サリス海峡の通航料"),
        (40, "    1  published サリス海峡の通航料"),
    ],
)
def test_status_keeps_the_titles_on_a_narrow_terminal(
    at_work: Desk, width: int, begins: str
) -> None:
    """Price, account and time give way first, in this order; the feeds say how they do."""
    with closing(at_work.store()) as store:
        settings = load(at_work.folder / "config" / "crosspost.toml")
        sent_at = store.delivery(1).sent_at
        assert sent_at
        seen = gather(settings, store, now=sent_at + timedelta(seconds=5))
    screen = io.StringIO()
    print_overview(seen, Console(file=screen, width=width))
    lines = screen.getvalue().splitlines()
    shown = next(line for line in lines if line.startswith("    1  "))
    assert shown.startswith(begins)
    assert cell_len(shown) <= width
    feed = next(line for line in lines if line.startswith("blog "))
    assert "in 1 h" in feed
    assert feed.rstrip().endswith("well")
