"""Names of variables, in `.env` and in the environment: a misspelt one is told, no value is."""

import difflib
import os
import re
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path

from pydantic.fields import FieldInfo

from crosspost.errors import ConfigError
from crosspost.model import Reason
from crosspost.model.mistakes import Mistake
from crosspost.tables import read_text

_PREFIX = "crosspost_"
_KEYS = "api_key|api_secret|access_token_secret|access_token"
_LOOSE = re.compile(rf"crosspost_+accounts_+(.+?)_+({_KEYS})")
_EXACT = re.compile(rf"crosspost_accounts__(?!_)(.+?)(?<!_)__({_KEYS})")
_STATE = re.compile(r"(?im)^[^#\n]*\bcrosspost_state")


def check_env(path: Path, known: Mapping[str, FieldInfo]) -> None:
    """Read the file if there is one; ConfigError has one line for each mistake.

    `known` are the tables of the configuration, which names begin with after CROSSPOST_.
    """
    if path.is_file() and (wrong := list(_find_mistakes(path, known))):
        raise ConfigError(Mistake.LINES(lines=tuple(wrong)))


def may_name_record(path: Path) -> bool:
    """Whether the file says, or may say, where the record is: another one would be opened."""
    try:
        return path.is_file() and bool(_STATE.search(read_text(path)))
    except (ConfigError, OSError):
        return True


def _find_mistakes(path: Path, known: Mapping[str, FieldInfo]) -> Iterator[Reason]:
    from dotenv.parser import parse_stream  # noqa: PLC0415 — only where there is a file

    for binding in parse_stream(StringIO(read_text(path))):
        text = binding.original.string
        blank = text[: len(text) - len(text.lstrip())].count("\n")  # a statement begins with those
        line = binding.original.line + blank
        if binding.error:
            is_open = text.count('"') % 2 or text.count("'") % 2
            cause = Mistake.QUOTE_OPEN() if is_open else Mistake.ENV_FORM()
            yield Mistake.ENV_LINE(path=str(path), line=line, cause=cause)
        elif binding.key and binding.value is None:
            cause = Mistake.ENV_FORM()
            yield Mistake.ENV_LINE(
                path=str(path), line=line, cause=cause
            )  # the line may be a secret that was pasted or wrapped
        elif binding.key and (why := _judge(binding.key, known)):
            yield Mistake.ENV_NAME(path=str(path), line=line, name=binding.key, cause=why)


def _judge(name: str, known: Mapping[str, FieldInfo]) -> Reason | None:
    lower = name.lower()
    if (loose := _LOOSE.fullmatch(lower)) and not _EXACT.fullmatch(lower):
        right = f"CROSSPOST_ACCOUNTS__{loose[1]}__{loose[2]}".upper()
        return Mistake.UNDERSCORES(right=right)
    if not lower.startswith(_PREFIX):
        return Mistake.NOT_OURS()
    if lower.removeprefix(_PREFIX).split("__")[0] in known:
        return None
    return (
        _find_joined(lower, known)
        or _find_near(lower, known)
        or Mistake.UNKNOWN_TABLE(tables=tuple(sorted(known)))
    )


def check_variables(known: Mapping[str, FieldInfo]) -> None:
    """Look at the environment's names; ConfigError has one line for each that is misspelt.

    Others' names may begin alike, as those that Kubernetes makes for a service.
    """
    wrong = [
        Mistake.IN_FILE(path=name, cause=why)
        for name in sorted(os.environ)
        if name.lower().startswith(_PREFIX) and (why := _judge_ours(name.lower(), known))
    ]
    if wrong:
        raise ConfigError(Mistake.LINES(lines=tuple(wrong)))


def _judge_ours(lower: str, known: Mapping[str, FieldInfo]) -> Reason | None:
    table, _, rest = lower.removeprefix(_PREFIX).partition("__")
    if table in known and not (_LOOSE.fullmatch(lower) and not _EXACT.fullmatch(lower)):
        return None
    if _LOOSE.fullmatch(lower):
        return _judge(lower, known)
    if joined := _find_joined(lower, known):
        return joined
    is_config = not rest and table != "config" and difflib.get_close_matches(table, ["config"])
    return _find_near(lower, known) if rest or is_config else None


def _find_joined(lower: str, known: Mapping[str, FieldInfo]) -> Reason | None:
    """Return the right name where one underscore stands between a table and its key."""
    table, _, rest = lower.removeprefix(_PREFIX).partition("__")
    for name in known:
        key = table.removeprefix(f"{name}_")
        if key != table and key in getattr(known[name].annotation, "model_fields", {}):
            right = "__".join(part for part in (name, key, rest) if part)
            return Mistake.UNDERSCORES(right=f"{_PREFIX}{right}".upper())
    return None


def _find_near(lower: str, known: Mapping[str, FieldInfo]) -> Reason | None:
    table, joint, rest = lower.removeprefix(_PREFIX).partition("__")
    near = difflib.get_close_matches(table, known if joint else ["config"], n=1, cutoff=0.7)
    right = f"{_PREFIX}{near[0]}{joint}{rest}".upper() if near else ""
    return Mistake.NAME_NEAR(near=right) if near else None
