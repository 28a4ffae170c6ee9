"""Offers: which price is for which amount of which drug, beside the sighting that says so."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    empty = ("drug", "currency")
    op.create_table(
        "offer",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("id", "sighting", "field")),
        *(sa.Column(name, sa.Text(), nullable=False, server_default="") for name in empty),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("price", sa.Text(), nullable=False),
        sa.Column("unit_price", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("worth", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_offer"),
        sa.ForeignKeyConstraint(["sighting"], ["sighting.id"], name="fk_offer_sighting_sighting"),
    )
    op.create_index("ix_offer_sighting", "offer", ["sighting"])
    op.create_index("ix_offer_drug_unit", "offer", ["drug", "unit"])


def downgrade() -> None:
    op.drop_table("offer")
