"""Reads what a model's server answers: whatever it is, gists or a reason come out."""

import json
import re
from dataclasses import dataclass
from typing import Any

from crosspost.model import Gist, Reason
from crosspost.model.refusals import NoGist
from crosspost.text import one_line

_MOST_GISTS = 5
_MOST_EVIDENCE = 5
_LONGEST = 600  # characters of a text or of one piece of evidence
_OBJECT = re.compile(r"\{.*\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Reply:
    """The candidates, what was counted for the bill, and why there is nothing."""

    gists: tuple[Gist, ...] = ()
    tokens_in: int | None = None
    tokens_out: int | None = None
    why: Reason | None = None


def read(body: bytes) -> Reply:
    """Return what the body of an answer holds; never raises."""
    told = _parse(body.decode("utf-8", "replace"))
    if told is None:
        return Reply(why=NoGist.NOT_JSON())
    usage = told.get("usage")
    counted = usage if isinstance(usage, dict) else {}
    spent = (_count(counted.get("prompt_tokens")), _count(counted.get("completion_tokens")))
    content = _content(told)
    if content is None:
        return Reply((), *spent, why=NoGist.OTHER_SCHEMA())
    wanted = _OBJECT.search(content)
    document = _parse(wanted.group()) if wanted else None
    if document is None:
        return Reply((), *spent, why=NoGist.NOT_JSON())
    listed = document.get("gists")
    if not isinstance(listed, list):
        return Reply((), *spent, why=NoGist.OTHER_SCHEMA())
    gists = tuple(gist for each in listed[:_MOST_GISTS] if (gist := _gist(each)))
    return Reply(gists, *spent, why=None if gists else NoGist.NO_CANDIDATE())


def _parse(text: str) -> dict[str, Any] | None:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _content(told: dict[str, Any]) -> str | None:
    """Return `choices[0].message.content`."""
    choices = told.get("choices")
    first = choices[0] if isinstance(choices, list) and choices else None
    message = first.get("message") if isinstance(first, dict) else None
    content = message.get("content") if isinstance(message, dict) else None
    return content if isinstance(content, str) else None


def _count(number: object) -> int | None:
    return number if isinstance(number, int) and 0 <= number < 10**9 else None


def _gist(each: object) -> Gist | None:
    if not isinstance(each, dict):
        return None
    text, evidence = each.get("text"), each.get("evidence")
    if not isinstance(text, str) or not 0 < len(text) <= _LONGEST:
        return None
    listed = evidence if isinstance(evidence, list) else []
    kept = (e for e in listed[:_MOST_EVIDENCE] if isinstance(e, str) and len(e) <= _LONGEST)
    return Gist(one_line(text), tuple(kept))
