"""The steps from each released schema to the next; the store applies them when it opens."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def configure() -> Config:
    """Return Alembic's configuration: these files, no ini."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return config


def upgrade(connection: Connection, *, to: str = "head") -> None:
    """Bring the schema forward within the connection's transaction."""
    config = configure()
    config.attributes["connection"] = connection
    command.upgrade(config, to)
