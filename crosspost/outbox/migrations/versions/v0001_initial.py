"""The first schema: feeds, articles with their aliases, deliveries, accounts, the record.

Types are spelt out here, so that this step stays what it was when the schema moves on.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sa.String(27)


def upgrade() -> None:
    """Create all tables."""
    _create_articles()
    _create_accounts()
    _create_aliases()
    _create_charges()
    _create_deliveries()
    _index_deliveries()
    _create_events()
    _create_facts()
    _create_feeds()
    _create_heartbeats()


def _create_articles() -> None:
    op.create_table(
        "articles",
        sa.Column("id", _ID, nullable=False),
        sa.Column("feed", sa.String(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("protected", sa.Boolean(), nullable=False),
        sa.Column("thumbnail", sa.JSON()),
        sa.Column("published", _MOMENT),
        sa.Column("first_seen_at", _MOMENT, nullable=False),
        sa.Column("revised_at", _MOMENT),
        sa.Column("revisions", sa.Integer(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_articles"),
    )
    op.create_index("ix_articles_feed_first_seen_at", "articles", ["feed", "first_seen_at"])
    op.create_index("ix_articles_url", "articles", ["url"])


def _create_accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("paused_at", _MOMENT),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("retry_at", _MOMENT),
        sa.Column("throttled_until", _MOMENT),
        sa.PrimaryKeyConstraint("name", name="pk_accounts"),
    )


def _create_aliases() -> None:
    op.create_table(
        "aliases",
        sa.Column("alias", sa.String(), nullable=False),
        sa.Column("feed", sa.String(), nullable=False),
        sa.Column("article", _ID, nullable=False),
        sa.Column("since", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_aliases_article"),
        sa.PrimaryKeyConstraint("alias", "feed", name="pk_aliases"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_aliases_article", "aliases", ["article"])


def _create_charges() -> None:
    op.create_table(
        "charges",
        sa.Column("id", _ID, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("usd", sa.BigInteger(), nullable=False),
        sa.Column("delivery", _ID),
        sa.PrimaryKeyConstraint("id", name="pk_charges"),
    )
    op.create_index("ix_charges_account_at", "charges", ["account", "at"])
    op.create_index("ix_charges_at", "charges", ["at"])


def _create_deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", _ID, nullable=False),
        sa.Column("article", _ID, nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("post", sa.JSON(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("article_published", _MOMENT, nullable=False),
        sa.Column("released", sa.Boolean(), nullable=False),
        sa.Column("due_at", _MOMENT, nullable=False),
        sa.Column("sent_at", _MOMENT),
        sa.Column("lease_until", _MOMENT),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("waits", sa.Integer(), nullable=False),
        sa.Column("token_failures", sa.Integer(), nullable=False),
        sa.Column("media_id", sa.String()),
        sa.Column("media_expires_at", _MOMENT),
        sa.Column("media_alt_done", sa.Boolean(), nullable=False),
        sa.Column("media_losses", sa.Integer(), nullable=False),
        sa.Column("picture_refused", sa.Boolean(), nullable=False),
        sa.Column("picture_since", _MOMENT),
        sa.Column("looks", sa.Integer(), nullable=False),
        sa.Column("doubt_since", _MOMENT),
        sa.Column("receipt_id", sa.String()),
        sa.Column("receipt_url", sa.Text()),
        sa.Column("settled_at", _MOMENT),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_deliveries_article"),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
        sa.UniqueConstraint(
            "article", "account", "edition", name="uq_deliveries_article_account_edition"
        ),
    )


def _index_deliveries() -> None:
    op.create_index("ix_deliveries_account_sent_at", "deliveries", ["account", "sent_at"])
    op.create_index("ix_deliveries_account_settled_at", "deliveries", ["account", "settled_at"])
    op.create_index(
        "ix_deliveries_state_account_due_at", "deliveries", ["state", "account", "due_at"]
    )


def _create_events() -> None:
    op.create_table(
        "events",
        sa.Column("id", _ID, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("feed", sa.String(), nullable=False),
        sa.Column("article", _ID),
        sa.Column("delivery", _ID),
        sa.Column("account", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
    )
    op.create_index("ix_events_account", "events", ["account", "id"])
    op.create_index("ix_events_article", "events", ["article", "id"])
    op.create_index("ix_events_delivery", "events", ["delivery", "id"])
    op.create_index("ix_events_feed", "events", ["feed", "id"])


def _create_facts() -> None:
    op.create_table(
        "facts",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.JSON()),
        sa.PrimaryKeyConstraint("key", name="pk_facts"),
    )


def _create_feeds() -> None:
    op.create_table(
        "feeds",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=False),
        sa.Column("last_modified", sa.Text(), nullable=False),
        sa.Column("body_hash", sa.Text(), nullable=False),
        sa.Column("next_at", _MOMENT),
        sa.Column("looked_at", _MOMENT),
        sa.Column("clean_at", _MOMENT),
        sa.Column("full_at", _MOMENT),
        sa.Column("changed_at", _MOMENT),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("baseline_at", _MOMENT),
        sa.Column("stopped", sa.Boolean(), nullable=False),
        sa.Column("moved_to", sa.Text(), nullable=False),
        sa.Column("moved_since", _MOMENT),
        sa.Column("moved_count", sa.Integer(), nullable=False),
        sa.Column("same_body", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("hub", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_feeds"),
    )
    op.create_index("ix_feeds_next_at", "feeds", ["next_at"])


def _create_heartbeats() -> None:
    op.create_table(
        "heartbeats",
        sa.Column("job", sa.String(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("job", name="pk_heartbeats"),
    )
