"""The tables of what persons keep at the desk. No crawl and no rebuild drops any of it."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Table

from tidewaiter.store.database.columns import Moment, Sequence, text
from tidewaiter.store.database.tables import metadata

__all__ = ["case", "case_entry", "metadata"]

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
