"""An article may leave its feed while it waits: the record knows since when."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the column; nothing has left so far."""
    op.add_column("articles", sa.Column("left_at", sa.String(27)))
