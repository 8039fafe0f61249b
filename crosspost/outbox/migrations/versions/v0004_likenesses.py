"""What articles are like, by address, title and text: looked up however long ago they were seen.

The articles that are known already are read in the course of the next looks, the newest first; the
fact says up to which number they are still to be read.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the table, and note how many articles are still to be read."""
    op.create_table(
        "likenesses",
        sa.Column("likeness", sa.String(), nullable=False),
        sa.Column("feed", sa.String(), nullable=False),
        sa.Column("article", _ID, nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_likenesses_article"),
        sa.PrimaryKeyConstraint("likeness", "feed", "article", name="pk_likenesses"),
        sqlite_with_rowid=False,
    )
    connection = op.get_bind()
    last = connection.scalar(sa.text("SELECT max(id) FROM articles"))
    if last:
        facts = sa.table("facts", sa.column("key"), sa.column("value", sa.JSON()))
        op.execute(facts.insert().values(key="likenesses", value=last))
