"""Dead letters of the index, and prices as reckoned."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dead_letter",
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("revision", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("record", name="pk_dead_letter"),
    )
    op.create_table(
        "reckoned",
        sa.Column("record", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("amount", "currency", "worth", "into")),
        sa.Column("rate", sa.Text(), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("record", name="pk_reckoned"),
    )


def downgrade() -> None:
    op.drop_table("reckoned")
    op.drop_table("dead_letter")
