"""The tables of the operator's file, with the standard library alone: `health` reads them, too."""

import re
import tomllib
from pathlib import Path
from typing import Any

from crosspost.errors import ConfigError
from crosspost.model import Reason, Why
from crosspost.model.mistakes import Mistake

#: Where the operator's words stand; the daemon and `health` read the same.
PLACES = (Path("config/crosspost.toml"), Path("/etc/crosspost/crosspost.toml"))
ENV = Path(".env")
SECRETS = Path("/run/secrets")

_OTHERS = 0o066  #: the rights of all but the owner to read and write

_TABLE = re.compile(r"(?m)^(?=[ \t]*\[)")
_STATE = re.compile(r"(?m)^[^#\n]*\bstate\b")
_ACCOUNT = re.compile(r"\s*\[accounts\.([a-z0-9_-]+)\]")
_LINE = re.compile(r"\(at line (\d+), ")
_WIDE = {
    "\u3000": Mistake.WIDE_SPACE,
    **dict.fromkeys("＝［］＂＃．－", Mistake.WIDE_CHAR),
    **dict.fromkeys("“”‘’", Mistake.CURLY_QUOTE),
}


def is_open_to_others(path: Path) -> str:
    """Return the rights of a file that others than its owner can read or write, "" of any other."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return ""
    return f"{mode & 0o777:04o}" if mode & _OTHERS else ""


def read_tables(path: Path) -> dict[str, Any]:
    """Return the tables of the file; ConfigError says in one line why it cannot be read."""
    text = read_text(path)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(_in(path, Mistake.NOT_TOML(cause=_explain(str(error), text)))) from error


def salvage(path: Path) -> dict[str, Any]:
    """Return those tables of a broken file that can be read, each by itself.

    ConfigError when the one that names the record may be among the others: another record would
    be opened.
    """
    try:
        return read_tables(path)
    except ConfigError:
        tables: dict[str, Any] = {}
        for piece in _TABLE.split(read_text(path)):
            if (found := _read_piece(piece)) is None:
                raise
            _add(tables, found)
        return tables


def _read_piece(piece: str) -> dict[str, Any] | None:
    """Return one table, of a broken account at least the name; None when the record may be lost."""
    try:
        return tomllib.loads(piece)
    except tomllib.TOMLDecodeError:
        if _STATE.search(piece):
            return None
        head = _ACCOUNT.match(piece)
        return {"accounts": {head[1]: {}}} if head else {}


def _add(tables: dict[str, Any], found: dict[str, Any]) -> None:
    for name, value in found.items():
        before = tables.get(name)
        if isinstance(before, list) and isinstance(value, list):
            before += value
        elif isinstance(before, dict) and isinstance(value, dict):
            _add(before, value)
        else:
            tables[name] = value


def read_text(path: Path) -> str:
    """Return what a file says; ConfigError when it is not UTF-8 or cannot be read."""
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(_in(path, Mistake.NOT_UTF8())) from error
    except OSError as error:
        raise ConfigError(_in(path, Mistake.UNREADABLE(detail=error.strerror or ""))) from error


def _in(path: Path, why: Reason) -> Reason:
    return Mistake.IN_FILE(path=str(path), cause=why)


def _explain(message: str, text: str) -> Reason:
    """Add to the parser's words what people cannot see in the line that it names."""
    if not (found := _LINE.search(message)):
        return Why.SAID(text=message)
    number = int(found[1])
    line = text.split("\n")[number - 1]
    if "Illegal character '\\n'" in message:
        return Mistake.QUOTE_MISSING(message=message, line=number)
    if wide := next((c for c in line if c in _WIDE), None):
        return _WIDE[wide](message=message, line=number, char=wide)
    return Why.SAID(text=message)
