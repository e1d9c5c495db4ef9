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

HEAD = "0003"
"""The migration that these tables are the result of."""

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


def _edits(name: str, records: Table) -> Table:
    return Table(
        name,
        metadata,
        Column("id", Integer, primary_key=True),
        Column(
            "record_id",
            ForeignKey(records.c.id, ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        Column("field", Text, nullable=False),
        Column("old", Text),
        Column("new", Text),
        Column("origin", Text, nullable=False),
        Column("by", Text, nullable=False),
        Column("note", Text, nullable=False),
        Column("at", Text, nullable=False),
        CheckConstraint("origin IN ('self', 'document', 'course', 'counsellor', 'import')"),
    )


trainee_edits = _edits("trainee_edits", trainees)
posting_edits = _edits("posting_edits", postings)


def _locks(name: str, records: Table) -> Table:
    return Table(
        name,
        metadata,
        Column("record_id", ForeignKey(records.c.id, ondelete="CASCADE"), primary_key=True),
        Column("field", Text, primary_key=True),
        Column("by", Text, nullable=False),
        Column("at", Text, nullable=False),
    )


trainee_locks = _locks("trainee_locks", trainees)
posting_locks = _locks("posting_locks", postings)

clearances = Table(
    "clearances",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("posting_id", Text, nullable=False, index=True),
    Column("fingerprint", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("state", Text, nullable=False, server_default="cleared"),
    CheckConstraint("state IN ('cleared', 'held')"),
)
"""Of a finding the last row counts. No foreign key: who decided what outlives the posting."""

imports = Table(
    "imports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("counts", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("settled_by", Text),
    Column("settled_at", Text),
    CheckConstraint("outcome IN ('ok', 'alert')"),
)

mappings = Table(
    "mappings",
    metadata,
    Column("fingerprint", Text, primary_key=True),
    Column("mapping", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
)

drafts = Table(
    "drafts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("state", Text, nullable=False),
    Column("content", Text),
    Column("origin", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("decided_by", Text),
    Column("decided_at", Text),
    CheckConstraint("state IN ('open', 'confirmed', 'discarded')"),
    CheckConstraint("(state = 'open') = (content IS NOT NULL)"),
)
"""A decided draft is only a receipt: what was read out of the document is gone."""

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
