"""The tables of the store, in portable SQL types."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

SCHEMA = "1"
"""Version of these tables; a store of another version is refused."""

metadata = MetaData()

meta = Table("meta", metadata, Column("key", Text, primary_key=True), Column("value", Text))


def _records(name: str) -> Table:
    return Table(
        name,
        metadata,
        Column("id", Text, primary_key=True),
        Column("record", Text, nullable=False),
        Column("raw", Text, nullable=False),
        Column("hash", Text, nullable=False),
        Column("updated_at", Text, nullable=False),
    )


trainees = _records("trainees")
postings = _records("postings")

digests = Table(
    "digests",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("trainee_id", ForeignKey("trainees.id", ondelete="CASCADE"), nullable=False),
    Column("week", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("prepared_at", Text, nullable=False),
    Column("approved_by", Text),
    Column("approved_at", Text),
    Column("sending_at", Text),
    Column("sent_at", Text),
    Column("receipt", Text),
    Column("reason", Text),
    UniqueConstraint("trainee_id", "week"),
    CheckConstraint("state IN ('prepared', 'approved', 'sending', 'sent', 'skipped')"),
    CheckConstraint("state NOT IN ('approved', 'sending', 'sent') OR approved_by IS NOT NULL"),
)

items = Table(
    "digest_items",
    metadata,
    Column("digest_id", ForeignKey("digests.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("posting_id", Text, nullable=False),
    Column("job", Text, nullable=False),
    Column("dropped", Text),
    UniqueConstraint("digest_id", "posting_id"),
)

mailed = Table(
    "mailed",
    metadata,
    Column("trainee_id", ForeignKey("trainees.id", ondelete="CASCADE"), primary_key=True),
    Column("posting_id", Text, primary_key=True),
    Column("digest_id", ForeignKey("digests.id", ondelete="CASCADE"), nullable=False, index=True),
)
"""The ledger: the primary key itself forbids the same job twice to the same person."""
