"""Leads and records that a person put together, with notes: append-only, as all that persons say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Turn(StrEnum):
    """What a person does with a case. `text` of an entry is the note, or why."""

    ADD = "add"
    REMOVE = "remove"
    NOTE = "note"
    CLOSE = "close"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing done with a case; `about` is the lead or record that it is about. `sequence` is its ledger entry."""

    sequence: int
    turn: Turn
    about: str
    text: str
    person: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Case:
    id: str
    title: str
    opened_by: str
    opened_at: datetime
    entries: tuple[Entry, ...] = ()

    @property
    def holds(self) -> tuple[str, ...]:
        """The leads and records in it now, in the order in which they came."""
        held: dict[str, None] = {}
        for entry in self.entries:
            if entry.turn is Turn.ADD:
                held[entry.about] = None
            elif entry.turn is Turn.REMOVE:
                held.pop(entry.about, None)
        return tuple(held)

    @property
    def closed(self) -> bool:
        turns = [entry.turn for entry in self.entries if entry.turn in (Turn.CLOSE, Turn.REOPEN)]
        return bool(turns) and turns[-1] is Turn.CLOSE
