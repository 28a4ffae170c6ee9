"""Leads by their rule: each recorded batch asks which mirrors were taken for clones."""

from __future__ import annotations

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_lead_rule_pivot", "lead", ["rule", "pivot"])


def downgrade() -> None:
    op.drop_index("ix_lead_rule_pivot", "lead")
