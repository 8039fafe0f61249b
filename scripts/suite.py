"""All that has to be green, in two lanes side by side: the rules with their coverage, and the rest.

What decides is pure: the tests of its own rooms run each of its branches, so only they are traced.
The rest starts processes and waits for them; it leaves a core to the rules while it waits.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests import postgres  # noqa: E402 — the checkout is no installed package

#: Tests of what decides, with hardly a process, socket or wait among them.
RULES = (
    "tests/article",
    "tests/feed",
    "tests/outbox",
    "tests/post",
    "tests/speech",
    "tests/summary",
    "tests/writer",
    "tests/test_errors.py",
    "tests/test_golden_posts.py",
    "tests/test_houses.py",
    "tests/test_kinds.py",
    "tests/test_phrases.py",
    "tests/test_text.py",
)
BIN = Path(sys.executable).parent
LINTS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("lint-imports", "--no-logo"),
)


def main() -> int:
    """Run what is asked for and return 0 when all of it is green."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="lint and the rules, untraced")
    quick = parser.parse_args().quick
    began = time.monotonic()
    rules = [path for path in RULES if (ROOT / path).exists()]
    red = _lint() + _test(*rules, "--numprocesses=2").wait() if quick else _run_all(rules)
    print(f"\n{'red' if red else 'green'} after {time.monotonic() - began:.0f} s")
    return int(bool(red))


def _run_all(rules: Sequence[str]) -> int:
    """Run both lanes; lint and the rules tell their lines when the rest is through."""
    with ExitStack() as stack:
        if postgres.VARIABLE not in os.environ and postgres.is_available():
            os.environ[postgres.VARIABLE] = stack.enter_context(postgres.cluster())
        told = stack.enter_context(tempfile.TemporaryFile())
        ignored = [f"--ignore={path}" for path in rules]
        rest = _test("tests", *ignored, "--numprocesses=6", "--maxschedchunk=1")
        red = _lint(out=told)
        red += _test(*rules, "--cov", "--numprocesses=2", out=told).wait()
        red += rest.wait()
        told.seek(0)
        print(told.read().decode(errors="replace"), flush=True)
        return red


def _test(*words: str, out: IO[bytes] | None = None) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-m", "pytest", *words], cwd=ROOT, stdout=out)


def _lint(*, out: IO[bytes] | None = None) -> int:
    """Run ruff, its format, mypy and the import contracts, all of them."""
    return sum(
        subprocess.run([BIN / name, *rest], cwd=ROOT, stdout=out, check=False).returncode
        for name, *rest in LINTS
    )


if __name__ == "__main__":
    sys.exit(main())
