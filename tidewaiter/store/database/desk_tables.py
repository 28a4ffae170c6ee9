"""The tables of what persons keep at the desk. No crawl and no rebuild drops any of it."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table

from tidewaiter.store.database.columns import Json, Moment, Sequence, text
from tidewaiter.store.database.tables import metadata

__all__ = ["alert", "case", "case_entry", "delivery", "delivery_alert", "metadata", "watch"]

case = Table(
    "case_file", metadata,  # "case" is a word of SQL
    text("id", key=True),
    text("title"),
    text("opened_by"),
    Column("opened_at", Moment, nullable=False),
    text("ledger"),
    Column("sequence", Sequence, nullable=False),
)  # fmt: skip

case_entry = Table(
    "case_entry", metadata,
    text("ledger", key=True),
    Column("sequence", Sequence, primary_key=True, autoincrement=False),
    Column("case_file", ForeignKey("case_file.id"), nullable=False, index=True),
    text("turn"),
    text("about", empty=True),
    text("text", empty=True),
    text("person"),
    Column("at", Moment, nullable=False),
    Index("ix_case_entry_about", "about"),
)  # fmt: skip

watch = Table(
    "watch", metadata,
    text("id", key=True),
    text("name"),
    text("question"),
    text("owner"),
    Column("made_at", Moment, nullable=False),
    text("every"),
    Column("sent_to", Json, nullable=False),
    Column("priority", Integer, nullable=False),
    Column("is_on", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    Index("ix_watch_name", "name", unique=True),
)  # fmt: skip

# An alert of the past, which a new watch is silent about, has a row too: so that it is never told later. `seen_at` is
# when its owner listed it; `gathered`, that it lies in every delivery that it belongs into.
alert = Table(
    "alert", metadata,
    Column("watch", ForeignKey("watch.id"), primary_key=True),
    text("record", key=True),
    Column("revision", Sequence, nullable=False),
    Column("version", Integer, nullable=False),
    Column("found_at", Moment, nullable=False),
    Column("past", Boolean, nullable=False),
    Column("seen_at", Moment),
    Column("gathered", Boolean, nullable=False),
    Index("ix_alert_found_at", "found_at"),
    Index("ix_alert_gathered", "gathered", "watch"),
)  # fmt: skip

# One letter to one place. No rebuild drops it, so that nothing is told twice.
delivery = Table(
    "delivery", metadata,
    text("id", key=True),
    text("sent_to"),
    text("owner"),
    Column("made_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("attempts", Integer, nullable=False),
    text("state"),
    Column("sent_at", Moment),
    text("fault", empty=True),
    Index("ix_delivery_state_due_at", "state", "due_at"),
)  # fmt: skip

delivery_alert = Table(
    "delivery_alert", metadata,
    Column("delivery", ForeignKey("delivery.id"), primary_key=True),
    text("watch", key=True),
    text("record", key=True),
)  # fmt: skip
