"""What the daemon keeps for years: no library that it does not use."""

import platform
import subprocess
import sys

import pytest

from crosspost.loading import without


def test_the_daemon_loads_nothing_that_it_may_never_use() -> None:
    """Tables, pictures, alerts, migrations, metrics and rare packings wait until they are used."""
    unused = "alembic apprise brotli PIL prometheus_client requests rich tweepy typer zstandard"
    code = (
        "import sys, crosspost.daemon, crosspost.networks.x, crosspost.summary.select;"
        f"print(sorted(set({unused.split()}) & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_words_of_the_documents_are_not_loaded_with_a_language() -> None:
    """What is said of the settings in Japanese is for the page of keys alone."""
    code = (
        "import sys, crosspost.daemon, crosspost.words.ja;"
        "print('crosspost.words.ja.settings' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_spared_library_can_be_loaded_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what stands in the block does without it."""
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    with without("colorsys"), pytest.raises(ModuleNotFoundError):
        import colorsys  # noqa: PLC0415 — this is what is tested
    import colorsys  # noqa: PLC0415 — the same

    with without("colorsys"):
        assert sys.modules["colorsys"] is colorsys


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other C libraries keep nothing")
def test_what_a_large_picture_took_goes_back_to_the_system() -> None:
    """Freed blocks are not kept, though larger ones were freed before and small ones lie behind."""
    code = """
from pathlib import Path
from crosspost.cli import starting

def held() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

starting.return_large_blocks()
begin = held()
larger = b"x" * 20_000_000
del larger
blocks = [b"x" * 5_000_000 for _ in range(4)]
behind = b"x" * 50_000
del blocks
print(held() - begin)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 1_000_000
