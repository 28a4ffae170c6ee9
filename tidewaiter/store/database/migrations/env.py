"""What Alembic runs: the connection and the tables are handed over in the attributes of its settings."""

from __future__ import annotations

from alembic import context

handed = context.config.attributes
context.configure(
    connection=handed["connection"],
    target_metadata=handed["metadata"],
    render_as_batch=True,
    compare_type=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
