"""The tables of a team: what its machines agree on, and where the evidence of each lies."""

from __future__ import annotations

from sqlalchemy import Column, Index, Table

from tidewaiter.store.database.columns import Moment, Sequence, text
from tidewaiter.store.database.desk_tables import metadata

__all__ = ["kept_file", "metadata", "term"]

# WARC files of runs that are over: which station has each, and since when the shared store has it too.
kept_file = Table(
    "kept_file", metadata,
    text("name", key=True),
    text("run"),
    text("station"),
    Column("size", Sequence, nullable=False),
    text("sha256"),
    Column("kept_at", Moment, nullable=False),
    Column("stored_at", Moment),
    Index("ix_kept_file_station_stored_at", "station", "stored_at"),
)  # fmt: skip

# What whoever holds the schedule works with, by its name: workers compare themselves with it.
term = Table(
    "term", metadata,
    text("name", key=True),
    text("value"),
)  # fmt: skip
