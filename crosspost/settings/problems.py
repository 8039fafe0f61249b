"""Turns pydantic's findings into one line each: the key's path, the value, what is allowed."""

import difflib
import re
import typing
from collections.abc import Collection, Iterator
from types import UnionType
from typing import Any

from pydantic import BaseModel, SecretStr, ValidationError
from pydantic_core import ErrorDetails

from crosspost.errors import WrongValue
from crosspost.masks import mask_address
from crosspost.model import Fact, Reason, Why
from crosspost.model.mistakes import Mistake

_SECRET = ("key", "secret", "token", "password")
_TABLES = ("dict_type", "model_type", "model_attributes_type")
#: By pydantic's name of what it found.
_KINDS = {
    "int_parsing": Mistake.WHOLE_NUMBER,
    "int_type": Mistake.WHOLE_NUMBER,
    "int_from_float": Mistake.WHOLE_NUMBER,
    "float_parsing": Mistake.NUMBER,
    "float_type": Mistake.NUMBER,
    "decimal_parsing": Mistake.NUMBER,
    "decimal_type": Mistake.NUMBER,
    "bool_parsing": Mistake.TRUE_FALSE,
    "bool_type": Mistake.TRUE_FALSE,
    "string_type": Mistake.TEXT,
    "finite_number": Mistake.NUMBER,
    "decimal_max_digits": Mistake.NUMBER,
}
#: By what it names as the limit.
_LIMITS = {
    "ge": Mistake.AT_LEAST,
    "gt": Mistake.MORE_THAN,
    "le": Mistake.AT_MOST,
    "lt": Mistake.LESS_THAN,
    "max_length": Mistake.TOO_LONG,
}


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


def _show_value(path: tuple[int | str, ...], value: object) -> Fact:
    if isinstance(value, SecretStr) or _is_secret(path):
        return Mistake.SECRET_VALUE()
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return str(value) if isinstance(value, bool) else ""
    return Mistake.TEXT_VALUE(text=mask_address(value)) if isinstance(value, str) else value


def _unknown(path: tuple[int | str, ...], model: type[BaseModel], also: Collection[str]) -> Reason:
    known = [*_known_keys(model, path[:-1]), *(also if len(path) == 1 else ())]
    near = difflib.get_close_matches(str(path[-1]), known, n=1, cutoff=0.6)
    if near:
        return Mistake.UNKNOWN_NEAR(near=near[0])
    return Mistake.UNKNOWN_KEY(known=tuple(sorted(known)))


def _name_form(
    kind: str, path: tuple[int | str, ...], *, value: object, prefix: str
) -> Reason | None:
    """Return how a list or a table is written, None when it is about neither."""
    name = prefix + ".".join(str(step) for step in path if isinstance(step, str))
    if kind == "tuple_type" and isinstance(value, dict):
        return Mistake.TABLES_FORM(name=name)
    if kind == "tuple_type":
        shown = value if isinstance(value, str) and not _is_secret(path) else "…"
        example = mask_address(shown)
        return Mistake.LIST_FORM(example=example)
    return Mistake.TABLE_FORM(name=name) if kind in _TABLES else None


def _judge(item: ErrorDetails) -> Reason:
    """Return what pydantic found; what it says in words of its own is kept as they are."""
    context: dict[str, Any] = item.get("ctx", {})
    if isinstance(error := context.get("error"), WrongValue):
        return error.why
    if item["type"] == "missing":
        return Mistake.NEEDED()
    if code := _KINDS.get(item["type"]):
        return code()
    for name, limited in _LIMITS.items():
        if name in context:
            return limited(limit=str(context[name]))
    if item["type"] == "literal_error":
        return Mistake.ONE_OF(allowed=tuple(re.findall(r"'[^']*'", str(context["expected"]))))
    message = item["msg"].removeprefix("Value error, ")
    return Why.SAID(text=f"{message[0].lower()}{message[1:]}")


def describe(
    error: ValidationError,
    model: type[BaseModel],
    *,
    prefix: str = "",
    also: Collection[str] = (),
) -> list[Reason]:
    """Return each problem; values of secrets are never shown.

    `also` are keys of the same table that are read elsewhere.
    """
    wrong: list[Reason] = []
    for item in error.errors(include_url=False):
        path = item["loc"]
        key = f"{prefix}{_show_path(path)}".rstrip(".")
        if item["type"] == "extra_forbidden":
            cause = _unknown(path, model, also)
            wrong.append(Mistake.KEY(key=key, value="", cause=cause))
            continue
        if item["type"] in _TABLES and path[0] == "accounts":
            # Once, not for each key that stands there.
            wrong.append(Mistake.KEY(key="accounts", value="", cause=Mistake.ACCOUNTS_FORM()))
            continue
        form = _name_form(item["type"], path, value=item.get("input"), prefix=prefix)
        cause = form or _judge(item)
        value = _show_value(path, item.get("input")) if path else ""
        wrong.append(Mistake.KEY(key=key, value=value, cause=cause) if key else cause)
    return list(dict.fromkeys(wrong))
