"""The tables of the record, as the newest migration leaves them; a test compares the two."""

from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from crosspost.outbox.columns import Id, Moment, Usd

# "XPST": marks a SQLite file as ours, so that a foreign one is refused and left alone.
APPLICATION_ID = 0x58505354
# Who may read the record, its lock and its copies: this user alone.
PRIVATE = 0o600
# The newest migration; the store compares it with the database without loading Alembic.
HEAD = "0005"

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
_json = JSON(none_as_null=True)


def _reason() -> tuple[Column[Any], Column[Any]]:
    """Return the columns of why something is as it is: a code of `model.why`, and its facts."""
    reason = Column("reason", String, nullable=False, server_default="")
    return reason, Column("facts", _json, nullable=False, server_default="{}")


# What is remembered of a feed between two looks; written last, with what the look found (law 4).
feeds = Table(
    "feeds",
    metadata,
    Column("name", String, primary_key=True),
    Column("url", Text, nullable=False),
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
    Column("body_hash", Text, nullable=False),
    Column("next_at", Moment, index=True),
    Column("looked_at", Moment),
    Column("clean_at", Moment),
    Column("full_at", Moment),
    Column("changed_at", Moment),
    Column("failures", Integer, nullable=False),
    *_reason(),  # why it cannot be read; "" when it can
    Column("baseline_at", Moment),
    Column("stopped", Boolean, nullable=False),
    Column("moved_to", Text, nullable=False),
    Column("moved_since", Moment),
    Column("moved_count", Integer, nullable=False),
    Column("same_body", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("hub", Text, nullable=False),
)

# Every article ever seen; a row is never deleted, whatever the feed says later (law 6).
articles = Table(
    "articles",
    metadata,
    Column("id", Id, primary_key=True),
    Column("feed", String, nullable=False),
    Column("url", Text, nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),  # for soft matches and for "what was added"
    Column("fingerprint", String, nullable=False),
    Column("marks", _json, nullable=False),
    Column("protected", Boolean, nullable=False),
    Column("thumbnail", _json),
    Column("published", Moment),
    Column("first_seen_at", Moment, nullable=False),
    Column("revised_at", Moment),
    Column("revisions", Integer, nullable=False),
    Column("decision", String, nullable=False),  # post, skip, hold, baseline or named
    *_reason(),
    Column("left_at", Moment),  # when it left its feed while it waited
    Index("ix_articles_feed_first_seen_at", "feed", "first_seen_at"),
)

# All names that an article ever had; never deleted, never moved to another article (law 6).
aliases = Table(
    "aliases",
    metadata,
    Column("alias", String, nullable=False),
    Column("feed", String, nullable=False),
    Column("article", Id, ForeignKey("articles.id"), nullable=False, index=True),
    Column("since", Moment, nullable=False),
    # The alias stands first, so that a person's URL is found without naming the feed.
    PrimaryKeyConstraint("alias", "feed"),
    sqlite_with_rowid=False,
)

# What articles are like, by address, title and text: the same one under another name is found.
likenesses = Table(
    "likenesses",
    metadata,
    Column("likeness", String, nullable=False),
    Column("feed", String, nullable=False),
    Column("article", Id, ForeignKey("articles.id"), nullable=False),
    PrimaryKeyConstraint("likeness", "feed", "article"),
    sqlite_with_rowid=False,
)

# One post's journey to one account; the UNIQUE key is law 1.
deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Id, primary_key=True),
    Column("article", Id, ForeignKey("articles.id"), nullable=False),
    Column("account", String, nullable=False),
    Column("edition", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("version", Integer, nullable=False),  # compare-and-set
    *_reason(),
    Column("post", _json, nullable=False),  # exactly what a reader will see
    Column("price", Usd, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("article_published", Moment, nullable=False),  # never later than first seen
    Column("released", Boolean, nullable=False),
    Column("due_at", Moment, nullable=False),
    # Sending
    Column("sent_at", Moment),
    Column("lease_until", Moment),
    Column("attempts", Integer, nullable=False),
    Column("waits", Integer, nullable=False),
    Column("token_failures", Integer, nullable=False),
    # The uploaded picture: kept, so that a retry does not upload it again
    Column("media_id", String),
    Column("media_expires_at", Moment),
    Column("media_alt_done", Boolean, nullable=False),
    Column("media_losses", Integer, nullable=False),
    Column("picture_refused", Boolean, nullable=False),
    Column("picture_since", Moment),
    # Settling
    Column("looks", Integer, nullable=False),
    Column("doubt_since", Moment),
    # The end
    Column("receipt_id", String),
    Column("receipt_url", Text),
    Column("settled_at", Moment),  # when the receipt or the withdrawal was written
    UniqueConstraint("article", "account", "edition"),
    Index("ix_deliveries_state_account_due_at", "state", "account", "due_at"),
    Index("ix_deliveries_account_sent_at", "account", "sent_at"),
    Index("ix_deliveries_account_settled_at", "account", "settled_at"),
)

# Whether an account may send.
accounts = Table(
    "accounts",
    metadata,
    Column("name", String, primary_key=True),
    Column("paused_at", Moment),
    Column("code", String, nullable=False),
    *_reason(),
    Column("retry_at", Moment),
    Column("throttled_until", Moment),
)

# The ledger: an estimate of what the network bills.
charges = Table(
    "charges",
    metadata,
    Column("id", Id, primary_key=True),
    Column("at", Moment, nullable=False, index=True),
    Column("account", String, nullable=False),
    Column("item", String, nullable=False),
    Column("usd", Usd, nullable=False),
    Column("delivery", Id),
    Index("ix_charges_account_at", "account", "at"),
)

# What a model answered of a revision of an article, and what the guard said of it.
answers = Table(
    "answers",
    metadata,
    Column("fingerprint", String, primary_key=True),
    Column("model", String, nullable=False),
    Column("at", Moment, nullable=False),
    Column("candidates", _json, nullable=False),
    Column("usd", Usd, nullable=False),
    *_reason(),  # why there are none; "" when there are
)

# The record of what happened, when and why; written with what it tells of (law 10).
events = Table(
    "events",
    metadata,
    Column("id", Id, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("kind", String, nullable=False),  # noun.verb
    *_reason(),
    Column("feed", String, nullable=False),
    Column("article", Id),
    Column("delivery", Id),
    Column("account", String, nullable=False),
    Index("ix_events_article", "article", "id"),
    Index("ix_events_delivery", "delivery", "id"),
    Index("ix_events_feed", "feed", "id"),
    Index("ix_events_account", "account", "id"),
)

# When a job of the daemon last came round; `crosspost health` reads it with plain SQL.
heartbeats = Table(
    "heartbeats",
    metadata,
    Column("job", String, primary_key=True),
    Column("at", Moment, nullable=False),
)

# Small things worth remembering, as JSON.
facts = Table(
    "facts",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", _json),
)

# What Alembic keeps of itself: named and shaped as it does it, so that it can go on from here.
_version = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)


def create(connection: Connection) -> None:
    """Lay out an empty record at once as all the migrations would; a test compares the two."""
    metadata.create_all(connection)
    _version.create(connection)
    connection.execute(_version.insert().values(version_num=HEAD))
