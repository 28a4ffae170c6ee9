"""Bring a database to the version of this program, or say why that cannot be."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from tidewaiter.model.errors import StoreFailed
from tidewaiter.store.database.account_tables import metadata

_MIGRATIONS = str(Path(__file__).parent / "migrations").replace("%", "%%")
_TURN = 7_116_932_814  # any number that all Tidewaiters share: the first to migrate lets the others wait


def settings(rows: Connection) -> Config:
    """Alembic's settings without a file of its own, so that the migrations travel in the wheel."""
    config = Config()
    config.set_main_option("script_location", _MIGRATIONS)
    config.attributes.update(connection=rows, metadata=metadata)
    return config


def upgrade(reader: Engine, mover: Engine) -> None:
    """Run the missing migrations in one transaction; a database that is up to date is only asked for its version.

    Raises StoreFailed where the database is of a version this program does not know.
    """
    with reader.connect() as rows:
        if not _behind(rows):
            return
    with mover.begin() as rows:
        if rows.dialect.name == "postgresql":
            rows.execute(text("select pg_advisory_xact_lock(:turn)"), {"turn": _TURN})
        if _behind(rows):  # another process may have been first
            command.upgrade(settings(rows), "head")


def refuse_others(reader: Engine) -> None:
    """Raises StoreFailed where the database is not of this program's version: a worker never changes it."""
    with reader.connect() as rows:
        if _behind(rows):
            now = MigrationContext.configure(rows).get_current_revision()
            raise StoreFailed(
                f"the database is of version {now or 'none'}, this program writes {newest()}",
                where=rows.engine.url.render_as_string(),
                todo="start the new `tidewaiter up` first: it brings the database to its version",
            )


def newest() -> str:
    """The version of the database that this program writes."""
    config = Config()
    config.set_main_option("script_location", _MIGRATIONS)
    return ScriptDirectory.from_config(config).get_current_head() or ""


def _behind(rows: Connection) -> bool:
    versions = ScriptDirectory.from_config(settings(rows))
    head = versions.get_current_head()
    now = MigrationContext.configure(rows).get_current_revision()
    if now is not None and now not in {script.revision for script in versions.walk_revisions()}:
        raise StoreFailed(
            f"the database is of version {now}, this program knows up to {head}",
            where=rows.engine.url.render_as_string(),
            todo="use the newer Tidewaiter that wrote it",
        )
    return now != head
