"""A span of sighting text that names something."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tidewaiter.model.ids import digest

MentionValue = str | int | float | tuple[float, float]


class MentionKind(StrEnum):
    DRUG = "drug"
    QUANTITY = "quantity"
    PRICE = "price"
    PURITY = "purity"
    SHIP_FROM = "ship_from"
    SHIP_TO = "ship_to"
    SHIP_TO_EXCLUDED = "ship_to_excluded"
    ORIGIN_CLAIM = "origin_claim"
    SHIP_METHOD = "ship_method"
    CONCEALMENT = "concealment"
    CONTACT = "contact"
    WALLET = "wallet"
    PGP = "pgp"


class Status(StrEnum):
    """`asserted`, or `suspected` where the evidence is weak (kept, never dropped)."""

    ASSERTED = "asserted"
    SUSPECTED = "suspected"


@dataclass(frozen=True, slots=True)
class Mention:
    """`text[start:end] == raw` always; offsets are code points, end exclusive.

    `place` names the text that the offsets count in: "text" (the sighting's text) or a field ("ships_from").
    `value` is canonical; `more` holds the further keys of the kind (contracts: JSON, §5). `rule` says which rule or
    lexicon entry, with its version; `evidence` what raised or lowered the score.
    """

    kind: MentionKind
    start: int
    end: int
    raw: str
    value: MentionValue
    score: float
    status: Status
    rule: str
    more: Mapping[str, object] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()
    place: str = "text"

    def id(self, sighting: str) -> str:
        return digest("mention", sighting, self.kind, self.place, str(self.start), str(self.end))

    def as_json(self) -> dict[str, object]:
        """The shape of `extract --json`."""
        value = list(self.value) if isinstance(self.value, tuple) else self.value
        plain: dict[str, object] = {
            "kind": str(self.kind), "start": self.start, "end": self.end, "raw": self.raw, "value": value,
            "score": round(self.score, 3), "status": str(self.status), "rule": self.rule,
        }  # fmt: skip
        if self.evidence:
            plain["evidence"] = list(self.evidence)
        if self.place != "text":
            plain["place"] = self.place
        return plain | dict(self.more)
