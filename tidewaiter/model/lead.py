"""Reasons why records deserve eyes, and what persons said of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tidewaiter.model.ids import lead_id


@dataclass(frozen=True, slots=True)
class Lead:
    """`pivot` is the key, wallet, contact or record the rule is about; `episode` "" for standing rules, else a run."""

    rule: str
    pivot: str
    members: tuple[str, ...]
    reasons: tuple[str, ...]
    score: float
    found_at: datetime
    episode: str = ""

    @property
    def id(self) -> str:
        return lead_id(self.rule, self.pivot, self.episode)


class Verdict(StrEnum):
    """What a person can say. `text` of a judgement is the tag, the note, the person who is to look at it, the lead that
    this one is merged into, or why."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"
    REOPEN = "reopen"
    TAG = "tag"
    UNTAG = "untag"
    NOTE = "note"
    ASSIGN = "assign"
    MERGE = "merge"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person said of a lead, record or mention; append-only. `sequence` is its entry in the ledger.

    `seen` are the reasons that the lead gave when it was judged, so that what changed since can be told.
    """

    sequence: int
    about: str
    verdict: Verdict
    text: str
    person: str
    at: datetime
    seen: tuple[str, ...] = ()
