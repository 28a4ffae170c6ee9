"""In which batch each capture was recorded and each run ended, so that what followed from it can be found again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_BATCH = 100  # captures, as the recorder takes them


def upgrade() -> None:
    for table in ("capture", "run"):
        op.add_column(table, sa.Column("batch", _NUMBER, nullable=False, server_default="0"))
        op.create_index(f"ix_{table}_batch", table, ["batch"])
    _number()


def downgrade() -> None:
    for table in ("capture", "run"):
        op.drop_index(f"ix_{table}_batch", table)
        op.drop_column(table, "batch")


def _number() -> None:
    """What was recorded before: run by run, as many at once as the recorder takes."""
    rows = op.get_bind()
    capture = sa.table("capture", *(sa.column(name) for name in ("id", "run", "page", "sequence", "batch")))
    run = sa.table("run", sa.column("id"), sa.column("batch"))
    number = 0
    for one in list(rows.execute(sa.select(run.c.id).order_by(run.c.id)).scalars()):
        read = sa.select(capture.c.id).where(capture.c.run == one, capture.c.page != "")
        ids = list(rows.execute(read.order_by(capture.c.sequence, capture.c.id)).scalars())
        for first in range(0, len(ids), _BATCH):
            number += 1
            some = capture.c.id.in_(ids[first : first + _BATCH])
            rows.execute(sa.update(capture).where(some).values(batch=number))
        rows.execute(sa.update(run).where(run.c.id == one).values(batch=number))
