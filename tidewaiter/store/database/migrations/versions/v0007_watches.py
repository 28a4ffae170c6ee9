"""Watches, and the records that answered them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "watch",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("id", "name", "question", "owner")),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("every", sa.Text(), nullable=False),
        sa.Column("sent_to", sa.JSON(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_watch"),
    )
    op.create_index("ix_watch_name", "watch", ["name"], unique=True)
    op.create_table(
        "alert",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("watch", "record")),
        sa.Column("revision", _NUMBER, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("past", sa.Boolean(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("watch", "record", name="pk_alert"),
        sa.ForeignKeyConstraint(["watch"], ["watch.id"], name="fk_alert_watch_watch"),
    )
    op.create_index("ix_alert_found_at", "alert", ["found_at"])


def downgrade() -> None:
    op.drop_table("alert")
    op.drop_table("watch")
