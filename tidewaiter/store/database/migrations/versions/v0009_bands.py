"""Bands of texts, by which near-duplicates are found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "band",
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("record", "number", name="pk_band"),
    )
    op.create_index("ix_band_value", "band", ["value"])


def downgrade() -> None:
    op.drop_table("band")
