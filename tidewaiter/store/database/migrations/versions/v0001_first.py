"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TEXT = sa.Text()
MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON()
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

TABLES = (
    "source run spool_position lease capture sighting mention quarantine rejection judgement authority "
    "person candidate record record_text record_mirror pivot outbox lead lead_member rate"
).split()


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
        "source",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("title", TEXT, server_default="", nullable=False),
        sa.Column("kind", TEXT, server_default="", nullable=False),
        sa.Column("languages", JSON, nullable=False),
        sa.Column("cron", TEXT, server_default="", nullable=False),
        sa.Column("enabled", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("next_due", MOMENT, nullable=True),
        sa.Column("profile_digest", TEXT, server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_source"),
    )

    op.create_table(
        "run",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("source", TEXT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("outcome", TEXT, nullable=True),
        sa.Column("attempt", sa.Integer(), server_default="0", nullable=False),
        sa.Column("max_attempts", sa.Integer(), server_default="3", nullable=False),
        sa.Column("queued_at", MOMENT, nullable=False),
        sa.Column("enqueued_at", MOMENT, nullable=True),
        sa.Column("started_at", MOMENT, nullable=True),
        sa.Column("heartbeat_at", MOMENT, nullable=True),
        sa.Column("finished_at", MOMENT, nullable=True),
        sa.Column("owner", TEXT, server_default="", nullable=False),
        sa.Column("profile_digest", TEXT, server_default="", nullable=False),
        sa.Column("authority_digest", TEXT, server_default="", nullable=False),
        sa.Column("code_version", TEXT, server_default="", nullable=False),
        sa.Column("lexicon", TEXT, server_default="", nullable=False),
        sa.Column("person", TEXT, server_default="", nullable=False),
        sa.Column("reasons", JSON, nullable=False),
        sa.Column("counts", JSON, nullable=False),
        sa.ForeignKeyConstraint(["source"], ["source.id"], name="fk_run_source_source"),
        sa.PrimaryKeyConstraint("id", name="pk_run"),
    )
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
        "spool_position",
        sa.Column("run", TEXT, nullable=False),
        sa.Column("captures", BIG, server_default="0", nullable=False),
        sa.Column("readings", BIG, server_default="0", nullable=False),
        sa.Column("notes", BIG, server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["run"], ["run.id"], name="fk_spool_position_run_run"),
        sa.PrimaryKeyConstraint("run", name="pk_spool_position"),
    )

    op.create_table(
        "lease",
        sa.Column("name", TEXT, nullable=False),
        sa.Column("owner", TEXT, nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_lease"),
    )


def _evidence() -> None:
    op.create_table(
        "capture",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("run", TEXT, nullable=False),
        sa.Column("source", TEXT, nullable=False),
        sa.Column("url", TEXT, nullable=False),
        sa.Column("mirror", TEXT, nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("captured_at", MOMENT, nullable=False),
        sa.Column("method", TEXT, nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("media_type", TEXT, nullable=False),
        sa.Column("payload_sha256", TEXT, nullable=False),
        sa.Column("size", BIG, nullable=False),
        sa.Column("response", JSON, nullable=False),
        sa.Column("request", JSON, nullable=False),
        sa.Column("certificate", TEXT, server_default="", nullable=False),
        sa.Column("ledger", TEXT, nullable=False),
        sa.Column("sequence", BIG, nullable=False),
        sa.Column("page", TEXT, server_default="", nullable=False),
        sa.Column("reader", TEXT, server_default="", nullable=False),
        sa.Column("lexicon", TEXT, server_default="", nullable=False),
        sa.Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["run.id"], name="fk_capture_run_run"),
        sa.PrimaryKeyConstraint("id", name="pk_capture"),
    )
    op.create_index("ix_capture_ledger_sequence", "capture", ["ledger", "sequence"])
    op.create_index("ix_capture_run", "capture", ["run"])

    op.create_table(
        "sighting",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("record", TEXT, nullable=False),
        sa.Column("source", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("capture", TEXT, nullable=False),
        sa.Column("captured_at", MOMENT, nullable=False),
        sa.Column("mirror", TEXT, nullable=False),
        sa.Column("fields", JSON, nullable=False),
        sa.Column("withdrawn", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.ForeignKeyConstraint(["capture"], ["capture.id"], name="fk_sighting_capture_capture"),
        sa.PrimaryKeyConstraint("id", name="pk_sighting"),
    )
    op.create_index("ix_sighting_capture", "sighting", ["capture"])
    op.create_index("ix_sighting_record_captured_at", "sighting", ["record", "captured_at"])

    op.create_table(
        "mention",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.Column("sighting", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("place", TEXT, nullable=False),
        sa.Column("field", TEXT, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("raw", TEXT, nullable=False),
        sa.Column("worth", JSON, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("rule", TEXT, nullable=False),
        sa.Column("withdrawn", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.ForeignKeyConstraint(["sighting"], ["sighting.id"], name="fk_mention_sighting_sighting"),
        sa.PrimaryKeyConstraint("id", "value", name="pk_mention"),
    )
    op.create_index("ix_mention_kind_value", "mention", ["kind", "value"])
    op.create_index("ix_mention_sighting", "mention", ["sighting"])
    op.create_table(
        "quarantine",
        sa.Column("capture", TEXT, nullable=False),
        sa.Column("record", TEXT, nullable=False),
        sa.Column("rule", TEXT, nullable=False),
        sa.Column("found_at", MOMENT, nullable=False),
        sa.Column("ledger", TEXT, nullable=False),
        sa.Column("sequence", BIG, nullable=False),
        sa.PrimaryKeyConstraint("capture", "record", name="pk_quarantine"),
    )

    op.create_table(
        "rejection",
        sa.Column("capture", TEXT, nullable=False),
        sa.Column("record", TEXT, nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("found_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("capture", "record", name="pk_rejection"),
    )


def _persons() -> None:
    op.create_table(
        "judgement",
        sa.Column("ledger", TEXT, nullable=False),
        sa.Column("sequence", BIG, autoincrement=False, nullable=False),
        sa.Column("about", TEXT, nullable=False),
        sa.Column("verdict", TEXT, nullable=False),
        sa.Column("text", TEXT, server_default="", nullable=False),
        sa.Column("person", TEXT, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("ledger", "sequence", name="pk_judgement"),
    )
    op.create_index("ix_judgement_about", "judgement", ["about"])

    op.create_table(
        "authority",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("legal_basis", TEXT, nullable=False),
        sa.Column("asked_by", TEXT, nullable=False),
        sa.Column("sources", JSON, nullable=False),
        sa.Column("addresses", JSON, nullable=False),
        sa.Column("permissions", JSON, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("approved_by", TEXT, server_default="", nullable=False),
        sa.Column("approved_at", MOMENT, nullable=True),
        sa.Column("revoked_by", TEXT, server_default="", nullable=False),
        sa.Column("revoked_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_authority"),
    )

    op.create_table(
        "person",
        sa.Column("name", TEXT, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_person"),
    )

    op.create_table(
        "candidate",
        sa.Column("address", TEXT, nullable=False),
        sa.Column("found_in", TEXT, nullable=False),
        sa.Column("capture", TEXT, nullable=False),
        sa.Column("found_at", MOMENT, nullable=False),
        sa.Column("state", TEXT, server_default="", nullable=False),
        sa.Column("decided_by", TEXT, server_default="", nullable=False),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("address", name="pk_candidate"),
    )


def _folded() -> None:
    op.create_table(
        "record",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("source", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("fields", JSON, nullable=False),
        sa.Column("said", JSON, nullable=False),
        sa.Column("first_seen", MOMENT, nullable=False),
        sa.Column("last_seen", MOMENT, nullable=False),
        sa.Column("sightings", sa.Integer(), nullable=False),
        sa.Column("revision", BIG, nullable=False),
        sa.Column("title", TEXT, server_default="", nullable=False),
        sa.Column("vendor", TEXT, server_default="", nullable=False),
        sa.Column("handle", TEXT, server_default="", nullable=False),
        sa.Column("price", TEXT, nullable=True),
        sa.Column("currency", TEXT, server_default="", nullable=False),
        sa.Column("fingerprint", TEXT, server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_record"),
    )
    op.create_index("ix_record_handle", "record", ["handle"])
    op.create_index("ix_record_kind_last_seen", "record", ["kind", "last_seen"])
    op.create_index("ix_record_source_kind_key", "record", ["source", "kind", "key"], unique=True)

    op.create_table(
        "record_text",
        sa.Column("record", TEXT, nullable=False),
        sa.Column("fields", JSON, nullable=False),
        sa.ForeignKeyConstraint(["record"], ["record.id"], name="fk_record_text_record_record"),
        sa.PrimaryKeyConstraint("record", name="pk_record_text"),
    )

    op.create_table(
        "record_mirror",
        sa.Column("record", TEXT, nullable=False),
        sa.Column("mirror", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["record"], ["record.id"], name="fk_record_mirror_record_record"),
        sa.PrimaryKeyConstraint("record", "mirror", name="pk_record_mirror"),
    )

    op.create_table(
        "pivot",
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.Column("record", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("kind", "value", "record", name="pk_pivot"),
    )
    op.create_index("ix_pivot_record", "pivot", ["record"])

    op.create_table(
        "outbox",
        sa.Column("sequence", BIG, autoincrement=True, nullable=False),
        sa.Column("record", TEXT, nullable=False),
        sa.Column("revision", BIG, nullable=False),
        sa.PrimaryKeyConstraint("sequence", name="pk_outbox"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_record_revision", "outbox", ["record", "revision"])

    op.create_table(
        "lead",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("rule", TEXT, nullable=False),
        sa.Column("pivot", TEXT, nullable=False),
        sa.Column("episode", TEXT, server_default="", nullable=False),
        sa.Column("reasons", JSON, nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("found_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_lead"),
    )
    op.create_index("ix_lead_found_at", "lead", ["found_at"])

    op.create_table(
        "lead_member",
        sa.Column("lead", TEXT, nullable=False),
        sa.Column("record", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["lead"], ["lead.id"], name="fk_lead_member_lead_lead"),
        sa.PrimaryKeyConstraint("lead", "record", name="pk_lead_member"),
    )
    op.create_index("ix_lead_member_record", "lead_member", ["record"])


def _rates() -> None:
    op.create_table(
        "rate",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("on_day", MOMENT, nullable=False),
        sa.Column("currency", TEXT, nullable=False),
        sa.Column("into", TEXT, nullable=False),
        sa.Column("rate", TEXT, nullable=False),
        sa.Column("origin", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rate"),
    )
    op.create_index("ix_rate_currency_into_on_day", "rate", ["currency", "into", "on_day"])
