"""History and locks of fields, clearances, the book of imports, mappings and drafts."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the tables; programs that know only schema 1 refuse the store from here on."""
    for kind in ("trainee", "posting"):
        _edits(f"{kind}_edits", f"{kind}s.id")
        op.create_table(
            f"{kind}_locks",
            sa.Column(
                "record_id",
                sa.Text,
                sa.ForeignKey(f"{kind}s.id", ondelete="CASCADE"),
                primary_key=True,
            ),
            sa.Column("field", sa.Text, primary_key=True),
            *_texts("by", "at"),
        )
    op.create_table(
        "clearances", _number(), *_texts("posting_id", "fingerprint", "reason", "by", "at")
    )
    op.create_index("ix_clearances_posting_id", "clearances", ["posting_id"])
    _books()
    op.execute("UPDATE meta SET value = '2' WHERE key = 'schema'")


def _edits(name: str, owner: str) -> None:
    op.create_table(
        name,
        _number(),
        sa.Column("record_id", sa.Text, sa.ForeignKey(owner, ondelete="CASCADE"), nullable=False),
        *_texts("field"),
        sa.Column("old", sa.Text),
        sa.Column("new", sa.Text),
        *_texts("origin", "by", "note", "at"),
        sa.CheckConstraint("origin IN ('self', 'document', 'course', 'counsellor', 'import')"),
    )
    op.create_index(f"ix_{name}_record_id", name, ["record_id"])


def _books() -> None:
    op.create_table(
        "imports",
        _number(),
        *_texts("source", "outcome", "counts", "message", "at"),
        sa.Column("settled_by", sa.Text),
        sa.Column("settled_at", sa.Text),
        sa.CheckConstraint("outcome IN ('ok', 'alert')"),
    )
    op.create_table(
        "mappings",
        sa.Column("fingerprint", sa.Text, primary_key=True),
        *_texts("mapping", "by", "at"),
    )
    op.create_table(
        "drafts",
        _number(),
        *_texts("state"),
        sa.Column("content", sa.Text),
        *_texts("origin", "by", "note", "at"),
        sa.Column("decided_by", sa.Text),
        sa.Column("decided_at", sa.Text),
        sa.CheckConstraint("state IN ('open', 'confirmed', 'discarded')"),
        sa.CheckConstraint("(state = 'open') = (content IS NOT NULL)"),
    )


def _number() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]
