"""`python scripts/rouge.py FILE`: how much of the authors' own descriptions the gists tell.

FILE holds JSON lines with title, html (or text) and description; further names are passed over. For
rooms of 60, 90 and 120 full-width characters the F1 of ROUGE-1, -2 and -L is printed (×100, the
mean over the articles) for `select` and for `lead`, beside a cut of the leading characters. --by
NAME prints them apart by a field, such as "category". Tokens are words as `select` compares them
(kanji by pairs, other scripts by runs), or --tokens characters, or phrases (budoux).

No column sees a changed meaning: a figure here says nothing of truth, docs/summary.md does.
"""

import argparse
import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from statistics import mean
from typing import Any

from crosspost.article.reading import read_entry
from crosspost.model import Article, Document, Entry, Room
from crosspost.phrases import split_phrases
from crosspost.post.weight import weight
from crosspost.summary import lead, select

ROOMS = (60, 90, 120)
_WORDS = re.compile(r"[一-鿿々〇]|[ぁ-ゟ]+|[ァ-ヺー]+|[A-Za-z]+|[0-9０-９]+")
_CHARACTERS = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Case:
    """One article and what its author wrote of it."""

    article: Article
    description: str
    said: dict[str, Any]


def read(path: Path) -> list[Case]:
    """Return the cases of a file; the description is kept from the summarisers."""
    cases = []
    for line in path.read_text(encoding="utf-8").splitlines():
        said = json.loads(line)
        html = said.get("html") or "".join(
            f"<p>{escape(part)}</p>" for part in said["text"].split("\n") if part.strip()
        )
        url = "https://blog.example.jp/1/"
        entry = Entry(id=url, url=url, title=said["title"], content=html)
        document = Document(kind="rss20", title="", entries=(entry,))
        article = read_entry(entry, document, feed="f", feed_url=url)
        cases.append(Case(article, said["description"], said))
    return cases


def tokens(text: str, kind: str) -> list[str]:
    """Return the text's tokens: words, characters or phrases."""
    if kind == "phrases":
        return [p.strip("、。 ") for p in split_phrases(text) if p.strip("、。 ")]
    return (_CHARACTERS if kind == "characters" else _WORDS).findall(text.lower())


def rouge_n(told: Sequence[str], meant: Sequence[str], n: int) -> float:
    """Return the F1 of the n-grams that both hold."""
    grams = [Counter(zip(*(side[i:] for i in range(n)), strict=False)) for side in (told, meant)]
    return _f1(sum((grams[0] & grams[1]).values()), grams[0].total(), grams[1].total())


def rouge_l(told: Sequence[str], meant: Sequence[str]) -> float:
    """Return the F1 of the longest common subsequence."""
    row = [0] * (len(meant) + 1)
    for token in told:
        last = row[:]
        for i, other in enumerate(meant):
            row[i + 1] = last[i] + 1 if token == other else max(row[i], last[i + 1])
    return _f1(row[-1], len(told), len(meant))


def _f1(shared: int, told: int, meant: int) -> float:
    return 200 * shared / (told + meant) if told + meant else 0.0


def makers() -> dict[str, Callable[[Article, Room], str]]:
    """Return what is compared, by name."""

    def characters(article: Article, room: Room) -> str:
        text = article.text.replace("\n", "")
        while not room.fits(text):
            text = (
                text[: max(room.weight, len(text) // 2)] if len(text) > room.weight else text[:-1]
            )
        return text

    return {
        "select": select.create(select.Options()).summarize,
        "lead": lead.create(lead.Options()).summarize,
        "characters": characters,
    }


def measure(cases: Sequence[Case], kind: str) -> None:
    """Print a line for each way and room."""
    for name, make in makers().items():
        columns = []
        start = time.process_time()
        for characters in ROOMS:
            pairs = [
                (
                    tokens(make(case.article, Room(2 * characters, weight)), kind),
                    tokens(case.description, kind),
                )
                for case in cases
            ]
            scores = (
                mean(rouge_n(*pair, 1) for pair in pairs),
                mean(rouge_n(*pair, 2) for pair in pairs),
                mean(rouge_l(*pair) for pair in pairs),
            )
            columns.append(f"{characters}: " + " ".join(f"{score:5.1f}" for score in scores))
        spent = (time.process_time() - start) / len(cases) / len(ROOMS)
        print(f"  {name:<11}" + "   ".join(columns) + f"   {1000 * spent:.0f} ms")


def main() -> None:
    """Read the file and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--tokens", choices=("words", "characters", "phrases"), default="words")
    parser.add_argument("--by", default="", metavar="NAME")
    asked = parser.parse_args()
    parts: dict[str, list[Case]] = defaultdict(list)
    for case in read(asked.file):
        parts["all"].append(case)
        if asked.by:
            parts[str(case.said.get(asked.by, ""))].append(case)
    for name, cases in parts.items():
        print(f"{name} ({len(cases)} articles; R1 R2 RL)")
        measure(cases, asked.tokens)


if __name__ == "__main__":
    main()
