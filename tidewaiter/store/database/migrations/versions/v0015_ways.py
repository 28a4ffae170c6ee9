"""Whether a run is a crawl or an import; one of each may be under way on a source."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_RUNNING = sa.text("state = 'running'")


def upgrade() -> None:
    op.add_column("run", sa.Column("way", sa.Text(), nullable=False, server_default="crawl"))
    taken = "update run set way = 'import' where id in (select run from capture where method = 'IMPORT')"
    op.execute(taken)
    _one_running(["source", "way"])


def downgrade() -> None:
    _one_running(["source"])
    with op.batch_alter_table("run") as table:
        table.drop_column("way")


def _one_running(of: list[str]) -> None:
    op.drop_index("one_running", "run")
    op.create_index("one_running", "run", of, unique=True, sqlite_where=_RUNNING, postgresql_where=_RUNNING)
