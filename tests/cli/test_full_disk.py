"""On a full disk nothing is sent, and people still see why: reading needs no room."""

import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from crosspost import clock
from crosspost.model import FeedState, Why
from crosspost.outbox.store import open_store

CONFIG = """[state]
url = "sqlite:///{folder}/full/crosspost.db"
[[feeds]]
name = "blog"
url = "https://blog.example.jp/feed/"
"""


def fill() -> None:
    """Let this process write nothing to any file, as a disk without room."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """Leave a record as a daemon does that was killed: its last lines stand beside the file."""
    store = open_store(f"sqlite:///{tmp_path}/whole/crosspost.db")
    store.save_feed(FeedState("blog", looked_at=clock.now()))
    store.note("feed.renamed", Why.RENAMED(old="minato"), feed="blog", now=clock.now())
    (tmp_path / "full").mkdir()
    for end in ("", "-wal"):
        shutil.copy(tmp_path / f"whole/crosspost.db{end}", tmp_path / f"full/crosspost.db{end}")
    store.close()
    path = tmp_path / "crosspost.toml"
    path.write_text(CONFIG.format(folder=tmp_path))
    return path


@pytest.mark.parametrize("words", [("status",), ("log",), ("status", "--json")])
def test_what_is_so_is_shown_although_nothing_can_be_written(
    config: Path, words: tuple[str, ...]
) -> None:
    """Its readers' own file beside the record has no room either."""
    command = [sys.executable, "-m", "crosspost", *words, "--config", str(config)]
    kept = {k: v for k, v in os.environ.items() if not k.startswith("CROSSPOST_")}
    done = subprocess.run(
        command,
        preexec_fn=fill,
        env=kept | {"PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "blog" in done.stdout
