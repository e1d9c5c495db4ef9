"""People, postings, weekly digests and the ledger of what was mailed."""

import secrets
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the tables of Ieum 0.1.0; a store that has them already is only stamped."""
    meta = op.create_table(
        "meta",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("value", sa.Text),
    )
    first = {"schema": "1", "generation": "0", "secret": secrets.token_hex(32)}
    op.bulk_insert(meta, [{"key": key, "value": value} for key, value in first.items()])
    for name in ("trainees", "postings"):
        op.create_table(
            name,
            sa.Column("id", sa.Text, primary_key=True),
            *(
                sa.Column(column, sa.Text, nullable=False)
                for column in ("record", "raw", "hash", "updated_at")
            ),
        )
    _digests()


def _digests() -> None:
    op.create_table(
        "digests",
        sa.Column("id", sa.Integer, primary_key=True),
        _reference("trainee_id", "trainees.id", nullable=False),
        *(
            sa.Column(column, sa.Text, nullable=False)
            for column in ("week", "state", "model", "hash", "prepared_at")
        ),
        *(
            sa.Column(column, sa.Text)
            for column in (
                *("approved_by", "approved_at", "sending_at", "sent_at"),
                *("receipt", "reason"),
            )
        ),
        sa.UniqueConstraint("trainee_id", "week"),
        sa.CheckConstraint("state IN ('prepared', 'approved', 'sending', 'sent', 'skipped')"),
        sa.CheckConstraint(
            "state NOT IN ('approved', 'sending', 'sent') OR approved_by IS NOT NULL"
        ),
    )
    op.create_table(
        "digest_items",
        _reference("digest_id", "digests.id", primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("posting_id", sa.Text, nullable=False),
        sa.Column("job", sa.Text, nullable=False),
        sa.Column("dropped", sa.Text),
        sa.UniqueConstraint("digest_id", "posting_id"),
    )
    op.create_table(
        "mailed",
        _reference("trainee_id", "trainees.id", primary_key=True),
        sa.Column("posting_id", sa.Text, primary_key=True),
        _reference("digest_id", "digests.id", nullable=False),
    )
    op.create_index("ix_mailed_digest_id", "mailed", ["digest_id"])


def _reference(
    name: str, target: str, *, primary_key: bool = False, nullable: bool | None = None
) -> sa.Column[Any]:
    kind = sa.Integer() if target == "digests.id" else sa.Text()
    key = sa.ForeignKey(target, ondelete="CASCADE")
    may_be_null = not primary_key if nullable is None else nullable
    return sa.Column(name, kind, key, primary_key=primary_key, nullable=may_be_null)
