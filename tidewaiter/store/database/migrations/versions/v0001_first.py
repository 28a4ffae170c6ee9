"""The first tables."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    "source run spool_position lease capture sighting mention quarantine rejection judgement authority "
    "person candidate record record_text record_mirror pivot outbox lead lead_member rate"
).split()


def column(name: str, kind: Any, *, null: bool = False, default: str | None = None) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=null, server_default=default)


def text(name: str, **more: Any) -> sa.Column[Any]:
    return column(name, sa.Text(), **more)


def moment(name: str, **more: Any) -> sa.Column[Any]:
    return column(name, sa.DateTime(timezone=True), **more)


def number(name: str, **more: Any) -> sa.Column[Any]:
    return column(name, sa.Integer(), **more)


def big(name: str, *, default: str | None = None, counted: bool = False) -> sa.Column[Any]:
    """SQLite gives its own row numbers only to a column declared INTEGER."""
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column(name, kind, nullable=False, server_default=default, autoincrement=counted)


def json(name: str) -> sa.Column[Any]:
    return column(name, sa.JSON())


def real(name: str) -> sa.Column[Any]:
    return column(name, sa.Float())


def flag(name: str, *, default: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.text(default))


def upgrade() -> None:
    _journal()
    _evidence()
    _persons()
    _folded()
    _rates()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _journal() -> None:
    op.create_table(
        "source", text("id"), text("title", default=""), text("kind", default=""), json("languages"),
        text("cron", default=""), flag("enabled", default="true"), moment("next_due", null=True),
        text("profile_digest", default=""), sa.PrimaryKeyConstraint("id", name="pk_source"),
    )  # fmt: skip
    op.create_table(
        "run", text("id"), text("source"), text("state"), text("outcome", null=True), number("attempt", default="0"),
        number("max_attempts", default="3"), moment("queued_at"), moment("enqueued_at", null=True),
        moment("started_at", null=True), moment("heartbeat_at", null=True), moment("finished_at", null=True),
        text("owner", default=""), text("profile_digest", default=""), text("authority_digest", default=""),
        text("code_version", default=""), text("lexicon", default=""), text("person", default=""), json("reasons"),
        json("counts"), sa.ForeignKeyConstraint(["source"], ["source.id"], name="fk_run_source_source"),
        sa.PrimaryKeyConstraint("id", name="pk_run"),
    )  # fmt: skip
    op.create_index("ix_run_source_started_at", "run", ["source", "started_at"])
    op.create_index(
        "one_running",
        "run",
        ["source"],
        unique=True,
        sqlite_where=sa.text("state = 'running'"),
        postgresql_where=sa.text("state = 'running'"),
    )
    op.create_table(
        "spool_position", text("run"), big("captures", default="0"), big("readings", default="0"),
        big("notes", default="0"), sa.ForeignKeyConstraint(["run"], ["run.id"], name="fk_spool_position_run_run"),
        sa.PrimaryKeyConstraint("run", name="pk_spool_position"),
    )  # fmt: skip
    op.create_table(
        "lease", text("name"), text("owner"), moment("until"), sa.PrimaryKeyConstraint("name", name="pk_lease"),
    )  # fmt: skip


def _evidence() -> None:
    op.create_table(
        "capture", text("id"), text("run"), text("source"), text("url"), text("mirror"), number("attempt"),
        moment("captured_at"), text("method"), number("status"), text("media_type"), text("payload_sha256"),
        big("size"), json("response"), json("request"), text("certificate", default=""), text("ledger"),
        big("sequence"), text("page", default=""), text("reader", default=""), text("lexicon", default=""),
        flag("sealed", default="false"), sa.ForeignKeyConstraint(["run"], ["run.id"], name="fk_capture_run_run"),
        sa.PrimaryKeyConstraint("id", name="pk_capture"),
    )  # fmt: skip
    op.create_index("ix_capture_ledger_sequence", "capture", ["ledger", "sequence"])
    op.create_index("ix_capture_run", "capture", ["run"])
    op.create_table(
        "sighting", text("id"), text("record"), text("source"), text("kind"), text("key"), text("capture"),
        moment("captured_at"), text("mirror"), json("fields"), flag("withdrawn", default="false"),
        sa.ForeignKeyConstraint(["capture"], ["capture.id"], name="fk_sighting_capture_capture"),
        sa.PrimaryKeyConstraint("id", name="pk_sighting"),
    )  # fmt: skip
    op.create_index("ix_sighting_capture", "sighting", ["capture"])
    op.create_index("ix_sighting_record_captured_at", "sighting", ["record", "captured_at"])
    op.create_table(
        "mention", text("id"), text("value"), text("sighting"), text("kind"), text("place"), text("field"),
        number("start"), number("stop"), text("raw"), json("worth"), text("status"), text("rule"),
        flag("withdrawn", default="false"),
        sa.ForeignKeyConstraint(["sighting"], ["sighting.id"], name="fk_mention_sighting_sighting"),
        sa.PrimaryKeyConstraint("id", "value", name="pk_mention"),
    )  # fmt: skip
    op.create_index("ix_mention_kind_value", "mention", ["kind", "value"])
    op.create_index("ix_mention_sighting", "mention", ["sighting"])
    op.create_table(
        "quarantine", text("capture"), text("record"), text("rule"), moment("found_at"), text("ledger"),
        big("sequence"), sa.PrimaryKeyConstraint("capture", "record", name="pk_quarantine"),
    )  # fmt: skip
    op.create_table(
        "rejection", text("capture"), text("record"), text("reason"), moment("found_at"),
        sa.PrimaryKeyConstraint("capture", "record", name="pk_rejection"),
    )  # fmt: skip


def _persons() -> None:
    op.create_table(
        "judgement", text("ledger"), big("sequence", counted=False), text("about"),
        text("verdict"), text("text", default=""), text("person"), moment("at"),
        sa.PrimaryKeyConstraint("ledger", "sequence", name="pk_judgement"),
    )  # fmt: skip
    op.create_index("ix_judgement_about", "judgement", ["about"])
    op.create_table(
        "authority", text("id"), text("legal_basis"), text("asked_by"), json("sources"), json("addresses"),
        json("permissions"), moment("asked_at"), moment("expires_at"), text("approved_by", default=""),
        moment("approved_at", null=True), text("revoked_by", default=""), moment("revoked_at", null=True),
        sa.PrimaryKeyConstraint("id", name="pk_authority"),
    )  # fmt: skip
    op.create_table(
        "person", text("name"), text("role"), sa.PrimaryKeyConstraint("name", name="pk_person"),
    )  # fmt: skip
    op.create_table(
        "candidate", text("address"), text("found_in"), text("capture"), moment("found_at"),
        text("state", default=""), text("decided_by", default=""), moment("decided_at", null=True),
        sa.PrimaryKeyConstraint("address", name="pk_candidate"),
    )  # fmt: skip


def _folded() -> None:
    op.create_table(
        "record", text("id"), text("source"), text("kind"), text("key"), json("fields"), json("said"),
        moment("first_seen"), moment("last_seen"), number("sightings"), big("revision"), text("title", default=""),
        text("vendor", default=""), text("handle", default=""), text("price", null=True),
        text("currency", default=""), text("fingerprint", default=""),
        sa.PrimaryKeyConstraint("id", name="pk_record"),
    )  # fmt: skip
    op.create_index("ix_record_handle", "record", ["handle"])
    op.create_index("ix_record_kind_last_seen", "record", ["kind", "last_seen"])
    op.create_index("ix_record_source_kind_key", "record", ["source", "kind", "key"], unique=True)
    op.create_table(
        "record_text", text("record"), json("fields"),
        sa.ForeignKeyConstraint(["record"], ["record.id"], name="fk_record_text_record_record"),
        sa.PrimaryKeyConstraint("record", name="pk_record_text"),
    )  # fmt: skip
    op.create_table(
        "record_mirror", text("record"), text("mirror"),
        sa.ForeignKeyConstraint(["record"], ["record.id"], name="fk_record_mirror_record_record"),
        sa.PrimaryKeyConstraint("record", "mirror", name="pk_record_mirror"),
    )  # fmt: skip
    op.create_table(
        "pivot", text("kind"), text("value"), text("record"),
        sa.PrimaryKeyConstraint("kind", "value", "record", name="pk_pivot"),
    )  # fmt: skip
    op.create_index("ix_pivot_record", "pivot", ["record"])
    op.create_table(
        "outbox", big("sequence", counted=True), text("record"), big("revision"),
        sa.PrimaryKeyConstraint("sequence", name="pk_outbox"), sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_index("ix_outbox_record_revision", "outbox", ["record", "revision"])
    op.create_table(
        "lead", text("id"), text("rule"), text("pivot"), text("episode", default=""), json("reasons"), real("score"),
        moment("found_at"), sa.PrimaryKeyConstraint("id", name="pk_lead"),
    )  # fmt: skip
    op.create_index("ix_lead_found_at", "lead", ["found_at"])
    op.create_table(
        "lead_member", text("lead"), text("record"),
        sa.ForeignKeyConstraint(["lead"], ["lead.id"], name="fk_lead_member_lead_lead"),
        sa.PrimaryKeyConstraint("lead", "record", name="pk_lead_member"),
    )  # fmt: skip
    op.create_index("ix_lead_member_record", "lead_member", ["record"])


def _rates() -> None:
    op.create_table(
        "rate", text("id"), moment("on_day"), text("currency"), text("into"), text("rate"), text("origin"),
        sa.PrimaryKeyConstraint("id", name="pk_rate"),
    )  # fmt: skip
    op.create_index("ix_rate_currency_into_on_day", "rate", ["currency", "into", "on_day"])
