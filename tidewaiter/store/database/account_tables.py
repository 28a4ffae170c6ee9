"""The tables of who may sign in at the web desk. None of it is evidence: what was done there is on the ledger."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table

from tidewaiter.store.database.columns import Moment, Sequence, text
from tidewaiter.store.database.team_tables import metadata

__all__ = ["account", "invitation", "metadata", "refused_sign_in", "web_session"]

# `code_secret` is sealed with a key of the workspace, so that a copy of the database alone gives no second factor.
# `code_step` is the last step of time whose code was taken: none is taken twice.
account = Table(
    "account", metadata,
    Column("person", ForeignKey("person.name"), primary_key=True),
    text("password"),
    Column("code_secret", LargeBinary),
    Column("code_step", Sequence, nullable=False),
    Column("changed_at", Moment, nullable=False),
)  # fmt: skip

# A link that sets a password, once. Kept as its digest, as sessions are: whoever reads the database cannot use it.
invitation = Table(
    "invitation", metadata,
    text("token", key=True),
    text("person"),
    text("role"),
    text("made_by"),
    Column("made_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    Index("ix_invitation_person", "person"),
)  # fmt: skip

# `since` is when the person last looked before this session: what is newer is new to them.
web_session = Table(
    "web_session", metadata,
    text("token", key=True),
    Column("person", ForeignKey("person.name"), nullable=False, index=True),
    Column("made_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    Column("since", Moment),
)  # fmt: skip

# By digest of the name that was tried, whether or not anybody has it.
refused_sign_in = Table(
    "refused_sign_in", metadata,
    text("tried", key=True),
    Column("times", Integer, nullable=False),
    Column("last_at", Moment, nullable=False),
    Index("ix_refused_sign_in_last_at", "last_at"),
)  # fmt: skip
