"""Deliveries of alerts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("alert") as table:
        table.add_column(sa.Column("gathered", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("alert") as table:
        table.alter_column("gathered", existing_type=sa.Boolean(), server_default=None)
    op.create_index("ix_alert_gathered", "alert", ["gathered", "watch"])
    op.create_table(
        "delivery",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("id", "sent_to", "owner")),
        *(sa.Column(name, sa.DateTime(timezone=True), nullable=False) for name in ("made_at", "due_at")),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fault", sa.Text(), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name="pk_delivery"),
    )
    op.create_index("ix_delivery_state_due_at", "delivery", ["state", "due_at"])
    op.create_table(
        "delivery_alert",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("delivery", "watch", "record")),
        sa.PrimaryKeyConstraint("delivery", "watch", "record", name="pk_delivery_alert"),
        sa.ForeignKeyConstraint(["delivery"], ["delivery.id"], name="fk_delivery_alert_delivery_delivery"),
    )


def downgrade() -> None:
    op.drop_table("delivery_alert")
    op.drop_table("delivery")
    op.drop_index("ix_alert_gathered", "alert")
    with op.batch_alter_table("alert") as table:
        table.drop_column("gathered")
