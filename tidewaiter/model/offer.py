"""What is asked for what: this price is for this amount of this drug."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tidewaiter.model.ids import digest
from tidewaiter.model.mention import Mention, MentionKind, Status

Amount = Decimal | tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Part:
    """The span of a mention that an offer links, and what it is to it: drug, amount, count, dose, tier or price."""

    role: str
    kind: MentionKind
    start: int
    end: int
    raw: str
    place: str = "text"

    @classmethod
    def of(cls, role: str, said: Mention) -> Part:
        return cls(role, said.kind, said.start, said.end, said.raw, said.place)

    def as_json(self) -> dict[str, object]:
        plain: dict[str, object] = {
            "role": self.role, "kind": str(self.kind), "start": self.start, "end": self.end, "raw": self.raw,
        }  # fmt: skip
        return plain if self.place == "text" else plain | {"place": self.place}


@dataclass(frozen=True, slots=True)
class Offer:
    """`amount` counts in `unit`: g, ml or count; `price` is what is asked for all of it, in `currency` (None unknown).

    `unit_price` is for one g, ml or piece; None where the amount is a range. `drug` is canonical, None where the text
    does not say which. `parts` are mentions of the same text or of its page's fields; `evidence` says in words what
    links them.
    """

    drug: str | None
    amount: Amount
    unit: str
    price: Decimal
    currency: str | None
    parts: tuple[Part, ...]
    evidence: tuple[str, ...]
    score: float
    status: Status

    @property
    def unit_price(self) -> Decimal | None:
        if isinstance(self.amount, tuple) or not self.amount:
            return None
        return trimmed(self.price / self.amount)

    @property
    def told_by(self) -> Part:
        """The price, which every offer has one of."""
        return next(part for part in self.parts if part.role == "price")

    def id(self, sighting: str) -> str:
        """One price makes one offer."""
        said = self.told_by
        return digest("offer", sighting, said.place, str(said.start), str(said.end))

    def as_json(self) -> dict[str, object]:
        each = self.unit_price
        amount = [number(one) for one in self.amount] if isinstance(self.amount, tuple) else number(self.amount)
        return {
            "drug": self.drug, "amount": amount, "unit": self.unit, "price": number(self.price),
            "currency": self.currency, "unit_price": None if each is None else number(each),
            "score": round(self.score, 3), "status": str(self.status),
            "mentions": [part.as_json() for part in self.parts], "evidence": list(self.evidence),
        }  # fmt: skip


def trimmed(value: Decimal) -> Decimal:
    """Ten digits and no zeros behind the point: 1/3 has no end, and no price is told closer."""
    if not value:
        return Decimal(0)
    exact = round(value, 9 - value.adjusted()).normalize()
    return exact if exact.as_tuple().exponent <= 0 else exact.quantize(Decimal(1))  # type: ignore[operator]


def number(value: Decimal) -> int | float:
    """For JSON: 5 for 5.0."""
    return int(value) if value == value.to_integral_value() else float(value)
