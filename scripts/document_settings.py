"""Writes the tables of docs/configure.md, and config/crosspost.schema.json, from the settings."""

import json
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Literal, get_args, get_origin

from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo

from crosspost.networks.x import Options as XOptions
from crosspost.networks.x.prices import Prices
from crosspost.settings import Settings, show_duration
from crosspost.settings.schema import make_schema
from crosspost.settings.sections import AccountSection, FeedSection
from crosspost.settings.summaries import ModelSection
from crosspost.summary.select import Options as SelectOptions

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "configure.md"
#: What stands above it is written by hand.
MARK = "<!-- made by scripts/document_settings.py -->\n"
TITLES = {
    "feeds": ("[[feeds]]", FeedSection, "A table for each feed."),
    "accounts": (
        "[accounts.NAME]",
        AccountSection,
        "A table for each account, each with keys of its own; further keys belong to its network.",
    ),
}


def show_default(field: FieldInfo) -> str:
    """Return a default as it would stand in the file."""
    if field.is_required():
        return "*needed*"
    value = field.get_default(call_default_factory=True)
    if isinstance(value, SecretStr):
        return "(none)"
    if isinstance(value, BaseModel):
        return "below"
    return f"`{show_value(value)}`"


def show_value(value: object) -> str:
    """Return a value in the words of TOML."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, timedelta):
        return f'"{show_duration(value)}"'
    if isinstance(value, tuple):
        return "[" + ", ".join(show_value(item) for item in value) + "]"
    if isinstance(value, Decimal | int | float):
        return str(value)
    return json.dumps(value, ensure_ascii=False)


def show_choices(field: FieldInfo) -> str:
    """Return what may stand there, where it is a choice."""
    if get_origin(field.annotation) is not Literal:
        return ""
    return (
        " (" + ", ".join(f"`{show_value(choice)}`" for choice in get_args(field.annotation)) + ")"
    )


def rows(model: type[BaseModel]) -> Iterator[str]:
    """Yield a line of a table for each key."""
    yield "| key | default | |"
    yield "|---|---|---|"
    for name, field in model.model_fields.items():
        said = f"{field.description}{show_choices(field)}".replace("|", "\\|")
        yield f"| `{name}` | {show_default(field)} | {said} |"


def table(title: str, model: type[BaseModel], said: str) -> str:
    """Return a table with its heading."""
    return "\n".join((f"## {title}", "", said, "", *rows(model))) + "\n"


def make_page() -> str:
    """Return docs/configure.md: its head as it stands, and the tables anew."""
    parts = [PAGE.read_text("utf-8").partition(MARK)[0] + MARK]
    for name, field in Settings.model_fields.items():
        if name in TITLES:
            parts.append(table(*TITLES[name]))
        else:
            model = field.annotation
            assert isinstance(model, type)
            assert issubclass(model, BaseModel)
            parts.append(table(f"[{name}]", model, first_line(model)))
    parts.append(table('Accounts with `network = "x"`', XOptions, "Keys of `[accounts.NAME]`."))
    parts.append(table("[accounts.NAME.prices]", Prices, first_line(Prices)))
    parts.append(
        table('Summaries with `by = "select"`', SelectOptions, "Further keys of `[summary]`.")
    )
    parts.append(table("[summary.model]", ModelSection, first_line(ModelSection)))
    return "\n".join(parts)


def first_line(model: type[BaseModel]) -> str:
    """Return the first line of a docstring."""
    return (model.__doc__ or "").strip().partition("\n")[0]


def make_schema_text() -> str:
    """Return config/crosspost.schema.json."""
    return json.dumps(make_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    PAGE.write_text(make_page(), "utf-8")
    (ROOT / "config" / "crosspost.schema.json").write_text(make_schema_text(), "utf-8")
