"""Where the evidence of each machine lies, and what the machines of a team agree on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kept_file",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("name", "run", "station")),
        sa.Column("size", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("name", name="pk_kept_file"),
    )
    op.create_index("ix_kept_file_station_stored_at", "kept_file", ["station", "stored_at"])
    op.create_table(
        "term",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("name", "value")),
        sa.PrimaryKeyConstraint("name", name="pk_term"),
    )


def downgrade() -> None:
    op.drop_table("term")
    op.drop_table("kept_file")
