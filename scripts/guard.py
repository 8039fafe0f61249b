"""Tell how many lies the guard stops and how many true gists it refuses, by kind, with the misses.

    python scripts/guard.py GISTS.jsonl ARTICLES.jsonl [...] [--quiet]

A line of GISTS is `{"id", "true": [{"text", "evidence"}], "false": [{"kind", "text", "evidence",
"why"}]}`, a line of ARTICLES `{"id", "title", "html"}`; they are told apart by what they hold.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from crosspost.article.blocks import read_blocks
from crosspost.model import Article, Gist, Room
from crosspost.post.weight import weight
from crosspost.summary import guard

_ROOM = Room(280, weight)


def main(paths: list[str], *, quiet: bool) -> None:
    """Print the misses, then the table."""
    texts = (Path(path).read_text(encoding="utf-8") for path in paths)
    lines = [json.loads(line) for text in texts for line in text.splitlines()]
    articles = {line["id"]: _read(line) for line in lines if "html" in line}
    seen: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    for line in lines:
        for kind, told in _gists(line):
            verdict = guard.check(
                Gist(told["text"], tuple(told["evidence"])), articles[line["id"]], _ROOM
            )
            seen[kind] += 1
            refused[kind] += not verdict.passes
            if not quiet and verdict.passes is not (kind == "true"):
                _print_miss(kind, line["id"], told=told, verdict=verdict)
    _print_table(seen, refused)


def _read(line: dict[str, Any]) -> Article:
    return Article("", (), "", title=line["title"], blocks=read_blocks(line["html"]))


def _gists(line: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for told in line.get("true", ()):
        yield "true", told
    for told in line.get("false", ()):
        yield told["kind"], told


def _print_miss(kind: str, article: str, *, told: dict[str, Any], verdict: guard.Verdict) -> None:
    why = "; ".join(map(str, verdict.refusals)) or told["why"]
    print(f"{kind}  {article}  {told['text']}\n    {why}")


def _print_table(seen: Counter[str], refused: Counter[str]) -> None:
    for kind in sorted(seen, key=lambda kind: (kind == "true", kind)):
        share = refused[kind] / seen[kind]
        print(f"{kind:12}{refused[kind]:4} of {seen[kind]:4} refused  {share:6.1%}")
    lies = [kind for kind in seen if kind != "true"]
    total, stopped = sum(seen[k] for k in lies), sum(refused[k] for k in lies)
    if total:
        print(f"{'false':12}{stopped:4} of {total:4} refused  {stopped / total:6.1%}")


if __name__ == "__main__":
    arguments = sys.argv[1:]
    main([a for a in arguments if a != "--quiet"], quiet="--quiet" in arguments)
