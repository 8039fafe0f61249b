"""Writes the tables of docs/configure.md, its Japanese twin, and config/crosspost.schema.json.

The English stands in the models of the settings, the Japanese in crosspost/words/ja/settings.py.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
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
from crosspost.words.ja.settings import KEYS, TABLES

ROOT = Path(__file__).parents[1]
#: What stands above it is written by hand.
MARK = "<!-- made by scripts/document_settings.py -->\n"


@dataclass(frozen=True)
class Table:
    """A table of the file."""

    path: str  #: its place, as the Japanese names it
    heading: str
    model: type[BaseModel]
    said: str = ""  #: what it is for; else the first line of the model says it


@dataclass(frozen=True)
class Page:
    """A page, and its own words for what stands in every table."""

    path: Path
    head: str  #: of the three columns
    needed: str
    none: str
    below: str


ENGLISH = Page(ROOT / "docs" / "configure.md", "| key | default | |", "*needed*", "(none)", "below")
JAPANESE = Page(
    ROOT / "docs" / "ja" / "configure.md",
    "| キー | 初期値 | 内容 |",
    "*必須*",
    "（なし）",
    "下記",
)
#: Headings that are more than the table's name, in Japanese.
HEADINGS = {
    "accounts.x": '`network = "x"` のアカウント',
    "summary.select": '`by = "select"` の要約',
}


def tables() -> Iterator[Table]:
    """Yield every table, in the order of the page."""
    own = {
        "feeds": Table("feeds", "[[feeds]]", FeedSection, "A table for each feed."),
        "accounts": Table(
            "accounts",
            "[accounts.NAME]",
            AccountSection,
            "A table for each account, each with keys of its own;"
            " further keys belong to its network.",
        ),
    }
    for name, field in Settings.model_fields.items():
        model = field.annotation
        if name not in own:
            assert isinstance(model, type)
            assert issubclass(model, BaseModel)
            own[name] = Table(name, f"[{name}]", model)
        yield own[name]
    yield Table(
        "accounts.x", 'Accounts with `network = "x"`', XOptions, "Keys of `[accounts.NAME]`."
    )
    yield Table("accounts.x.prices", "[accounts.NAME.prices]", Prices)
    yield Table(
        "summary.select",
        'Summaries with `by = "select"`',
        SelectOptions,
        "Further keys of `[summary]`.",
    )
    yield Table("summary.model", "[summary.model]", ModelSection)


def show_default(field: FieldInfo, page: Page) -> str:
    """Return a default as it would stand in the file."""
    if field.is_required():
        return page.needed
    value = field.get_default(call_default_factory=True)
    if isinstance(value, SecretStr):
        return page.none
    if isinstance(value, BaseModel):
        return page.below
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


def show_choices(field: FieldInfo, page: Page) -> str:
    """Return what may stand there, where it is a choice."""
    if get_origin(field.annotation) is not Literal:
        return ""
    choices = [f"`{show_value(choice)}`" for choice in get_args(field.annotation)]
    return f"（{'、'.join(choices)}）" if page is JAPANESE else f" ({', '.join(choices)})"


def rows(table: Table, page: Page) -> Iterator[str]:
    """Yield a line for each key."""
    yield page.head
    yield "|---|---|---|"
    for name, field in table.model.model_fields.items():
        told = KEYS[f"{table.path}.{name}"] if page is JAPANESE else field.description
        said = f"{told}{show_choices(field, page)}".replace("|", "\\|")
        yield f"| `{name}` | {show_default(field, page)} | {said} |"


def show_table(table: Table, page: Page) -> str:
    """Return a table with its heading."""
    heading, said = table.heading, table.said or first_line(table.model)
    if page is JAPANESE:
        heading, said = HEADINGS.get(table.path, heading), TABLES[table.path]
    return "\n".join((f"## {heading}", "", said, "", *rows(table, page))) + "\n"


def make_page(page: Page) -> str:
    """Return a page: its head as it stands, and the tables anew."""
    head = page.path.read_text("utf-8").partition(MARK)[0] + MARK
    return "\n".join((head, *(show_table(table, page) for table in tables())))


def first_line(model: type[BaseModel]) -> str:
    """Return the first line of a docstring."""
    return (model.__doc__ or "").strip().partition("\n")[0]


def make_schema_text() -> str:
    """Return config/crosspost.schema.json."""
    return json.dumps(make_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    for each in (ENGLISH, JAPANESE):
        each.path.write_text(make_page(each), "utf-8")
    (ROOT / "config" / "crosspost.schema.json").write_text(make_schema_text(), "utf-8")
