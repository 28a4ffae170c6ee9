"""The tables. What no rebuild may drop comes first; what is folded from it comes after.

Nothing here is deleted by a crawl. A record that no capture supports any more keeps its row, with no sightings, so
that no judgement points at nothing.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, Table, Text
from sqlalchemy import text as sql

from tidewaiter.store.database.columns import Amount, Json, Moment, Sequence, text

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    }
)

source = Table(
    "source", metadata,
    text("id", key=True),
    text("title", empty=True),
    text("kind", empty=True),
    Column("languages", Json, nullable=False),
    text("cron", empty=True),
    Column("enabled", Boolean, nullable=False, server_default=sql("true")),
    Column("priority", Integer, nullable=False, server_default="0"),
    Column("next_due", Moment),
    text("profile_digest", empty=True),
)  # fmt: skip

# The run journal. owner, heartbeat_at, attempt and max_attempts are the lease of a run (docs/decisions/0008).
run = Table(
    "run", metadata,
    text("id", key=True),
    Column("source", Text, ForeignKey("source.id"), nullable=False),
    Column("way", Text, nullable=False, server_default="crawl"),
    text("state"),
    Column("outcome", Text),
    Column("attempt", Integer, nullable=False, server_default="0"),
    Column("max_attempts", Integer, nullable=False, server_default="3"),
    Column("queued_at", Moment, nullable=False),
    Column("enqueued_at", Moment),
    Column("started_at", Moment),
    Column("heartbeat_at", Moment),
    Column("finished_at", Moment),
    text("owner", empty=True),
    text("profile_digest", empty=True),
    text("authority_digest", empty=True),
    text("code_version", empty=True),
    text("lexicon", empty=True),
    text("person", empty=True),
    Column("reasons", Json, nullable=False),
    Column("counts", Json, nullable=False),
    Column("health", Json, nullable=False, server_default=sql("'{}'")),
    Column("batch", Sequence, nullable=False, server_default="0", index=True),
    Index("ix_run_source_started_at", "source", "started_at"),
    Index("one_running", "source", "way", unique=True,
          sqlite_where=sql("state = 'running'"), postgresql_where=sql("state = 'running'")),
)  # fmt: skip

# `ledger` and `sequence` name the entry that holds the same facts; `page`, `reader` and `lexicon` are of its latest
# reading; a capture that is `sealed` is opened only by a person who may approve. `batch` numbers the transactions that
# recorded readings, of a run the one before its end: the order in which leads were found.
capture = Table(
    "capture", metadata,
    text("id", key=True),
    Column("run", Text, ForeignKey("run.id"), nullable=False, index=True),
    text("source"),
    text("url"),
    text("mirror"),
    Column("attempt", Integer, nullable=False),
    Column("captured_at", Moment, nullable=False),
    text("method"),
    Column("status", Integer, nullable=False),
    text("media_type"),
    text("payload_sha256"),
    Column("size", Sequence, nullable=False),
    Column("response", Json, nullable=False),
    Column("request", Json, nullable=False),
    text("certificate", empty=True),
    text("ledger"),
    Column("sequence", Sequence, nullable=False),
    text("page", empty=True),
    text("reader", empty=True),
    text("lexicon", empty=True),
    Column("sealed", Boolean, nullable=False, server_default=sql("false")),
    Column("batch", Sequence, nullable=False, server_default="0", index=True),
    Index("ix_capture_ledger_sequence", "ledger", "sequence"),
)  # fmt: skip

# `record` has no foreign key: records can be dropped and rebuilt. A withdrawn row stays only because it was judged.
sighting = Table(
    "sighting", metadata,
    text("id", key=True),
    text("record"),
    text("source"),
    text("kind"),
    text("key"),
    Column("capture", Text, ForeignKey("capture.id"), nullable=False, index=True),
    Column("captured_at", Moment, nullable=False),
    text("mirror"),
    Column("fields", Json, nullable=False),
    Column("withdrawn", Boolean, nullable=False, server_default=sql("false")),
    text("place", empty=True),
    Index("ix_sighting_record_captured_at", "record", "captured_at"),
)  # fmt: skip

# One span may name several values ("Benelux"), so the key is the mention's id and the value. `field` is the field of
# the sighting in which the span lies, `worth` the value as it was, with the further keys of its kind.
mention = Table(
    "mention", metadata,
    text("id", key=True),
    text("value", key=True),
    Column("sighting", Text, ForeignKey("sighting.id"), nullable=False, index=True),
    text("kind"),
    text("place"),
    text("field"),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    text("raw"),
    Column("worth", Json, nullable=False),
    text("status"),
    text("rule"),
    Column("withdrawn", Boolean, nullable=False, server_default=sql("false")),
    Index("ix_mention_kind_value", "kind", "value"),
)  # fmt: skip

# One price makes one offer. `field` is the one in which the price stands; `worth` holds amount, score, what is linked
# and why. An offer is never judged, so a new reading replaces it whole.
offer = Table(
    "offer", metadata,
    text("id", key=True),
    Column("sighting", Text, ForeignKey("sighting.id"), nullable=False, index=True),
    text("field"),
    text("drug", empty=True),
    text("unit"),
    Column("price", Amount, nullable=False),
    text("currency", empty=True),
    Column("unit_price", Amount),
    text("status"),
    Column("worth", Json, nullable=False),
    Index("ix_offer_drug_unit", "drug", "unit"),
)  # fmt: skip

judgement = Table(
    "judgement", metadata,
    text("ledger", key=True),
    Column("sequence", Sequence, primary_key=True, autoincrement=False),
    text("about"),
    text("verdict"),
    text("text", empty=True),
    text("person"),
    Column("at", Moment, nullable=False),
    Column("seen", Json, nullable=False, server_default="[]"),
    Index("ix_judgement_about", "about"),
)  # fmt: skip

authority = Table(
    "authority", metadata,
    text("id", key=True),
    text("legal_basis"),
    text("asked_by"),
    Column("sources", Json, nullable=False),
    Column("addresses", Json, nullable=False),
    Column("permissions", Json, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    text("approved_by", empty=True),
    Column("approved_at", Moment),
    text("revoked_by", empty=True),
    Column("revoked_at", Moment),
)  # fmt: skip

person = Table("person", metadata, text("name", key=True), text("role"))

candidate = Table(
    "candidate", metadata,
    text("address", key=True),
    text("found_in"),
    text("capture"),
    Column("found_at", Moment, nullable=False),
    text("state", empty=True),
    text("decided_by", empty=True),
    Column("decided_at", Moment),
)  # fmt: skip

# Says which rule of the local list was met by its number, never what the rule or the page says.
quarantine = Table(
    "quarantine", metadata,
    text("capture", key=True),
    text("record", key=True),
    text("rule"),
    Column("found_at", Moment, nullable=False),
    text("ledger"),
    Column("sequence", Sequence, nullable=False),
)  # fmt: skip

# What the check turned away, so that a person can see what was lost and why.
rejection = Table(
    "rejection", metadata,
    text("capture", key=True),
    text("record", key=True),
    text("reason"),
    Column("found_at", Moment, nullable=False),
)  # fmt: skip

spool_position = Table(
    "spool_position", metadata,
    Column("run", Text, ForeignKey("run.id"), primary_key=True),
    Column("captures", Sequence, nullable=False, server_default="0"),
    Column("readings", Sequence, nullable=False, server_default="0"),
    Column("notes", Sequence, nullable=False, server_default="0"),
)  # fmt: skip

rate = Table(
    "rate", metadata,
    text("id", key=True),
    Column("on_day", Moment, nullable=False),
    text("currency"),
    text("into"),
    Column("rate", Amount, nullable=False),
    text("origin"),
    Index("ix_rate_currency_into_on_day", "currency", "into", "on_day"),
)  # fmt: skip

lease = Table(
    "lease", metadata,
    text("name", key=True),
    text("owner"),
    Column("until", Moment, nullable=False),
)  # fmt: skip

# Folded from sightings. `fields` holds the short latest values, `record_text` the long ones, so that lists do not drag
# text through the cache; `said` holds by field the time and capture of its latest statement.
record = Table(
    "record", metadata,
    text("id", key=True),
    text("source"),
    text("kind"),
    text("key"),
    Column("fields", Json, nullable=False),
    Column("said", Json, nullable=False),
    Column("first_seen", Moment, nullable=False),
    Column("last_seen", Moment, nullable=False),
    Column("sightings", Integer, nullable=False),
    Column("revision", Sequence, nullable=False),
    text("title", empty=True),
    text("vendor", empty=True),
    text("handle", empty=True),
    Column("price", Amount),
    text("currency", empty=True),
    text("fingerprint", empty=True),
    Index("ix_record_source_kind_key", "source", "kind", "key", unique=True),
    Index("ix_record_kind_last_seen", "kind", "last_seen"),
    Index("ix_record_handle", "handle"),
)  # fmt: skip

record_text = Table(
    "record_text", metadata,
    Column("record", Text, ForeignKey("record.id"), primary_key=True),
    Column("fields", Json, nullable=False),
)  # fmt: skip

record_mirror = Table(
    "record_mirror", metadata,
    Column("record", Text, ForeignKey("record.id"), primary_key=True),
    text("mirror", key=True),
)  # fmt: skip

# What can be the same on two sources: a key, a wallet, a contact, by the records that name it.
pivot = Table(
    "pivot", metadata,
    text("kind", key=True),
    text("value", key=True),
    text("record", key=True),
    Index("ix_pivot_record", "record"),
)  # fmt: skip

# Of the text of listings and vendors: equal values are candidates for the same text. `fingerprint` says of which text.
band = Table(
    "band", metadata,
    text("record", key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    text("value"),
    text("fingerprint"),
    Index("ix_band_value", "value"),
)  # fmt: skip

outbox = Table(
    "outbox", metadata,
    Column("sequence", Sequence, primary_key=True, autoincrement=True),
    text("record"),
    Column("revision", Sequence, nullable=False),
    Index("ix_outbox_record_revision", "record", "revision"),
    sqlite_autoincrement=True,
)  # fmt: skip

lead = Table(
    "lead", metadata,
    text("id", key=True),
    text("rule"),
    text("pivot"),
    text("episode", empty=True),
    Column("reasons", Json, nullable=False),
    Column("score", Float, nullable=False),
    Column("found_at", Moment, nullable=False),
    Index("ix_lead_found_at", "found_at"),
    Index("ix_lead_rule_pivot", "rule", "pivot"),
)  # fmt: skip

lead_member = Table(
    "lead_member", metadata,
    Column("lead", Text, ForeignKey("lead.id"), primary_key=True),
    text("record", key=True),
    Index("ix_lead_member_record", "record"),
)  # fmt: skip

# What the index will never take as it is, until a person replays it; the record itself is whole.
dead_letter = Table(
    "dead_letter", metadata,
    text("record", key=True),
    Column("revision", Sequence, nullable=False),
    text("reason"),
)  # fmt: skip

# A record's price as stated and as reckoned, with the rate that made one of the other.
reckoned = Table(
    "reckoned", metadata,
    text("record", key=True),
    Column("amount", Amount, nullable=False),
    text("currency"),
    Column("worth", Amount, nullable=False),
    text("into"),
    text("rate", empty=True),
)  # fmt: skip
