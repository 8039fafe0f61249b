"""Alembic runs this file; the connection and its transaction are the caller's."""

from alembic import context

from crosspost.outbox.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite changes a table by copying it.
    render_as_batch=True,
)
context.run_migrations()
