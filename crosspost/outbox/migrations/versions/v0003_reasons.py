"""Reasons become data: a code and its facts in the place of a sentence.

The sentences of the versions before are read once, by `migrations/sentences.py`. A held delivery
whose sentence is not known may be out: a person is asked, and no "release all" lets it go.
"""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from crosspost.outbox.migrations.sentences import read, read_held

revision = "0003"
down_revision = "0002"

_AT_ONCE = 1000
_json = sa.JSON()
#: Tables with the name of their key, of the sentence, and of what may be waiting for a person.
_TABLES = (
    ("articles", "id", "why", "decision"),
    ("deliveries", "id", "why", "state"),
    ("accounts", "name", "why", "code"),
    ("events", "id", "why", "kind"),
    ("feeds", "name", "error", "name"),
)
_HOLDS = {"deliveries": "held", "articles": "hold"}


def upgrade() -> None:
    """Add the columns, read the sentences into them, and drop the sentences."""
    for name, key, sentence, stands in _TABLES:
        op.add_column(name, sa.Column("reason", sa.String(), nullable=False, server_default=""))
        op.add_column(name, sa.Column("facts", _json, nullable=False, server_default="{}"))
        table = sa.table(
            name,
            sa.column(key),
            sa.column(sentence),
            sa.column(stands),
            sa.column("reason"),
            sa.column("facts", _json),
        )
        _fill(table, *(table.c[column] for column in (key, sentence, stands)))
        op.drop_column(name, sentence)
    # What may be out is looked for before it is sent, also when a person has said: send it.
    op.execute(
        "UPDATE deliveries SET doubt_since = created_at"
        " WHERE reason = 'strange' AND doubt_since IS NULL"
    )


def _fill(table: sa.TableClause, *columns: sa.ColumnClause[Any]) -> None:
    """Read each row's sentence; the columns are its key, its sentence, and where it stands."""
    connection, key = op.get_bind(), columns[0]
    its = key == sa.bindparam("key_")
    write = table.update().where(its)
    write = write.values(reason=sa.bindparam("reason_"), facts=sa.bindparam("facts_"))
    for rows in _chunks(connection, key, sa.select(*columns)):
        told = []
        for number, said, stands_so in rows:
            is_held = stands_so == _HOLDS.get(table.name, object())
            code, facts = read_held(said) if is_held else read(said)
            told.append({"key_": number, "reason_": code, "facts_": facts})
        connection.execute(write, told)


def _chunks(
    connection: sa.Connection,
    key: sa.ColumnClause[Any],
    wanted: sa.Select[Any],
) -> Iterator[list[Any]]:
    """Yield the rows, some at a time: an event stands for all that ever happened."""
    last: Any = None
    while True:
        after = wanted if last is None else wanted.where(key > last)
        rows = list(connection.execute(after.order_by(key).limit(_AT_ONCE)))
        if not rows:
            return
        yield rows
        last = rows[-1][0]
