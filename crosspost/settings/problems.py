"""Turns pydantic's findings into one line each: the key's path, the value, what is allowed."""

import difflib
import typing
from collections.abc import Collection, Iterator
from types import UnionType
from typing import Any

from pydantic import BaseModel, SecretStr, ValidationError

_SECRET = ("key", "secret", "token", "password")
_ACCOUNTS = "write [accounts.main], in one pair of brackets, with each account's name after the dot"
_TABLES = ("dict_type", "model_type")


def _models(annotation: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401 — any annotation
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    origin = typing.get_origin(annotation)
    if origin is not None or isinstance(annotation, UnionType):
        for part in typing.get_args(annotation):
            yield from _models(part)


def _known_keys(model: type[BaseModel], path: tuple[int | str, ...]) -> list[str]:
    """Return the keys that are allowed in the table at `path`."""
    current = [model]
    for step in path:
        fields = [m.model_fields[step] for m in current if step in m.model_fields]
        if fields:
            current = [m for field in fields for m in _models(field.annotation)]
    return [name for found in current for name in found.model_fields]


def _show_path(path: tuple[int | str, ...]) -> str:
    shown = ""
    for step in path:
        shown += f"[{step}]" if isinstance(step, int) else f".{step}" if shown else str(step)
    return shown


def _is_secret(path: tuple[int | str, ...]) -> bool:
    """Whether a key or the list that it is in holds secrets, as the addresses of alerts do."""
    name = next((step for step in reversed(path) if isinstance(step, str)), "")
    return path[:2] == ("alerts", "urls") or any(word in name for word in _SECRET)


def _show_value(path: tuple[int | str, ...], value: object) -> str:
    if isinstance(value, SecretStr) or _is_secret(path):
        return " = (secret)"
    if isinstance(value, str | int | float | bool):
        return f' = "{value}"' if isinstance(value, str) else f" = {value}"
    return ""


def _unknown(path: tuple[int | str, ...], model: type[BaseModel], also: Collection[str]) -> str:
    known = [*_known_keys(model, path[:-1]), *(also if len(path) == 1 else ())]
    near = difflib.get_close_matches(str(path[-1]), known, n=1, cutoff=0.6)
    hint = f'did you mean "{near[0]}"?' if near else f"known here: {', '.join(sorted(known))}"
    return f"{_show_path(path)}: unknown key; {hint}"


def _say_form(kind: str, path: tuple[int | str, ...], *, value: object, prefix: str) -> str:
    """Say how a list or a table is written, "" when it is about neither."""
    name = prefix + ".".join(str(step) for step in path if isinstance(step, str))
    if kind == "tuple_type" and isinstance(value, dict):
        return f"write [[{name}]], with two brackets"
    if kind == "tuple_type":
        example = value if isinstance(value, str) and not _is_secret(path) else "…"
        return f'write a list: ["{example}"]'
    return f"write a table: [{name}]" if kind in _TABLES else ""


def describe(
    error: ValidationError,
    model: type[BaseModel],
    *,
    prefix: str = "",
    also: Collection[str] = (),
) -> list[str]:
    """Return one line for each problem; values of secrets are never shown.

    `also` are keys of the same table that are read elsewhere.
    """
    lines = []
    for item in error.errors(include_url=False):
        path = item["loc"]
        if item["type"] == "extra_forbidden":
            lines.append(prefix + _unknown(path, model, also))
            continue
        if item["type"] in _TABLES and path[0] == "accounts":
            lines.append(f"accounts: {_ACCOUNTS}")  # once, not for each key that stands there
            continue
        form = _say_form(item["type"], path, value=item.get("input"), prefix=prefix)
        message = form or item["msg"].removeprefix("Value error, ")
        if item["type"] == "missing":
            message = "this key is needed"
        value = _show_value(path, item.get("input")) if path else ""
        where = f"{_show_path(path)}{value}: " if path else ""
        lines.append(f"{prefix}{where}{message[0].lower()}{message[1:]}")
    return list(dict.fromkeys(lines))
