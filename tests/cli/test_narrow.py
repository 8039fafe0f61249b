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


def screen_of(desk: Desk, width: int) -> list[str]:
    """Return the lines of `status` five seconds after the first post."""
    with closing(desk.store()) as store:
        settings = load(desk.folder / "config" / "crosspost.toml")
        sent_at = store.delivery(1).sent_at
        assert sent_at
        seen = gather(settings, store, now=sent_at + timedelta(seconds=5))
    screen = io.StringIO()
    print_overview(seen, Console(file=screen, width=width))
    return screen.getvalue().splitlines()


@pytest.mark.parametrize(
    ("language", "width", "begins"),
    [
        ("en", 80, "    1  published 5 s ago    main  0.015  サリス海峡の通航料"),
        ("ja", 80, "    1  投稿済み  5 秒前     main  0.015  サリス海峡の通航料"),
        ("en", 60, " 1 published 5 s ago main 0.015"),
        ("en", 40, " 1 published 5 s ago main 0.015"),
        ("ja", 40, " 1 投稿済み 5 秒前 main 0.015"),
    ],
)
def test_status_keeps_time_account_and_price_on_a_narrow_terminal(
    at_work: Desk, language: str, width: int, begins: str
) -> None:
    """The title goes into a line of its own, and no line is broken; the feeds say how they do."""
    at_work.language(language)
    lines = screen_of(at_work, width)
    place = next(n for n, line in enumerate(lines) if line.startswith(begins))
    shown = lines[place : place + 2]
    assert "サリス海峡の通航料" in "".join(shown)
    assert max(map(cell_len, shown)) <= width
    feed = next(line for line in lines if line.startswith("blog "))
    assert ("in " in feed) == (language == "en")
    assert feed.rstrip().endswith("well" if language == "en" else "正常")
