"""What a model answered of an article's revision is kept: it is asked once."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the table; nothing was asked so far."""
    op.create_table(
        "answers",
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("candidates", sa.JSON(), nullable=False),
        sa.Column("usd", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False, server_default=""),
        sa.Column("facts", sa.JSON(), nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("fingerprint", name="pk_answers"),
    )
