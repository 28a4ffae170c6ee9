"""What a judge saw of a lead, and cases."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("judgement", sa.Column("seen", sa.JSON(), nullable=False, server_default="[]"))
    op.create_table(
        "case_file",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("id", "title", "opened_by")),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ledger", sa.Text(), nullable=False),
        sa.Column("sequence", _NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_case_file"),
    )
    op.create_table(
        "case_entry",
        sa.Column("ledger", sa.Text(), nullable=False),
        sa.Column("sequence", _NUMBER, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("case_file", "turn")),
        *(sa.Column(name, sa.Text(), nullable=False, server_default="") for name in ("about", "text")),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("ledger", "sequence", name="pk_case_entry"),
        sa.ForeignKeyConstraint(["case_file"], ["case_file.id"], name="fk_case_entry_case_file_case_file"),
    )
    op.create_index("ix_case_entry_case_file", "case_entry", ["case_file"])
    op.create_index("ix_case_entry_about", "case_entry", ["about"])


def downgrade() -> None:
    op.drop_table("case_entry")
    op.drop_table("case_file")
    with op.batch_alter_table("judgement") as table:
        table.drop_column("seen")
