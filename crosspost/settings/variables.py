"""The file `.env`: read line by line, so that a mistake is named with its line, and no value is."""

import re
from collections.abc import Collection, Iterator
from io import StringIO
from pathlib import Path

from crosspost.errors import ConfigError
from crosspost.model import Reason
from crosspost.model.mistakes import Mistake
from crosspost.tables import read_text

_PREFIX = "crosspost_"
_KEYS = "api_key|api_secret|access_token_secret|access_token"
_LOOSE = re.compile(rf"crosspost_+accounts_+(.+?)_+({_KEYS})")
_EXACT = re.compile(rf"crosspost_accounts__(?!_)(.+?)(?<!_)__({_KEYS})")
_STATE = re.compile(r"(?im)^[^#\n]*\bcrosspost_state")


def check_env(path: Path, known: Collection[str]) -> None:
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


def _find_mistakes(path: Path, known: Collection[str]) -> Iterator[Reason]:
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


def _judge(name: str, known: Collection[str]) -> Reason | None:
    lower = name.lower()
    if (loose := _LOOSE.fullmatch(lower)) and not _EXACT.fullmatch(lower):
        right = f"CROSSPOST_ACCOUNTS__{loose[1]}__{loose[2]}".upper()
        return Mistake.UNDERSCORES(right=right)
    if not lower.startswith(_PREFIX):
        return Mistake.NOT_OURS()
    if lower.removeprefix(_PREFIX).split("__")[0] in known:
        return None
    return Mistake.UNKNOWN_TABLE(tables=tuple(sorted(known)))
