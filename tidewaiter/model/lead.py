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
    YES = "yes"
    NO = "no"
    UNSURE = "unsure"
    TAG = "tag"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person said of a lead, record or mention; append-only. `sequence` is its entry in the ledger."""

    sequence: int
    about: str
    verdict: Verdict
    text: str
    person: str
    at: datetime
