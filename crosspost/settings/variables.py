"""The file `.env`: read line by line, so that a mistake is named with its line, and no value is."""

import re
from collections.abc import Collection, Iterator
from io import StringIO
from pathlib import Path

from crosspost.errors import ConfigError
from crosspost.tables import read_text

_PREFIX = "crosspost_"
_KEYS = "api_key|api_secret|access_token_secret|access_token"
_LOOSE = re.compile(rf"crosspost_+accounts_+(.+?)_+({_KEYS})")
_EXACT = re.compile(rf"crosspost_accounts__(?!_)(.+?)(?<!_)__({_KEYS})")
_FORM = 'write NAME=value, as in NAME="value"'
_STATE = re.compile(r"(?im)^[^#\n]*\bcrosspost_state")


def check_env(path: Path, known: Collection[str]) -> None:
    """Read the file if there is one; ConfigError has one line for each mistake.

    `known` are the tables of the configuration, which names begin with after CROSSPOST_.
    """
    if path.is_file() and (wrong := list(_find_mistakes(path, known))):
        raise ConfigError("\n".join(wrong))


def may_name_record(path: Path) -> bool:
    """Whether the file says, or may say, where the record is: another one would be opened."""
    try:
        return path.is_file() and bool(_STATE.search(read_text(path)))
    except (ConfigError, OSError):
        return True


def _find_mistakes(path: Path, known: Collection[str]) -> Iterator[str]:
    from dotenv.parser import parse_stream  # noqa: PLC0415 — only where there is a file

    for binding in parse_stream(StringIO(read_text(path))):
        text = binding.original.string
        blank = text[: len(text) - len(text.lstrip())].count("\n")  # a statement begins with those
        where = f"{path} line {binding.original.line + blank}"
        if binding.error:
            is_open = text.count('"') % 2 or text.count("'") % 2
            why = "a quote is not closed" if is_open else _FORM
            yield f"{where}: {why}"
        elif binding.key and binding.value is None:
            yield f"{where}: {_FORM}"  # the line may be a secret that was pasted or wrapped
        elif binding.key and (why := _judge(binding.key, known)):
            yield f"{where}: {binding.key}: {why}"


def _judge(name: str, known: Collection[str]) -> str:
    lower = name.lower()
    if (loose := _LOOSE.fullmatch(lower)) and not _EXACT.fullmatch(lower):
        right = f"CROSSPOST_ACCOUNTS__{loose[1]}__{loose[2]}".upper()
        return f"two underscores stand between the parts: {right}"
    if not lower.startswith(_PREFIX):
        return "no variable of crosspost: their names begin with CROSSPOST_"
    if lower.removeprefix(_PREFIX).split("__")[0] in known:
        return ""
    tables = ", ".join(sorted(known))
    return f"unknown; after CROSSPOST_ comes a table, then two underscores; tables: {tables}"
