"""A clearance can be taken back: of each finding the last row counts."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Everything decided so far was a clearance."""
    op.execute(
        "ALTER TABLE clearances ADD COLUMN state TEXT NOT NULL DEFAULT 'cleared' "
        "CHECK (state IN ('cleared', 'held'))"
    )
    op.execute("UPDATE meta SET value = '3' WHERE key = 'schema'")
